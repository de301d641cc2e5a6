# SPDX-License-Identifier: Apache-2.0
"""Steps that every terminal begins with: enrolment by hand, signing in, a PIN."""

import time

from operator_steps import door

STATIONS = {"lobby": "Lobby 1", "front-desk": "Front desk", "therapy-room": "Room 1"}
PIN = "640713"
CLINICIAN = "lbrandt"
DESK = "mortiz"


def enrol_the_terminals(visit):
    clinic, report = visit.clinic, visit.report
    report.step("One terminal of each station is enrolled, by the code typed at it")
    for station in STATIONS:
        visit.new_kiosk(station).start()
    for station, name in STATIONS.items():
        kiosk = visit.kiosks[station]
        kiosk.wait_for("address")
        code = visit.words.use(f"the enrolment code of {station}",
                               clinic.enrolment_code(station, name))
        report.check("the enrolment port while a code is open", "open",
                     wait_for_door(clinic, "open"))
        if station == "lobby":
            refuse_a_mistyped_code(visit, kiosk, code)
        type_the_code(clinic, kiosk, code)
        visit.shot(kiosk, f"{station}-first-run")
        kiosk.click("connect")
        kiosk.wait_gone("connect")
        if station != "lobby":
            kiosk.wait_for("sign_in")
        listed = clinic.answer("terminal", "list")["items"]
        report.check(f"the box knows “{name}” as", station,
                     next(one["station"] for one in listed if one["name"] == name))
        report.check("the enrolment port when the code was used", "closed",
                     wait_for_door(clinic, "closed"))


def type_the_code(clinic, kiosk, code):
    kiosk.fill("address", f"127.0.0.1:{clinic.enrolment_port}")
    kiosk.fill("code", code)


def refuse_a_mistyped_code(visit, kiosk, code):
    """The check in each group says which one is wrong before anything is sent."""
    wrong = ("B" if code[0] != "B" else "C") + code[1:]
    type_the_code(visit.clinic, kiosk, wrong)
    visit.report.contains("one letter wrong in the code", "group 1", kiosk.words().lower())
    visit.report.check("Connect can be pressed", False, kiosk.widget("connect")["enabled"])


def wait_for_door(clinic, state):
    """The server opens and closes the enrolment port from a thread of its own, once a second."""
    deadline = time.monotonic() + 10
    while door(clinic.enrolment_port) != state and time.monotonic() < deadline:
        time.sleep(0.02)
    return door(clinic.enrolment_port)


def sign_in_staff(visit):
    report = visit.report
    report.step("The desk and the clinician sign in, each with a PIN for this session")
    room = visit.kiosks["therapy-room"]
    room.fill("name", CLINICIAN)
    wrong = visit.words.new("a wrong password") + " and more"
    room.fill("password", wrong, shows="•" * len(wrong))
    room.click("sign_in")
    room.wait("the refusal", lambda: "do not belong together" in room.words())
    report.contains("a wrong password", "That name and password do not belong together.",
                    room.words)
    visit.shot(room, "room-wrong-password")
    sign_in(visit, visit.kiosks["front-desk"], DESK)
    sign_in(visit, room, CLINICIAN)


def sign_in(visit, kiosk, name):
    person = visit.clinic.staff[name]
    kiosk.fill("name", name)
    kiosk.fill("password", person["password"], shows="•" * len(person["password"]))
    kiosk.click("sign_in")
    choose_pin(visit, kiosk, person["name"])


def first_sign_in(visit, kiosk, name, shown, code):
    """With the code from the box; nobody but her ever knows the password that she chooses."""
    password = f"{visit.words.new('a chosen password')} and more"
    kiosk.click("have_code")
    kiosk.fill("name", name)
    kiosk.fill("code", code)
    for field in ("new_password", "again"):
        kiosk.fill(field, password, shows="•" * len(password))
    visit.shot(kiosk, "desk-first-password")
    kiosk.click("keep_password")
    choose_pin(visit, kiosk, shown)


def choose_pin(visit, kiosk, shown):
    for field in ("pin", "pin_again"):
        type_pin(kiosk, field)
    kiosk.wait("what comes after the PIN",
               lambda: kiosk.names() and not {"pin", "pin_again"} & set(kiosk.names()))
    kiosk.wait("who is signed in", lambda: shown.split()[-1] in kiosk.words())
    visit.report.contains(f"on {kiosk.name} stands who is signed in", shown.split()[-1],
                          kiosk.words)


def type_pin(kiosk, field="pin"):
    """The sixth figure may be followed by another screen at once."""
    kiosk.wait(f"the cursor in “{field}”", lambda: (kiosk.visible(field) or {}).get("focused"))
    kiosk.type(PIN)
    kiosk.wait("six figures", lambda: len((kiosk.visible(field) or {"value": PIN})["value"]) == 6)
