#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A clinic's former book comes in through the real alcovectl and the server that runs: checked,
mended, brought in, seen at a terminal of the desk, and taken back but for whom somebody has worked
with."""

import datetime
import json
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "attacks"))
# pylint: disable=wrong-import-position
from besieged import Besieged, must  # noqa: E402
from box import need_programs  # noqa: E402

HEADER = "key,legal_given,legal_family,birth_date,phone_mobile,same_as\r\n"


class BringBookTest(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.box = Besieged(clients=1)
        self.addCleanup(self.box.close)
        self.desk = self.box.signed_in("front-desk", "Desk 9", "front_desk")
        self.box.person("j.weekly", "clinician", self.box.terminal("front-desk", "Setting up"))
        today = must(self.desk.get("/v1/clinic_setup"))["today"]
        self.day = datetime.date.fromisoformat(today) + datetime.timedelta(days=7)
        self.clients = self.box.root / "our clients.csv"
        self.visits = self.box.root / "our visits.csv"
        self.write_good_files()

    def write(self, clients, visits):
        self.clients.write_bytes(clients.encode())
        rows = [f"{client},j.weekly,Therapy,{self.day} {at},50" for client, at in visits]
        self.visits.write_text("\n".join(["client,clinician,service,start,minutes", *rows]),
                               encoding="utf-8")

    def book(self, what, *more):
        files = () if what == "undo" else ("--clients", self.clients, "--appointments", self.visits)
        return self.box.ctl("book", what, *files, *more)

    def token(self):
        return self.box.answer(self.book("check", "--json"))["token"]

    def found(self, words):
        return must(self.desk.post("/v1/clients/search", {"text": words}))["items"]

    def starts(self, client):
        items = must(self.desk.get(f"/v1/appointments/of_client?client={client}"))["items"]
        return [one["appointment"]["start"] for one in items]

    def test_a_book_is_checked_mended_brought_in_and_taken_back(self):
        self.write(HEADER + "K1,Zephyrine,Quillfeather,30.6.1979,,\r\n", [("K1", "10:00"),
                                                                         ("K7", "11:00")])
        checked = self.book("check")
        self.assertEqual(checked.returncode, 2, checked.stderr)
        self.assertIn("cannot come in as they are. Nothing was written", checked.stdout)
        rows = [line.split(maxsplit=3) for line in checked.stdout.splitlines()]
        self.assertIn(["clients", "2", "birth_date", "a date as 1984-03-09"], rows)
        self.assertIn(["appointments", "3", "client", "the clients' file has no such key"], rows)
        self.assertEqual(self.found("Quillfeather"), [])

        self.write_good_files()
        checked = self.book("check")
        self.assertEqual(checked.returncode, 0, checked.stdout)
        self.assertIn(f"{self.day}, {self.day}", checked.stdout)
        self.assertEqual(self.found("Quillfeather"), [])
        token = self.token()
        self.assertIn(token, checked.stdout)
        refused = self.book("import", "--token", "0" * 64)
        self.assertEqual(refused.returncode, 2)
        self.assertIn("something else", refused.stderr)
        self.assertEqual(self.found("Quillfeather"), [])
        came = self.book("import", "--token", token)
        self.assertEqual(came.returncode, 0, came.stderr)
        self.assertIn("The book came in.", came.stdout)

        first = self.found("Quillfeather")[0]
        self.assertEqual(self.starts(first["client"]), [f"{self.day}T10:00"])
        self.edit(first["client"])
        undone = self.book("undo")
        self.assertEqual(undone.returncode, 0, undone.stderr)
        self.assertIn("Taken away: 1 client, 2 appointments, 0 series.", undone.stdout)
        self.assertIn(f"record #{first['record_number']}", undone.stdout)
        self.assertEqual(self.found("Oxenstierna"), [])
        self.assertEqual(self.starts(first["client"]), [])
        self.assertEqual(self.book("undo").returncode, 2)

        # The second try: who was kept is shown, and said to be the same.
        again = self.book("check")
        self.assertEqual(again.returncode, 2)
        self.assertIn(f"may be the same person as record #{first['record_number']}", again.stdout)
        self.write(HEADER + f"K1,,,,,#{first['record_number']}\r\n", [("K1", "10:00")])
        self.assertEqual(self.book("import", "--token", self.token()).returncode, 0)
        self.restart()
        self.assertEqual(self.starts(first["client"]), [f"{self.day}T10:00"])

    def write_good_files(self):
        self.write(HEADER + "K1,Zephyrine,Quillfeather,1979-06-30,(716) 555-0112,\r\n"
                   "K2,Bartholomew,\"Oxenstierna, Jr.\",2001-01-05,,\r\n",
                   [("K1", "10:00"), ("K2", "11:00")])

    def edit(self, client):
        now = must(self.desk.get(f"/v1/clients/open?client={client}"))
        details = {**now["details"], "pronouns": "she/her"}
        must(self.desk.post("/v1/clients/edit", {"client": client, "base_revision": 1,
                                                 "details": details}))

    def restart(self):
        self.box.stop()
        self.box.start(*self.box.doors)
        self.desk.session = None
        self.desk.sign_in(*self.box.staff["front_desk"])

    def test_nothing_of_the_files_is_in_the_trail_or_the_log(self):
        self.assertEqual(self.book("import", "--token", self.token()).returncode, 0)
        self.book("undo")
        trail = self.box.ctl("audit", "--limit", "50", "--json").stdout
        self.assertIn("book.import", trail)
        self.box.server.terminate()
        self.box.server.wait(timeout=60)
        log = self.box.server.stderr.read()
        for secret in ("Quillfeather", "Oxenstierna", "our clients", "K1", "555-0112"):
            self.assertNotIn(secret, trail)
            self.assertNotIn(secret, log)

    def test_with_the_server_stopped_it_is_done_on_the_store_itself(self):
        self.box.stop()
        checked = self.box.with_key("book", "check", "--clients", self.clients, "--json")
        self.assertEqual(json.loads(checked.stdout)["clients"], 2)

    def test_a_mistake_on_the_command_line_is_said(self):
        for wrong in (("check",), ("import", "--clients", self.clients),
                      ("import", "--clients", self.clients, "--token", "short")):
            self.assertEqual(self.box.ctl("book", *wrong).returncode, 64)
        missing = self.box.ctl("book", "check", "--clients", self.box.root / "none.csv")
        self.assertEqual(missing.returncode, 2)
        self.assertNotIn("none.csv", missing.stderr)


if __name__ == "__main__":
    need_programs()
    unittest.main()
