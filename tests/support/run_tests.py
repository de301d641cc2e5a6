#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the tests of a build folder through ctest and counts test cases truthfully.

A test program holds many cases; ctest counts programs. This reads each program's own closing line.
A program that fails without one (a crash, a timeout, a leak) counts as one failed case more.
"""

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

CATCH_ALL_PASSED = re.compile(r"All tests passed \(\d+ assertions? in (\d+) test cases?\)")
CATCH_SUMMARY = re.compile(r"^test cases:\s*(\d+) \|(.*)$", re.MULTILINE)
CATCH_PART = re.compile(r"(\d+) (passed|failed as expected|failed)")
UNITTEST_RAN = re.compile(r"^Ran (\d+) tests? in ", re.MULTILINE)
UNITTEST_FAILED = re.compile(r"^FAILED \((.*)\)$", re.MULTILINE)
UNITTEST_OK = re.compile(r"^OK\b", re.MULTILINE)
UNITTEST_SKIPPED = re.compile(r"^(?:OK|FAILED) \(.*\bskipped=(\d+)", re.MULTILINE)
# What a Catch2 case prints that cannot do its work on this machine (tests/support/small_disk.h).
CATCH_SKIPPED = re.compile(r"^SKIPPED: ", re.MULTILINE)

# Many a test waits for a disk, a clock or a person's pause: one more than there are processors.
AT_ONCE = 1 + (os.cpu_count() or 1)


def count_skipped(output):
    """How many cases of one test program say that this machine does not let them do their work."""
    return (sum(int(count) for count in UNITTEST_SKIPPED.findall(output)[-1:])
            + len(CATCH_SKIPPED.findall(output)))


def count_cases(output, program_passed):
    """(passed, failed) of one test program, from what it printed and whether it ended well. A case
    that was skipped is neither."""
    passed = failed = 0
    everything = CATCH_ALL_PASSED.findall(output)
    summary = CATCH_SUMMARY.findall(output)
    unittest_ran = UNITTEST_RAN.findall(output)
    if everything:
        passed = int(everything[-1])
    elif summary:
        parts = {word: int(count) for count, word in CATCH_PART.findall(summary[-1][1])}
        failed = parts.get("failed", 0)
        passed = int(summary[-1][0]) - failed
    elif unittest_ran:
        bad = UNITTEST_FAILED.findall(output)
        if bad:
            failed = sum(int(n) for n in re.findall(r"(?:failures|errors)=(\d+)", bad[-1]))
        passed = int(unittest_ran[-1]) - failed
        if not bad and not UNITTEST_OK.search(output):
            failed += 1
    elif program_passed:
        passed = 1
    passed = max(0, passed - count_skipped(output))
    if not program_passed and failed == 0:
        failed = 1
    return passed, failed


def read_junit(path):
    """[(name, passed, output)] of a ctest --output-junit file. A disabled test counts as failed."""
    results = []
    for case in ElementTree.parse(path).getroot().iter("testcase"):
        output = "".join(part.text or "" for part in case.iter("system-out"))
        results.append((case.get("name"), case.get("status") == "run", output))
    return results


def ctest(build, *arguments):
    return subprocess.run(["ctest", "--test-dir", build, *arguments], check=False)


def programs(build, pattern=None):
    """The tests that ctest knows, with their commands; of them those that match a pattern."""
    selection = ["-R", pattern] if pattern else []
    listing = subprocess.run(
        ["ctest", "--test-dir", build, "--show-only=json-v1", *selection],
        check=True, capture_output=True, text=True)
    return json.loads(listing.stdout)["tests"]


def run_programs(build, pattern):
    report = os.path.abspath(os.path.join(build, "ctest.junit.xml"))
    if os.path.exists(report):
        os.remove(report)
    ctest(build, "--output-on-failure", "--no-tests=error", "--parallel", str(AT_ONCE),
          "--output-junit", report, "--test-output-size-passed", "1000000",
          "--test-output-size-failed", "1000000", *(["-R", pattern] if pattern else []))
    passed = failed = 0
    for name, ok, output in read_junit(report):
        more_passed, more_failed = count_cases(output, ok)
        passed += more_passed
        failed += more_failed
        skipped = count_skipped(output)
        if skipped:
            print(f"{name}: {skipped} skipped, this machine does not allow what they need")
    return passed, failed


def run_cases(build, words):
    """Runs the Catch2 cases whose name holds the words, in every program that has some."""
    passed = failed = 0
    escaped = re.sub(r'([\[\]\\,"])', r"\\\1", words)
    for test in programs(build):
        command = test.get("command", [])
        if "NoAssertions" not in command:
            continue
        listed = subprocess.run([command[0], f"*{escaped}*", "--list-test-names-only"],
                                check=False, capture_output=True, text=True)
        if not listed.stdout.strip():
            continue
        print(f"{test['name']}:", flush=True)
        ran = subprocess.run([*command, f"*{escaped}*"], check=False, text=True,
                             stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        print(ran.stdout, flush=True)
        more_passed, more_failed = count_cases(ran.stdout, ran.returncode == 0)
        passed += more_passed
        failed += more_failed
    return passed, failed


def main(build, words):
    if words and not programs(build, words):
        passed, failed = run_cases(build, words)
    else:
        passed, failed = run_programs(build, words)
    print(f"{passed} passed, {failed} failed")
    return 0 if failed == 0 and passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None))
