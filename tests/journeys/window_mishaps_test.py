#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Mishaps of an ordinary day, at real windows: somebody sits in another's place, twins come, a
client does not sign, the server is down in the morning, two people share a terminal, and who looks
after the box reads that it went down.

ALCOVE_SHOTS names a folder for pictures of what stood on the screens.
"""

import os
import unittest
from pathlib import Path

from forgetting_test import BORN, LAST_FOUR, Person, Place
# pylint: disable=wrong-import-order
from desk_steps import row_of
from lobby_steps import answer, read_and_sign, say_who_it_is
from room_steps import DATA, row_of as visit_of, wait_safe, write
from station_steps import CLINICIAN, DESK, type_pin

SHOTS = os.environ.get("ALCOVE_SHOTS")
COLLEAGUE = "areyes"
ADMINISTRATOR = "admin"
SENTENCE = "She came by bus and told of the ferry"


class WindowMishapsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = Place()
        cls.addClassCleanup(cls.place.close)
        cls.place.open()
        cls.lobby = cls.place.enrol("lobby", "Lobby")
        cls.room = cls.place.enrol("therapy-room", "Room 1")

    def shot(self, kiosk, name):
        if SHOTS:
            kiosk.shot(Path(SHOTS) / f"{name}.png")

    def sign_in(self, kiosk, name):
        password = self.place.clinic.staff[name]["password"]
        kiosk.wait_for("sign_in")
        kiosk.fill("name", name)
        kiosk.fill("password", password, shows="•" * len(password))
        kiosk.click("sign_in")
        for field in ("pin", "pin_again"):
            type_pin(kiosk, field)
        kiosk.wait("what comes after the PIN", lambda: kiosk.names() and not {
            "pin", "pin_again", "sign_in"} & set(kiosk.names()))

    def sign_out(self, kiosk):
        kiosk.click("person")
        kiosk.click("sign_out")
        kiosk.wait_for("sign_in")

    def say_who(self, person):
        lobby = self.lobby
        lobby.click_until("english", "her surname", lambda: lobby.visible("surname"))
        say_who_it_is(lobby, person.family, BORN, LAST_FOUR)

    def come_in(self, person):
        """At the kiosk, up to the consent."""
        lobby = self.lobby
        self.say_who(person)
        lobby.wait("her greeting", lambda: f"Hello, {person.greeting}" in lobby.words())
        lobby.click("next")
        lobby.click("still_right")
        lobby.click("next")
        lobby.wait_for("consent_text")

    def answer_all(self):
        """From the first question on, without a sign of crisis, to the first screen again."""
        lobby = self.lobby
        for first, items in (("1 of 9", 9), ("1 of 7", 7)):
            lobby.wait("the questionnaire", lambda first=first: first in lobby.words())
            for _ in range(items):
                answer(lobby, 0)
        lobby.wait_for("done_page")
        lobby.click("next")
        lobby.wait_for("english")

    def state_of(self, person):
        desk = self.place.desk
        return desk.value(row_of(desk, person.family).replace("row_", "state_")) or ""

    def wait_state(self, person, word):
        self.place.desk.wait(f"“{word}”", lambda: word in self.state_of(person))

    def nothing_of(self, kiosk, *people):
        shown = kiosk.words() + kiosk.dump.read_text(encoding="utf-8")
        for person in people:
            for word in (person.given, person.family):
                self.assertNotIn(word, shown)

    def test_who_sat_in_anothers_place_is_put_right_with_a_reason(self):
        desk, lobby = self.place.desk, self.lobby
        wrong, right = Person(), Person()
        self.place.register(wrong)
        self.place.register(right)
        self.come_in(wrong)
        read_and_sign(lobby, wrong.signed)
        lobby.click("next")
        lobby.wait_for("choice_0")
        self.wait_state(wrong, "rrived")

        desk.click(row_of(desk, wrong.family))
        desk.click(desk.wait("the way to put it right", lambda: desk.named("somebody_else_")))
        desk.click("who")
        desk.click(desk.wait("the right person among today's", lambda: next(
            (one["name"] for one in desk.screen()["widgets"]
             if one["name"].startswith("who_choice_") and right.family in one["value"]), None)))
        desk.wait("what will happen", lambda: "is no longer marked as arrived" in desk.words())
        self.assertFalse(desk.widget("correct_do")["enabled"])  # not without a reason
        self.shot(desk, "somebody-else")
        desk.click("quick_0")
        desk.click("correct_do")
        desk.wait("that it is done", lambda: "Moved to" in desk.words())
        self.wait_state(right, "rrived")
        self.wait_state(wrong, "cheduled")
        # Whoever sits there goes on, and learns nothing of either.
        self.answer_all()
        self.nothing_of(lobby, wrong, right)

    def test_who_is_handed_the_kiosk_learns_nothing_that_was_answered_and_no_name(self):
        lobby, person = self.lobby, Person()
        self.place.register(person)
        self.come_in(person)
        read_and_sign(lobby, person.signed)
        lobby.click("next")
        lobby.wait_for("choice_0")
        for points in (3, 2):
            answer(lobby, points)
        for question in ("2 of 9", "1 of 9"):  # as far as it goes back
            lobby.click("back")
            lobby.wait("the question", lambda question=question: question in lobby.words())
            chosen = [one["name"] for one in lobby.screen()["widgets"]
                      if one["name"].startswith(("choice_", "decline")) and one.get("selected")]
            self.assertEqual(chosen, [])
            self.assertIn("You have answered this.", lobby.words())
            self.nothing_of(lobby, person)
            if question == "2 of 9":
                self.shot(lobby, "handed-over")
        self.assertIsNone(lobby.visible("back"))
        self.assertNotIn(person.phone[-2:], lobby.words().replace("of 9", ""))
        for question in ("2 of 9", "3 of 9"):  # nothing was changed on the way
            lobby.click("next")
            lobby.wait("the question", lambda question=question: question in lobby.words())

    def test_twins_at_one_phone_are_sent_to_the_desk_and_neither_is_named(self):
        first, second = Person(), Person()
        second.family = first.family
        self.place.register(first)
        self.place.register(second)
        lobby = self.lobby
        self.say_who(first)
        lobby.wait_for("desk_page")
        self.assertIn("Please see the front desk.", lobby.words())
        for twin in (first, second):
            self.assertNotIn(twin.given, lobby.words())
        self.shot(lobby, "twins")
        lobby.click("next")
        lobby.wait_for("surname")
        lobby.click("back")
        lobby.wait_for("english")

    def test_who_does_not_sign_is_not_held_up_and_the_desk_knows(self):
        desk, lobby = self.place.desk, self.lobby
        person = Person()
        self.place.register(person)
        self.come_in(person)
        self.shot(lobby, "consent")
        lobby.click("talk_first")
        self.answer_all()
        self.wait_state(person, "rrived")
        desk.click(row_of(desk, person.family))
        desk.wait("what the desk is told",
                  lambda: "Wants to talk before signing" in desk.words())
        self.shot(desk, "wants-to-talk")

    def test_a_morning_without_the_server_and_a_terminal_that_two_people_share(self):
        desk, lobby, room = self.place.desk, self.lobby, self.room
        person = Person()
        self.place.register(person)
        self.sign_in(room, CLINICIAN)
        room.click(visit_of(room, person.family))
        room.click("begin_note")
        room.click("format_DAP")
        room.wait_for(DATA)
        write(room, DATA, SENTENCE)
        wait_safe(room)

        self.place.clinic.kill()
        row = row_of(desk, person.family)
        desk.wait("since when", lambda: "As of " in desk.words())
        desk.click(row)
        self.assertFalse(desk.widget("book")["enabled"])
        lobby.wait("whom to speak to", lambda: "front desk" in lobby.words()
                   and not lobby.usable("english"))
        room.click(DATA)
        room.key("ctrl+End")
        room.type(" and of her sister")
        room.wait_value(DATA, f"{SENTENCE} and of her sister")
        for kiosk, name in ((desk, "desk-away"), (lobby, "lobby-away"), (room, "room-away")):
            self.shot(kiosk, name)
        desk.click("person")
        desk.wait("what signing out would mean", lambda: "forgotten" in desk.words())
        desk.click("sign_out")
        desk.wait_for("sign_in")
        self.nothing_of(desk, person)
        self.place.clinic.start()
        lobby.wait("the lobby by itself", lambda: lobby.usable("english"))
        self.sign_in(desk, DESK)
        desk.wait("the day", lambda: row_of(desk, person.family))

        wait_safe(room)
        room.click("lock")
        room.wait_for("switch_person")
        self.nothing_of(room, person)
        self.assertNotIn("ferry", room.words())
        room.click("switch_person")
        self.sign_in(room, COLLEAGUE)
        self.nothing_of(room, person)
        self.assertNotIn("ferry", room.words())
        self.sign_out(room)
        self.sign_in(room, CLINICIAN)
        room.click(visit_of(room, person.family))
        either = room.wait("her note", lambda: room.visible(DATA) or room.visible("begin_note"))
        if either["name"] != DATA:
            room.click("begin_note")
        room.wait_value(DATA, f"{SENTENCE} and of her sister")
        self.sign_out(room)

        # Whoever looks after the box reads what happened to it, and that it was looked through.
        self.sign_in(room, ADMINISTRATOR)
        room.click("section_box")
        room.wait("what happened to the box", lambda: (room.value("box_started") or "")
                  and "after it had stopped without warning" in room.words())
        self.assertIn("All is well with the box.", room.words())
        self.shot(room, "administrator")
        self.sign_out(room)


if __name__ == "__main__":
    unittest.main()
