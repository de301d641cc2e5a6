#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The operator's tool called as scripts and interrupted people call it: with its output closed or
full, with empty words, with bytes that are no text, and ended in the middle of a backup."""

import os
import re
import socket
import subprocess
import time
import unittest

from box import CTL, PASSPHRASE, Box, need_programs

# A recovery key or a code, as they are printed.
CODE = re.compile(rb"\b[0-9A-Z]{5}(-[0-9A-Z]{5}){2,}\b")


class OddCallsTest(unittest.TestCase):
    def setUp(self):
        self.box = Box()
        self.addCleanup(self.box.close)

    def closed(self, arguments, descriptors):
        """Run with these descriptors closed; the secret comes through another one."""
        read_end, write_end = os.pipe()
        os.write(write_end, (PASSPHRASE + "\n").encode())
        os.close(write_end)
        self.addCleanup(os.close, read_end)

        def close():
            for descriptor in descriptors:
                os.close(descriptor)

        # pylint: disable-next=subprocess-popen-preexec-fn
        return subprocess.run([str(CTL), *map(str, arguments), "--state", str(self.box.state),
                               "--passphrase-fd", str(read_end)], check=False, timeout=60,
                              pass_fds=[read_end], preexec_fn=close, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def test_what_is_printed_to_a_closed_output_is_written_into_no_file(self):
        for number, descriptors in enumerate(([1], [1, 2], [0, 1, 2])):
            with self.subTest(descriptors):
                self.box.state = self.box.root / f"state-{number}"
                ended = self.closed(["init", "--clinic", "Willow House", "--zone", "UTC",
                                     "--make-key-file", self.box.root / f"key-{number}"],
                                    descriptors)
                self.assertEqual(ended.returncode, 1)
                if 2 not in descriptors:
                    self.assertIn(b"could not be written to where the output goes", ended.stderr)
                for file in self.box.state.iterdir():
                    self.assertNotRegex(file.read_bytes(), CODE)
                self.assertEqual((self.box.state / "lock").read_bytes(), b"")

    def test_a_new_box_whose_recovery_key_nobody_saw_has_none(self):
        key_file = self.box.root / "own-key"
        with open("/dev/full", "w", encoding="utf-8") as full:
            ended = subprocess.run([str(CTL), "init", "--zone", "UTC", "--make-key-file",
                                    str(key_file), "--state", str(self.box.state)],
                                   check=False, stdout=full, stderr=subprocess.PIPE, text=True,
                                   stdin=subprocess.DEVNULL)
        self.assertEqual(ended.returncode, 1)
        self.assertIn("its slot was taken away again", ended.stderr)
        self.assertIn("alcovectl set-up-code", ended.stderr)
        listed = self.box.answer_of(self.box.ctl("keys", "list", "--json", "--key-file", key_file))
        self.assertEqual([slot["kind"] for slot in listed["items"]], ["key-file"])

    def test_a_recovery_key_that_could_not_be_shown_counts_for_nothing(self):
        self.box.init()
        self.box.start()
        before = self.box.answer(self.box.ctl("keys", "list", "--json"))["items"]
        with open("/dev/full", "w", encoding="utf-8") as full:
            ended = subprocess.run([str(CTL), "keys", "add", "recovery", "--state",
                                    str(self.box.state)], check=False, stdout=full,
                                   stderr=subprocess.PIPE, text=True, stdin=subprocess.DEVNULL)
        self.assertEqual(ended.returncode, 1)
        self.assertIn("its slot was taken away again", ended.stderr)
        self.assertEqual(self.box.answer(self.box.ctl("keys", "list", "--json"))["items"], before)

    def test_empty_words_and_bytes_that_are_no_text_are_refused_in_a_sentence(self):
        self.box.init()
        for arguments, words in ((["backup", ""], "one of the words is empty"),
                                 (["status", "--head-copy", ""], "--head-copy needs a value"),
                                 (["status", "--socket="], "--socket needs a value"),
                                 (["staff", "add", "a.b", "--display-name", b"Ana \xff Ruiz"],
                                  "is not text in UTF-8")):
            with self.subTest(arguments):
                ended = subprocess.run([str(CTL), *arguments, "--state", str(self.box.state)],
                                       check=False, capture_output=True, stdin=subprocess.DEVNULL)
                self.assertEqual(ended.returncode, 64)
                self.assertIn(words, ended.stderr.decode())

    def test_what_a_broken_off_check_of_an_upgrade_left_is_in_nobodys_way(self):
        self.box.init()
        left = self.box.state / "upgrade-check"
        left.mkdir(mode=0o700)
        (left / "copy.db").write_bytes(bytes(1 << 20))
        checked = self.box.with_key("upgrade", "--check")
        self.assertEqual(checked.returncode, 0, checked.stderr)
        self.assertFalse(left.exists())
        left.mkdir(mode=0o700)
        (left / "copy.db").write_bytes(bytes(1 << 20))
        self.box.start()
        self.assertFalse(left.exists())

    def last_tries(self):
        items = self.box.answer(self.box.ctl("audit", "--json"))["items"]
        return [(one["outcome"], one["detail"]) for one in items if one["action"] == "box.backup"]

    def test_a_backup_whose_asker_is_ended_is_told_and_not_counted(self):
        self.box.init()
        self.box.start()
        stick = self.box.root / "stick"
        stick.mkdir()
        with subprocess.Popen([str(CTL), "backup", str(stick), "--state", str(self.box.state)],
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, text=True) as asking:
            for line in asking.stderr:
                if "copying the store" in line or "writing the backup" in line:
                    asking.kill()
                    break
        end = time.monotonic() + 60
        while len(self.last_tries()) < 2 and time.monotonic() < end:
            time.sleep(0.2)
        self.assertEqual(self.last_tries()[0], ("failed", "error=unavailable step=naming"))
        status = self.box.answer_of(self.box.ctl("status", "--json"))
        self.assertNotIn("last_backup", {name for name, value in status.items() if value})
        self.assertIn("! backups: the last try, at ", self.box.ctl("status").stdout)
        self.assertIn("it was broken off", self.box.ctl("status").stdout)
        self.assertEqual([file.suffix for file in stick.iterdir()], [".partial"])
        # The next good one ends it.
        good = self.box.ctl("backup", stick)
        self.assertEqual(good.returncode, 0, good.stderr)
        self.assertEqual(self.last_tries()[0][0], "done")
        self.assertNotIn("! backups", self.box.ctl("status").stdout)

    def test_a_stick_that_takes_its_time_for_the_name_has_a_good_backup(self):
        """The asker says that the file has its name after eleven seconds; a request has ten."""
        self.box.init()
        self.box.start()
        with socket.socket(socket.AF_UNIX) as box, open(self.box.root / "slow", "x+b") as file:
            box.settimeout(60)
            box.connect(str(self.box.state / "control"))
            answers = box.makefile("r", encoding="utf-8")
            socket.send_fds(box, [b"backup {}\n"], [file.fileno()])
            self.assertTrue(any(line.startswith("reply ") for line in answers))
            time.sleep(11)
            box.sendall(b"backup-named {}\n")
            self.assertEqual(answers.readline(), "reply {}\n")
        self.assertEqual(self.last_tries()[0][0], "done")
        self.assertNotIn("! backups", self.box.ctl("status").stdout)


if __name__ == "__main__":
    need_programs()
    unittest.main(verbosity=2)
