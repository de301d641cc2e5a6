#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The visit of provisioning/demo --headless with a small clinic, and the tools that judge it."""

import base64
import contextlib
import fcntl
import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path
from unittest import mock

from box import BUILD

DEMO = Path(__file__).resolve().parents[2] / "provisioning" / "demo_visit"
sys.path.insert(0, str(DEMO))
# pylint: disable=wrong-import-position
from clinic import memory_folder  # noqa: E402
from readable import bytes_of_code, forms_of, private_scalar, search  # noqa: E402
from report import Report  # noqa: E402
from words import KEPT, NOT_KEPT, Words  # noqa: E402


class VisitTest(unittest.TestCase):
    def test_the_whole_visit_is_played_and_every_check_holds(self):
        with tempfile.TemporaryDirectory(prefix="alcove-visit-") as folder:
            done = subprocess.run(
                [sys.executable, "-B", DEMO / "main.py", "--headless", "--clients", "25", "--build",
                 BUILD, "--state", f"{folder}/state", "--shots", f"{folder}/shots"],
                check=False, capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            report = Path(folder, "shots", "report.md").read_text(encoding="utf-8")
            self.assertNotIn("**no**", report)
            self.assertGreater(report.count("| yes |"), 30)

    def refused(self, *options):
        """What it says to these options; it has to say no, without touching anything."""
        with tempfile.TemporaryDirectory(prefix="alcove-visit-") as folder:
            done = subprocess.run(
                [sys.executable, "-B", DEMO / "main.py", "--headless", "--build", BUILD, "--state",
                 f"{folder}/state", "--shots", f"{folder}/shots", *options],
                check=False, capture_output=True, text=True, timeout=60)
        self.assertNotEqual(done.returncode, 0)
        self.assertNotIn("Traceback", done.stderr)
        return done.stderr

    def test_no_clients_at_all_are_refused_and_so_are_more_than_the_limit(self):
        for count in ("0", "-1", "200001", "many"):
            self.assertIn("from 1 to 200000", self.refused(f"--clients={count}"))

    def test_more_than_the_memory_holds_is_refused_and_what_it_holds_is_not(self):
        with self.assertRaisesRegex(SystemExit, "need 1,000,000 MB of memory"):
            memory_folder(10 ** 12)
        folder = memory_folder(1)
        self.assertEqual(folder.stat().st_mode & 0o777, 0o700)
        shutil.rmtree(folder)

    def test_a_demo_that_was_killed_leaves_no_program_and_the_next_one_clears_its_keys_away(self):
        with a_demo_in_the_middle() as demo:
            running = programs_of(demo.pid)
            self.assertTrue({"alcove-server", "alcove-kiosk", "Xvfb"} <= set(running), running)
            keys = memory_folders_of(demo.pid)
            self.assertTrue((keys[0] / "box.key").exists())
            demo.kill()
            demo.wait()
            self.assertEqual(left_of(demo.pid), [])
            # This one clears them away, or another journey beside it has already.
            shutil.rmtree(memory_folder())
            self.assertEqual(memory_folders_of(demo.pid), [])

    def test_the_keys_of_a_demo_that_runs_are_left_alone(self):
        mine = memory_folder()
        shutil.rmtree(memory_folder())
        self.assertTrue(mine.exists())
        shutil.rmtree(mine)

    def test_a_place_where_nothing_can_be_written_is_refused(self):
        self.assertIn("cannot be used", self.refused("--shots", "/dev/null/shots"))

    def test_two_folders_are_asked_and_neither_inside_the_other(self):
        with tempfile.TemporaryDirectory(prefix="alcove-visit-") as folder:
            for state, shots in ((folder, folder), (folder, f"{folder}/shots"),
                                 (f"{folder}/state", folder)):
                said = self.refused("--state", state, "--shots", shots)
                self.assertIn("neither inside the other", said)

    def test_a_path_that_is_too_long_for_the_boxs_socket_is_refused_at_once(self):
        with tempfile.TemporaryDirectory(prefix="alcove-visit-") as folder:
            socket = len(f"{folder}/x/box/control")
            fits, too_long = (f"{folder}/{'x' * (1 + 107 - socket + more)}" for more in (0, 1))
            self.assertIn("too long a path", self.refused("--state", too_long))
            self.assertIn("cannot be used",
                          self.refused("--state", fits, "--shots", "/dev/null/shots"))

    def test_a_display_that_does_not_answer_is_told_before_a_clinic_is_made(self):
        with tempfile.TemporaryDirectory(prefix="alcove-visit-") as folder:
            done = subprocess.run(
                [sys.executable, "-B", DEMO / "main.py", "--build", BUILD, "--state",
                 f"{folder}/state", "--shots", f"{folder}/shots"], check=False, timeout=60,
                capture_output=True, text=True, env={**os.environ, "DISPLAY": ":4999"})
            self.assertNotEqual(done.returncode, 0)
            self.assertIn(":4999 does not answer", done.stderr)
            self.assertEqual(list(Path(folder).iterdir()), [])

    def test_when_one_folder_cannot_be_had_the_clinic_in_the_other_stays(self):
        with tempfile.TemporaryDirectory(prefix="alcove-visit-") as folder:
            Path(folder, ".made-by-alcove-demo").touch()
            Path(folder, "store.db").write_text("of yesterday", encoding="utf-8")
            self.refused("--state", folder, "--shots", "/dev/null/shots")
            self.assertTrue(Path(folder, "store.db").exists())

    def test_two_demos_at_once_keep_their_hands_off_each_other(self):
        with tempfile.TemporaryDirectory(prefix="alcove-visit-") as folder, \
                open(Path(folder, ".made-by-alcove-demo"), "w", encoding="utf-8") as mark:
            fcntl.flock(mark, fcntl.LOCK_EX)
            self.assertIn("another demo is using", self.refused("--state", folder))

    def test_control_c_ends_everything_that_the_demo_started(self):
        with tempfile.TemporaryDirectory(prefix="alcove-visit-") as folder, subprocess.Popen(
                [sys.executable, "-B", DEMO / "main.py", "--clients", "1", "--build", BUILD,
                 "--state", f"{folder}/state", "--shots", f"{folder}/shots"],
                stdout=subprocess.PIPE, text=True, env=without("DISPLAY"),
                start_new_session=True) as demo:
            said = []
            for line in demo.stdout:
                said.append(line)
                if line.startswith("Ctrl C ends"):
                    break
            self.assertIn("alcove-server", programs_of(demo.pid))
            demo.send_signal(signal.SIGINT)
            self.assertEqual(demo.wait(timeout=60), 0, "".join(said))
            self.assertEqual(left_of(demo.pid), [])

    def test_control_c_twice_in_the_middle_of_it_ends_everything_too(self):
        with a_demo_in_the_middle() as demo:
            self.assertIn("Xvfb", programs_of(demo.pid))
            os.killpg(demo.pid, signal.SIGINT)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(demo.pid, signal.SIGINT)
            said = demo.stdout.read()
            self.assertEqual(demo.wait(timeout=60), 130, said)
            self.assertNotIn("Traceback", said)
            self.assertEqual(left_of(demo.pid), [])

    def test_a_folder_that_the_demo_did_not_make_is_left_alone(self):
        with tempfile.TemporaryDirectory(prefix="alcove-visit-") as folder:
            Path(folder, "letters.txt").write_text("dear", encoding="utf-8")
            done = subprocess.run(
                [sys.executable, "-B", DEMO / "main.py", "--headless", "--build", BUILD, "--state",
                 folder, "--shots", f"{folder}-shots"], check=False, capture_output=True, text=True)
            self.assertNotEqual(done.returncode, 0)
            self.assertIn("did not make", done.stderr)
            self.assertEqual([file.name for file in Path(folder).iterdir()], ["letters.txt"])


def without(name):
    return {key: value for key, value in os.environ.items() if key != name}


def memory_folders_of(process):
    places = [Path("/dev/shm"), Path(os.environ.get("XDG_RUNTIME_DIR") or "/dev/shm")]
    return [owner.parent for place in set(places) for owner in place.glob("alcove-demo-*/owner")
            if owner.read_text(encoding="ascii") == str(process)]


@contextlib.contextmanager
def a_demo_in_the_middle():
    """A headless demo, in a session of its own, whose first terminal is about to be enrolled."""
    with tempfile.TemporaryDirectory(prefix="alcove-visit-") as folder, subprocess.Popen(
            [sys.executable, "-B", DEMO / "main.py", "--headless", "--clients", "1", "--build",
             BUILD, "--state", f"{folder}/state", "--shots", f"{folder}/shots"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            start_new_session=True) as demo:
        for line in demo.stdout:
            if "the enrolment port while a code is open" in line:
                break
        yield demo


def programs_of(session):
    """The names of what runs in that session."""
    listed = subprocess.run(["ps", "-o", "comm=", "-s", str(session)], check=False,
                            capture_output=True, text=True).stdout
    return listed.split()


def left_of(session):
    """What still runs there. A program that was killed has a few seconds until it is gone."""
    until = time.monotonic() + 30
    while programs_of(session) and time.monotonic() < until:
        time.sleep(0.1)
    return programs_of(session)


class WordsTest(unittest.TestCase):
    def test_a_kind_of_field_that_got_no_word_is_missing(self):
        words = Words()
        self.assertEqual(len(words.missing), len(KEPT) + len(NOT_KEPT))
        words.new("a street")
        self.assertNotIn("a street", words.missing)
        self.assertIn("a city", words.missing)

    def test_a_word_is_for_one_kind_of_field_that_exists_and_long_enough_to_be_the_only_one(self):
        words = Words()
        self.assertGreaterEqual(len(words.new("a street").encode()), 12)
        self.assertNotEqual(words.new("a city"), words.typed["a street"])
        for where, text in (("a street", "Twelve letters"), ("no such field", "Twelve letters"),
                            ("an addendum", "eleven byte")):
            with self.assertRaises(ValueError):
                words.use(where, text)


class ReportTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.report = Report(self.folder)
        with contextlib.redirect_stdout(io.StringIO()):
            self.report.step("A step")

    def after(self, add):
        with contextlib.redirect_stdout(io.StringIO()):
            add(self.report)
        return self.report.held

    def test_a_report_without_a_check_does_not_hold(self):
        self.assertFalse(self.report.held)

    def test_each_kind_of_check_holds_and_does_not(self):
        for good, bad in (
                (lambda r: r.check("x", 1, 1), lambda r: r.check("x", 1, 2)),
                (lambda r: r.at_most("x", 1.0, 1.0, "s"), lambda r: r.at_most("x", 1.0, 1.01, "s")),
                (lambda r: r.at_least("x", 3, 3), lambda r: r.at_least("x", 3, 2)),
                (lambda r: r.contains("x", "b", "abc"), lambda r: r.contains("x", "d", "abc")),
                (lambda r: r.differs("x", 1, 2), lambda r: r.differs("x", 1, 1))):
            self.setUp()
            self.assertTrue(self.after(good))
            self.assertFalse(self.after(bad))

    def test_what_a_screen_shows_is_waited_for_but_not_without_end(self):
        for add, wanted in ((lambda r, found: r.check("x", "b", found), "b"),
                            (lambda r, found: r.contains("x", "b", found), "abc")):
            self.setUp()
            shown = iter([None, "", wanted])
            self.assertTrue(self.after(lambda r, add=add, shown=shown: add(r, lambda: next(shown))))
            self.setUp()
            with mock.patch("report.WAIT_S", 0.05):
                self.assertFalse(self.after(lambda r, add=add: add(r, lambda: "c")))

    def test_one_bad_check_is_named_with_both_values_and_spoils_the_whole(self):
        self.after(lambda r: r.check("the colour", "blue", "green"))
        self.assertFalse(self.after(lambda r: r.check("the size", 1, 1)))
        self.report.write()
        text = (self.folder / "report.md").read_text(encoding="utf-8")
        self.assertIn("| 1.1 | the colour | blue | green | **no** |", text)


class ReadableTest(unittest.TestCase):
    WORD = "Ñandú-quetzal"

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def found(self, content, secret):
        (self.folder / "file").write_bytes(content)
        return search({"it": secret}, [self.folder])[0].get("it", [])

    def test_a_word_is_found_in_every_form_wherever_it_stands(self):
        raw = self.WORD.encode()
        contents = [raw, self.WORD.encode("utf-16-le"), self.WORD.encode("utf-16-be"),
                    raw.hex().encode(), raw.hex().upper().encode()]
        contents += [base64.b64encode(b"q" * before + raw + b"zz") for before in range(7)]
        contents += [base64.urlsafe_b64encode(b"\xfb" * before + raw) for before in range(4)]
        for content in contents:
            with self.subTest(content):
                self.assertTrue(self.found(b"some" + content + b"more", self.WORD))

    def test_the_command_base64_writes_what_is_found(self):
        done = subprocess.run(["base64", "-w0"], check=True, capture_output=True,
                              input=b"before " + self.WORD.encode() + b" after")
        self.assertTrue(self.found(done.stdout, self.WORD))

    def test_a_key_of_bytes_is_found_too(self):
        key = bytes(range(200, 232))
        for content in (key, key.hex().encode(), base64.b64encode(b"ab" + key)):
            self.assertTrue(self.found(b"x" + content, key))

    def test_what_is_not_there_is_not_found(self):
        self.assertEqual(self.found(self.WORD.encode()[:-1] + b"x", self.WORD), [])

    def test_of_a_private_key_what_openssl_calls_private_is_looked_for(self):
        made = subprocess.run(["openssl", "genpkey", "-algorithm", "EC", "-pkeyopt",
                               "ec_paramgen_curve:P-256", "-outform", "DER"], check=True,
                              capture_output=True).stdout
        told = subprocess.run(["openssl", "pkey", "-inform", "DER", "-noout", "-text"], check=True,
                              input=made, capture_output=True).stdout.decode()
        private = told.split("priv:")[1].split("pub:")[0]
        self.assertEqual(private_scalar(made).hex(), "".join(private.replace(":", "").split()))

    def test_a_code_that_people_copy_stands_for_its_bytes(self):
        # By hand from docs/formats.md: 20 bits a group, the fifth digit is no part of them.
        self.assertEqual(bytes_of_code("0001X-0002X", 5).hex(), "0000100002")
        self.assertEqual(bytes_of_code("ZZZZ0-Z0000", 5).hex(), "fffff" + "f8000")

    def test_what_is_too_short_to_mean_anything_is_refused(self):
        self.assertEqual(len(forms_of("123456")[0][1]), 6)
        with self.assertRaises(ValueError):
            forms_of("12345")


if __name__ == "__main__":
    unittest.main()
