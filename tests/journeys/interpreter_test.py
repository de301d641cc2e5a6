#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""An interpreter who comes every week, through the real programs and a window: the desk finds the
first time at which she is free and books the weekly visits with her; another desk is refused her at
that hour, after a kill too. Who waits with a language is offered a time with her. Pictures go to
the folder that ALCOVE_SHOTS names, where it is set."""

import datetime

from desk_window import DeskWindowTest, main, must
from terminal import uuid7


class InterpreterTest(DeskWindowTest):
    def setUp(self):
        super().setUp()
        self.vega = self.added("R. Vega", "interpreter", ["es"])
        self.kit = self.added("Test kit", "equipment", [])
        self.other = self.box.person("monthly", "clinician",
                                     self.box.terminal("front-desk", "Setting up too"))[0]
        self.ines = self.box.registered(self.desk, ("Inés", "Quiroga"), "1979-08-30", "")
        now = must(self.desk.get(f"/v1/clients/open?client={self.ines}"))
        details = {**now["details"], "language": "es", "needs_interpreter": True}
        must(self.desk.post("/v1/clients/edit", {"client": self.ines, "details": details,
                                                 "base_revision": now["revision"]}))
        self.day = self.today + datetime.timedelta(days=1)

    def added(self, name, kind, languages):
        if not hasattr(self, "office"):
            self.office = self.box.signed_in("front-desk", "Office", "administrator")
        return must(self.office.post("/v1/clinic_setup/set_resource", {
            "id": uuid7(), "base_revision": 0, "kind": kind, "name": name,
            "languages": languages, "retired": False}))["id"]

    def on(self, week, hour=14):
        return f"{(self.day + datetime.timedelta(weeks=week)).isoformat()}T{hour:02}:00"

    def visits(self, client):
        """Of each that stands: when, and what it takes."""
        items = must(self.desk.get(f"/v1/appointments/of_client?client={client}"))["items"]
        return sorted((one["appointment"]["start"], one["appointment"]["resources"])
                      for one in items if one["appointment"]["state"] == "scheduled")

    def with_the_other(self, start, takes):
        """Ana, with somebody else: they share nothing with Inés but what they take."""
        return self.desk.post("/v1/appointments/book", {
            "appointment": uuid7(), "client": self.client, "clinician": self.other,
            "service": self.service, "minutes": 50, "start": start, "resources": takes})

    def take(self, kiosk, one):
        kiosk.bring_into_view("book_takes")
        kiosk.click("book_takes")
        kiosk.click(f"takes_{one}")
        self.shot(kiosk, "interpreter-chosen")
        kiosk.click("takes_done")
        kiosk.wait_gone("takes_sheet")

    def filled_in(self, kiosk, client, clinician):
        kiosk.click("book")
        kiosk.fill("find_text", client)
        kiosk.click("hit_0")
        kiosk.choose("book_clinician", "book_choice", clinician)
        kiosk.choose("book_service", "book_choice", "Therapy")
        kiosk.fill("book_time", "2 pm")

    def booked_weekly(self, kiosk):
        kiosk.click("day_after")
        self.filled_in(kiosk, "quiroga", "The weekly")
        self.says(kiosk, "Interpreter needed: Spanish.")
        self.take(kiosk, self.vega)
        kiosk.wait_value("book_takes", "R. Vega")
        kiosk.bring_into_view("series_weekly")
        kiosk.click("series_weekly")
        kiosk.bring_into_view("series_after_count")
        kiosk.click_until("series_after_count", "how many", lambda: kiosk.widget("series_count"))
        kiosk.bring_into_view("series_count")
        kiosk.fill("series_count", "4")
        self.shot(kiosk, "interpreter-booking")
        kiosk.click("book_do")

    def test_a_weekly_series_has_its_interpreter_whom_another_desk_is_refused(self):
        # In the third week she is elsewhere already.
        must(self.with_the_other(self.on(2), [self.vega]))
        kiosk = self.window()
        self.booked_weekly(kiosk)
        self.says(kiosk, "Will be booked: 3. Without a place: 1.")
        self.says(kiosk, "R. Vega is taken from 2:00 PM to 2:50 PM.")
        self.shot(kiosk, "interpreter-preview")
        self.assertEqual(self.visits(self.ines), [])
        kiosk.click("series_do")
        self.says(kiosk, "The series of Inés Quiroga is in the book.")
        kiosk.wait_value("panel_takes_0", "Interpreter: R. Vega")
        self.shot(kiosk, "interpreter-booked")
        hers = [(self.on(week), [self.vega]) for week in (0, 1, 3)]
        self.assertEqual(self.visits(self.ines), hers)
        [waits] = must(self.desk.get("/v1/series/collisions"))["items"]
        self.assertEqual((waits["date"], waits["obstacle"]["place"], waits["obstacle"]["resource"]),
                         (self.on(2), "resource", self.vega))

        # Another desk wants her at that hour of the second week, and of the fourth after a kill.
        for week, before in ((1, lambda: None), (3, self.restart_killed)):
            before()
            status, reply = self.with_the_other(self.on(week), [self.vega])
            self.assertEqual((status, reply["error"]["code"], reply["error"]["field"]),
                             (409, "taken", "resource"))
            self.assertIn("R. Vega", reply["error"]["detail"])
            self.assertEqual(self.visits(self.ines), hers)
        must(self.with_the_other(self.on(1), [self.kit]))

        # And so is this one, by name: with somebody else at the same hour.
        self.filled_in(kiosk, "ana ferreira", "The monthly")
        self.take(kiosk, self.vega)
        self.says(kiosk, "R. Vega is taken from 2:00 PM to 2:55 PM.")
        kiosk.wait("the button to be off", lambda: not kiosk.widget("book_do")["enabled"])
        self.shot(kiosk, "interpreter-refused")
        chain = self.box.ctl("audit").stdout
        self.assertNotIn("Quiroga", chain)
        self.assertNotIn("Vega", chain)

    def test_who_waits_with_a_language_is_offered_a_time_with_the_interpreter_and_booked(self):
        must(self.desk.post("/v1/availability/set_hours", {
            "id": uuid7(), "revision": 0, "clinician": self.clinician,
            "from": self.day.isoformat(), "withdrawn": False,
            "blocks": [{"weekday": day, "start_minute": 10 * 60, "end_minute": 16 * 60,
                        "type": "therapy"} for day in range(1, 8)]}))
        kiosk = self.window()
        kiosk.click("waitlist")
        kiosk.click("wait_add")
        kiosk.fill("find_text", "quiroga")
        kiosk.click("hit_0")
        kiosk.wait_value("wish_language", "Spanish")  # of her record
        kiosk.choose("wish_service", "wish_choice", "Therapy")
        self.shot(kiosk, "waiting-language")
        kiosk.click("wish_do")
        kiosk.wait_for("wait_added")
        kiosk.click("wait_0")
        kiosk.click("wait_offer")
        kiosk.wait_for("wait_time_0")
        self.assertIn("R. Vega", kiosk.widget("wait_time_0")["value"])
        kiosk.click("wait_time_0")
        self.shot(kiosk, "waiting-offer")
        kiosk.click("offer_do")
        kiosk.wait_for("wait_take")
        self.restart_killed()
        kiosk.wait("the box to be there again",
                   lambda: (kiosk.visible("wait_take") or {}).get("enabled"))
        kiosk.click("wait_take")
        kiosk.wait_gone("wait_take")
        [(start, takes)] = self.visits(self.ines)
        self.assertTrue(start.startswith(self.day.isoformat()), start)
        self.assertEqual(takes, [self.vega])


if __name__ == "__main__":
    main()
