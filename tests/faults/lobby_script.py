# SPDX-License-Identifier: Apache-2.0
"""A client at a lobby terminal's window who answers that they think of hurting themselves, or asks
for somebody, however bad the day of the terminal is."""

import re
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "attacks"))
# pylint: disable=wrong-import-position
from visit import PHQ9  # noqa: E402

# The LOINC codes of its seven items.
GAD7 = ("69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7")
SOMEBODY_COMES = "Someone from our team will talk with you soon."
IN_PERSON = "Please talk to someone from our team now"
TURN_S = 0.05
ASKS_AT = 4  # the question at which who asks for somebody does
# How it ends, and after how many seconds at least it may have.
ENDS = {"rests": 6.5,  # at the words of support
        "calls": 7.5,  # presses there that somebody is to come
        "asks": 5.0,   # earlier, with the button of every page
        "goes on": 11.0}  # to the last screen, which tells a number


class LobbyScript:
    ITEM_NINE = PHQ9[8]

    # pylint: disable-next=too-many-arguments
    def __init__(self, screen, family, born, last_four, ends="rests", patience=60):
        self.screen, self.family, self.born = screen, family, born
        self.last_four, self.ends = last_four, ends
        self.until = time.monotonic() + patience
        self.answered = []  # (item, points, when the next screen stood there)
        self.points_of_nine = 2
        self.before_nine = lambda: None  # called when only Next is to be pressed there

    def play(self):
        """To its end, or until the terminal is killed."""
        self.screen.follow_this_life()
        life = self.screen.lives
        try:
            while time.monotonic() < self.until and not self.at_the_end():
                self.step(set(self.screen.names()))
                time.sleep(TURN_S)
        except RuntimeError:
            if self.screen.lives == life:
                raise

    def at_the_end(self):
        names = set(self.screen.names())
        if self.ends == "calls":
            return "support_page" in names and (
                "staff_called" in names or self.screen.widget("help_close") is not None)
        return {"rests": "support_page", "asks": "help_close",
                "goes on": "done_page"}[self.ends] in names

    def step(self, names):
        screen = self.screen
        if "support_page" in names:
            button = "talk_now" if self.ends == "calls" else "go_on"
            screen.press(button, lambda: self.at_the_end() or not screen.visible("support_page"))
        elif "english" in names:
            screen.press("english", lambda: not screen.visible("english"))
        elif "surname" in names:
            screen.fill("surname", self.family)
            screen.press("next", lambda: not screen.visible("surname"))
        elif "birth_month" in names:
            screen.click("birth_month")
            screen.type(self.born)
            screen.wait("the year", lambda: screen.value("birth_year") == self.born[4:])
            screen.press("next", lambda: not screen.visible("birth_month"))
        elif "phone_digits" in names:
            if screen.usable("phone_digits") and not screen.value("phone_digits"):
                screen.fill("phone_digits", self.last_four)
            if screen.usable("next"):
                screen.press("next", lambda: not screen.usable("next")
                             or not screen.visible("phone_digits"))
        elif any(name.startswith("choice_") for name in names):
            self.answer()
        elif "still_right" in names:
            screen.press("still_right", lambda: not screen.visible("still_right") or (
                screen.widget("still_right") or {}).get("selected"))
            screen.press("next", lambda: not screen.visible("still_right")
                         or not (screen.widget("still_right") or {}).get("selected"))
        elif "talk_first" in names:
            screen.press("talk_first", lambda: not screen.visible("talk_first"))
        elif "next" in names and screen.usable("next"):  # hello, or "see the desk"
            screen.press("next", lambda: set(screen.names()) != names)

    def answer(self):
        screen, before = self.screen, self.screen.value("progress")
        number, of = map(int, re.search(r"Question (\d+) of (\d+)", screen.words()).groups())
        items = GAD7 if of == len(GAD7) else PHQ9
        item = items[number - 1]
        points = self.points_of_nine if item == self.ITEM_NINE else 1
        if self.ends == "asks" and number == ASKS_AT:
            screen.press("help", lambda: screen.visible("help_close"))
            return

        def gone():
            return not screen.visible("question_page")

        screen.press(f"choice_{points}", lambda: gone() or (
            screen.widget(f"choice_{points}") or {}).get("selected"))
        if item == self.ITEM_NINE:
            self.before_nine()
        screen.press("next", lambda: gone() or screen.value("progress") != before)
        screen.wait("another page", lambda: screen.visible("question_page")
                    or screen.visible("support_page") or screen.visible("done_page")
                    or screen.visible("english"))
        if not screen.visible("english"):
            self.answered.append((item, points, time.monotonic()))

    def claim(self):
        """Whether the screen says that somebody will come."""
        return SOMEBODY_COMES in self.screen.words()

    def sent_to_a_person(self):
        """Whether it says instead that nobody can be reached from here."""
        return IN_PERSON in self.screen.words()

    def leave(self):
        """The terminal starts anew: the client goes without another word."""
        self.screen.kill()
        self.screen.start()
