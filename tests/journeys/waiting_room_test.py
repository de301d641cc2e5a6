#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A client checks in at the lobby: her card moves on the desk's board by itself, her number waits
on the display of the waiting room, and is called there when the desk pulls her card to a room.

ALCOVE_SHOTS names a folder for pictures of what stood on the screens.
"""

import os
import unittest
from pathlib import Path

from forgetting_test import BORN, LAST_FOUR, Person, Place
# pylint: disable=wrong-import-order
from desk_steps import row_of
from kiosk import middle
from lobby_steps import answer, read_and_sign, say_who_it_is

SHOTS = os.environ.get("ALCOVE_SHOTS")


def check_in(lobby, person):
    """Up to the last screen, which tells her number."""
    lobby.click("next")
    lobby.wait_for("still_right")
    lobby.click("still_right")
    lobby.click("next")
    read_and_sign(lobby, person.signed)
    lobby.click("next")
    lobby.wait_for("choice_0")
    for _ in range(9):
        answer(lobby, 0)
    lobby.wait("the second questionnaire", lambda: "1 of 7" in lobby.words())
    for _ in range(7):
        answer(lobby, 0)
    lobby.wait_for("done_page")
    return lobby.wait_for("queue_token")["value"]


class WaitingRoomTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = Place()
        cls.addClassCleanup(cls.place.close)
        cls.place.open()
        cls.display = cls.place.enrol("lobby", "Waiting room", "--display")
        cls.lobby = cls.place.enrol("lobby", "Lobby")

    def shot(self, kiosk, name):
        if SHOTS:
            kiosk.shot(Path(SHOTS) / f"{name}.png")

    def column_of(self, card):
        """The column of the board in whose bounds the card's middle lies."""
        desk = self.place.desk
        found = desk.visible(card)
        if not found:
            return None
        x, y = middle(found)
        return next((one["name"] for one in desk.screen()["widgets"]
                     if one["name"].startswith("flow_") and one["kind"] == "panel"
                     and one["x"] <= x <= one["x"] + one["width"]
                     and one["y"] <= y <= one["y"] + one["height"]), None)

    def wait_in(self, card, column):
        self.place.desk.wait(f"her card in {column}", lambda: self.column_of(card) == column)

    def pull(self, card, column):
        """With the mouse, in steps as a hand makes them."""
        desk = self.place.desk
        desk.wait("cards that can be moved", lambda: "Drag a card" in desk.words())
        (x, y), (to_x, to_y) = middle(desk.visible(card)), middle(desk.visible(column))
        desk.xdotool("mousemove", x, y, "mousedown", 1)
        for part in (1, 2, 3, 4):
            desk.xdotool("mousemove", x + (to_x - x) * part // 4, y + (to_y - y) * part // 4)
        desk.wait("the column to take her", lambda: desk.value(column) == "takes")
        desk.xdotool("mouseup", 1)

    def nothing_of(self, person):
        shown = self.display.words() + self.display.dump.read_text(encoding="utf-8")
        for word in [*person.words, person.given]:
            self.assertNotIn(word, shown)

    def test_a_check_in_moves_the_card_and_the_display_calls_her_by_number_alone(self):
        desk, display, lobby = self.place.desk, self.display, self.lobby
        display.wait("that nobody is called",
                     lambda: "Nobody is being called right now." in display.words())
        self.assertIn("Por ahora no llamamos a nadie.", display.words())
        person = Person()
        self.place.register(person)
        card = row_of(desk, person.family)
        desk.click("flow")
        self.wait_in(card, "flow_expected")
        self.assertEqual(desk.value(card), person.greeting)

        lobby.click_until("english", "her surname", lambda: lobby.visible("surname"))
        say_who_it_is(lobby, person.family, BORN, LAST_FOUR)
        lobby.wait("her greeting", lambda: f"Hello, {person.greeting}" in lobby.words())
        token = check_in(lobby, person)
        self.shot(lobby, "lobby-number")
        self.wait_in(card, "flow_waiting")
        display.wait("her number among those who wait",
                     lambda: token in [one["value"] for one in display.screen()["widgets"]
                                       if one["name"].startswith("waiting_")])
        self.assertIn(token, desk.words())
        self.shot(display, "display-waiting")
        self.shot(desk, "desk-board")
        self.nothing_of(person)

        self.pull(card, "flow_with_clinician")
        self.wait_in(card, "flow_with_clinician")
        display.wait("her call", lambda: display.value("called_0") == f"{token} Room 1")
        self.assertIn("Ahora llamamos a", display.words())
        self.shot(display, "display-called")
        self.shot(desk, "desk-board-called")
        self.nothing_of(person)

        desk.click(card)
        # A step that was just taken rests for a moment, so that a second press is not the next one.
        desk.wait("that the next step can be taken", lambda: desk.usable("next_step"))
        desk.key("m")  # in session: the call is over
        display.wait("the call to go", lambda: not display.visible("called_0"))
        self.assertNotIn(token, display.words())
        desk.click("undo")
        desk.click("quick_0")
        desk.click("undo_do")
        display.wait("her call again", lambda: display.value("called_0") == f"{token} Room 1")


if __name__ == "__main__":
    unittest.main()
