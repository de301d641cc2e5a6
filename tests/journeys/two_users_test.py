#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The installed box has two users: the server's own, and root, as whom alcovectl is typed. Whatever
root did while the server was stopped, the server opens afterwards as its own user."""

import grp
import os
import pwd
import re
import shutil
import subprocess
import unittest
from pathlib import Path

from box import SERVER, Box, doors, need_programs

SOMEBODY = "nobody"


class TwoUsersTest(unittest.TestCase):
    def setUp(self):
        if os.geteuid() != 0:
            self.skipTest("only root can be two users")
        try:
            self.user = pwd.getpwnam(SOMEBODY)
        except KeyError:
            self.skipTest(f"this machine has no user {SOMEBODY}")
        self.box = Box()
        self.addCleanup(self.box.close)
        os.chmod(self.box.root, 0o711)
        self.head = Path(f"{self.box.state}-head")
        self.make_folders()
        self.box.server_runs_as = ["setpriv", "--reuid", str(self.user.pw_uid), "--regid",
                                   str(self.user.pw_gid), "--clear-groups"]
        self.box.server_program = self.readable_server()

    def make_folders(self):
        """As systemd-tmpfiles does."""
        for folder in (self.box.state, self.head):
            folder.mkdir(mode=0o700)
            self.give(folder)

    def give(self, path):
        os.chown(path, self.user.pw_uid, self.user.pw_gid)

    def readable_server(self):
        """The program where the other user may run it, also when what was built may not be read."""
        runs = subprocess.run([*self.box.server_runs_as, str(SERVER), "--version"], check=False,
                              capture_output=True)
        if runs.returncode == 0:
            return SERVER
        return shutil.copy(SERVER, self.box.root / "alcove-server")

    def init(self):
        made = self.box.init()
        self.give(self.box.key_file)
        return made

    def not_of_the_server(self):
        """What of the box does not belong to the server's user, in its folders and the stick."""
        wanted = (self.user.pw_uid, self.user.pw_gid)
        return [str(path) for folder in (self.box.state, self.head, self.box.root / "stick")
                for path in (folder, *folder.rglob("*"))
                if path.exists() and (path.stat().st_uid, path.stat().st_gid) != wanted]

    def serve(self):
        said = self.box.start()
        self.assertEqual(self.box.stop(), 0)
        return said

    def test_whatever_root_types_on_a_stopped_box_the_server_opens_it_as_its_own_user(self):
        stick = self.box.root / "stick"
        stick.mkdir(mode=0o700)
        self.give(stick)
        self.init()
        self.assertEqual(self.not_of_the_server(), [])
        self.assertIn("STATUS=open", self.serve())
        for command in (["status"], ["verify"], ["audit"], ["keys", "list"], ["terminal", "list"],
                        ["staff", "list"], ["set-up-code"], ["upgrade", "--check"],
                        ["terminal", "enrol", "--station", "lobby", "--name", "Lobby"],
                        ["staff", "add", "a.ruiz", "--display-name", "Ana Ruiz", "--roles",
                         "clinician"],
                        ["keys", "rotate"], ["backup", stick]):
            with self.subTest(command=command):
                done = self.box.with_key(*command)
                self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
                self.assertEqual(self.not_of_the_server(), [])
                self.assertIn("STATUS=open", self.serve())
        self.assertEqual(len(list(stick.glob("*.backup"))), 1)

        # Root looks first after a power cut: the log, and the note of it.
        self.box.start()
        self.box.answer(self.box.ctl("audit", "--json"))
        self.box.server.kill()
        self.box.server.wait()
        self.box.server.stderr.close()
        self.assertEqual(self.box.with_key("audit").returncode, 0)
        self.assertTrue((self.box.state / "unclean-end").exists())
        self.assertEqual(self.not_of_the_server(), [])
        self.box.start()
        self.assertTrue(
            self.box.answer(self.box.ctl("status", "--json"))["start"]["after_unclean_end"])
        self.assertEqual(self.box.stop(), 0)

    def test_a_box_that_root_restored_and_looked_through_is_opened_by_the_server(self):
        recovery = self.init()["recovery_key"]
        stick = self.box.root / "stick"
        stick.mkdir()
        self.assertEqual(self.box.with_key("backup", stick).returncode, 0)
        [backup] = stick.iterdir()
        shutil.rmtree(self.box.state)
        shutil.rmtree(self.head)
        self.make_folders()
        for command in (["restore", backup], ["restore-checked"], ["staff", "list"]):
            done = self.box.ctl(*command, secret=recovery, fd_option="--recovery-key-fd")
            self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("STATUS=locked", self.box.start(key=False))
        opened = self.box.ctl("unlock", secret=recovery, fd_option="--recovery-key-fd")
        self.assertEqual(opened.returncode, 0, opened.stderr)
        self.assertTrue(self.box.answer(self.box.ctl("verify", "--json"))["good"])
        self.assertEqual(self.box.stop(), 0)

    def test_a_file_that_the_server_may_not_open_is_told_with_the_command_that_gives_it_back(self):
        self.init()
        self.serve()
        owner = f"{SOMEBODY}:{grp.getgrgid(self.user.pw_gid).gr_name}"
        for file in (self.head / "head", self.head, self.box.state / "keys",
                     self.box.state / "store.db", self.box.state / "lock", self.box.state):
            with self.subTest(file=file):
                os.chown(file, 0, 0)
                before = self.box.hashes()
                refused = self.box.try_start(*doors([]))
                self.assertEqual(refused.returncode, 1, refused.stderr)
                self.assertIn(f"{file} belongs to root, and this program runs as {SOMEBODY}, who "
                              "may not open it. Nothing was touched. ", refused.stderr)
                self.assertNotIn("dmesg", refused.stderr)
                self.assertEqual(self.box.hashes(), before)
                said = re.search(r"as root: (chown .*) \(and start", refused.stderr).group(1)
                self.assertEqual(said, f"chown -R {owner} {self.box.state} {self.head}")
                subprocess.run(said, shell=True, check=True)
                self.assertIn("STATUS=open", self.serve())


if __name__ == "__main__":
    need_programs()
    unittest.main()
