# SPDX-License-Identifier: Apache-2.0
"""Steps at the front desk: somebody new is registered, changed, seen without an appointment."""

import re

from lobby_steps import BORN
from words import as_shown, made_up_phone

# Whose time and room nobody has booked this morning (provisioning/synthetic_clinic/years.cpp).
FREE_NOW, FREE_ROOM = "Ruth White, PhD", "Room 6"

# Fields of the form from top to bottom, and what kind of field each is.
NAMES = (("legal_given", "a legal given name"), ("legal_middle", "a legal middle name"),
         ("legal_family", "a legal family name"), ("preferred_given", "a preferred given name"),
         ("preferred_family", "a preferred family name"))
PLACE = (("line1", "a street"), ("line2", "a second line of an address"), ("city", "a city"))
CONTACT = (("contact_name", "an emergency contact's name"),
           ("contact_relationship", "an emergency contact's relationship"))


def find_nobody(visit):
    report, desk = visit.report, visit.kiosks["front-desk"]
    report.step("Desk: somebody new comes; nobody of that name is found")
    desk.click("search")
    desk.fill("find_text", visit.words.new("what the desk looked for"))
    desk.wait("that nobody was found", lambda: "Nobody was found." in desk.words())
    report.contains("the screen says", "Nobody was found.", desk.words)
    report.check("people on the screen", None, desk.named("hit_"))
    visit.shot(desk, "desk-nobody-found")
    desk.click("register_new")
    desk.wait_for("form_sheet")


def register(visit):
    """Lucía's twin, who gives her phone: birth date and phone make a possible duplicate."""
    report, desk, words = visit.report, visit.kiosks["front-desk"], visit.words
    report.step("Desk: the form; who may be the same is shown before a second record is made")
    for field, kind in NAMES:
        desk.fill(field, words.new(kind))
    desk.fill("birth", f"{BORN[:2]}/{BORN[2:4]}/{BORN[4:]}")
    desk.fill("pronouns", words.new("pronouns"))
    desk.click("sex_0")
    desk.choose("spoken", "language_choice", "Spanish")
    other = words.use("a phone", as_shown(made_up_phone()))
    for number, phone in enumerate((words.typed["the phone on file"], other)):
        desk.click("phone_add")
        desk.fill(f"phone_{number}", phone)
    desk.click("phone_message_1")
    desk.click("residence_0")
    for field, kind in PLACE:
        desk.fill(field, words.new(kind))
    desk.fill("state", "NY")
    desk.fill("zip", "14201")
    for field, kind in CONTACT:
        desk.fill(field, words.new(kind))
    desk.fill("contact_number",
              words.use("an emergency contact's number", as_shown(made_up_phone())))
    desk.click("care_add")
    desk.click_option("member_choice", FREE_NOW.split(",", maxsplit=1)[0])
    visit.shot(desk, "desk-register")
    desk.click("form_save")

    desk.wait_for("same_sheet")
    report.contains("who may be the same", "Morales", desk.value("same_0"))
    for reason in ("same birth date", "same phone"):
        report.contains("and why", reason, desk.words)
    visit.shot(desk, "desk-duplicates")
    desk.click("not_the_same")
    desk.wait_for("record_sheet")
    desk.wait("the record", lambda: desk.usable("record_edit"))
    shown = desk.words()
    for kind, word in words.typed.items():
        if kind in [kind for _, kind in NAMES + PLACE + CONTACT] + ["pronouns", "a phone"]:
            report.contains(f"in the record, {kind}", word, shown)
    visit.newcomer = int(re.search(r"No\. (\d+)", shown).group(1))
    visit.shot(desk, "desk-record")


def change_the_record(visit):
    report, desk, words = visit.report, visit.kiosks["front-desk"], visit.words
    report.step("Desk: pronouns and street are corrected; what stood there before is kept")
    changes = {}
    desk.click("record_edit")
    desk.wait_for("form_sheet")
    for field, kind in (("pronouns", "pronouns"), ("line1", "a street")):
        changes[words.typed[kind]] = desk_word = words.new(f"{kind}, corrected at the desk")
        desk.fill(field, desk_word)
    desk.click("form_save")
    desk.wait_gone("form_sheet")
    desk.click("record_history")
    desk.wait_for("changes_sheet")
    desk.wait("the changes", lambda: next(iter(changes)) in desk.words())
    for before, after in changes.items():
        report.contains("in the history", f"{before} → {after}", desk.words)
    report.contains("and who changed it", "Mia Ortiz", desk.words)
    visit.shot(desk, "desk-changes")
    desk.click("changes_sheet_close")
    desk.wait_gone("changes_sheet")


def walk_in(visit):
    report, desk = visit.report, visit.kiosks["front-desk"]
    report.step("Desk: the newcomer is here without an appointment; every state, and the way back")
    before = set(rows(desk))
    desk.click("record_walk_in")
    desk.wait_for("book_sheet")
    fill_the_booking(desk, "Therapy", FREE_NOW, FREE_ROOM)
    desk.fill("book_minutes", "30")
    book(desk)
    row = new_row(desk, before)
    desk.click(row)
    state = f"state_{row.removeprefix('row_')}"

    def expect(word):
        desk.wait(f"“{word}”", lambda: desk.value(state) == word)
        report.check("the state on the board", word, lambda: desk.value(state))

    expect("Just arrived")
    desk.click("next_step")
    expect("In the room")
    reason = visit.words.new("why a step was taken back")
    desk.click("undo")
    desk.fill("reason", reason)
    visit.shot(desk, "desk-undo")
    desk.click("undo_do")
    desk.wait_gone("undo_sheet")
    expect("Just arrived")
    for word in ("In the room", "In session", "Checked out"):
        desk.click("next_step")
        expect(word)
    desk.click("history")
    desk.wait("the history of the visit", lambda: reason in desk.words())
    for part in ("Came without an appointment", f"Reason: {reason}", "Taken back to: Arrived"):
        report.contains("in the history of the visit", part, desk.words)
    visit.shot(desk, "desk-visit-history")
    desk.click("history_sheet_close")
    desk.wait_gone("history_sheet")


def cancel_a_visit(visit):
    report, desk = visit.report, visit.kiosks["front-desk"]
    report.step("Desk: a second visit is booked, and cancelled by the clinic, which says why")
    before = set(rows(desk))
    desk.click("open_client")
    desk.click("record_book")
    desk.wait_for("book_sheet")
    fill_the_booking(desk, "Therapy", FREE_NOW, FREE_ROOM, "7:00 PM")
    book(desk)
    row = new_row(desk, before)
    desk.click(row)
    desk.click("cancel")
    desk.click("by_clinic")
    report.check("Cancel can be pressed without a reason", False,
                 desk.wait_for("cancel_do")["enabled"])
    desk.fill("reason", visit.words.new("why a visit was cancelled"))
    visit.shot(desk, "desk-cancel")
    desk.click("cancel_do")
    desk.wait_gone("cancel_sheet")
    state = f"state_{row.removeprefix('row_')}"
    desk.wait("“Cancelled”", lambda: "Cancelled" in (desk.value(state) or ""))
    report.check("the state on the board", "Cancelled by the clinic", lambda: desk.value(state))


def book(desk):
    """What was filled in, once it is known to be free."""
    desk.wait_for("book_free")
    desk.click("book_do")
    desk.wait_gone("book_sheet")


def rows(desk):
    return [one["name"] for one in desk.screen()["widgets"] if one["name"].startswith("row_")]


def new_row(desk, before):
    return desk.wait("the new visit on the board",
                     lambda: next((row for row in rows(desk) if row not in before), None))


def fill_the_booking(desk, service, clinician, room, start=None):
    for field, word in (("book_service", service), ("book_clinician", clinician),
                        ("book_room", room)):
        desk.choose(field, "book_choice", word)
    if start:
        desk.fill("book_time", start)
