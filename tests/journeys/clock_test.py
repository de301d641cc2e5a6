#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The machine's clock set wrong, put right and set back, under the real server."""

import os
import socket
import ssl
import sys
import time
import unittest
from pathlib import Path

from box import BUILD, Box, free_port, need_programs

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "attacks"))
# pylint: disable=wrong-import-position
from besieged import two_free_ports  # noqa: E402
from terminal import Terminal, enrol  # noqa: E402

SHIM = BUILD / "tests" / "journeys" / "libalcove-stepped-clock.so"
HOUR = 3600


class ClockTest(unittest.TestCase):
    def setUp(self):
        self.box = Box()
        self.addCleanup(self.box.close)
        self.port = None
        self.ahead = self.box.root / "ahead"
        self.set_ahead(0)
        before = dict(os.environ)
        self.addCleanup(lambda: (os.environ.clear(), os.environ.update(before)))
        checks = os.environ.get("ASAN_OPTIONS", "")
        os.environ.update(LD_PRELOAD=str(SHIM), ALCOVE_CLOCK_AHEAD=str(self.ahead),
                          ASAN_OPTIONS=f"{checks}:verify_asan_link_order=0".strip(":"))

    def start(self, hosts="127.0.0.1"):
        self.port = free_port()
        return self.box.start("--listen", "127.0.0.1", "--host", hosts, "--port", str(self.port))

    def trust(self):
        """What somebody whose clock is right thinks of the box's certificate: this program's own
        TLS, on this machine's time."""
        sign = (self.box.state / "locked-door.pem").read_text()
        authority = sign[sign.rindex("-----BEGIN CERTIFICATE-----"):]
        context = ssl.create_default_context(cadata=authority)
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as plain:
            try:
                with context.wrap_socket(plain, server_hostname="127.0.0.1"):
                    return "good"
            except ssl.SSLCertVerificationError as refused:
                return refused.verify_message

    def set_ahead(self, seconds):
        new = self.ahead.with_suffix(".new")
        new.write_text(str(seconds))
        new.rename(self.ahead)

    def status(self):
        return self.box.answer_of(self.box.ctl("status", "--json"))

    def clock_conditions(self):
        return [one for one in self.status()["conditions"] if one["code"] == "clock_wrong"]

    def wait_for(self, what, so):
        end = time.monotonic() + 30
        while not so():
            self.assertLess(time.monotonic(), end, f"it does not come: {what}")
            time.sleep(0.2)

    @staticmethod
    def listens(port):
        with socket.socket() as one:
            return one.connect_ex(("127.0.0.1", port)) == 0

    def recorded(self, action):
        answer = self.box.answer(self.box.ctl("audit", "--json", "--limit", "200"))
        return [row for row in answer["items"] if row["action"] == action]

    def test_a_clock_set_back_waits_for_a_person(self):
        self.set_ahead(3 * HOUR)
        self.box.init()
        self.set_ahead(0)
        self.assertIn("locked: run alcovectl clock confirm", self.start())
        self.assertEqual(self.status()["state"], "locked")
        [told] = self.clock_conditions()
        self.assertEqual(told["subject"], "waits")
        words = self.box.ctl("status").stdout
        self.assertIn("the clock of this machine says", words)
        self.assertIn("alcovectl clock confirm", words)
        asked = self.box.ctl("staff", "list")
        self.assertEqual(asked.returncode, 2)
        self.assertIn("alcovectl clock confirm", asked.stderr)
        # Nobody else can take the box past it.
        refused = self.box.with_key("unlock")
        self.assertEqual(refused.returncode, 2)
        self.assertIn("One of the two is wrong", refused.stderr)
        opened = self.box.answer_of(self.box.ctl("clock", "confirm", "--json"))
        self.assertEqual(opened["state"], "open")
        self.assertEqual(self.clock_conditions(), [])
        [confirmed] = self.recorded("clock.confirmed")
        self.assertIn("newest=", confirmed["detail"])
        self.assertIn("now=", confirmed["detail"])
        self.assertTrue(self.box.answer(self.box.ctl("verify", "--json"))["good"])
        self.assertEqual(self.box.stop(), 0)
        self.assertIn("STATUS=open", self.start())

    def test_a_restore_on_a_machine_whose_clock_is_behind_waits_for_a_person_too(self):
        self.set_ahead(3 * HOUR)
        self.box.init()
        self.start()
        stick = self.box.root / "stick"
        stick.mkdir()
        self.assertEqual(self.box.ctl("backup", stick).returncode, 0)
        self.assertEqual(self.box.stop(), 0)
        self.set_ahead(0)
        self.box.state = self.box.root / "new"
        [backup] = stick.iterdir()
        refused = self.box.with_key("restore", backup)
        self.assertEqual(refused.returncode, 2, refused.stdout)
        self.assertIn("the clock of this machine says", refused.stderr)
        self.assertIn("Nothing was touched", refused.stderr)
        self.assertFalse((self.box.state / "store.db").exists())
        done = self.box.with_key("restore", backup, "--clock-is-right")
        self.assertTrue(done.stdout.startswith("good: "), done.stderr)
        self.assertIn("STATUS=open", self.start())
        [confirmed] = self.recorded("clock.confirmed")
        self.assertIn("ended:", confirmed["detail"])
        self.assertTrue(self.box.answer(self.box.ctl("verify", "--json"))["good"])
        self.assertEqual(self.box.stop(), 0)

    def test_terminals_take_a_box_again_that_was_restored_while_its_clock_was_ahead(self):
        self.box.init()
        self.start()
        self.assertEqual(self.trust(), "good")
        stick = self.box.root / "stick"
        stick.mkdir()
        self.assertEqual(self.box.ctl("backup", stick).returncode, 0)
        self.assertEqual(self.box.stop(), 0)
        [backup] = stick.iterdir()
        for ahead, name in ((5 * HOUR, "spare"), (40 * 24 * HOUR, "other-spare")):
            with self.subTest(ahead=ahead):
                # Another machine has another name, so the box makes a certificate at its start.
                self.set_ahead(ahead)
                self.box.state = self.box.root / name
                self.assertEqual(self.box.with_key("restore", backup).returncode, 0)
                self.assertIn("STATUS=open", self.start(f"127.0.0.1,{name}"))
                self.assertEqual(self.trust(), "certificate is not yet valid")
                self.assertEqual(self.box.stop(), 0)
                self.set_ahead(0)
                self.assertIn("clock confirm", self.start(f"127.0.0.1,{name}"))
                self.assertEqual(self.box.ctl("clock", "confirm").returncode, 0)
                self.assertEqual(self.trust(), "good")
                self.assertEqual(self.box.stop(), 0)

    def test_a_terminal_that_was_enrolled_while_the_clock_was_ahead_is_known_afterwards(self):
        self.set_ahead(-24 * HOUR)
        self.box.init()
        self.port, door = two_free_ports()
        doors = ("--listen", "127.0.0.1", "--host", "127.0.0.1", "--port", str(self.port),
                 "--enrolment-port", str(door))
        self.set_ahead(0)
        self.box.start(*doors)
        code = self.box.answer_of(self.box.ctl("terminal", "enrol", "--station", "front-desk",
                                               "--name", "Desk 1", "--json"))["code"]
        self.wait_for("the door", lambda: self.listens(door))
        identity = enrol(self.box.root / "terminal", code, door)
        self.assertEqual(self.box.stop(), 0)
        self.set_ahead(-3 * HOUR)
        self.assertIn("clock confirm", self.box.start(*doors))
        self.assertEqual(self.box.ctl("clock", "confirm").returncode, 0)
        terminal = Terminal(self.port, identity)
        self.addCleanup(terminal.close)
        status, _ = terminal.get("/v1/terminal")
        self.assertEqual(status, 200)

    def test_a_clock_that_is_put_right_opens_the_box_by_itself(self):
        self.set_ahead(3 * HOUR)
        self.box.init()
        self.set_ahead(-24 * HOUR)
        self.assertIn("clock confirm", self.start())
        self.set_ahead(3 * HOUR)
        self.wait_for("the box is open", lambda: self.status()["state"] == "open")
        self.assertEqual(self.recorded("clock.confirmed"), [])

    def test_a_clock_set_while_the_box_works_is_not_followed_until_a_person_says_so(self):
        self.box.init()
        self.start()
        self.set_ahead(2 * HOUR)
        self.wait_for("the step is told", self.clock_conditions)
        [told] = self.clock_conditions()
        self.assertEqual(told["subject"], "machine")
        self.assertIn("was set 2 h ahead", told["detail"])
        [stepped] = self.recorded("clock.stepped")
        self.assertLess(stepped["at"], stepped["detail"].split("machine=")[1])
        self.assertEqual(self.box.ctl("clock", "confirm").returncode, 0)
        self.wait_for("it follows", lambda: not self.clock_conditions())
        # Back again: that waits for a new start, and for a person's word.
        self.set_ahead(0)
        self.wait_for("the step back is told", self.clock_conditions)
        refused = self.box.ctl("clock", "confirm")
        self.assertEqual(refused.returncode, 2)
        self.assertIn("started anew", refused.stderr)
        self.assertEqual(self.box.stop(), 0)
        self.assertIn("clock confirm", self.start())
        self.box.answer_of(self.box.ctl("clock", "confirm", "--json"))
        self.assertTrue(self.box.answer(self.box.ctl("verify", "--json"))["good"])


if __name__ == "__main__":
    need_programs()
    if not SHIM.exists():
        sys.exit(f"{SHIM} is not built")
    unittest.main(verbosity=2)
