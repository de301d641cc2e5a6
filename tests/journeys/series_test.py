#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Visits that repeat, through the real programs: previewed, booked, kept through a kill, changed,
cancelled and taken back."""

import datetime
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "attacks"))
# pylint: disable=wrong-import-position
from besieged import Besieged, must  # noqa: E402
from terminal import uuid7  # noqa: E402


class SeriesTest(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.box = Besieged(clients=1)
        self.addCleanup(self.box.close)
        self.desk = self.box.signed_in("front-desk", "Desk 9", "front_desk")
        setup = must(self.desk.get("/v1/clinic_setup"))
        self.service = setup["services"][0]["id"]
        self.today = datetime.date.fromisoformat(setup["today"])
        self.clinician = self.box.person("weekly", "clinician",
                                         self.box.terminal("front-desk", "Setting up"))[0]
        self.client = self.box.registered(self.desk, ("Ana", "Ferreira"), "1986-04-17", "")
        self.series = uuid7()

    def on(self, week, hour=9):
        """Beginning with tomorrow."""
        day = self.today + datetime.timedelta(days=1 + 7 * week)
        return f"{day.isoformat()}T{hour:02}:00"

    def terms(self, start, rule="FREQ=WEEKLY;COUNT=4"):
        return {"clinician": self.clinician, "minutes": 50, "start": start, "rule": rule}

    def edit(self, what, revision, **more):
        return {"series": self.series, "base_revision": revision, "what": what, "taken_out": [],
                "reason": "", **more}

    def done(self, edit):
        """As the preview lists it: date and fate of each line."""
        preview = must(self.desk.post("/v1/series/preview", edit))
        applied = must(self.desk.post("/v1/series/apply",
                                      {"edit": edit, "token": preview["token"]}))
        self.assertEqual(applied["dates"], preview["dates"])
        return [(line["date"], line["fate"]) for line in applied["dates"]]

    def created(self):
        return self.done(self.edit("create", 0, client=self.client, service=self.service,
                                   terms=self.terms(self.on(0))))

    def standing(self):
        items = must(self.desk.get(f"/v1/appointments/of_client?client={self.client}"))["items"]
        return sorted(one["appointment"]["start"] for one in items
                      if one["appointment"]["state"] in ("scheduled", "confirmed"))

    def test_what_was_booked_changed_and_taken_back_is_there_after_a_kill(self):
        weeks = [self.on(week) for week in range(4)]
        self.assertEqual(self.created(), [(date, "book") for date in weeks])
        self.assertEqual(self.standing(), weeks)
        later = [self.on(week, 11) for week in range(4)]
        self.assertEqual(self.done(self.edit("change", 1, reach="all",
                                             terms=self.terms(later[0]))),
                         [(date, "move") for date in later])
        self.box.server.kill()
        self.box.server.wait()
        self.box.start(*self.box.doors)
        self.desk.session = None
        self.desk.sign_in(*self.box.staff["front_desk"])
        self.assertEqual(self.standing(), later)
        self.assertEqual(self.done(self.edit("undo", 2, reason="by mistake")),
                         [(date, "bring_back") for date in weeks])
        self.assertEqual(self.standing(), weeks)

    def test_a_preview_of_a_book_that_has_changed_is_refused_and_shown_anew(self):
        edit = self.edit("create", 0, client=self.client, service=self.service,
                         terms=self.terms(self.on(0)))
        token = must(self.desk.post("/v1/series/preview", edit))["token"]
        must(self.desk.post("/v1/appointments/book", {
            "appointment": uuid7(), "client": self.client, "clinician": self.clinician,
            "service": self.service, "minutes": 50, "start": self.on(1)}))
        status, reply = self.desk.post("/v1/series/apply", {"edit": edit, "token": token})
        self.assertEqual((status, reply["error"]["code"], reply["error"]["field"]),
                         (409, "conflict", "token"))
        self.assertEqual([fate for _, fate in self.created()],
                         ["book", "collides", "book", "book"])
        waiting = must(self.desk.get("/v1/series/collisions"))
        self.assertEqual([(one["date"], one["obstacle"]["place"]) for one in waiting["items"]],
                         [(self.on(1), "clinician")])


if __name__ == "__main__":
    unittest.main()
