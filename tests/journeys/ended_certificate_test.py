#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A terminal that was switched off for more than a year: what the box says, what stands on its
screen, and the way back, as docs/guides/certificates.md tells it."""

import os
import shutil
import socket
import sys
import unittest

from box import BUILD, Box, need_programs

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../provisioning/demo_visit"))
# pylint: disable=wrong-import-position
from clinic import memory_folder  # noqa: E402
from kiosk import Display, Kiosk  # noqa: E402
from operator_steps import door  # noqa: E402

SHIM = BUILD / "tests" / "journeys" / "libalcove-stepped-clock.so"
KIOSK = BUILD / "kiosk" / "program" / "alcove-kiosk"
DAY = 24 * 3600
TOLD = "terminal_certificate_ending"


def free_ports(count):
    taken = [socket.socket() for _ in range(count)]
    for one in taken:
        one.bind(("127.0.0.1", 0))
    ports = [one.getsockname()[1] for one in taken]
    for one in taken:
        one.close()
    return ports


class EndedCertificateTest(unittest.TestCase):
    def setUp(self):
        self.box = Box()
        self.addCleanup(self.box.close)
        self.port, self.door = free_ports(2)
        ahead = self.box.root / "ahead"
        self.ahead = ahead
        self.pass_days(0)
        before = dict(os.environ)
        self.addCleanup(lambda: (os.environ.clear(), os.environ.update(before)))
        checks = os.environ.get("ASAN_OPTIONS", "")
        self.shim = {"LD_PRELOAD": str(SHIM), "ALCOVE_CLOCK_AHEAD": str(ahead),
                     "ASAN_OPTIONS": f"{checks}:verify_asan_link_order=0".strip(":")}
        display = Display()
        self.addCleanup(display.close)
        os.environ.update(self.shim)
        (self.box.root / "logs").mkdir()
        memory = memory_folder()
        self.addCleanup(shutil.rmtree, memory)
        self.desk = Kiosk(KIOSK, "desk", self.box.root, memory, display)
        self.addCleanup(self.desk.close)

    def pass_days(self, days):
        """For programs that start from now on; those that run are ended first."""
        new = self.ahead.with_suffix(".new")
        new.write_text(str(days * DAY))
        new.rename(self.ahead)

    def start(self):
        self.box.start("--listen", "127.0.0.1", "--host", "127.0.0.1", "--port", str(self.port),
                       "--enrolment-port", str(self.door))

    def told(self):
        status = self.box.answer_of(self.box.ctl("status", "--json"))
        return [(one["subject"], one["severity"]) for one in status["conditions"]
                if one["code"] == TOLD]

    def enrol(self, name):
        code = self.box.answer(self.box.ctl("terminal", "enrol", "--station", "front-desk",
                                            "--name", name, "--json"))["code"]
        self.desk.fill("address", f"127.0.0.1:{self.door}")
        self.desk.fill("code", code)
        self.desk.wait("the box to listen for it", lambda: door(self.door) == "open")
        self.desk.click("connect")
        self.desk.wait_for("sign_in")

    def test_a_terminal_that_was_off_for_a_year_is_told_and_comes_back(self):
        self.box.init()
        self.start()
        self.desk.start()
        self.enrol("Front desk 1")
        self.assertEqual(self.told(), [])
        self.desk.stop()
        self.box.stop()

        self.pass_days(320)
        self.start()
        self.assertEqual(self.told(), [("Front desk 1", "warning")])
        self.box.stop()

        self.pass_days(400)
        self.start()
        self.assertEqual(self.told(), [("Front desk 1", "problem")])
        words = self.box.ctl("status").stdout
        self.assertIn('that of the terminal "Front desk 1" ended', words)
        self.assertIn("alcovectl terminal enrol", words)
        self.desk.start()
        self.desk.wait("what has happened",
                       lambda: "The box does not know this terminal any more" in self.desk.words())
        self.assertIn("An administrator can enrol it anew", self.desk.words())

        self.desk.click("enrol")
        self.desk.click("enrol_yes")
        self.enrol("Front desk 1 again")
        # It is the same box, and it is there.
        self.desk.wait("the box", lambda: "Connected to the box" in self.desk.words())
        self.assertEqual(self.box.ctl("terminal", "revoke", "Front desk 1").returncode, 0)
        self.assertEqual(self.told(), [])
        renamed = self.box.ctl("terminal", "rename", "Front desk 1 again", "Front desk 1")
        self.assertEqual(renamed.returncode, 0, renamed.stderr)


if __name__ == "__main__":
    need_programs()
    for needed in (SHIM, KIOSK):
        if not needed.exists():
            sys.exit(f"{needed} is not built")
    unittest.main(verbosity=2)
