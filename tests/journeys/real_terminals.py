# SPDX-License-Identifier: Apache-2.0
"""A box of the journeys with real terminals at it, each with a window of its own; and the same in
years to come."""

import os
import shutil
import sys
import unittest

from box import BUILD, Box, need_programs

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../provisioning/demo_visit"))
# pylint: disable=wrong-import-position
from clinic import memory_folder  # noqa: E402
from kiosk import Display, Kiosk  # noqa: E402
from ports import free_port  # noqa: E402
from operator_steps import door  # noqa: E402

SHIM = BUILD / "tests" / "journeys" / "libalcove-stepped-clock.so"
KIOSK = BUILD / "kiosk" / "program" / "alcove-kiosk"
DAY_S = 24 * 3600


class BoxWithTerminals(unittest.TestCase):
    def setUp(self):
        self.box = Box()
        self.addCleanup(self.box.close)
        self.port = free_port()
        self.door = free_port([self.port])
        (self.box.root / "logs").mkdir()
        self.memory = memory_folder()
        self.addCleanup(shutil.rmtree, self.memory)

    def start(self):
        self.box.start("--listen", "127.0.0.1", "--host", "127.0.0.1", "--port", str(self.port),
                       "--enrolment-port", str(self.door))

    def terminal(self, name):
        """One that was never started."""
        display = Display()
        self.addCleanup(display.close)
        kiosk = Kiosk(KIOSK, name, self.box.root, self.memory, display)
        self.addCleanup(kiosk.close)
        return kiosk

    def enrol(self, kiosk, name, station="front-desk"):
        code = self.box.answer(self.box.ctl("terminal", "enrol", "--station", station,
                                            "--name", name, "--json"))["code"]
        kiosk.fill("address", f"127.0.0.1:{self.door}")
        kiosk.fill("code", code)
        kiosk.wait("the box to listen for it", lambda: door(self.door) == "open")
        kiosk.click("connect")
        kiosk.wait_for("sign_in")
        self.wait_connected(kiosk)

    def wait_words(self, kiosk, words):
        kiosk.wait(f"“{words}”", lambda: words in kiosk.words())

    def wait_connected(self, kiosk):
        self.wait_words(kiosk, "Connected to the box")


class AgingBox(BoxWithTerminals):
    """Box, tool and terminals believe that it is as many days later as a test says."""

    def setUp(self):
        super().setUp()
        self.ahead = self.box.root / "ahead"
        self.pass_days(0)
        before = dict(os.environ)
        self.addCleanup(lambda: (os.environ.clear(), os.environ.update(before)))
        checks = os.environ.get("ASAN_OPTIONS", "")
        self.shim = {"LD_PRELOAD": str(SHIM), "ALCOVE_CLOCK_AHEAD": str(self.ahead),
                     "ASAN_OPTIONS": f"{checks}:verify_asan_link_order=0".strip(":")}

    def terminal(self, name):
        # The display itself needs no other clock.
        kiosk = super().terminal(name)
        os.environ.update(self.shim)
        return kiosk

    def start(self):
        os.environ.update(self.shim)
        super().start()

    def pass_days(self, days):
        """For programs that start from now on; those that run are ended first."""
        new = self.ahead.with_suffix(".new")
        new.write_text(str(days * DAY_S))
        new.rename(self.ahead)


def main():
    need_programs()
    for needed in (SHIM, KIOSK):
        if not needed.exists():
            sys.exit(f"{needed} is not built")
    unittest.main(module="__main__", verbosity=2)
