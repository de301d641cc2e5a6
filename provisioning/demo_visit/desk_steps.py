# SPDX-License-Identifier: Apache-2.0
"""Steps at the front desk: who has come, and what they corrected."""

from lobby_steps import LAST_FOUR
from words import as_shown


def see_who_has_come(visit):
    report, desk = visit.report, visit.kiosks["front-desk"]
    report.step("Desk: the board shows her as arrived, and what she did at the kiosk")
    row = row_of(desk, "Morales", "Lucía")
    identity = row.removeprefix("row_")
    desk.click(row)
    desk.wait("her arrival", lambda: "rrived" in (desk.value(f"state_{identity}") or ""))
    report.contains("her state on the board", "rrived", desk.value(f"state_{identity}"))
    desk.wait("what she did at the kiosk", lambda: "PHQ-9, complete" in desk.words())
    words = desk.words()
    for line in ("Consent to treatment, signed", "PHQ-9, complete", "GAD-7, complete"):
        report.contains("beside her visit", line, words)
    for score in ("12, moderate", "8, mild"):
        report.check(f"“{score}” on the desk's screen", False, score in words)


def accept_the_correction(visit):
    report, desk = visit.report, visit.kiosks["front-desk"]
    report.step("Desk: her new phone is compared with the old one, and accepted")
    accept = desk.wait("the correction", lambda: named(desk, "accept_"))
    report.contains("the old number", f"555-{LAST_FOUR}", desk.words())
    report.contains("the new number", as_shown(visit.new_phone), desk.words())
    visit.shot(desk, "desk-correction")
    desk.click(accept)
    desk.wait("the correction to be done", lambda: not named(desk, "accept_"))
    report.check("corrections that still wait", None, named(desk, "accept_"))
    visit.shot(desk, "desk-board")


def named(kiosk, start):
    """The first visible widget whose name starts so."""
    return next((name for name in kiosk.names() if name.startswith(start)), None)


def row_of(desk, *parts):
    """The row of the board that names the person; rows below the edge count too."""
    def find():
        return next((one["name"] for one in desk.screen()["widgets"]
                     if one["name"].startswith("row_")
                     and all(part in one["value"] for part in parts)), None)
    return desk.wait(f"the row of {' '.join(parts)}", find)


def book_her(visit):
    report, desk = visit.report, visit.kiosks["front-desk"]
    report.step("Desk: she is found by parts of her name and booked for today with her clinician")
    find(desk, "book", "luc mora")
    fill_the_booking(desk, "Therapy", "Lena Brandt, LCSW", "Room 1", "5:00 PM")
    desk.wait_for("book_free")
    report.check("the hour is taken", None, desk.visible("book_taken"))
    visit.shot(desk, "desk-book")
    desk.click("book_do")
    desk.wait_gone("book_sheet")
    row = row_of(desk, "Morales", "Lucía")
    report.contains("on the board stands", "Morales", desk.value(row))

    find(desk, "book", "morales lucia")
    fill_the_booking(desk, "Therapy", "Cora Osei, LMFT", "Room 3", "5:30 PM")
    taken = desk.wait_for("book_taken")
    report.contains("half an hour later with somebody else", "5:00 PM", taken["value"])
    report.check("Book can be pressed", False, desk.widget("book_do")["enabled"])
    desk.key("Escape")
    desk.wait_gone("book_sheet")


def find(desk, button, words):
    desk.click(button)
    desk.fill("find_text", words)
    hit = desk.wait("her among the hits", lambda: next(
        (one["name"] for one in desk.screen()["widgets"]
         if one["name"].startswith("hit_") and "Morales" in one["value"]
         and "Luc" in one["value"]), None))
    desk.click(hit)
    desk.wait_for("book_sheet")


def fill_the_booking(desk, service, clinician, room, start):
    for field, word in (("book_service", service), ("book_clinician", clinician),
                        ("book_room", room)):
        choose(desk, field, word)
    desk.fill("book_time", start)


def choose(desk, field, word):
    def is_chosen():  # a credential stands in the list alone
        return desk.value(field) and word.startswith(desk.value(field))

    if is_chosen():
        return
    desk.click(field)
    desk.click(desk.wait(f"the choice “{word}”", lambda: next(
        (one["name"] for one in desk.screen()["widgets"]
         if one["name"].startswith("book_choice_") and one["value"] == word), None)))
    desk.wait(f"“{word}” in {field}", is_chosen)
