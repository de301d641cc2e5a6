#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""alcovectl schedule expand, as an installer types it: on a machine without a box."""

import json
import os
import subprocess
import tempfile
import unittest

from box import CTL, need_programs

MONDAYS = ("--start", "2026-03-02T10:00", "--zone", "America/New_York",
           "--rule", "FREQ=WEEKLY;BYDAY=MO")


class ScheduleTest(unittest.TestCase):
    def expand(self, *arguments):
        return subprocess.run([CTL, "schedule", "expand", *arguments], check=False,
                              capture_output=True, text=True)

    def expanded(self, *arguments):
        result = self.expand(*arguments, "--json")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        return json.loads(result.stdout)["instances"]

    def refused(self, rule, *more):
        result = self.expand("--start", "2026-03-02T10:00", "--zone", "America/New_York",
                             "--rule", rule, *more, "--json")
        self.assertEqual(result.returncode, 2, result.stdout)
        return json.loads(result.stdout)

    def test_the_answer_is_exactly_the_agreed_object(self):
        result = self.expand(*MONDAYS, "--count", "1", "--json")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertEqual(result.stdout,
                         '{"instances":[{"local":"2026-03-02T10:00","utc":"2026-03-02T15:00:00Z",'
                         '"shifted_from_gap":false}]}\n')

    def test_a_year_of_weeks_is_shown_unless_another_number_is_asked_for(self):
        dates = self.expanded(*MONDAYS)
        self.assertEqual(len(dates), 52)
        self.assertEqual(dates[1], {"local": "2026-03-09T10:00", "utc": "2026-03-09T14:00:00Z",
                                    "shifted_from_gap": False})
        self.assertEqual(dates[51], {"local": "2027-02-22T10:00", "utc": "2027-02-22T15:00:00Z",
                                     "shifted_from_gap": False})
        self.assertEqual(len(self.expanded(*MONDAYS, "--count", "9999")), 9071)
        for count in ("0", "10000", "many"):
            self.assertEqual(self.expand(*MONDAYS, "--count", count).returncode, 64)

    def test_dates_are_left_out_and_a_strange_one_is_told(self):
        dates = self.expanded(*MONDAYS, "--exdate", "2026-03-16T10:00",
                              "--exdate=2026-03-02T10:00", "--count", "2")
        self.assertEqual([one["local"] for one in dates], ["2026-03-09T10:00", "2026-03-23T10:00"])
        result = self.expand(*MONDAYS, "--exdate", "2026-03-17T10:00", "--count", "2", "--json")
        self.assertEqual(result.returncode, 0)
        self.assertEqual(len(json.loads(result.stdout)["instances"]), 2)
        self.assertEqual(result.stderr,
                         "alcovectl: --exdate 2026-03-17T10:00 is none of the dates.\n")

    def test_dates_are_added_each_at_its_time_and_do_not_count(self):
        dates = self.expanded(*MONDAYS[:-1], "FREQ=WEEKLY;COUNT=3", "--rdate", "2026-03-18T10:00",
                              "--rdate=2026-03-04T15:30", "--exdate", "2026-03-09T10:00")
        self.assertEqual([(one["local"], one["utc"]) for one in dates],
                         [("2026-03-02T10:00", "2026-03-02T15:00:00Z"),
                          ("2026-03-04T15:30", "2026-03-04T20:30:00Z"),
                          ("2026-03-16T10:00", "2026-03-16T14:00:00Z"),
                          ("2026-03-18T10:00", "2026-03-18T14:00:00Z")])
        for wrong, words in (("tomorrow", "--rdate: "),
                             ("2026-03-01T10:00", "an added date lies before the start")):
            said = self.refused("FREQ=WEEKLY", "--rdate", wrong)
            self.assertEqual(said["field"], "rdate")
            self.assertIn(words, said["detail"])

    def test_a_person_reads_the_day_the_time_and_what_was_moved(self):
        result = self.expand("--start", "2026-03-01T02:30", "--zone", "America/New_York",
                             "--rule", "FREQ=WEEKLY;COUNT=3")
        self.assertEqual((result.returncode, result.stderr), (0, ""))
        self.assertEqual(result.stdout, """\
  Sun  2026-03-01 02:30  UTC-05:00
  Sun  2026-03-08 03:30  UTC-04:00  moved forward: the clocks skip the rule's own time
  Sun  2026-03-15 02:30  UTC-04:00
3 dates in America/New_York, and no more.
""")
        self.assertIn("More follow", self.expand(*MONDAYS, "--count", "1").stdout)
        last_years = self.expand("--start", "2026-03-02T10:00", "--zone", "America/New_York",
                                 "--rule", "FREQ=YEARLY;INTERVAL=200;COUNT=3").stdout
        self.assertIn("The rule goes on, but the years known here end with 2199.", last_years)
        self.assertIn("UTC+10:30", self.expand(
            "--start", "2026-05-01T10:00", "--zone", "Australia/Lord_Howe", "--rule", "FREQ=DAILY",
            "--count", "1").stdout)
        self.assertEqual(self.expand(*MONDAYS[:-1], "FREQ=DAILY;COUNT=1", "--exdate",
                                     "2026-03-02T10:00").stdout,
                         "No date is left: all of them are taken out.\n")

    def test_a_refusal_names_the_part(self):
        for rule, words in (("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "BYWEEKNO is not supported"),
                            ("FREQ=HOURLY", "FREQ=HOURLY is not supported"),
                            ("FREQ=WEEKLY;BYDAY=2MO", "BYDAY"),
                            ("FREQ=DAILY;COUNT=2;UNTIL=20261224T000000Z", "COUNT and UNTIL"),
                            ("FREQ=DAILY;UNTIL=20261224", "UNTIL"), ("", "the rule is empty")):
            with self.subTest(rule):
                said = self.refused(rule)
                self.assertEqual(said["field"], "rule")
                self.assertIn(words, said["detail"])
        result = self.expand(*MONDAYS[:-1], "FREQ=YEARLY;BYWEEKNO=20")
        self.assertEqual((result.returncode, result.stdout), (2, ""))
        self.assertEqual(result.stderr, "alcovectl: --rule: BYWEEKNO is not supported.\n")
        self.assertEqual(self.refused("FREQ=WEEKLY;BYDAY=TU")["field"], "start")
        self.assertEqual(self.refused("FREQ=DAILY", "--exdate", "tomorrow")["field"], "exdate")
        for wrong, field in ((("--start", "2026-02-30T10:00", "--zone", "UTC"), "start"),
                             (("--start", "2026-03-02T10:00", "--zone", "Mars/Olympus"), "zone")):
            result = self.expand(*wrong, "--rule", "FREQ=DAILY", "--json")
            self.assertEqual(result.returncode, 2)
            self.assertEqual(json.loads(result.stdout)["field"], field)

    def test_what_is_missing_is_a_mistake_on_the_command_line(self):
        for missing in ("--start", "--zone", "--rule"):
            at = MONDAYS.index(missing)
            result = self.expand(*MONDAYS[:at], *MONDAYS[at + 2:])
            self.assertEqual(result.returncode, 64)
            self.assertIn("it needs --start, --zone and --rule", result.stderr)
        self.assertEqual(self.expand(*MONDAYS, "--zone", "UTC").returncode, 64)

    def test_only_dates_to_leave_out_may_be_given_many_times_a_thousand_at_most(self):
        many = ["--exdate=2026-03-16T10:00"] * 1000
        self.assertEqual(len(self.expanded(*MONDAYS, *many, "--count", "3")), 3)
        result = self.expand(*MONDAYS, *many, "--exdate=2026-03-16T10:00")
        self.assertEqual(result.returncode, 64)
        self.assertIn("--exdate is there more than 1000 times", result.stderr)

    def test_no_box_is_needed_and_nothing_is_made(self):
        with tempfile.TemporaryDirectory(prefix="alcove-journey-") as folder:
            result = subprocess.run(
                [CTL, "schedule", "expand", *MONDAYS, "--state", f"{folder}/nowhere"], check=False,
                capture_output=True, text=True, cwd=folder, env={"PATH": os.environ["PATH"]})
            self.assertEqual(result.returncode, 0, result.stderr)
            self.assertEqual(os.listdir(folder), [])


if __name__ == "__main__":
    need_programs()
    unittest.main()
