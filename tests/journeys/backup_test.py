#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Backups that come to nothing: a full stick, a stick that is not in, a box with no room, and one
from a newer version. The nightly unit's own script, the real programs, a really full file system.
"""

import hashlib
import os
import signal
import subprocess
import sys
import time
import unittest
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parent))
from box import (BUILD, CTL, Box, SmallDisk, need_programs,  # noqa: E402
                 problems)  # pylint: disable=wrong-import-position

NIGHTLY = Path(__file__).resolve().parent.parent.parent / "systemd" / "alcove-backup"
TOMORROW = BUILD / "tests" / "journeys"


class BackupMishapsTest(unittest.TestCase):
    def setUp(self):
        self.box = Box()
        self.addCleanup(self.box.close)
        self.box.answer(self.box.ctl("init", "--clinic", "Willow House", "--zone", "UTC",
                                     "--make-key-file", self.box.key_file, "--json"))
        self.box.start()
        # As the unit finds it: on the path, and for the box that is there.
        self.bin = self.box.root / "bin"
        self.bin.mkdir()
        wrapper = self.bin / "alcovectl"
        wrapper.write_text(f'#!/bin/sh\nexec {CTL} "$@" --state {self.box.state}\n',
                           encoding="utf-8")
        wrapper.chmod(0o755)

    def nightly(self, destination, keep="3", mounted="no"):
        time.sleep(1.01)  # backups are named by their second
        return subprocess.run([NIGHTLY], check=False, text=True, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT,
                              env={**os.environ, "PATH": f"{self.bin}:{os.environ['PATH']}",
                                   "DESTINATION": str(destination), "KEEP": keep,
                                   "MUST_BE_MOUNTED": mounted})

    def small_disk(self, name, size):
        disk = SmallDisk(self.box.root / name, size)
        self.addCleanup(disk.close)
        if not disk.mounted:
            self.skipTest("nothing can be mounted here")
        return disk

    def status(self):
        result = self.box.ctl("status", "--json")
        return result.returncode, problems(self.box.answer_of(result))

    def newest_backup_event(self):
        rows = self.box.answer(self.box.ctl("audit", "--json"))["items"]
        return next(row for row in rows if row["action"] == "box.backup")

    def backup_events(self):
        rows = self.box.answer(self.box.ctl("audit", "--json", "--limit", "200"))["items"]
        return [row["outcome"] for row in rows if row["action"] == "box.backup"]

    def test_a_full_stick_is_loud_and_the_older_backups_stay_good(self):
        stick = self.small_disk("stick", "8m")
        self.assertEqual(self.status(), (0, []))
        first = self.nightly(stick.folder, mounted="yes")
        self.assertEqual(first.returncode, 0, first.stdout)
        older = {file.name: hashlib.sha256(file.read_bytes()).hexdigest()
                 for file in stick.folder.iterdir()}
        self.assertEqual(len(older), 1)

        stick.fill(leave=65536)
        # Keeping one only: nothing is thinned out for a backup that was never there.
        refused = self.nightly(stick.folder, keep="1", mounted="yes")
        self.assertEqual(refused.returncode, 1)
        self.assertIn("the stick or folder for it is full. Older ones are untouched",
                      refused.stdout)
        self.assertIn("there is no good backup of this run", refused.stdout)
        left = {file.name: hashlib.sha256(file.read_bytes()).hexdigest()
                for file in stick.folder.iterdir() if file.name != "holiday.mkv"}
        self.assertEqual(left, older)
        self.assertEqual(self.status(), (1, ["backup_place_full"]))
        said = self.box.ctl("status")
        self.assertEqual(said.returncode, 1)
        self.assertIn("! backups: the last try, at ", said.stdout)
        self.assertIn("came to nothing: the stick or folder for it is full. Older ones are "
                      "untouched. Put in a larger stick, or keep fewer", said.stdout)
        event = self.newest_backup_event()
        self.assertEqual(event["outcome"], "failed")
        self.assertEqual(event["detail"], "error=no_space step=writing")
        # The older one is as good as it was: brought back on another box.
        other = Box("elsewhere", self.box.root)
        restored = other.with_key("restore", stick.folder / next(iter(older)))
        self.assertTrue(restored.stdout.startswith("good: "), restored.stderr)

        stick.empty()
        self.assertEqual(self.nightly(stick.folder, keep="1", mounted="yes").returncode, 0)
        self.assertEqual(self.status(), (0, []))
        self.assertEqual(len(list(stick.folder.iterdir())), 1)

    def test_a_stick_that_is_pulled_out_is_loud_and_nothing_lands_on_the_boxs_own_disk(self):
        stick = self.small_disk("stick", "8m")
        self.assertEqual(self.nightly(stick.folder, mounted="yes").returncode, 0)
        stick.close()
        refused = self.nightly(stick.folder, mounted="yes")
        self.assertEqual(refused.returncode, 1)
        self.assertIn("nothing is mounted at the folder for the backup", refused.stdout)
        self.assertEqual(list(stick.folder.iterdir()), [])
        self.assertEqual(self.status(), (1, ["backup_place_gone"]))
        event = self.newest_backup_event()
        self.assertEqual((event["outcome"], event["detail"]),
                         ("failed", "error=not_found step=folder"))
        gone = self.nightly(self.box.root / "nowhere")
        self.assertEqual(gone.returncode, 1)
        self.assertIn("Is the stick in and mounted?", gone.stdout)
        self.assertEqual(self.status(), (1, ["backup_place_gone"]))

    def test_a_stick_that_goes_after_the_box_looked_last_is_no_good_backup(self):
        stick = self.box.root / "stick"
        stick.mkdir()
        with subprocess.Popen([CTL, "backup", stick, "--state", self.box.state], text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE) as asking:
            for line in asking.stderr:
                if "copying the store" in line:
                    asking.send_signal(signal.SIGSTOP)
                    break
            end = time.monotonic() + 60
            while not self.backup_events():
                self.assertLess(time.monotonic(), end, "the box never says done")
                time.sleep(0.05)
            self.assertEqual(self.backup_events(), ["done"])
            os.truncate(next(stick.iterdir()), 0)
            asking.send_signal(signal.SIGCONT)
            asking.stderr.read()
            self.assertEqual(asking.wait(timeout=60), 1)
        self.assertEqual(list(stick.glob("*.backup")), [])
        self.assertEqual(self.backup_events(), ["failed", "done"])
        self.assertEqual(self.status(), (1, ["backup_failed"]))
        self.assertIn("Last backup   none yet", self.box.ctl("status").stdout)

    def test_what_a_backup_had_copied_when_the_power_went_takes_no_room_after_the_start(self):
        self.box.server.kill()
        self.box.server.wait()
        self.box.server.stderr.close()
        left = self.box.state / "scratch" / "snapshot.db"
        left.parent.mkdir()
        left.write_bytes(os.urandom(65536))
        # And the try of a new version's changes on a copy.
        tried = [self.box.state / f"store.db.rehearsal{end}" for end in ("", "-wal", "-shm")]
        for file in tried:
            file.write_bytes(os.urandom(65536))
        self.box.start()
        self.assertFalse(left.parent.exists())
        self.assertEqual([file for file in tried if file.exists()], [])
        self.assertEqual(self.status(), (0, []))

    def test_a_folder_in_the_place_of_a_backup_is_told_from_a_broken_one(self):
        self.assertEqual(self.nightly(self.box.root / "bin").returncode, 0)
        other = Box("elsewhere", self.box.root)
        refused = other.with_key("restore", self.box.root / "bin")
        self.assertIn("that is a folder. Nothing was touched", refused.stderr)
        self.assertFalse((other.state / "store.db").exists())

    def tomorrow(self, box, *arguments):
        program = TOMORROW / "alcovectl-of-tomorrow"
        return subprocess.run([program, *arguments, "--state", box.state], check=False,
                              capture_output=True, text=True, stdin=subprocess.DEVNULL,
                              env={**os.environ, "ALCOVE_TOMORROW": "works"})

    def test_a_backup_from_a_newer_version_is_told_and_nothing_is_touched(self):
        stick = self.box.root / "stick"
        stick.mkdir()
        today = self.box.answer(self.box.ctl("backup", stick, "--json"))
        self.assertEqual(self.box.stop(), 0)
        # The box is upgraded, and backed up by what runs there then.
        with mock.patch("box.SERVER", TOMORROW / "alcove-server-of-tomorrow"), \
                mock.patch.dict(os.environ, {"ALCOVE_TOMORROW": "works"}):
            self.box.start()
        time.sleep(1.01)  # backups are named by their second
        made = self.tomorrow(self.box, "backup", stick, "--json")
        written = self.box.answer(made)
        self.assertEqual(self.box.stop(), 0)
        older, newer = sorted(stick.iterdir())
        lying = {file: hashlib.sha256(file.read_bytes()).hexdigest() for file in (older, newer)}
        self.assertNotEqual(today["facts"], written["facts"])

        # Today's program on the new box.
        other = Box("elsewhere", self.box.root)
        for form in ((), ("--json",)):
            refused = other.with_key("restore", newer, *form)
            self.assertEqual(refused.returncode, 2, refused.stdout + refused.stderr)
            self.assertRegex(refused.stdout + refused.stderr,
                             r"this backup was written by .*: its records have schema 9000, and "
                             r"this program knows schemas up to \d+\. Nothing was touched\. "
                             r"Install .* or a later one, then restore")
            self.assertEqual(other.hashes(), {})
            self.assertFalse((other.state / "store.db").exists())
        # And today's program on the upgraded box itself.
        before = self.box.hashes()
        for command in (["verify"], ["status"], ["audit"]):
            refused = self.box.with_key(*command)
            self.assertNotEqual(refused.returncode, 0, command)
            self.assertIn("schema 9000", refused.stdout + refused.stderr, command)
        started = self.box.try_start()
        self.assertNotEqual(started.returncode, 0)
        self.assertIn("schema 9000", started.stderr)
        self.assertEqual(self.box.hashes(), before)
        self.assertEqual({file: hashlib.sha256(file.read_bytes()).hexdigest()
                          for file in stick.iterdir()}, lying)

        # The older one restores today, and tomorrow's program restores both.
        self.assertTrue(other.with_key("restore", older).stdout.startswith("good: "))
        for number, file in enumerate((older, newer)):
            third = Box(f"third-{number}", self.box.root)
            restored = self.tomorrow(third, "restore", file, "--key-file", self.box.key_file)
            self.assertTrue(restored.stdout.startswith("good: "), restored.stderr)

    def test_the_limit_of_a_backups_age_is_set_by_the_operator_and_recorded(self):
        said = self.box.ctl("backup-limit", "170")
        self.assertEqual(said.stdout, "After 170 hours without a good backup the box says so.\n")
        rows = self.box.answer(self.box.ctl("audit", "--json"))["items"]
        limit = next(row for row in rows if row["action"] == "box.backup_limit")
        self.assertEqual(limit["detail"], "hours=170")
        for mistake in ("0", "8785", "ten", ""):
            self.assertNotEqual(self.box.ctl("backup-limit", mistake).returncode, 0)


if __name__ == "__main__":
    need_programs()
    unittest.main()
