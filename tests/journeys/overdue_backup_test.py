#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Nobody took a backup for three days: what the administrator reads at a window, wherever they are
working, as docs/guides/backups.md tells it, and that it is gone after a backup.

ALCOVE_SHOTS names a folder for pictures.
"""

import os
from pathlib import Path

from box import problems
from real_terminals import AgingBox, main

PASSWORD = "quiet herons in the marsh"
OVERDUE = "The last good backup is 3 days old"
WHAT_TO_DO = "Put the backup stick into the box and run systemctl start alcove-backup."
LOOKS_EVERY_S = 60  # a staff terminal asks the box how it is
SHOTS = os.environ.get("ALCOVE_SHOTS")


class OverdueBackupTest(AgingBox):
    def setUp(self):
        super().setUp()
        self.stick = self.box.root / "stick"
        self.stick.mkdir()
        self.desk = self.terminal("desk")
        self.code = self.box.init()["set_up_code"]["code"]
        self.start()

    def shot(self, name):
        if SHOTS:
            self.desk.shot(Path(SHOTS, f"{name}.png"))

    def tries(self):
        """Of a backup, in the audit: how each ended."""
        items = self.box.answer(self.box.ctl("audit", "--limit", "200", "--json"))["items"]
        return [one["outcome"] for one in items if one["action"] == "box.backup"]

    def first_administrator(self):
        desk = self.desk
        desk.start()
        self.enrol(desk, "Front desk 1")
        desk.click_until("have_code", "the form", lambda: desk.visible("keep_password"))
        desk.click("set_up")
        desk.fill("display_name", "Ana Ruiz")
        desk.fill("name", "a.ruiz")
        desk.fill("code", self.code)
        for field in ("new_password", "again"):
            desk.fill(field, PASSWORD, shows="•" * len(PASSWORD))
        desk.click("keep_password")
        desk.click("skip")
        self.wait_words(desk, "Administration")

    def sign_in(self):
        desk = self.desk
        desk.wait_for("sign_in")
        self.wait_connected(desk)
        desk.fill("name", "a.ruiz")
        desk.fill("password", PASSWORD, shows="•" * len(PASSWORD))
        desk.click("sign_in")
        desk.click("skip")

    def take_a_backup(self):
        taken = self.box.ctl("backup", self.stick)
        self.assertEqual(taken.returncode, 0, taken.stderr)

    def test_an_overdue_backup_is_loud_and_gone_after_one(self):
        desk = self.desk
        self.first_administrator()
        self.take_a_backup()
        desk.click("section_box")
        self.wait_words(desk, "All is well with the box.")
        self.assertIsNone(desk.visible("box_notice"))
        desk.stop()
        self.box.stop()
        self.pass_days(3)
        self.start()

        said = self.box.ctl("status")
        self.assertEqual(said.returncode, 1)
        self.assertIn("! backups: the last good one is 3 days old", said.stdout)
        self.assertEqual(problems(self.box.answer_of(self.box.ctl("status", "--json"))),
                         ["backup_overdue"])
        self.assertEqual(self.tries(), ["done"])
        desk.start()
        self.sign_in()
        desk.wait("the strip", lambda: OVERDUE in (desk.value("box_notice") or ""))
        self.shot("overdue-1-strip")
        desk.click("box_see")
        self.wait_words(desk, "To do now")
        # Without the signs that make the command strong.
        desk.wait("what to do", lambda: WHAT_TO_DO in desk.words().replace("\x01", ""))
        self.assertIn(OVERDUE, desk.words())
        self.assertIn("The backups you have stay good.", desk.words())
        self.assertNotIn("All is well with the box.", desk.words())
        self.shot("overdue-2-what-to-do")

        self.take_a_backup()
        desk.wait("the strip to go", lambda: not desk.visible("box_notice"), 2 * LOOKS_EVERY_S)
        self.wait_words(desk, "All is well with the box.")
        self.assertNotIn(OVERDUE, desk.words())
        self.shot("overdue-3-all-is-well")
        self.assertEqual(self.tries(), ["done", "done"])
        self.assertEqual(self.box.ctl("status").returncode, 0)
        self.assertEqual(len(list(self.stick.glob("*.backup"))), 2)
        self.assertEqual(self.box.stop(), 0)


if __name__ == "__main__":
    main()
