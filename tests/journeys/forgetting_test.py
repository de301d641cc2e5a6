#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A client at the real lobby terminal is forgotten: in no memory of the program, no file, no log.

The same search finds every word while the client is there. The program forbids its own user to look
at its memory, so this runs as root, or as root of a user namespace of its own.
"""

import os
import shutil
import sys
import tempfile
import unittest
from concurrent.futures import ProcessPoolExecutor, wait
from itertools import cycle
from pathlib import Path

from box import BUILD
from process_memory import may_look, replaced_as, search_memory

TOP = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP / "provisioning" / "demo_visit"))
# pylint: disable=wrong-import-position
from clinic import Clinic, memory_folder  # noqa: E402
from desk_steps import fill_the_booking, row_of  # noqa: E402
from kiosk import Display, Kiosk  # noqa: E402
from lobby_steps import answer, read_and_sign, say_who_it_is  # noqa: E402
from main import morning_zone  # noqa: E402
from readable import search  # noqa: E402
from registration_steps import book  # noqa: E402
from station_steps import DESK, type_pin, type_the_code, wait_for_door  # noqa: E402
from words import as_shown, made_up, made_up_phone  # noqa: E402

SKIPPED = 77  # what CMakeLists.txt gives as SKIP_RETURN_CODE
BORN = "04171986"
LAST_FOUR = "0133"
MANY_PICTURES = 30  # fewer are drawn until the first screen stands, more until the first question
ANSWERS = ['"kind":"points"', '"points":']  # an answer on its way to the box
STILL_THERE_S = 90  # the longest wait for the minute after which everything is forgotten


class Person:
    """Words that exist nowhere else: on the record, or typed at the lobby."""

    def __init__(self):
        self.given = made_up()
        self.family = made_up()
        self.signed = made_up()
        self.phone = made_up_phone()

    @property
    def greeting(self):
        return f"{self.given} {self.family[0]}."

    @property
    def words(self):
        return [self.greeting, self.family, self.signed, self.phone]


class Place:
    """A clinic with a desk that is signed in, and as many lobby terminals as are asked for."""

    def __init__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="alcove-forgetting-"))
        self.memory = memory_folder()
        self.clinic = Clinic(BUILD, self.folder, self.memory, morning_zone())
        self.displays = []
        self.kiosks = []
        # In the evening the synthetic clinic has nobody any more.
        self.hours = iter(range(5, 12))

    def close(self):
        for closing in [*self.kiosks, *self.displays, self.clinic]:
            closing.close()
        shutil.rmtree(self.folder)
        shutil.rmtree(self.memory)

    def open(self):
        self.clinic.make(25)
        self.clinic.start()
        self.desk = self.enrol("front-desk", "Front desk")
        person = self.clinic.staff[DESK]
        self.desk.fill("name", DESK)
        self.desk.fill("password", person["password"], shows="•" * len(person["password"]))
        self.desk.click("sign_in")
        for field in ("pin", "pin_again"):
            type_pin(self.desk, field)
        self.desk.wait_for("book")

    def enrol(self, station, name, *options):
        display = Display()
        self.displays.append(display)
        kiosk = Kiosk(BUILD / "kiosk/program/alcove-kiosk", name, self.folder, self.memory, display)
        kiosk.options = options
        self.kiosks.append(kiosk)
        kiosk.start()
        kiosk.wait_for("address")
        code = self.clinic.enrolment_code(station, name)
        if wait_for_door(self.clinic, "open") != "open":
            raise TimeoutError("the box did not open its enrolment port")
        type_the_code(self.clinic, kiosk, code)
        kiosk.click("connect")
        kiosk.wait_gone("connect")
        return kiosk

    def register_new(self, person, sheet):
        """Looked for and not there, wherever people are looked for; then that sheet is open."""
        desk = self.desk
        desk.fill("find_text", person.family)
        desk.click("register_new")
        for field, text in (("legal_given", person.given), ("legal_family", person.family),
                            ("birth", "04/17/1986")):
            desk.fill(field, text)
        desk.click("phone_add")
        desk.fill("phone_0", f"716555{LAST_FOUR}")
        desk.click("form_save")
        desk.wait("what follows, or who is like them", lambda: desk.visible(sheet)
                  or desk.visible("not_the_same"))
        if desk.visible("not_the_same"):
            desk.click("not_the_same")
        desk.wait_for(sheet)

    def register(self, person):
        """At the desk, with an appointment later today."""
        desk = self.desk
        desk.click("book")
        self.register_new(person, "book_sheet")
        fill_the_booking(desk, "Therapy", "Lena Brandt, LCSW", "Room 1",
                         f"{next(self.hours)}:00 PM")
        book(desk)


class ForgettingTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = Place()
        cls.addClassCleanup(cls.place.close)
        cls.place.open()

    def come_in(self, name):
        """A new terminal with a new client before the first question. Gives both."""
        person = Person()
        self.place.register(person)
        lobby = self.place.enrol("lobby", name)
        lobby.click_until("english", "her surname", lambda: lobby.visible("surname"))
        say_who_it_is(lobby, person.family, BORN, LAST_FOUR)
        lobby.wait("her greeting", lambda: f"Hello, {person.greeting}" in lobby.words())
        lobby.click("next")
        lobby.click("change_it")
        lobby.click("next")
        lobby.wait_for("new_phone")
        lobby.type(person.phone)
        lobby.wait_value("new_phone", person.phone)
        lobby.click("next")
        read_and_sign(lobby, person.signed)
        # All that she typed is there: the search finds it.
        found, size = self.search_while_she_is_there(lobby, person.words)
        self.assertGreater(size, 10_000_000)
        for word in person.words:
            self.assertGreater(found[word], 0, "a word that is on the screen or in the visit")
        self.go_on(lobby)
        self.assertGreater(lobby.screen()["frame"], MANY_PICTURES)
        return lobby, person

    @staticmethod
    def go_on(lobby):
        """Whether she needs more time may be asked just when she touches Next."""
        def asked():
            if lobby.usable("more_time"):
                lobby.click("more_time")
            return lobby.visible("choice_0")

        lobby.click_until("next", "the first question", asked)

    @staticmethod
    def search_while_she_is_there(lobby, words):
        """It may take longer than the lobby waits for a touch, so her hand rests on the screen.

        In a process of its own: beside it nothing else of this one would get its turn."""
        with ProcessPoolExecutor(1) as pool:
            looking = pool.submit(search_memory, lobby.process.pid, words)
            for place in cycle((3, 9)):
                lobby.xdotool("mousemove", place, 3)
                if wait([looking], timeout=2).done:
                    return looking.result()
        return None

    def check_forgotten(self, lobby, person, before, first):
        """Once the program has been replaced and shows `first`."""
        process = lobby.process.pid
        lobby.wait("the program to be replaced", lambda: replaced_as(process) != before,
                   STILL_THERE_S)
        # The pictures are counted anew: this is one of the program that came.
        lobby.wait("its first picture", lambda: 0 < lobby.screen()["frame"] < MANY_PICTURES)
        lobby.wait_for(first)
        words = [*person.words, *ANSWERS]
        found, size = search_memory(process, words)
        self.assertGreater(size, 10_000_000)
        self.assertEqual(found, dict.fromkeys(words, 0))
        found, size = search(dict(enumerate([*words, as_shown(person.phone)])),
                             [lobby.state, lobby.log, lobby.dump])
        self.assertGreater(size, 0)
        self.assertEqual(found, {})

    def test_a_client_who_is_done_is_forgotten(self):
        lobby, person = self.come_in("Lobby one")
        before = replaced_as(lobby.process.pid)
        for number in range(9):
            answer(lobby, 0)
            if number == 4:
                found, _ = self.search_while_she_is_there(lobby, ANSWERS)
                self.assertEqual([form for form, count in found.items() if not count], [])
        lobby.wait("the second questionnaire", lambda: "1 of 7" in lobby.words())
        for _ in range(7):
            answer(lobby, 0)
        lobby.wait_for("done_page")
        lobby.click("next")
        self.check_forgotten(lobby, person, before, "english")
        # The new program is a whole one: somebody else begins.
        lobby.click_until("english", "her surname", lambda: lobby.visible("surname"))
        lobby.wait_for("surname")

    def test_a_client_who_goes_away_is_forgotten_after_a_minute(self):
        lobby, person = self.come_in("Lobby two")
        before = replaced_as(lobby.process.pid)
        answer(lobby, 2)
        lobby.wait("the warning", lambda: "more_time" in lobby.names())
        self.check_forgotten(lobby, person, before, "english")
        # What she had answered is at the box, and the desk knows that it is a part.
        self.assertEqual(self.beside_her_visit(person), "PHQ-9, 1 of 9 answered, then left")

    def test_a_client_at_a_terminal_that_is_revoked_is_forgotten(self):
        lobby, person = self.come_in("Lobby three")
        before = replaced_as(lobby.process.pid)
        answer(lobby, 1)
        self.place.clinic.answer("terminal", "revoke", lobby.name)
        self.check_forgotten(lobby, person, before, "enrol")

    def beside_her_visit(self, person):
        desk = self.place.desk
        row = row_of(desk, person.family)
        desk.click(row)
        return desk.wait("her questionnaire", lambda: next(
            (text for text in desk.screen()["texts"] if text.startswith("PHQ-9")), None))


if __name__ == "__main__":
    if not may_look(os.getpid()):
        print("no memory can be read here")
        sys.exit(SKIPPED)
    unittest.main()
