# SPDX-License-Identifier: Apache-2.0
"""Steps at the front desk: who has come, and what they corrected."""

import subprocess

from lobby_steps import LAST_FOUR
from registration_steps import FREE_NOW, FREE_ROOM, fill_the_booking, new_row, rows
from words import as_shown

CLINICIAN = "Lena Brandt, LCSW"


def save_the_day(visit):
    report, desk = visit.report, visit.kiosks["front-desk"]
    report.step("Desk: the day on paper, for when the box is down")
    desk.click("day_list")
    desk.click("paper_save")
    told = desk.wait_for("paper_told")["value"]
    visit.shot(desk, "desk-day-list")
    desk.click("paper_sheet_close")
    desk.wait_gone("paper_sheet")
    files = list(desk.papers.iterdir())
    report.check("files that were saved", 1, len(files))
    report.contains("the screen names it", files[0].name, told)
    report.check("its first bytes", b"%PDF-", files[0].read_bytes()[:5])
    text = subprocess.run(["pdftotext", "-layout", files[0], "-"], check=True, capture_output=True,
                          text=True, stdin=subprocess.DEVNULL).stdout
    line = next((one for one in text.splitlines() if "Morales" in one), "")
    phone = visit.words.typed["the phone on file"]
    for part in ("10:00", "Lucía", "Lena Brandt", "Room 1", phone):
        report.contains("in her line, as poppler reads it", part, line)
    report.check("files that others may read", 0o600, files[0].stat().st_mode & 0o777)
    visit.paper_shot(files[0], "desk-day-on-paper")


def see_who_has_come(visit):
    report, desk = visit.report, visit.kiosks["front-desk"]
    report.step("Desk: her new phone is accepted and the old address kept, both values in view")
    state = visit.row.replace("row_", "state_")
    desk.click(visit.row)
    desk.wait("her arrival", lambda: "rrived" in (desk.value(state) or ""))
    report.contains("her state on the board", "rrived", desk.value(state))
    desk.wait("the corrections", lambda: len(decisions(desk)) == 2)
    for what in (f"555-{LAST_FOUR}", visit.words.typed["a phone, corrected in the lobby"],
                 visit.words.typed["a street, corrected in the lobby"]):
        report.contains("to be compared", what, desk.words)
    visit.shot(desk, "desk-corrections")
    phone, address = decisions(desk)
    desk.click(f"accept_{phone}")
    desk.wait("one correction less", lambda: decisions(desk) == [address])
    desk.click(f"keep_{address}")
    desk.wait("the last correction to be done", lambda: not decisions(desk))


def see_what_she_did(visit):
    report, desk = visit.report, visit.kiosks["front-desk"]
    report.step("Desk: what she did at the kiosk, without a score; and her record as it is now")
    desk.wait("what she did at the kiosk", lambda: "PHQ-9, complete" in desk.words())
    words = desk.words()
    for line in ("Consent to treatment, signed", "PHQ-9, complete", "GAD-7, complete"):
        report.contains("beside her visit", line, words)
    for score in ("12, moderate", "8, mild"):
        report.check(f"“{score}” on the desk's screen", False, score in words)
    visit.shot(desk, "desk-board")
    desk.click("open_client")
    desk.wait("her record", lambda: desk.usable("record_edit"))
    report.contains("in her record", visit.words.typed["a phone, corrected in the lobby"],
                    desk.words)
    report.check("her street from the lobby stands in her record", False,
                 visit.words.typed["a street, corrected in the lobby"] in desk.words())
    desk.click("record_sheet_close")
    desk.wait_gone("record_sheet")


def row_of(desk, *parts):
    """The row of the board that names the person; rows below the edge count too."""
    def find_it():
        return next((one["name"] for one in desk.screen()["widgets"]
                     if one["name"].startswith("row_")
                     and all(part in one["value"] for part in parts)), None)
    return desk.wait(f"the row of {' '.join(parts)}", find_it)


def decisions(desk):
    """The corrections that wait, from top to bottom; below the edge they count too."""
    waiting = [one for one in desk.screen()["widgets"] if one["name"].startswith("accept_")]
    waiting.sort(key=lambda one: one["y"])
    return [one["name"].removeprefix("accept_") for one in waiting]


def book_her(visit):
    report, desk = visit.report, visit.kiosks["front-desk"]
    report.step("Desk: she is found by parts of her name, booked, and moved to ten o'clock")
    find(desk, "book", "luc mora")
    fill_the_booking(desk, "Therapy", CLINICIAN, "Room 1", "6:30 PM")
    desk.wait_for("book_free")
    report.check("the hour is taken", None, desk.visible("book_taken"))
    visit.shot(desk, "desk-book")
    before = set(rows(desk))
    desk.click("book_do")
    desk.wait_gone("book_sheet")
    row = row_of(desk, "Morales", "Lucía")
    report.check("it is a new one", True, row not in before)
    desk.click(row)
    desk.click("move")
    desk.wait_for("book_sheet")
    desk.fill("book_time", "10:00 AM")
    desk.fill("book_reason", visit.words.new("why a visit was moved"))
    desk.wait_for("book_free")
    before = set(rows(desk))
    desk.click("book_do")
    desk.wait_gone("book_sheet")
    moved = new_row(desk, before)
    report.contains("on the board stands", "Morales", desk.value(moved))
    desk.click(row)  # the board went to the other one
    state = row.replace("row_", "state_")
    desk.wait("what became of half past six", lambda: "Moved" in (desk.value(state) or ""))
    report.check("the visit of half past six", "Moved to another time", lambda: desk.value(state))
    visit.row = moved

    find(desk, "book", "morales lucia")
    fill_the_booking(desk, "Therapy", FREE_NOW, FREE_ROOM, "10:30 AM")
    taken = desk.wait_for("book_taken")
    report.contains("half an hour later with somebody else",
                    "Lucía Morales has another visit from 10:00 to 10:55 (Therapy, Lena Brandt).",
                    taken["value"])
    report.check("Book can be pressed", False, desk.widget("book_do")["enabled"])
    visit.shot(desk, "desk-taken")
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
