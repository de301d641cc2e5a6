#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a new box is made with, and what is left where none was made: through the real alcovectl."""

import datetime
import re
import unittest
from pathlib import Path

from box import PASSPHRASE, Box, need_programs


class InitTest(unittest.TestCase):
    def setUp(self):
        self.box = Box()
        self.addCleanup(self.box.close)

    def test_an_init_that_fails_leaves_nothing_and_its_line_put_right_works(self):
        there = sorted(self.box.root.iterdir())
        head = Path(f"{self.box.state}-head")
        taken = self.box.root / "taken-key"

        def refused(*options, zone="UTC", clinic="Willow House", key_file=None):
            result = self.box.ctl("init", "--clinic", clinic, "--zone", zone, "--make-key-file",
                                  key_file or self.box.key_file, *options,
                                  secret="x" if options else None)
            self.assertNotEqual(result.returncode, 0)
            self.assertEqual(sorted(self.box.root.iterdir()), there, result.stderr)
            return result

        self.assertIn("does not know that time zone", refused(zone="Amerika/Bla").stderr)
        self.assertIn("clinic", refused(clinic="").stderr)
        self.assertIn("clinic", refused(clinic="x" * 121).stderr)
        self.assertIn("its folder is not", refused(key_file=self.box.root / "no" / "key").stderr)
        self.assertEqual(refused("--with-passphrase").returncode, 2)
        # After all that can be looked at first: there is no place for the audit head.
        head.write_bytes(b"")
        taken.write_bytes(b"kept")
        there = sorted(self.box.root.iterdir())
        self.assertEqual(refused().returncode, 1)
        self.assertIn("it is there already", refused(key_file=taken).stderr)
        self.assertEqual(taken.read_bytes(), b"kept")
        head.unlink()
        self.assertEqual(self.box.init(zone="America/Chicago")["zone"], "America/Chicago")

    def test_init_says_which_clock_the_clinic_has_and_how_to_name_another(self):
        made = self.box.ctl("init", "--zone", "Asia/Kathmandu", secret=PASSPHRASE)
        self.assertEqual(made.returncode, 0, made.stderr)
        now = datetime.datetime.now(datetime.timezone.utc)
        at = now + datetime.timedelta(hours=5, minutes=45)
        said = re.search(r"that of Asia/Kathmandu \(it is (..:..) there\), as --zone says",
                         made.stdout).group(1)
        self.assertIn(said, {f"{at - datetime.timedelta(minutes=late):%H:%M}" for late in (0, 1)})
        self.assertIn("--zone ZONE", made.stdout)


if __name__ == "__main__":
    need_programs()
    unittest.main()
