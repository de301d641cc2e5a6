#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the administrator does with a box, through the real programs."""

import json
import re
import shutil
import socket
import ssl
import subprocess
import threading
import unittest
from pathlib import Path

from box import CTL, PASSPHRASE, SERVER, Box, free_port, need_programs

MAN_PAGE = Path(__file__).resolve().parents[2] / "docs" / "man" / "alcovectl.1"


def commands():
    """The commands that --help lists, without their arguments."""
    text = subprocess.run([CTL, "--help"], check=True, capture_output=True, text=True).stdout
    listed = text.split("Commands:\n")[1].split("\n\n")[0]
    return [re.match(r"  ([a-z-]+(?: [a-z-]+)?)", line).group(1) for line in listed.splitlines()]


def zone_data_of_debian():
    """As its package is called: 2025b of 2025b-0+deb12u2."""
    version = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", "tzdata"], check=True,
                             capture_output=True, text=True).stdout
    return version.split("-")[0]


def answer_at(port):
    """What the port says to a program that is no terminal; "" when it ends the connection."""
    blind = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    blind.check_hostname = False
    blind.verify_mode = ssl.CERT_NONE
    try:
        with socket.create_connection(("127.0.0.1", int(port)), timeout=20) as plain:
            with blind.wrap_socket(plain) as secure:
                secure.sendall(b"GET /v1/terminal HTTP/1.1\r\nHost: box\r\n\r\n")
                return secure.recv(65536).decode() + secure.recv(65536).decode()
    except (ssl.SSLError, ConnectionError):
        return ""


class OperatorTest(unittest.TestCase):
    def setUp(self):
        self.box = Box()
        self.addCleanup(self.box.close)

    def new_stick(self):
        stick = self.box.root / "stick"
        stick.mkdir()
        return stick

    def test_a_box_is_made_backed_up_while_it_serves_and_brought_back_elsewhere(self):
        made = self.box.init()
        self.assertRegex(made["recovery_key"], r"^([0-9A-Z]{5}-){7}[0-9A-Z]{5}$")
        self.assertIn("STATUS=open", self.box.start())
        stick = self.new_stick()
        busy = threading.Event()
        served = []

        def keep_working():
            while not busy.is_set():
                served.append(self.box.ask("audit", {"limit": 1})[1]["head"]["number"])

        worker = threading.Thread(target=keep_working)
        worker.start()
        taken = self.box.answer(self.box.ctl("backup", stick, "--json"))
        busy.set()
        worker.join()
        self.assertGreater(len(served), 0)
        self.assertEqual([file.name for file in stick.iterdir()], [Path(taken["file"]).name])
        self.assertRegex(Path(taken["file"]).name, r"^alcove-\d{8}-\d{6}Z\.backup$")
        self.assertEqual(self.box.stop(), 0)

        other = Box("elsewhere", self.box.root)
        restored = other.ctl("restore", taken["file"], secret=PASSPHRASE)
        self.assertEqual(restored.returncode, 0, restored.stderr)
        self.assertTrue(restored.stdout.startswith(f"good: {taken['facts']['rows']} rows in "))
        self.assertIn("what is missing cannot be known here", restored.stdout)
        verified = self.box.answer(other.with_key("verify", "--json"))
        self.assertTrue(verified["good"])
        self.assertEqual(verified["epochs"], 2)
        # The same with the printed recovery key alone.
        third = Box("third", self.box.root)
        again = third.ctl("restore", taken["file"], secret=made["recovery_key"].lower(),
                          fd_option="--recovery-key-fd")
        self.assertEqual(again.returncode, 0, again.stderr)

    def test_a_restore_over_the_lost_store_names_what_is_missing(self):
        self.box.init()
        taken = self.box.answer(self.box.with_key("backup", self.new_stick(), "--json"))
        for _ in range(3):
            self.box.answer(self.box.with_key("audit", "--json"))
        lost = self.box.answer(self.box.with_key("status", "--json"))["head"]["number"]
        shutil.move(self.box.state, self.box.root / "broken")
        restored = self.box.answer(self.box.with_key("restore", taken["file"], "--json"))
        self.assertEqual(restored["lost_head"]["number"], lost)
        self.assertEqual(restored["missing_events"], lost - taken["facts"]["head"]["number"])
        self.assertEqual(self.box.with_key("verify").returncode, 0)
        self.box.start()
        self.assertEqual(self.box.stop(), 0)

    def test_a_wrong_key_is_exit_code_2_and_touches_nothing(self):
        self.box.init()
        taken = self.box.answer(self.box.with_key("backup", self.new_stick(), "--json"))
        before = self.box.hashes()
        for command in (["verify"], ["status"], ["audit"], ["keys", "list"], ["keys", "rotate"]):
            with self.subTest(command):
                result = self.box.ctl(*command, secret="violet kettle march lanterm")
                self.assertEqual(result.returncode, 2)
                self.assertIn("Nothing was touched", result.stderr)
                self.assertEqual(self.box.hashes(), before)
        other = Box("elsewhere", self.box.root)
        self.assertEqual(other.ctl("restore", taken["file"],
                                   secret="violet kettle march lanterm").returncode, 2)
        self.assertFalse(other.state.exists())
        wrong = self.box.root / "wrong.key"
        wrong.write_bytes(bytes(range(64)))
        refused = subprocess.run([SERVER, "--state", self.box.state, "--key-file", wrong],
                                 check=False, capture_output=True, text=True, timeout=60)
        self.assertEqual(refused.returncode, 2)
        self.assertEqual(self.box.hashes(), before)

    def test_a_mistyped_recovery_key_is_named_by_its_group(self):
        key = self.box.init()["recovery_key"]
        groups = key.split("-")
        groups[4] = ("B" if groups[4][0] == "A" else "A") + groups[4][1:]
        result = self.box.ctl("status", secret="-".join(groups), fd_option="--recovery-key-fd")
        self.assertEqual(result.returncode, 2)
        self.assertIn("group 5", result.stderr)
        self.assertNotIn(groups[4], result.stderr)

    def test_status_tells_the_version_of_the_time_zone_rules_running_or_stopped(self):
        def told():
            self.assertIn(f"  Zone rules    {zone_data_of_debian()}\n",
                          self.box.ctl("status").stdout)
            return self.box.answer_of(self.box.ctl("status", "--json"))

        self.box.init("America/Chicago")
        self.assertEqual((told()["state"], told()["zone_data"]), ("stopped", zone_data_of_debian()))
        self.assertIn("STATUS=open", self.box.start())
        self.assertEqual((told()["state"], told()["zone_data"]), ("open", zone_data_of_debian()))
        self.assertEqual(self.box.stop(), 0)

    def test_a_lost_passphrase_is_mended_with_any_other_key_and_the_last_one_is_told(self):
        recovery = self.box.init()["recovery_key"]
        # The passphrase and the key file are gone; the printed key opens the box and makes another.
        self.assertIn("STATUS=locked", self.box.start(key=False))
        opened = self.box.ctl("unlock", secret=recovery, fd_option="--recovery-key-fd")
        self.assertEqual(opened.returncode, 0, opened.stderr)
        slots = self.box.answer(self.box.ctl("keys", "list", "--json"))["items"]
        by_kind = {slot["kind"]: slot["id"] for slot in slots}
        self.assertEqual(sorted(by_kind), ["key-file", "passphrase", "recovery"])
        self.assertEqual(self.box.answer(self.box.ctl("status", "--json"))["conditions"], [])
        # The key file dies with the box, so that the printed key is the only one by now.
        last = self.box.ctl("keys", "remove", by_kind["passphrase"])
        words = "If its secret is lost, every record is lost for good, and nobody can help"
        self.assertIn(words, last.stdout)
        last = self.box.ctl("keys", "remove", by_kind["key-file"])
        self.assertIn(words, last.stdout)
        self.assertIn(words, self.box.ctl("keys", "list").stdout)
        # A warning: the box works, and scripts that look for trouble are not told of any.
        status = self.box.ctl("status")
        self.assertEqual(status.returncode, 0)
        self.assertIn("  - key slots: only one is left that opens the records when this box is "
                      "dead. " + words, status.stdout)
        self.assertIn("alcovectl keys add recovery", status.stdout)
        refused = self.box.ctl("keys", "remove", by_kind["recovery"])
        self.assertEqual(refused.returncode, 2)
        self.assertEqual(self.box.stop(), 0)
        # Locked, and stopped without any key, it is told too.
        self.box.start(key=False)
        self.assertIn(words, self.box.ctl("status").stdout)
        self.assertEqual(self.box.stop(), 0)
        self.assertIn(words, self.box.ctl("status").stdout)
        fresh = self.box.ctl("keys", "add", "recovery", "--json", secret=recovery,
                             fd_option="--recovery-key-fd")
        self.assertNotEqual(self.box.answer(fresh)["recovery_key"], recovery)
        self.assertNotIn(words, self.box.ctl("status").stdout)

    def test_a_store_put_back_from_an_older_copy_is_refused(self):
        self.box.init()
        older = self.box.root / "older"
        shutil.copytree(self.box.state, older)
        self.box.start()
        self.box.ask("audit", {"limit": 1})
        self.assertEqual(self.box.stop(), 0)
        shutil.rmtree(self.box.state)
        shutil.copytree(older, self.box.state)
        refused = self.box.try_start()
        self.assertEqual(refused.returncode, 1)
        self.assertIn("older than the last state", refused.stderr)
        verified = self.box.with_key("verify")
        self.assertEqual(verified.returncode, 1)
        self.assertTrue(verified.stdout.startswith("bad: "))

    def test_a_server_without_a_key_waits_locked_until_it_is_unlocked(self):
        self.box.init()
        self.assertEqual(self.box.ctl("status").returncode, 1)  # stopped: nobody can work
        self.assertIn("STATUS=locked", self.box.start(key=False))
        self.assertEqual(self.box.ctl("status").returncode, 1)
        self.assertEqual(self.box.answer_of(self.box.ctl("status", "--json"))["state"], "locked")
        refused = self.box.ctl("verify")
        self.assertEqual(refused.returncode, 2)
        self.assertIn("alcovectl unlock", refused.stderr)
        self.assertEqual(self.box.ctl("unlock", secret="violet kettle march lanterm").returncode, 2)
        self.assertEqual(self.box.answer_of(self.box.ctl("status", "--json"))["state"], "locked")
        opened = self.box.answer(self.box.ctl("unlock", "--json", secret=PASSPHRASE))
        self.assertEqual(opened["state"], "open")
        self.assertEqual(self.box.ctl("status").returncode, 0)
        tries = self.box.answer(self.box.ctl("audit", "--json"))["items"]
        self.assertIn(("box.open", "refused", "wrong_keys=1"),
                      [(row["action"], row["outcome"], row["detail"]) for row in tries])
        self.assertEqual(self.box.ctl("unlock", secret=PASSPHRASE).returncode, 2)
        self.assertEqual(self.box.stop(), 0)

    def test_a_locked_server_says_so_on_the_port_of_the_terminals(self):
        self.box.init()
        port = str(free_port())
        self.box.start("--port", port)
        self.assertEqual(self.box.stop(), 0)
        self.assertIn("STATUS=locked", self.box.start("--port", port, key=False))
        self.assertIn('"locked"', answer_at(port))
        self.box.answer(self.box.ctl("unlock", "--json", secret=PASSPHRASE))
        # Open, it wants a terminal's certificate and says nothing to anybody else.
        self.assertNotIn("locked", answer_at(port))
        self.assertEqual(self.box.stop(), 0)

    def test_a_box_that_was_never_open_says_that_it_is_locked(self):
        self.box.init()
        port = str(free_port())
        self.assertIn("STATUS=locked", self.box.start("--port", port, key=False))
        self.assertIn('"locked"', answer_at(port))
        self.assertEqual(self.box.stop(), 0)

    def test_a_second_server_gets_no_part_of_the_first_ones_terminals(self):
        self.box.init()
        other = Box("elsewhere", self.box.root)
        self.addCleanup(other.close)
        other.key_file = self.box.root / "other.key"
        other.init()
        port = str(free_port())
        self.box.start("--port", port)
        refused = other.try_start("--port", port)
        self.assertNotEqual(refused.returncode, 0)
        self.assertIn(f"{port} cannot be listened on", refused.stderr)
        self.assertEqual(self.box.stop(), 0)

    def test_a_restored_box_says_that_it_is_locked_before_it_is_ever_open(self):
        self.box.init()
        taken = self.box.answer(self.box.with_key("backup", self.new_stick(), "--json"))
        other = Box("elsewhere", self.box.root)
        other.key_file = self.box.key_file
        self.addCleanup(other.close)
        other.answer(other.with_key("restore", taken["file"], "--json"))
        port = str(free_port())
        self.assertIn("STATUS=locked", other.start("--port", port, key=False))
        self.assertIn('"locked"', answer_at(port))
        self.assertEqual(other.stop(), 0)

    def test_two_programs_never_work_on_one_store(self):
        self.box.init()
        self.box.start()
        self.assertEqual(self.box.try_start().returncode, 2)
        self.assertEqual(self.box.with_key("restore", "x").returncode, 2)
        (self.box.state / "control").rename(self.box.state / "elsewhere")
        result = self.box.with_key("verify")
        self.assertEqual(result.returncode, 2)
        self.assertIn("another program works on this store", result.stderr)

    def test_what_is_done_is_recorded_under_the_user_of_the_system(self):
        self.box.init()
        self.box.start()
        self.box.ctl("verify")
        user = subprocess.run(["id", "-un"], check=True, capture_output=True,
                              text=True).stdout.strip()
        rows = self.box.answer(self.box.ctl("audit", "--json"))["items"]
        self.assertEqual((rows[0]["action"], rows[0]["who"]),
                         ("box.verify", f"user {user} of the box"))

    def test_a_damaged_backup_is_exit_code_1_and_leaves_nothing(self):
        self.box.init()
        taken = self.box.answer(self.box.with_key("backup", self.new_stick(), "--json"))
        content = bytearray(Path(taken["file"]).read_bytes())
        content[len(content) // 2] ^= 1
        Path(taken["file"]).write_bytes(content)
        other = Box("elsewhere", self.box.root)
        other.key_file = self.box.key_file
        result = other.with_key("restore", taken["file"])
        self.assertEqual(result.returncode, 1)
        self.assertIn("Nothing was taken from it", result.stderr)
        self.assertFalse(other.state.exists())

    def test_keep_removes_the_oldest_backups_of_this_box_only(self):
        self.box.init()
        stick = self.new_stick()
        first = Path(self.box.answer(self.box.with_key("backup", stick, "--json"))["file"])
        old = [stick / f"alcove-2026010{day}-020000Z.backup" for day in range(1, 4)]
        for file in old:
            shutil.copy(first, file)
        (stick / "alcove-20250101-020000Z.backup").write_text("not a backup", encoding="utf-8")
        first.unlink()
        done = self.box.answer(self.box.with_key("backup", stick, "--keep", "2", "--json"))
        self.assertEqual(done["removed"], [str(old[0]), str(old[1])])
        self.assertEqual(sorted(file.name for file in stick.iterdir()),
                         ["alcove-20250101-020000Z.backup", old[2].name, Path(done["file"]).name])

    def test_a_backup_onto_a_stick_that_is_not_in_says_so(self):
        self.box.init()
        result = self.box.with_key("backup", self.box.root / "nowhere")
        self.assertEqual(result.returncode, 2)
        self.assertIn("Is the stick in", result.stderr)

    def test_init_never_touches_a_store_that_is_there(self):
        self.box.init()
        before = self.box.hashes()
        result = self.box.ctl("init", "--zone", "UTC", secret=PASSPHRASE)
        self.assertEqual(result.returncode, 2)
        self.assertIn("there is a store in this folder already", result.stderr)
        self.assertEqual(self.box.hashes(), before)

    def test_a_mistake_on_the_command_line_is_exit_code_64(self):
        for line in (["fly"], ["verify", "--fast"], ["backup"], ["backup", "a", "b"],
                     ["audit", "--limit", "many"], ["status", "--state"], ["keys", "add", "nail"],
                     ["verify", "--limit", "3"], []):
            with self.subTest(line):
                result = subprocess.run([CTL, *line], check=False, capture_output=True, text=True)
                self.assertEqual(result.returncode, 64, result.stderr)

    def test_a_command_typed_the_wrong_way_is_told_how_it_is_typed(self):
        result = subprocess.run([CTL, "terminal", "enrol", "Lobby 1", "--station", "lobby"],
                                check=False, capture_output=True, text=True)
        self.assertEqual(result.returncode, 64)
        self.assertIn("alcovectl terminal enrol [--station STATION] [--name NAME]", result.stderr)

    def test_an_answer_that_cannot_be_written_is_exit_code_1_and_said(self):
        self.box.init()
        command = [CTL, "status", "--state", self.box.state]
        with open("/dev/full", "wb") as full:
            result = subprocess.run(command, check=False, stdout=full, stderr=subprocess.PIPE,
                                    text=True)
        self.assertEqual(result.returncode, 1)
        self.assertIn("could not be written", result.stderr)

    def test_with_json_a_refusal_is_an_object_too(self):
        result = self.box.ctl("verify", "--json", "--key-file", "nowhere")
        self.assertEqual(result.returncode, 2)
        self.assertEqual(json.loads(result.stdout)["code"], "not_found")
        for line in (["fly"], ["verify", "--fast"], ["backup"], ["keys", "add", "nail"],
                     ["terminal", "enrol"], ["verify", "--limit", "3"]):
            with self.subTest(line):
                mistake = subprocess.run([CTL, *line, "--json"], check=False, capture_output=True,
                                         text=True)
                self.assertEqual(mistake.returncode, 64)
                self.assertEqual(json.loads(mistake.stdout)["code"], "malformed")
                self.assertEqual(mistake.stderr, "")

    def test_every_command_is_explained_by_help_and_by_the_man_page(self):
        manual = MAN_PAGE.read_text(encoding="utf-8").replace("\\-", "-")
        self.assertGreaterEqual(len(commands()), 12)
        for command in commands():
            with self.subTest(command):
                text = subprocess.run([CTL, *command.split(), "--help"], check=True,
                                      capture_output=True, text=True).stdout
                self.assertIn(f"Usage: alcovectl {command}", text)
                self.assertIn(f".B {command}", manual)
                for option in re.findall(r"^  (--[a-z-]+)", text, re.MULTILINE):
                    self.assertIn(option, manual)

    def test_no_line_of_help_is_wider_than_a_terminal(self):
        texts = [subprocess.run([program, "--help"], check=True, capture_output=True,
                                text=True).stdout for program in (CTL, SERVER)]
        texts += [subprocess.run([CTL, *command.split(), "--help"], check=True,
                                 capture_output=True, text=True).stdout for command in commands()]
        for text in texts:
            for line in text.splitlines():
                self.assertLessEqual(len(line), 92, line)


if __name__ == "__main__":
    need_programs()
    unittest.main()
