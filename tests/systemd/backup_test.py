#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The nightly backup: where it goes, and when it is refused.

alcovectl is played by a script here: what it writes and removes is its own tests' business.
"""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

BACKUP = Path(__file__).resolve().parent.parent.parent / "systemd" / "alcove-backup"
OLD = [f"alcove-202601{day:02}-020000Z.backup" for day in range(1, 6)]


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

    def test_alcovectl_is_asked_for_one_backup_and_to_keep_so_many(self):
        self.play_alcovectl('printf "%s\\n" "$@" > "$0.asked"')
        result = self.run_backup()
        self.assertEqual(result.returncode, 0, result.stdout)
        asked = (self.root / "alcovectl.asked").read_text(encoding="utf-8").splitlines()
        self.assertEqual(asked, ["backup", str(self.destination), "--keep", "3"])

    def test_a_backup_that_fails_is_an_error(self):
        for code in ("1", "2", "64"):
            with self.subTest(code):
                self.play_alcovectl(f"exit {code}")
                result = self.run_backup(KEEP="1")
                self.assertEqual(result.returncode, 1)
                self.assertEqual(self.names(), OLD)
                self.assertIn("older ones are untouched", result.stdout)

    def test_a_stick_that_must_be_in_is_asked_for(self):
        self.play_alcovectl('printf "%s\\n" "$@" > "$0.asked"')
        self.assertEqual(self.run_backup(MUST_BE_MOUNTED="yes").returncode, 0)
        asked = (self.root / "alcovectl.asked").read_text(encoding="utf-8").splitlines()
        self.assertEqual(asked, ["backup", str(self.destination), "--keep", "3", "--mounted"])

    def test_a_destination_that_is_not_there_is_told_to_the_box_by_alcovectl(self):
        self.play_alcovectl('echo "asked for $2"', "exit 2")
        nowhere = str(self.root / "nowhere")
        result = self.run_backup(DESTINATION=nowhere)
        self.assertEqual(result.returncode, 1)
        self.assertIn(f"asked for {nowhere}", result.stdout)
        self.assertIn("there is no good backup of this run", result.stdout)

    def test_keeping_none_or_nonsense_is_refused_before_anything_is_done(self):
        self.play_alcovectl('echo new > "$2/new"')
        for keep in ("0", "", "-1", "ten", "10000", "007"):
            with self.subTest(keep):
                self.assertEqual(self.run_backup(KEEP=keep).returncode, 1)
                self.assertEqual(self.names(), OLD)


if __name__ == "__main__":
    unittest.main()
