#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The closing line of tests/run is true: cases are counted from what test programs really print."""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
import run_tests  # noqa: E402


class CountCasesTest(unittest.TestCase):
    def test_catch_says_that_all_passed(self):
        output = "====\nAll tests passed (3040 assertions in 35 test cases)\n"
        self.assertEqual(run_tests.count_cases(output, True), (35, 0))

    def test_catch_says_that_one_case_passed(self):
        output = "All tests passed (1 assertion in 1 test case)\n"
        self.assertEqual(run_tests.count_cases(output, True), (1, 0))

    def test_catch_says_that_some_failed(self):
        output = "test cases: 12 |  9 passed | 3 failed\nassertions: 80 | 70 passed | 10 failed\n"
        self.assertEqual(run_tests.count_cases(output, False), (9, 3))

    def test_a_case_that_is_expected_to_fail_is_no_failure(self):
        output = "test cases: 5 | 4 passed | 1 failed as expected\n"
        self.assertEqual(run_tests.count_cases(output, True), (5, 0))

    def test_a_program_that_crashes_without_a_word_is_one_failure(self):
        self.assertEqual(run_tests.count_cases("Segmentation fault\n", False), (0, 1))

    def test_a_leak_found_after_all_cases_passed_is_one_failure(self):
        output = "All tests passed (9 assertions in 4 test cases)\nERROR: LeakSanitizer\n"
        self.assertEqual(run_tests.count_cases(output, False), (4, 1))

    def test_a_script_without_a_summary_counts_as_one(self):
        self.assertEqual(run_tests.count_cases("every include is fine\n", True), (1, 0))

    def test_python_says_that_all_passed(self):
        self.assertEqual(run_tests.count_cases("Ran 25 tests in 0.033s\n\nOK\n", True), (25, 0))

    def test_python_says_that_some_failed(self):
        output = "Ran 25 tests in 0.033s\n\nFAILED (failures=2, errors=1)\n"
        self.assertEqual(run_tests.count_cases(output, False), (22, 3))

    def test_what_python_skipped_has_not_passed(self):
        output = "Ran 3 tests in 0.1s\n\nOK (skipped=3)\n"
        self.assertEqual(run_tests.count_cases(output, True), (0, 0))
        output = "Ran 9 tests in 0.1s\n\nFAILED (failures=1, skipped=2)\n"
        self.assertEqual(run_tests.count_cases(output, False), (6, 1))

    def test_what_a_catch_case_skipped_has_not_passed(self):
        output = ("SKIPPED: nothing can be mounted here\n"
                  "All tests passed (9 assertions in 4 test cases)\n")
        self.assertEqual(run_tests.count_cases(output, True), (3, 0))

    def test_no_case_at_all_counts_nothing(self):
        output = "No tests ran\n"
        self.assertEqual(run_tests.count_cases(output, False), (0, 1))


if __name__ == "__main__":
    unittest.main()
