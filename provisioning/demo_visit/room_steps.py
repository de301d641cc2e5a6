# SPDX-License-Identifier: Apache-2.0
"""Steps in the therapy room: the chart, the note that nothing takes away, signing, an addendum."""

from readable import search
from station_steps import CLINICIAN, sign_in, type_pin

# rules::NoteSection, in their order.
DATA, ASSESSMENT, PLAN, ADDENDUM = "section_2", "section_6", "section_7", "section_8"


def open_the_chart(visit):
    report, room = visit.report, visit.kiosks["therapy-room"]
    report.step("Room: my day, and her chart with today's scores")
    report.contains("her visit, as it stands there", "Arrived Morales, Lucía", room.words)
    visit.shot(room, "room-my-day")
    room.click(row_of(room, "Morales"))
    room.wait_for("score")
    report.contains("among her past notes", "signed Lena Brandt, LCSW", room.words)
    report.check("PHQ-9, as worked out by hand", "12, moderate", lambda: room.value("score"))
    visit.shot(room, "room-chart")
    room.click("trend_GAD-7")
    room.wait("the other score", lambda: room.value("score") != "12, moderate")
    report.check("GAD-7, as worked out by hand", "8, mild", lambda: room.value("score"))
    room.click("trend_PHQ-9")


def row_of(room, surname):
    room.wait("her visit", lambda: [one for one in room.screen()["widgets"]
                                    if one["name"].startswith("visit_")
                                    and surname in one["value"]])
    return next(one["name"] for one in room.screen()["widgets"]
                if one["name"].startswith("visit_") and surname in one["value"])


def write_the_note(visit):
    report, room = visit.report, visit.kiosks["therapy-room"]
    report.step("Room: a DAP note; the server is killed in mid-sentence and started again")
    room.click("begin_note")
    room.click("format_DAP")
    room.wait_for(DATA)
    first = (f"Lucía came on time. {visit.words.new('Data of a note')} is what she calls the hard "
             "week.")
    write(room, DATA, first)
    wait_safe(room)
    report.check("Data, when the box has it", first, lambda: room.value(DATA))

    report.check("the signal that ended the server", 9, visit.clinic.kill())
    away = f" She slept four hours; {visit.words.new('Data of a note, typed with the box away')}."
    room.type(away)
    room.wait("the words", lambda: room.value(DATA) == first + away)
    room.wait_for("away_band")
    report.contains("the screen says", "Your words are kept here, sealed.", room.words)
    room.wait("“Kept here”", lambda: (room.value("safety") or "").startswith("Kept here"))
    report.check("and claims to be safe on the box", False, is_safe(room))
    kept = room.state / "spool" / "records"
    report.at_least("bytes that wait on the terminal's disk", len(away), kept.stat().st_size)
    report.check("found there, of all words so far, raw, in UTF-16, in hexadecimal and in base64",
                 {}, search(visit.words.typed, [room.state])[0])
    visit.shot(room, "room-box-away")
    visit.clinic.start()
    room.wait_gone("away_band")
    wait_safe(room)
    report.check("Data, after the server came back", first + away, lambda: room.value(DATA))
    visit.note = {DATA: first + away}


def kill_the_terminal(visit):
    report, room = visit.report, visit.kiosks["therapy-room"]
    report.step("Room: the terminal is killed; the note is there again, to the same sentence")
    text = f"Risk is low today; {visit.words.new('Assessment of a note')} is the plan she wrote."
    write(room, ASSESSMENT, text)
    wait_safe(room)
    visit.note[ASSESSMENT] = text
    visit.shot(room, "room-note")
    report.check("the signal that ended the terminal", 9, room.kill())
    room.start()
    sign_in(visit, room, CLINICIAN)
    room.click(row_of(room, "Morales"))
    # A draft opens by itself where the day knew of it already when the visit was chosen.
    either = room.wait("her note", lambda: room.visible(DATA) or room.visible("begin_note"))
    if either["name"] != DATA:
        room.click("begin_note")
    room.wait_for(DATA)
    for section, words in visit.note.items():
        room.wait(f"{section}", lambda section=section: room.value(section))
        report.check(f"{section}, after the terminal came back", words, lambda: room.value(section))
    visit.shot(room, "room-note-again")


def sign_the_note(visit):
    report, room = visit.report, visit.kiosks["therapy-room"]
    report.step("Room: she signs with her PIN; the note never changes any more")
    write(room, PLAN, f"Next week again; {visit.words.new('Plan of a note')} is the homework.")
    room.fill("start", "10:02 AM")
    room.fill("stop", "10:55 AM")
    room.key("Tab")
    wait_safe(room)
    room.click("sign")
    type_pin(room)
    room.click("sheet_go")
    room.wait_for("standing_0")
    report.check("what stands under it", "Checked: this is what was signed",
                 lambda: room.value("standing_0"))
    report.contains("and whose name", "Brandt, LCSW", room.words)
    report.check("a field to write in", None, room.visible(DATA))
    visit.shot(room, "room-signed")


def add_an_addendum(visit):
    report, room = visit.report, visit.kiosks["therapy-room"]
    report.step("Room: an addendum follows the signed note, with a signature of its own")
    signed = room.words()
    text = f"She called at noon; {visit.words.new('an addendum')} is safe with her."
    room.click("add_addendum")
    room.wait_for(ADDENDUM)
    write(room, ADDENDUM, text)
    wait_safe(room)
    visit.shot(room, "room-addendum")
    room.click("sign")
    type_pin(room)
    room.click("sheet_go")
    room.wait("the addendum under the note", lambda: room.value("standing_1"))
    report.contains("under the note", text, room.words)
    report.check("what stands under it", "Checked: this is what was signed",
                 lambda: room.value("standing_1"))
    report.check("and still under the note", "Checked: this is what was signed",
                 lambda: room.value("standing_0"))
    for words in visit.note.values():
        report.check("in the note, as before", (True, True), (words in signed,
                                                              words in room.words()))
    visit.shot(room, "room-with-addendum")


def write(room, section, text):
    room.click(section)
    room.wait(f"the cursor in {section}", lambda: (room.widget(section) or {}).get("focused"))
    room.type(text)
    room.wait_value(section, text)


def is_safe(room):
    return (room.value("safety") or "").startswith("Safe on the box")


def wait_safe(room):
    room.wait("“Safe on the box”", lambda: is_safe(room))
