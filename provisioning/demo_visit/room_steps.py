# SPDX-License-Identifier: Apache-2.0
"""Steps in the therapy room: the alert."""

from lobby_steps import ALERT


def answer_the_alert(visit):
    report, room = visit.report, visit.kiosks["therapy-room"]
    report.step("Room: the clinician opens the alert, and says what she does")
    report.check("a name on the strip before it is opened", False, "Morales" in room.words())
    room.click("alert_act_1")
    room.wait_for("care_sheet")
    report.contains("who it is", "Morales", room.words())
    room.click("care_other")
    room.fill("care_words", f"{visit.words.new('what was done about an alert')} with her brother")
    visit.shot(room, "room-alert-opened")
    room.click("acknowledge")
    for name in ("therapy-room", "front-desk"):
        visit.kiosks[name].wait_gone(ALERT)
        report.check(f"the alert on {name} afterwards", None, visit.kiosks[name].visible(ALERT))
