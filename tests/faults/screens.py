# SPDX-License-Identifier: Apache-2.0
"""Real terminals in windows that nobody sees, for a clinic that has a hard time."""

import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "provisioning" / "demo_visit"))
# pylint: disable=wrong-import-position
from kiosk import WHEEL_DOWN, Display, Kiosk, middle  # noqa: E402
from rough_clinic import KIOSK  # noqa: E402

PIN = "640713"
DATA = "section_2"
LOOK_S = 0.03


class Screen(Kiosk):
    """A terminal of the clinic behind a link. What it says is written down as long as it lives."""

    def __init__(self, clinic, name, link):
        (clinic.root / "logs").mkdir(exist_ok=True)
        super().__init__(KIOSK, name, clinic.root, clinic.memory, Display())
        self.clinic, self.link = clinic, link
        self.lives = 0
        self.with_life = threading.local()

    def follow_this_life(self):
        """From now on this thread hears RuntimeError once the terminal has been killed, started
        again or not."""
        self.with_life.number = self.lives

    def kill(self):
        self.lives += 1
        return super().kill()

    def screen(self):
        if getattr(self.with_life, "number", self.lives) != self.lives:
            raise RuntimeError(f"{self.name} was killed")
        return super().screen()

    def close(self):
        super().close()
        self.display.close()

    def enrol(self, station):
        self.start()
        self.enrol_as(station, self.name)

    def enrol_as(self, station, name):
        """By hand, at the page that asks for the box's address and a code."""
        code = self.clinic.answer(self.clinic.ctl(
            "terminal", "enrol", "--station", station, "--name", name, "--json"))["code"]
        address = f"{self.clinic.links.address(self.link)}:{self.clinic.enrolment_port}"
        self.fill("address", address)
        self.fill("code", code)
        self.wait_for("connect")
        self.press("connect", lambda: not self.visible("connect"))

    def press(self, name, until, within=None):
        """A click, made again where it was lost, until that is so. Where it is not in view, the
        wheel is turned over `within`: an alert may come in above a list at any time."""
        deadline = time.monotonic() + 60
        while not until():
            found = self.visible(name)
            if found and found["enabled"]:
                self.xdotool("mousemove", *middle(found), "click", 1)
            elif not found and within and self.visible(within):
                self.xdotool("mousemove", *middle(self.visible(within)),
                             "click", "--repeat", 5, "--delay", 5, WHEEL_DOWN)
            if time.monotonic() > deadline:
                raise TimeoutError(f"{self.name}: “{name}”; on the screen: {self.names()}; "
                                   f"{self.words()}")
            wait = time.monotonic() + 0.7
            while not until() and time.monotonic() < wait:
                time.sleep(LOOK_S)

    def sign_in(self, name, password):
        self.wait_for("sign_in")
        while not self.visible("pin"):
            # Somebody else's work may still be put away.
            self.wait("the form", lambda: self.usable("name") or self.visible("pin"))
            if self.usable("name") and self.value("name") != name:
                self.fill("name", name)
            if self.usable("password"):
                self.fill("password", password, shows="•" * len(password))
            self.press("sign_in", lambda: not self.usable("sign_in") or self.visible("pin"))
            self.wait("an answer", lambda: self.visible("pin") or self.usable("sign_in"))
        for field in ("pin", "pin_again"):
            self.wait("the cursor", lambda field=field: (self.visible(field) or {}).get("focused"))
            self.type(PIN)
            self.wait("six figures", lambda field=field: len(
                (self.visible(field) or {"value": PIN})["value"]) == 6)
        self.wait("what follows", lambda: not {"pin", "pin_again", "sign_in"} & set(self.names())
                  and self.names())

    def open_note(self, surname):
        """The note of that client's visit today, begun if there is none."""
        row = self.wait("the visit", lambda: next(
            (one["name"] for one in self.screen()["widgets"]
             if one["name"].startswith("visit_") and surname in one["value"]), None))
        self.press(row, lambda: self.visible(DATA) or self.usable("begin_note"), within="day")
        if not self.visible(DATA):
            self.press("begin_note", lambda: self.visible(DATA) or self.visible("format_DAP"))
            if not self.visible(DATA):
                self.press("format_DAP", lambda: self.visible(DATA))

    def claim(self):
        """What it says of the note that is open, and the text it says it of."""
        found = {one["name"]: one["value"] for one in self.screen()["widgets"]}
        return found.get("safety") or "", found.get(DATA) or ""


class Watch:
    """When each of these sentences stood on the screen for the first time; more may come."""

    def __init__(self, screen, sentences):
        self.screen, self.sentences, self.going = screen, sentences, True
        self.since = {}
        self.looking = threading.Thread(target=self._look, daemon=True)
        self.looking.start()

    def _look(self):
        while self.going:
            seen = self.screen.value(DATA) or ""
            now = time.monotonic()
            for sentence in list(self.sentences):
                if sentence in seen:
                    self.since.setdefault(sentence, now)
            time.sleep(LOOK_S)

    def end(self):
        self.going = False
        self.looking.join()
