#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The nightly backup: where it goes, what it removes, and that it never removes too much.

alcovectl is played by a script here: what it writes is its own tests' business.
"""

import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

BACKUP = Path(__file__).resolve().parent.parent.parent / "systemd" / "alcove-backup"
NAME = re.compile(r"alcove-\d{8}T\d{6}Z\.backup")
OLD = [f"alcove-202601{day:02}T020000Z.backup" for day in range(1, 6)]


class BackupTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.destination = self.root / "stick of the clinic"
        self.destination.mkdir()
        for name in OLD:
            (self.destination / name).write_text("an older backup", encoding="utf-8")

    def play_alcovectl(self, *lines):
        program = self.root / "alcovectl"
        program.write_text("\n".join(["#!/bin/sh", *lines]) + "\n", encoding="utf-8")
        program.chmod(0o755)

    def run_backup(self, **settings):
        environment = {"PATH": f"{self.root}:{os.environ['PATH']}", "KEEP": "3",
                       "DESTINATION": str(self.destination), **settings}
        return subprocess.run([BACKUP], check=False, text=True, env=environment,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def names(self):
        return sorted(file.name for file in self.destination.iterdir())

    def test_a_good_backup_has_the_name_of_its_time_and_the_newest_are_kept(self):
        self.play_alcovectl('[ "$1" = backup ] && [ $# = 2 ] && echo new > "$2"')
        result = self.run_backup()
        self.assertEqual(result.returncode, 0, result.stdout)
        names = self.names()
        self.assertEqual(names[:2], OLD[3:])
        self.assertEqual(len(names), 3)
        self.assertRegex(names[2], NAME)
        self.assertEqual((self.destination / names[2]).read_text(encoding="utf-8"), "new\n")
        self.assertIn("is good", result.stdout)

    def test_keeping_one_keeps_the_new_one(self):
        self.play_alcovectl('echo new > "$2"')
        self.assertEqual(self.run_backup(KEEP="1").returncode, 0)
        self.assertEqual(len(self.names()), 1)
        self.assertNotIn(self.names()[0], OLD)

    def test_keeping_more_than_there_are_removes_none(self):
        self.play_alcovectl('echo new > "$2"')
        self.assertEqual(self.run_backup(KEEP="9999").returncode, 0)
        self.assertEqual(self.names()[:5], OLD)

    def test_other_files_are_never_removed(self):
        for name in ("alcove-letter.backup", "holiday.jpg", "alcove-20260101T020000Z.backup.txt"):
            (self.destination / name).write_text("somebody's own", encoding="utf-8")
        self.play_alcovectl('echo new > "$2"')
        self.assertEqual(self.run_backup(KEEP="1").returncode, 0)
        self.assertEqual(len(self.names()), 4)

    def test_a_backup_that_fails_removes_nothing_and_leaves_nothing(self):
        self.play_alcovectl('echo half > "$2"', "exit 1")
        result = self.run_backup(KEEP="1")
        self.assertEqual(result.returncode, 1)
        self.assertEqual(self.names(), OLD)
        self.assertIn("older ones are untouched", result.stdout)

    def test_a_destination_that_is_not_there_is_an_error(self):
        self.play_alcovectl('echo new > "$2"')
        result = self.run_backup(DESTINATION=str(self.root / "nowhere"))
        self.assertEqual(result.returncode, 1)
        self.assertIn("No backup was taken", result.stdout)

    def test_a_stick_that_is_not_plugged_in_is_an_error(self):
        self.play_alcovectl('echo new > "$2"')
        result = self.run_backup(MUST_BE_MOUNTED="yes")
        self.assertEqual(result.returncode, 1)
        self.assertIn("nothing is mounted", result.stdout)
        self.assertEqual(self.names(), OLD)

    def test_keeping_none_or_nonsense_is_refused_before_anything_is_done(self):
        self.play_alcovectl('echo new > "$2"')
        for keep in ("0", "", "-1", "ten", "10000", "007"):
            with self.subTest(keep):
                self.assertEqual(self.run_backup(KEEP=keep).returncode, 1)
                self.assertEqual(self.names(), OLD)


if __name__ == "__main__":
    unittest.main()
