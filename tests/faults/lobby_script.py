# SPDX-License-Identifier: Apache-2.0
"""A client at a lobby terminal's window who answers that they think of hurting themselves, however
bad the day of the terminal is."""

import re
import time

from visit import PHQ9

SOMEBODY_COMES = "Someone from our team will talk with you soon."
TURN_S = 0.05


class LobbyScript:
    ITEM_NINE = PHQ9[8]

    # pylint: disable-next=too-many-arguments
    def __init__(self, screen, family, born, last_four, patience=60):
        self.screen, self.family, self.born = screen, family, born
        self.last_four = last_four
        self.until = time.monotonic() + patience
        self.answered = []  # (item, points, when the next screen stood there)

    def play(self):
        """Until the words of support are shown, or the terminal is killed."""
        self.screen.follow_this_life()
        life = self.screen.lives
        try:
            while time.monotonic() < self.until and not self.screen.visible("support_page"):
                self.step(set(self.screen.names()))
                time.sleep(TURN_S)
        except RuntimeError:
            if self.screen.lives == life:
                raise

    def step(self, names):
        screen = self.screen
        if "english" in names:
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
        number = int(re.search(r"Question (\d+)", screen.words()).group(1))
        points = 2 if number == 9 else 1

        def gone():
            return not screen.visible("question_page")

        screen.press(f"choice_{points}", lambda: gone() or (
            screen.widget(f"choice_{points}") or {}).get("selected"))
        screen.press("next", lambda: gone() or screen.value("progress") != before)
        screen.wait("another page", lambda: screen.visible("question_page")
                    or screen.visible("support_page") or screen.visible("english"))
        if not screen.visible("english"):
            self.answered.append((PHQ9[number - 1], points, time.monotonic()))

    def claim(self):
        """Whether the screen says that somebody will come."""
        return SOMEBODY_COMES in self.screen.words()

    def leave(self):
        """The terminal starts anew: the client goes without another word."""
        self.screen.kill()
        self.screen.start()
