# SPDX-License-Identifier: Apache-2.0
"""Steps of a safety alert: nothing that ends takes it away; somebody is told; it is answered."""

from lobby_steps import ALERT, GREETING
from station_steps import CLINICIAN, STATIONS, first_sign_in, sign_in
from words import made_up


def hire_somebody(visit):
    """From now on at the desk; her words are those that are typed at the box itself."""
    clinic, report, words = visit.clinic, visit.report, visit.words
    report.step("The box: somebody new is hired, and gets a code with which to choose a password")
    name = words.use("a sign-in name", made_up().lower())
    shown = f"Kim {words.new('a name of staff')}"
    added = clinic.answer("staff", "add", name, "--display-name", shown, "--credential",
                          words.new("a credential"), "--roles", "front_desk")
    visit.colleague = (name, shown, words.use("the code for a password", added["code"]))
    listed = clinic.answer("staff", "list")["items"]
    report.check("who is on the list", shown,
                 next(one["display_name"] for one in listed if one["sign_in_name"] == name))


def restart_under_an_alert(visit):
    report, clinic = visit.report, visit.clinic
    report.step("Server and staff's terminals are killed while the alert waits; it is there again")
    staff = [visit.kiosks["therapy-room"], visit.kiosks["front-desk"]]
    report.check("the signal that ended the server", 9, clinic.kill())
    for kiosk in staff:
        report.check(f"the signal that ended {kiosk.name}", 9, kiosk.kill())
    clinic.start()
    for kiosk in staff:
        kiosk.start()
    for kiosk in staff:
        kiosk.wait_for("alert")
        report.contains(f"on {kiosk.name}, where nobody is signed in",
                        "Someone needs a clinician now.", kiosk.value("alert"))
        report.contains("the title of its window", f"{STATIONS[kiosk.name]} · Alcove",
                        kiosk.title())
        report.check("her name there", False, "Luc" in kiosk.words() or "Mora" in kiosk.words())
    visit.shot(staff[0], "room-alert-signed-out")
    first_sign_in(visit, visit.kiosks["front-desk"], *visit.colleague)
    sign_in(visit, visit.kiosks["therapy-room"], CLINICIAN)
    for kiosk, words in zip(staff, ("Someone needs a clinician now",
                                    f"{GREETING} needs a clinician now")):
        kiosk.wait_for(ALERT)
        report.check(f"on {kiosk.name}, when somebody is signed in", words, kiosk.value(ALERT))


def tell_in_person(visit):
    report, desk, room = visit.report, visit.kiosks["front-desk"], visit.kiosks["therapy-room"]
    report.step("Desk: a clinician is told in person; the alert stays, and says so everywhere")
    whom = visit.words.new("who was told of an alert")
    desk.click("alert_act_1")
    desk.fill("whom", whom)
    visit.shot(desk, "desk-told")
    desk.click("told")
    desk.wait_gone("tell_sheet")
    for kiosk in (desk, room):
        kiosk.wait("who was told", lambda kiosk=kiosk: whom in kiosk.words())
        report.contains(f"on {kiosk.name}", f"{visit.colleague[1]} told {whom} at", kiosk.words)
        report.differs(f"the alert on {kiosk.name}", None, kiosk.value(ALERT))


def answer_the_alert(visit):
    report, room = visit.report, visit.kiosks["therapy-room"]
    report.step("Room: the clinician opens the alert, and says what she does")
    report.check("the strip before it is opened", "Someone needs a clinician now",
                 lambda: room.value(ALERT))
    room.click("alert_act_1")
    room.wait_for("care_sheet")
    report.contains("who it is", "Morales", room.words)
    room.click("care_other")
    room.fill("care_words", f"{visit.words.new('what was done about an alert')} with her brother")
    visit.shot(room, "room-alert-opened")
    room.click("acknowledge")
    for name in ("therapy-room", "front-desk"):
        visit.kiosks[name].wait_gone(ALERT)
        report.check(f"the alert on {name} afterwards", None, visit.kiosks[name].visible(ALERT))
    report.contains("what stands in its place", "Lena Brandt acknowledged this", room.words)
    room.click("care_sheet_close")
    room.wait_gone("care_sheet")
