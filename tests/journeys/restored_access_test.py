#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a restore brings back of who may come in, and who notices: after the backup a terminal is
stolen, a clinician is locked out, a password is reset and somebody signs out; then the box dies. As
docs/guides/dead-box.md tells it, step 2."""

import getpass
import shutil
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "attacks"))
# pylint: disable=wrong-import-position
from besieged import Besieged, must  # noqa: E402
from box import need_programs, problems  # noqa: E402

MY_DAY = "/v1/notes/my_day"


class RestoredAccessTest(unittest.TestCase):
    def setUp(self):
        self.clinic = Besieged(clients=4)
        self.addCleanup(self.clinic.close)
        self.desk = self.clinic.terminal("front-desk", "Desk 1")
        self.passwords = {name: self.clinic.person(name, "clinician", self.desk)[1]
                          for name in ("former", "forgetful", "leaver")}
        self.rooms = {name: self.clinic.terminal("therapy-room", name)
                      for name in ("Room 1", "Room 2")}

    # What is asked ---------------------------------------------------------------------------

    def sign_in(self, terminal, name):
        status, reply = terminal.post("/v1/session/sign_in", {
            "sign_in_name": name, "password": self.passwords[name]})
        return status, reply.get("error", {}).get("code")

    @staticmethod
    def my_day(terminal):
        status, reply = terminal.get(MY_DAY)
        return status, reply.get("error", {}).get("code")

    def status(self):
        """What the problems are, and the words and the exit code of `alcovectl status`."""
        said = self.clinic.ctl("status")
        told = problems(self.clinic.answer_of(self.clinic.ctl("status", "--json")))
        return told, said.stdout, said.returncode

    def on_the_administrators_screen(self):
        self.desk.session = None
        self.desk.sign_in(*self.clinic.staff["administrator"])
        return [one["code"] for one in must(self.desk.get("/v1/administration/box"))["items"]]

    def looked(self):
        events = self.clinic.answer(self.clinic.ctl("audit", "--limit", "200", "--json"))["items"]
        return [one["who"] for one in events if one["action"] == "restore.checked"]

    # The journey -----------------------------------------------------------------------------

    def test_what_was_taken_away_after_the_backup_is_told_until_somebody_has_looked(self):
        clinic, (stolen, left) = self.clinic, self.rooms.values()
        stolen.sign_in("former", self.passwords["former"])
        left.sign_in("leaver", self.passwords["leaver"])
        must(stolen.get(MY_DAY))
        stick = clinic.root / "stick"
        stick.mkdir()
        taken = clinic.answer(clinic.ctl("backup", stick, "--json"))
        self.assertNotIn("restore_unchecked", self.status()[0])

        clinic.revoked("Room 1")
        clinic.answer(clinic.ctl("staff", "disable", "former", "--json"))
        clinic.answer(clinic.ctl("staff", "reset", "forgetful", "--json"))
        must(left.post("/v1/session/sign_out", {}))
        self.assertEqual(self.my_day(stolen), (403, "device_revoked"))
        self.assertEqual(self.my_day(left), (401, "not_signed_in"))

        self.die()
        self.restore(taken)
        # With the server still stopped: the stolen terminal finds no box that knows it.
        clinic.answer(clinic.with_key("terminal", "revoke", "Room 1", "--json"))
        clinic.start(*clinic.doors)
        self.assertEqual(self.my_day(stolen), (403, "device_revoked"))
        self.assertEqual(self.my_day(left), (401, "not_signed_in"))
        self.it_is_told(taken)
        self.the_rest_is_put_right()

        said = clinic.ctl("restore-checked")
        self.assertEqual(said.returncode, 0, said.stderr)
        self.assertNotIn("restore_unchecked", self.status()[0])
        self.assertNotIn("restore-checked", self.status()[1])
        self.assertNotIn("restore_unchecked", self.on_the_administrators_screen())
        self.assertEqual(self.looked(), [f"user {getpass.getuser()} of the box"])
        again = clinic.ctl("restore-checked")
        self.assertEqual(again.returncode, 2)
        self.assertIn("nothing waits for it", again.stderr)
        self.assertTrue(clinic.answer(clinic.ctl("verify", "--json"))["good"])

    def die(self):
        self.clinic.server.kill()
        self.clinic.server.wait()
        self.clinic.server.stderr.close()
        for link in (self.desk, *self.rooms.values()):
            link.close()
        shutil.rmtree(self.clinic.state)
        shutil.rmtree(f"{self.clinic.state}-head")

    def restore(self, taken):
        self.clinic.state = self.clinic.root / "new-box"
        said = self.clinic.with_key("restore", taken["file"])
        self.assertEqual(said.returncode, 0, said.stderr)
        line, words = said.stdout.split("\n", 1)
        self.assertTrue(line.startswith("good: "))
        for told in (f"when the backup was taken, at {taken['facts']['taken_at']}",
                     "counts again as before", "Nobody is signed in", "alcovectl restore-checked"):
            self.assertIn(told, words)
        terminals, people = words.split("Terminals in service:\n")[1].split(
            "People who can sign in:\n")
        self.assertRegex(terminals, r"(?m)^  Room 1 +therapy-room +enrolled \d{4}-\d\d-\d\d$")
        self.assertRegex(terminals, r"(?m)^  Desk 1 +front-desk ")
        for name in self.passwords:
            self.assertRegex(people, rf"(?m)^  {name} +The {name} +clinician$")

    def it_is_told(self, taken):
        told, words, code = self.status()
        self.assertIn("restore_unchecked", told)
        self.assertEqual(code, 1)
        self.assertIn(f"! restore: this box was restored from the backup of "
                      f"{taken['facts']['taken_at']}", words)
        self.assertIn("restore_unchecked", self.on_the_administrators_screen())
        self.assertEqual(self.looked(), [])

    def the_rest_is_put_right(self):
        """What the lists said is so: both come in as before the backup, until that is undone."""
        room = self.rooms["Room 2"]
        for name, command in (("former", "disable"), ("forgetful", "reset")):
            room.session = None
            self.assertEqual(self.sign_in(room, name), (200, None))
            self.clinic.answer(self.clinic.ctl("staff", command, name, "--json"))
            self.assertEqual(self.sign_in(room, name)[0], 401)


if __name__ == "__main__":
    need_programs()
    unittest.main()
