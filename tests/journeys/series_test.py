#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Visits that repeat, through the real programs and a window at the desk: previewed, booked, kept
through a kill, changed, cancelled and taken back. Pictures go to the folder that ALCOVE_SHOTS
names, where it is set."""

import datetime

from desk_window import DeskWindowTest, main, must
from terminal import uuid7


class SeriesTest(DeskWindowTest):
    def setUp(self):
        super().setUp()
        self.series = uuid7()

    def on(self, week, hour=9):
        """Beginning with tomorrow."""
        day = self.today + datetime.timedelta(days=1 + 7 * week)
        return f"{day.isoformat()}T{hour:02}:00"

    def terms(self, start, rule="FREQ=WEEKLY;COUNT=4"):
        return {"clinician": self.clinician, "minutes": 50, "start": start, "rule": rule,
                "resources": [], "extra_dates": []}

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
        self.restart_killed()
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

    def visit_at(self, start):
        items = must(self.desk.get(f"/v1/appointments/of_client?client={self.client}"))["items"]
        return next(one["appointment"]["id"] for one in items
                    if one["appointment"]["start"] == start
                    and one["appointment"]["state"] in ("scheduled", "confirmed"))

    def go_to(self, kiosk, days):
        for _ in range(days):
            kiosk.click("day_after")

    def test_a_receptionist_books_a_weekly_series_and_moves_this_visit_and_the_following(self):
        kiosk = self.window()
        self.go_to(kiosk, 1)
        kiosk.click("book")
        kiosk.fill("find_text", "ana ferreira")
        kiosk.click("hit_0")
        kiosk.choose("book_service", "book_choice", "Therapy")
        kiosk.choose("book_clinician", "book_choice", "The weekly")
        kiosk.fill("book_time", "9:00")
        kiosk.wait_for("book_free")  # what stands below it has its place then
        kiosk.click("series_weekly")
        kiosk.click_until("series_after_count", "how many", lambda: kiosk.visible("series_count"))
        kiosk.fill("series_count", "5")
        self.shot(kiosk, "series-booking")
        kiosk.click("book_do")
        self.says(kiosk, "Will be booked: 5.")
        self.assertEqual(self.standing(), [])  # seen, and nothing booked yet
        self.shot(kiosk, "series-preview")
        kiosk.click("series_do")
        self.says(kiosk, "The series of Ana Ferreira is in the book.")
        weeks = [self.on(week) for week in range(5)]
        self.assertEqual(self.standing(), weeks)
        kiosk.wait_value("panel_repeats", "Every week")
        self.shot(kiosk, "series-booked")

        self.go_to(kiosk, 14)
        kiosk.click(f"row_{self.visit_at(weeks[2])}")
        self.shot(kiosk, "series-visit")
        kiosk.click("series")
        kiosk.click("series_following")
        self.shot(kiosk, "series-overview")
        kiosk.click("series_change")
        kiosk.fill("series_time", "11:00")
        kiosk.click("series_look")
        self.says(kiosk, "Will be moved or changed: 3.")
        self.assertEqual(self.standing(), weeks)
        self.shot(kiosk, "series-following-preview")
        kiosk.click("series_do")
        self.says(kiosk, "The series of Ana Ferreira is changed.")
        self.assertEqual(self.standing(),
                         weeks[:2] + [self.on(week, 11) for week in (2, 3, 4)])
        self.shot(kiosk, "series-following-done")

    def test_a_receptionist_moves_one_session_and_finds_a_place_for_a_date_that_has_none(self):
        closed = self.today + datetime.timedelta(days=8)
        must(self.desk.post("/v1/availability/set_closed_day", {
            "id": uuid7(), "revision": 0, "day": closed.isoformat(), "name": "Founders' day",
            "reopened": False}))
        self.assertEqual([fate for _, fate in self.created()],
                         ["book", "collides", "book", "book"])
        kiosk = self.window()
        kiosk.click("waitlist")
        kiosk.click("wait_without_place")
        self.says(kiosk, "Ferreira, Ana")
        self.says(kiosk, "the clinic is closed.")
        self.shot(kiosk, "series-all-without-place")
        kiosk.click("without_place_0")
        kiosk.wait_for("series_another_time_0")
        kiosk.click("series_sheet_close")
        kiosk.click("without_place_close")
        self.go_to(kiosk, 1)
        kiosk.click(f"row_{self.visit_at(self.on(0))}")
        kiosk.click("series")
        self.says(kiosk, "the clinic is closed.")
        self.shot(kiosk, "series-without-place")
        kiosk.click("series_another_time_0")
        kiosk.wait_for("book_taken")
        self.shot(kiosk, "series-another-time")
        kiosk.click("book_day")
        later = closed + datetime.timedelta(days=1)
        if later.month != closed.month:  # the calendar shows another one
            later = closed - datetime.timedelta(days=1)
        kiosk.click(f"book_date_{later.isoformat()}")
        kiosk.wait_for("book_free")
        kiosk.click("book_do")
        kiosk.wait_gone("book_sheet")
        kiosk.wait_for("series_change")
        kiosk.click("series_sheet_close")
        self.assertEqual(self.standing(), [self.on(0), f"{later.isoformat()}T09:00", self.on(2),
                                           self.on(3)])
        kiosk.click("move")
        self.says(kiosk, "Only this visit moves.")
        kiosk.fill("book_time", "10:00")
        kiosk.wait_for("book_free")
        self.shot(kiosk, "series-move-one")
        kiosk.click("book_do")
        self.says(kiosk, "The other visits of the series stay as they are.")
        self.assertEqual(self.standing(), [self.on(0, 10), f"{later.isoformat()}T09:00",
                                           self.on(2), self.on(3)])
        self.shot(kiosk, "series-one-moved")


if __name__ == "__main__":
    main()
