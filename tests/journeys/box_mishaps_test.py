#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What befalls the box itself, through the real programs: its disk is full to the last byte, its
power goes, and a new version brings a change of the schema that works, or cannot.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "attacks"))
# pylint: disable=wrong-import-position
from box import BUILD, Box, FaultyDisk, SmallDisk, need_programs, problems  # noqa: E402
from besieged import free_port  # noqa: E402
from terminal import Terminal, enrol  # noqa: E402

TOMORROW = BUILD / "tests" / "journeys"
MIB = 1024 * 1024


class MishapTest(unittest.TestCase):
    def make_box(self, root=None):
        box = Box(root=root)
        self.addCleanup(box.close)
        box.answer(box.ctl("init", "--clinic", "Willow House", "--zone", "UTC",
                           "--make-key-file", box.key_file, "--json"))
        return box


    def kill(self, box):
        box.answer(box.ctl("audit", "--json"))
        box.server.kill()
        box.server.wait()
        box.server.stderr.close()

    def files_of(self, box):
        return {file: file.read_bytes()
                for file in (*box.state.glob("store.db*"), Path(f"{box.state}-head") / "head")}

    def put(self, box, files):
        for file, content in files.items():
            file.write_bytes(content)
        (box.state / "unclean-end").unlink(missing_ok=True)

    def turn_a_bit_over(self, box):
        """In the last page that no start needs before it checks them all; all else lies there again
        as the server left it."""
        left = self.files_of(box)
        altered = dict(left)
        for at in range(2000, len(left[box.state / "store.db"]), 4096):
            content = bytearray(left[box.state / "store.db"])
            content[-at] ^= 1
            altered[box.state / "store.db"] = bytes(content)
            self.put(box, altered)
            said = box.try_start().stderr
            self.put(box, altered)
            if "not all is as it was left: " in said:
                return
        self.fail("every page is needed")


class FullDiskTest(MishapTest):
    def box_on_a_small_disk(self):
        outside = Box()
        self.addCleanup(outside.close)
        disk = SmallDisk(outside.root / "disk", "128m")
        self.addCleanup(disk.close)
        if not disk.mounted:
            self.skipTest("nothing can be mounted here")
        box = self.make_box(disk.folder)
        box.start()
        return disk, box

    def test_after_a_power_cut_on_a_full_disk_the_box_opens_by_what_is_kept_for_that(self):
        disk, box = self.box_on_a_small_disk()
        self.kill(box)
        disk.fill()
        box.start()
        start = box.answer_of(box.ctl("status", "--json"))["start"]
        self.assertTrue(start["after_unclean_end"])
        self.assertEqual(len(start["checks"]), 5)
        self.assertEqual(problems(box.answer_of(box.ctl("status", "--json"))), ["disk_full"])
        self.assertEqual((box.state / "reserve").stat().st_size, 28 * MIB)
        self.assertEqual(box.stop(), 0)
        box.start()
        self.assertFalse(
            box.answer_of(box.ctl("status", "--json"))["start"]["after_unclean_end"])
        self.assertEqual(box.stop(), 0)

    def test_damage_after_a_power_cut_on_a_full_disk_is_found_at_every_start(self):
        disk, box = self.box_on_a_small_disk()
        self.kill(box)
        self.turn_a_bit_over(box)
        disk.fill()
        for _ in range(3):
            refused = box.try_start()
            self.assertEqual(refused.returncode, 1)
            self.assertIn("not all is as it was left: ", refused.stderr)

    def test_a_disk_that_takes_no_note_of_a_power_cut_keeps_the_log_that_tells_of_it(self):
        disk, box = self.box_on_a_small_disk()
        self.kill(box)
        self.turn_a_bit_over(box)
        os.truncate(box.state / "reserve", 0)
        disk.fill()
        before = box.hashes()
        self.assertIn(str(box.state / "store.db-wal"), before)
        for refused in (box.try_start(), box.with_key("verify"), box.try_start()):
            self.assertEqual(refused.returncode, 1)
            self.assertIn("ended without being stopped, and its disk takes no note of that: the "
                          "disk is full", refused.stderr)
            self.assertIn("Nothing was touched: the last writes lie in the log", refused.stderr)
            self.assertEqual(box.hashes(), before)
        disk.empty()
        self.assertIn("not all is as it was left: ", box.try_start().stderr)

    def test_a_disk_full_to_the_last_byte_is_told_the_audit_goes_on_and_so_does_all_later(self):
        outside = Box()
        self.addCleanup(outside.close)
        disk, box = self.box_on_a_small_disk()
        reserve = box.state / "reserve"
        self.assertEqual(reserve.stat().st_size, 32 * MIB)
        disk.fill()
        self.assertEqual(os.statvfs(disk.folder).f_bavail, 0)

        said = box.ctl("status")
        self.assertEqual(said.returncode, 1)
        self.assertIn("! the disk of the records is full: ", said.stdout)
        self.assertIn("nothing that was saved is lost", said.stdout)
        self.assertIn("disk_full", problems(box.answer_of(box.ctl("status", "--json"))))
        heads = [box.answer(box.ctl("audit", "--limit", "1", "--json"))["head"]["number"]
                 for _ in range(5)]
        self.assertEqual(heads, list(range(heads[0], heads[0] + 5)))
        self.assertEqual(reserve.stat().st_size, 28 * MIB)  # one step was given up
        backup = box.ctl("backup", outside.root)
        self.assertEqual(backup.returncode, 1)
        self.assertIn("the box's own disk has no room for the copy", backup.stderr)

        disk.empty()
        box.answer(box.ctl("audit", "--json"))
        self.assertEqual(reserve.stat().st_size, 32 * MIB)
        self.assertEqual(problems(box.answer_of(box.ctl("status", "--json"))), ["backup_failed"])
        self.assertEqual(box.ctl("backup", outside.root).returncode, 0)
        self.assertEqual(problems(box.answer_of(box.ctl("status", "--json"))), [])
        self.assertTrue(box.answer(box.ctl("verify", "--json"))["good"])
        self.assertEqual(box.stop(), 0)


class FaultyDiskTest(MishapTest):
    def box_on_a_disk_of_its_own(self):
        """What lies elsewhere, the disk, and the box whose records are on it."""
        outside = Box()
        self.addCleanup(outside.close)
        disk = FaultyDisk(outside.root, "96M")
        self.addCleanup(disk.close)
        if not disk.mounted:
            self.skipTest("no disk of its own can be made here")
        return outside, disk, self.make_box(disk.folder)

    def be_there_as_a_terminal(self, box, folder, port, door):
        """The box remembers when it saw it last, and would write that down as it stops."""
        code = box.answer(box.ctl("terminal", "enrol", "--station", "lobby", "--name", "Lobby",
                                  "--json"))["code"]
        until = time.monotonic() + 60
        while True:
            try:
                identity = enrol(folder / "terminal", code, door)
                break
            except OSError:  # the door opens a moment after there is a code
                self.assertLess(time.monotonic(), until)
                time.sleep(0.05)
        terminal = Terminal(port, identity)
        self.addCleanup(terminal.close)
        self.assertEqual(terminal.get("/v1/check_in/terminal")[0], 200)

    def test_a_disk_that_becomes_read_only_is_told_and_all_is_there_afterwards(self):
        outside, disk, box = self.box_on_a_disk_of_its_own()
        port, door = free_port(), free_port()
        box.start("--listen", "127.0.0.1", "--host", "127.0.0.1", "--port", str(port),
                  "--enrolment-port", str(door))
        self.be_there_as_a_terminal(box, outside.root, port, door)
        self.assertEqual(problems(box.answer_of(box.ctl("status", "--json"))), [])
        disk.find_a_fault()

        said = box.ctl("status")
        self.assertEqual(said.returncode, 1)
        self.assertIn("! the store: the disk of the records cannot be written: it has become "
                      "read-only", said.stdout)
        self.assertEqual(problems(box.answer_of(box.ctl("status", "--json"))), ["disk_unwritable"])
        for command in (["audit"], ["staff", "add", "a.ruiz", "--display-name", "Ana Ruiz",
                                    "--roles", "clinician"]):
            refused = box.ctl(*command)
            self.assertEqual(refused.returncode, 1)
            self.assertIn("the disk of the records has become read-only", refused.stderr)
        backup = box.ctl("backup", outside.root)
        self.assertIn("the backup was not taken: making a folder: the disk is read-only",
                      backup.stderr)
        verified = box.ctl("verify")
        self.assertEqual(verified.returncode, 1)
        self.assertIn("all that is stored was read and is as it was left", verified.stdout)
        self.assertNotIn("evidence", verified.stdout)
        self.assertEqual(box.stop(), 0)

        disk.repair()
        box.start()
        self.assertEqual(problems(box.answer_of(box.ctl("status", "--json"))), [])
        self.assertTrue(box.answer(box.ctl("verify", "--json"))["good"])
        self.assertEqual(box.stop(), 0)

    def test_a_disk_that_does_not_answer_is_told_as_that_and_nothing_is_called_damaged(self):
        outside, disk, box = self.box_on_a_disk_of_its_own()
        box.key_file = shutil.copy(box.key_file, outside.root / "key")
        disk.stop_answering(box.state / "store.db", 300 * 1024)
        for command in (["verify"], ["status"], ["audit"],
                        ["staff", "add", "a.ruiz", "--display-name", "Ana Ruiz", "--roles",
                         "clinician"]):
            with self.subTest(command=command):
                refused = box.with_key(*command)
                said = refused.stdout + refused.stderr
                self.assertNotEqual(refused.returncode, 0, said)
                self.assertIn("(system 5)", said)
                self.assertIn("known to be damaged", said)
                for wrong in ("altered", "evidence", "not as it was left", "the key"):
                    self.assertNotIn(wrong, said)
        disk.repair()
        self.assertTrue(box.answer(box.with_key("verify", "--json"))["good"])


class PowerCutTest(MishapTest):
    def test_after_a_power_cut_the_server_says_what_it_checked_and_how_long_it_took(self):
        box = self.make_box()
        box.start()
        for _ in range(3):
            box.answer(box.ctl("audit", "--json"))
        head = box.answer(box.ctl("status", "--json"))["head"]["number"]
        box.server.kill()
        box.server.wait()
        box.server.stderr.close()

        # A page is 4096 bytes; some of them may stand in the log alone.
        pages, pages_in_log = ((box.state / name).stat().st_size // 4096
                               for name in ("store.db", "store.db-wal"))
        # As a server does that still looks at its store.
        with open(box.state / "lock", "rb") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            self.assertIn("The box is starting. ", box.ctl("status").stdout)
        self.assertIn("The box is stopped. ", box.ctl("status").stdout)
        box.start()
        status = box.answer(box.ctl("status", "--json"))
        start = status["start"]
        self.assertTrue(start["after_unclean_end"])
        self.assertGreater(start["recovered_bytes"], 0)
        self.assertGreaterEqual(start["milliseconds"], 1)
        self.assertEqual(start["checks"][3:5], ["every page, index and reference",
                                                f"all {head + 1} events of the audit chain"])
        self.assertEqual(start["events"], head + 1)
        self.assertGreaterEqual(start["pages"], pages)
        self.assertLessEqual(start["pages"], pages + pages_in_log)
        said = box.ctl("status").stdout
        self.assertIn("ended without being stopped last time", said)
        opened = [row for row in box.answer(box.ctl("audit", "--json"))["items"]
                  if row["action"] == "box.open"]
        self.assertIn(f"recovered_bytes={start['recovered_bytes']}", opened[0]["detail"])
        box.server.terminate()
        box.server.wait(timeout=60)
        journal = box.server.stderr.read()
        self.assertRegex(journal, r"alcove-server: ended without being stopped last time; "
                                  r"\d+ KiB of last writes were brought back .* in \d+ ms\n")
        box.server.stderr.close()

        box.start()
        start = box.answer(box.ctl("status", "--json"))["start"]
        self.assertFalse(start["after_unclean_end"])
        self.assertEqual(start["recovered_bytes"], 0)
        self.assertEqual(len(start["checks"]), 3)
        self.assertEqual(box.stop(), 0)

    def test_damage_found_after_a_power_cut_is_said_and_nobody_is_served_from_it(self):
        box = self.make_box()
        box.start()
        self.kill(box)
        self.turn_a_bit_over(box)
        # systemd starts it again after two seconds, and somebody may have looked in between.
        for _ in range(2):
            refused = box.try_start()
            self.assertEqual(refused.returncode, 1)
            self.assertIn("not all is as it was left: ", refused.stderr)
            self.assertIn("restore the newest good backup", refused.stderr)
            self.assertEqual(box.with_key("verify").returncode, 1)

    def test_who_looks_first_after_a_power_cut_takes_nothing_from_what_the_start_checks(self):
        box = self.make_box()
        box.start()
        self.kill(box)
        self.assertEqual(box.with_key("verify").returncode, 0)
        box.start()
        start = box.answer(box.ctl("status", "--json"))["start"]
        self.assertTrue(start["after_unclean_end"])
        self.assertGreater(start["recovered_bytes"], 0)
        self.assertEqual(len(start["checks"]), 5)
        self.assertEqual(box.stop(), 0)
        box.start()
        self.assertFalse(box.answer(box.ctl("status", "--json"))["start"]["after_unclean_end"])
        self.assertEqual(box.stop(), 0)


class UpgradeTest(MishapTest):
    def tomorrow(self, box, kind, *arguments):
        program = TOMORROW / "alcovectl-of-tomorrow"
        return subprocess.run([program, *arguments, "--state", box.state, "--key-file",
                               box.key_file], check=False, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL,
                              env={**os.environ, "ALCOVE_TOMORROW": kind})

    def settled(self, files):
        """What the files hold once the server has done what it does by itself after its start."""
        deadline = time.monotonic() + 30
        last = None
        while time.monotonic() < deadline:
            now = [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]
            if now == last:
                return now
            last = now
            time.sleep(0.2)
        self.fail("the server never rests")

    def start_tomorrow(self, box, kind):
        return subprocess.run([TOMORROW / "alcove-server-of-tomorrow", "--state", box.state,
                               "--key-file", box.key_file], check=False, capture_output=True,
                              text=True, timeout=60,
                              env={**os.environ, "ALCOVE_TOMORROW": kind})

    def test_a_change_that_works_is_rehearsed_beside_the_old_server_and_when_it_is_stopped(self):
        box = self.make_box()
        box.start()
        files = [box.state / "store.db", box.state / "store.db-wal"]
        before = self.settled(files)
        running = self.tomorrow(box, "works", "upgrade", "--check")
        self.assertEqual(running.returncode, 0, running.stderr)
        self.assertIn("  9000 a_new_table", running.stdout)
        self.assertRegex(running.stdout, r"good: from schema \d+ to 9000; (\d+) rows before, ")
        self.assertRegex(running.stdout, r"takes about \d+\.\d s longer")
        self.assertEqual(self.settled(files), before)
        self.assertEqual(box.stop(), 0)

        before = box.hashes()
        report = box.answer(self.tomorrow(box, "works", "upgrade", "--check", "--json"))
        self.assertEqual([step["name"] for step in report["steps"]], ["a_new_table"])
        # Its row, and the row that says the step was made.
        self.assertEqual(report["rows_after"], report["rows_before"] + 2)
        self.assertEqual(box.hashes(), before)
        self.assertFalse((box.state / "upgrade-check").exists())
        nothing = box.with_key("upgrade", "--check")
        self.assertIn("Nothing to change", nothing.stdout)
        self.assertEqual(box.hashes(), before)
        self.assertEqual(box.with_key("upgrade").returncode, 64)

    def test_a_change_that_cannot_work_is_found_beforehand_and_a_start_leaves_the_old_store(self):
        box = self.make_box()
        before = box.hashes()
        rehearsed = self.tomorrow(box, "cannot_work", "upgrade", "--check")
        self.assertNotEqual(rehearsed.returncode, 0)
        self.assertIn("the first start would not work: step 9001 one_event_an_epoch",
                      rehearsed.stderr)
        self.assertIn("the records were not touched", rehearsed.stderr)
        self.assertEqual(box.hashes(), before)
        refused = self.start_tomorrow(box, "cannot_work")
        self.assertNotEqual(refused.returncode, 0)
        self.assertIn("to schema 9001: step 9001 one_event_an_epoch", refused.stderr)
        self.assertIn("They were not touched. Go back: install the version that ran before",
                      refused.stderr)
        self.assertEqual(box.hashes(), before)
        # The version that ran before opens them as they are.
        box.start()
        self.assertTrue(box.answer(box.ctl("verify", "--json"))["good"])
        self.assertEqual(box.stop(), 0)

    def test_a_wrong_key_rehearses_nothing(self):
        box = self.make_box()
        before = box.hashes()
        refused = box.ctl("upgrade", "--check", secret="violet kettle march lanterm")
        self.assertEqual(refused.returncode, 2)
        self.assertEqual(box.hashes(), before)


if __name__ == "__main__":
    need_programs()
    unittest.main()
