#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The box dies, a new one is made from the stick, and that dies too before it was backed up. The
third is made from the same stick, or from an older backup on it because the newest is bad: it knows
nothing of the second, and the terminals that went on with that one do. They are told once more, are
confirmed, and what was written comes back, once. Two real windows.
"""

import shutil
import sys
import time
import unittest
from pathlib import Path

for beside in ("../attacks", "../faults", "../../provisioning/demo_visit"):
    sys.path.insert(0, str(Path(__file__).resolve().parent / beside))
# pylint: disable=wrong-import-position
from box import need_programs  # noqa: E402
from dead_box_test import AFTER, BEFORE, FREE_HOUR, MortalBoxTest  # noqa: E402
from screens import DATA  # noqa: E402

LATER = "Written on the second box"
START_OF_2025 = 1735689600  # counted from here, the epoch of a clock that is a year ahead


class DeadTwiceTest(MortalBoxTest):
    def test_a_second_dead_box_costs_nothing_that_the_terminals_keep(self):
        self.write_and_lose()
        first = self.restore()
        self.both_go_on()
        self.wait_for_note(" ".join((BEFORE, *AFTER)))

        self.room.sign_in("author", self.password)
        self.room.open_note("Flood")
        self.write(f" {LATER}")
        self.die_and_tell()
        second = self.restore()
        self.assertGreater(second, first)
        self.assertNotIn(AFTER[0], " ".join(self.notes()))
        self.both_go_on()
        self.look_at_the_end(" ".join((BEFORE, *AFTER, LATER)))

    def test_an_older_backup_than_the_first_time_is_explained_too(self):
        self.write_and_lose(between=True)
        oldest, newest = sorted(self.stick.glob("*.backup"))
        self.restore(newest)
        self.both_go_on()
        self.die_and_tell()
        self.restore(oldest)
        self.assertEqual(self.booked(), {"Flood": 1})
        self.both_go_on()
        self.look_at_the_end(" ".join((BEFORE, *AFTER)))

    def test_after_a_box_whose_clock_was_ahead_terminals_stop_and_go_on_by_themselves(self):
        """dead-box.md, step 3: This terminal has stopped."""
        self.write_and_lose()
        # As with a clock that is a year ahead: above what the third box has by its own.
        ahead = self.restore(None, "--lost-epoch", str(int(time.time()) - START_OF_2025))
        self.both_go_on()
        self.wait_for_note(" ".join((BEFORE, *AFTER)))
        self.die_and_tell()
        self.assertLess(self.restore_box(), ahead)
        self.both("that it has stopped",
                  lambda window: "This terminal has stopped" in window.words())
        said = self.clinic.ctl("audit", "--limit", "200").stdout
        self.assertIn(f"seen={ahead}/", said)

        self.clinic.kill()
        shutil.move(self.clinic.state, f"{self.clinic.state}-stopped")
        # Nobody touches a window: both are seen to go on.
        again = self.restore(None, "--lost-epoch", str(ahead))
        self.assertEqual(again, ahead + 1)
        self.both_go_on()
        self.look_at_the_end(" ".join((BEFORE, *AFTER)))

    # Parts ------------------------------------------------------------------------------------

    def write_and_lose(self, between=False):
        """A note and a booking, most of them after the last backup; then the box dies."""
        self.room.sign_in("author", self.password)
        self.desk.sign_in(*self.clinic.staff["front_desk"])
        self.room.open_note("Flood")
        self.write(BEFORE)
        self.back_up()
        for index, words in enumerate(AFTER):
            self.write(f" {words}")
            if between and index == 0:
                time.sleep(1.01)  # backups are named by their second
                self.back_up()
        self.book("Ferrywoman", FREE_HOUR)
        self.die_and_tell()

    def back_up(self):
        self.clinic.answer(self.clinic.ctl("backup", self.stick, "--json"))

    def die_and_tell(self):
        self.clinic.die()
        self.both("that the box is away", lambda window: "The box is away" in window.words())

    def both_go_on(self):
        self.go_on(self.desk, "administrator")
        self.go_on(self.room, "privacy_officer")

    def wait_for_note(self, whole):
        self.room.wait("the whole note", lambda: any(whole in one for one in self.notes()))

    def look_at_the_end(self, whole):
        self.wait_for_note(whole)
        self.room.sign_in("author", self.password)
        self.room.open_note("Flood")
        self.room.wait("every word in its order", lambda: self.room.value(DATA) == whole)
        self.assertEqual([one.count(whole) for one in self.notes()], [1])
        self.desk.wait("the booking", lambda: self.booked() == {"Flood": 1, "Ferrywoman": 1})
        aside = self.clinic.answer_of(self.clinic.ctl("terminal", "set-aside", "--json"))["items"]
        self.assertEqual(aside, [])
        self.assertTrue(self.clinic.answer(self.clinic.ctl("verify", "--json"))["good"])


if __name__ == "__main__":
    need_programs()
    unittest.main()
