#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What is printed for whoever stands at a new terminal."""

import subprocess
import unittest
from datetime import datetime
from zoneinfo import ZoneInfo

from box import Box, free_port, need_programs


class NewTerminalTest(unittest.TestCase):
    def setUp(self):
        self.box = Box()
        self.addCleanup(self.box.close)

    def code_for(self, name, *more):
        return self.box.ctl("terminal", "enrol", "--station", "lobby", "--name", name, *more)

    def test_a_code_comes_with_the_address_to_type_and_its_end_by_the_clinics_clock(self):
        self.box.init("Pacific/Marquesas")  # half an hour beside every other clock
        self.assertEqual(self.box.answer(self.box.with_key(
            "terminal", "enrol", "--station", "lobby", "--name", "Before the first start",
            "--json"))["addresses"], [])
        self.box.start("--host", "127.0.0.1,box.clinic.lan,10.20.30.40,fd00::5",
                       "--enrolment-port", "8444")
        told = self.box.answer(self.code_for("Lobby 1", "--json"))
        self.assertEqual(told["addresses"], ["10.20.30.40", "[fd00::5]", "box.clinic.lan"])
        ends = datetime.fromisoformat(told["expires"].replace("Z", "+00:00"))
        there = ends.astimezone(ZoneInfo("Pacific/Marquesas"))
        self.assertEqual((told["zone"], told["until"]),
                         ("Pacific/Marquesas", there.strftime("%Y-%m-%dT%H:%M")))
        words = self.code_for("Lobby 2").stdout
        self.assertIn("    address  10.20.30.40, [fd00::5] or box.clinic.lan\n", words)
        self.assertRegex(words, r"\nuntil \d\d:\d\d (today|on \d{4}-\d\d-\d\d), clinic time,")
        self.assertNotIn("UTC", words)

    def test_a_port_that_terminals_do_not_try_by_themselves_is_part_of_the_address(self):
        self.box.init()
        port = str(free_port())
        self.box.start("--host", "127.0.0.1", "--enrolment-port", port)
        told = self.box.answer(self.code_for("Lobby 1", "--json"))
        self.assertEqual(told["addresses"], [f"127.0.0.1:{port}"])

    def test_a_box_that_was_told_no_host_is_reached_under_its_own_addresses(self):
        self.box.init()
        self.box.start("--enrolment-port", "8444")
        told = self.box.answer(self.code_for("Lobby 1", "--json"))["addresses"]
        own = subprocess.run(["hostname", "-I"], check=True, capture_output=True, text=True).stdout
        self.assertLessEqual({one for one in own.split() if ":" not in one}, set(told))


if __name__ == "__main__":
    need_programs()
    unittest.main()
