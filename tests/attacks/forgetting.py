#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""So many random sessions at one lobby terminal (500; ALCOVE_SESSIONS), and after each: no word of
any client before in the memory of the program, its files, its log or its clipboards: no name,
phone number, address or date of birth, and no answer as it goes to the box. In each whole check-in
the same search finds all of that while the client answers. Then a core dump is asked for, and there
is none. The short form is tests/journeys/forgetting_test.py.

Every name, street and city begins with the same made-up letters, every number with the same
figures, and all have the same date of birth, so that one search is for all of them. It needs the
right to look at another program's memory, as root has it.
"""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from besieged import Besieged, must, uuid7

TOP = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "provisioning" / "demo_visit"))
# pylint: disable=wrong-import-position
from box import BUILD  # noqa: E402
from clinic import memory_folder  # noqa: E402
from kiosk import Display, Kiosk  # noqa: E402
from lobby_steps import SIGNATURE, answer, say_who_it_is  # noqa: E402
from process_memory import may_look, search_memory  # noqa: E402
from readable import search  # noqa: E402
from station_steps import wait_for_door  # noqa: E402
from words import made_up, made_up_phone  # noqa: E402

MARK = made_up(3)  # what every name of this run begins with
BORN = "04171986"
AREA = made_up_phone()[:6]  # what every number begins with; the kiosk knows no number of its own
FORMS = [MARK, MARK.lower(), MARK.upper(),
         AREA, f"{AREA[:3]}-{AREA[3:]}", f"({AREA[:3]}) {AREA[3:]}",
         BORN, "1986-04-17", "04/17/1986",
         '"kind":"points"', '"points":']  # an answer on its way
# What stands in memory while somebody answers: a name, the number that was typed, the date of birth
# as it went to the box, and an answer.
SENT = "1986-04-17"
THERE = [MARK, AREA, SENT, '"kind":"points"', '"points":']
FORGET_S = 60
REFUSED_A_MINUTE = 1.5  # the box counts twenty in ten minutes for a terminal, then it waits
SLOTS = 12 * 8  # of five minutes, from two o'clock on, for each clinician


def name():
    return MARK + made_up(4).lower()


def number():
    return f"{AREA}{random.randrange(10000):04}"


class Lobby:
    """A clinic, its desk, and one lobby terminal through which everybody comes."""

    def __init__(self):
        self.clinic = Besieged()
        self.desk = self.clinic.signed_in("front-desk", "Desk", "front_desk")
        self.clinicians = [one["id"] for one in must(self.desk.get("/v1/staff"))["items"]
                           if "clinician" in one["roles"]]
        self.memory = memory_folder()
        (self.clinic.root / "logs").mkdir()
        self.display = Display()
        self.kiosk = Kiosk(BUILD / "kiosk/program/alcove-kiosk", "Lobby", self.clinic.root,
                           self.memory, self.display)
        self.booked = 0
        self.refused = []
        self.looked = 0  # how often somebody was looked for while they were there
        self.unseen = {}  # and how often which form was not found
        self.enrol()

    def close(self):
        for one in (self.kiosk, self.display, self.clinic):
            one.close()
        shutil.rmtree(self.memory)

    def enrol(self):
        self.kiosk.start()
        self.kiosk.wait_for("address")
        made = self.clinic.answer(self.clinic.ctl("terminal", "enrol", "--station", "lobby",
                                                  "--name", "Lobby", "--json"))
        wait_for_door(self.clinic, "open")
        self.kiosk.fill("address", f"127.0.0.1:{self.clinic.enrolment_port}")
        self.kiosk.fill("code", made["code"])
        self.kiosk.click("connect")
        self.kiosk.wait_for("english")

    def expected(self):
        """A client with an appointment today: family name, phone."""
        family, phone = name(), number()
        dashed = f"{phone[:3]}-{phone[3:6]}-{phone[6:]}"
        client = self.clinic.registered(self.desk, (name(), family), "1986-04-17", dashed)
        setup = must(self.desk.get("/v1/clinic_setup"))
        clinician, slot = divmod(self.booked, SLOTS)
        self.booked += 1
        hour, minute = divmod(14 * 60 + 5 * slot, 60)
        must(self.desk.post("/v1/appointments/book", {
            "appointment": uuid7(), "client": client, "minutes": 5,
            "clinician": self.clinicians[clinician % len(self.clinicians)],
            "service": setup["services"][0]["id"],
            "start": f"{setup['today']}T{hour:02}:{minute:02}"}))
        return family, phone

    # Sessions ---------------------------------------------------------------------------------

    def begins(self, language):
        self.kiosk.click_until(language, "the question for the name",
                               lambda: self.kiosk.visible("surname"))

    def turns_back(self):
        """Somebody types a name, copies it, and goes away again."""
        self.begins(random.choice(("english", "spanish")))
        self.kiosk.fill("surname", name())
        self.kiosk.key("ctrl+a", "ctrl+c")
        self.kiosk.click("back")

    def is_a_stranger(self):
        """Refused, and sent to the desk."""
        if len(self.refused) > REFUSED_A_MINUTE * 10 and \
                time.monotonic() - self.refused[-int(REFUSED_A_MINUTE * 10)] < 600:
            self.turns_back()
            return
        self.refused.append(time.monotonic())
        self.begins("english")
        say_who_it_is(self.kiosk, name(), BORN, f"{random.randrange(10000):04}")
        self.kiosk.wait_for("desk_page")
        self.kiosk.click("next")
        self.kiosk.wait_for("surname")
        self.kiosk.click("back")

    def is_greeted(self):
        family, phone = self.expected()
        self.begins("english")
        say_who_it_is(self.kiosk, family, BORN, phone[-4:])
        self.kiosk.wait_for("not_me")

    def says_that_it_is_somebody_else(self):
        self.is_greeted()
        self.kiosk.click("not_me")
        self.kiosk.wait("the welcome or the desk's page", lambda: self.kiosk.visible("english")
                        or self.kiosk.visible("desk_page") or self.kiosk.visible("surname"))
        if self.kiosk.visible("desk_page"):
            self.kiosk.click("next")
            self.kiosk.wait("the welcome", lambda: self.kiosk.visible("english")
                            or self.kiosk.visible("surname"))
        if self.kiosk.visible("surname"):
            self.kiosk.click("back")

    def corrects_details(self):
        """Another number, and an address where none was."""
        lobby, corrected = self.kiosk, number()
        lobby.click("change_it")
        lobby.click("next")
        lobby.wait_for("new_phone")
        lobby.type(corrected)
        lobby.wait_value("new_phone", corrected)
        lobby.click("next")
        lobby.wait_gone("new_phone")
        lobby.wait("the address", lambda: lobby.visible("street") or lobby.visible("change_it")
                   or lobby.visible("consent_text"))
        if lobby.visible("change_it"):
            lobby.click("change_it")
            lobby.click("next")
        if lobby.visible("consent_text"):
            return
        lobby.wait_for("street")
        lobby.fill("street", f"12 {name()}")
        lobby.fill("city", name())
        lobby.fill("state", "NY")
        lobby.fill("zip", "14202")
        lobby.click("next")

    def checks_in(self):
        lobby = self.kiosk
        self.is_greeted()
        lobby.click("next")
        self.corrects_details()
        lobby.wait_for("consent_text")
        lobby.scroll_to_end("consent_text", lambda: lobby.usable("next"))
        lobby.click("next")
        lobby.fill("signer_name", name())
        lobby.key("Return")
        lobby.wait_gone("key_q")
        lobby.draw("signature", SIGNATURE)
        lobby.wait("the signature", lambda: int(lobby.value("signature") or 0) >= 10)
        lobby.click("next")
        for questions in (9, 7):
            lobby.wait("a first question", lambda count=questions: f"1 of {count}" in lobby.words())
            for number in range(questions):
                answer(lobby, 0)
                if (questions, number) == (9, 4):
                    self.is_there()
        lobby.wait_for("done_page")
        lobby.click("next")

    def is_there(self):
        found, _ = search_memory(self.kiosk.process.pid, THERE)
        self.looked += 1
        for form, count in found.items():
            if not count:
                self.unseen[form] = self.unseen.get(form, 0) + 1

    def search_works(self):
        """Each of these was found while somebody was there. What was sent may be overwritten by
        then already, so the date in that form has to be there mostly; the others always."""
        rarely = {SENT: self.looked // 2}
        return self.looked > 0 and all(
            times <= rarely.get(form, 0) for form, times in self.unseen.items())

    # What is left -----------------------------------------------------------------------------

    def left(self):
        """Where a word of a client stands, by place."""
        found, size = search_memory(self.kiosk.process.pid, FORMS)
        places = {f"memory: {form}": count for form, count in found.items() if count}
        if size < 10_000_000:
            places["memory that could be read"] = size
        on_disk, _ = search(dict(enumerate(FORMS)),
                            [self.kiosk.state, self.kiosk.log, self.kiosk.dump])
        places |= {f"files: {place}": count for place, count in on_disk.items()}
        for clipboard in ("primary", "secondary", "clipboard"):
            held = subprocess.run(["xclip", "-o", "-selection", clipboard], check=False,
                                  capture_output=True, timeout=60,
                                  env={**os.environ, "DISPLAY": self.display.name}).stdout
            if any(form.encode() in held for form in FORMS):
                places[clipboard] = len(held)
        return places

    def forgets(self):
        self.kiosk.wait_for("english")
        until = time.monotonic() + FORGET_S
        while (places := self.left()) and time.monotonic() < until:
            time.sleep(0.2)
        return places


def ends_with_core(process):
    """Ends it as a crash does; whether the system made a core dump of it."""
    process.send_signal(signal.SIGABRT)
    _, status = os.waitpid(process.pid, 0)
    process.returncode = -os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    return os.WCOREDUMP(status)


def core_of_another():
    """Whether this machine makes a core dump of a program that does not forbid it."""
    def allow():
        hard = resource.getrlimit(resource.RLIMIT_CORE)[1]
        resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))
    folder = memory_folder()
    try:
        # pylint: disable-next=consider-using-with,subprocess-popen-preexec-fn
        return ends_with_core(subprocess.Popen(["sleep", "60"], preexec_fn=allow, cwd=folder))
    finally:
        shutil.rmtree(folder)


def check_core(kiosk):
    limits = Path(f"/proc/{kiosk.process.pid}/limits").read_text(encoding="ascii")
    allowed = next(line.split()[4:6] for line in limits.splitlines() if "core file" in line)
    dumped = ends_with_core(kiosk.process)
    print(f"core dump: {'MADE' if dumped else 'none'}; its limits are {' and '.join(allowed)} "
          f"bytes; of another program: {'one is made' if core_of_another() else 'none either'}")
    return not dumped and allowed == ["0", "0"]


def main():
    if not may_look(os.getpid()):
        sys.exit("forgetting: this user may not look at another program's memory")
    sessions = int(os.environ.get("ALCOVE_SESSIONS", "500"))
    seed = int(os.environ.get("ALCOVE_SEED", "20261126"))
    random.seed(seed)
    lobby = Lobby()
    kinds = {lobby.turns_back: 35, lobby.is_a_stranger: 10,
             lobby.says_that_it_is_somebody_else: 30, lobby.checks_in: 25}
    done = dict.fromkeys((kind.__name__ for kind in kinds), 0)
    bad = 0
    try:
        for number in range(1, sessions + 1):
            kind = random.choices(list(kinds), kinds.values())[0]
            kind()
            done[kind.__name__] += 1
            places = lobby.forgets()
            if places:
                bad += 1
                print(f"session {number} ({kind.__name__}) is not forgotten: {places}", flush=True)
            if number % 25 == 0:
                print(f"{number} sessions, {bad} not forgotten", flush=True)
        print(f"{sessions} sessions with seed {seed}: {done}; {bad} not forgotten; looked for "
              f"{lobby.looked} times while somebody was there, not found: {lobby.unseen}")
        good = check_core(lobby.kiosk) and lobby.search_works()
    finally:
        lobby.close()
    return 0 if good and bad == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
