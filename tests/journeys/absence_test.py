#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A clinician is ill, through the real programs and a window at the desk: her visits are seen, one
is cancelled, one given to a colleague and one moved in one step, and the list of whom to call is
kept through a kill of the box. A snow day: one press closes the day and cancels its visits.
Pictures go to the folder that ALCOVE_SHOTS names, where it is set."""

import datetime

from desk_window import DeskWindowTest, main, must
from terminal import uuid7


class AbsenceTest(DeskWindowTest):
    def setUp(self):
        super().setUp()
        self.colleague = self.box.person("colleague", "clinician",
                                         self.box.terminal("front-desk", "Setting up too"))[0]
        self.sam = self.box.registered(self.desk, ("Sam", "Haddad"), "1990-01-02", "716-555-0144")
        self.lee = self.box.registered(self.desk, ("Lee", "Novak"), "1979-01-30", "716-555-0155")
        self.day = self.today + datetime.timedelta(days=1)
        for client, hour in ((self.client, 10), (self.sam, 11), (self.lee, 12)):
            must(self.desk.post("/v1/appointments/book", {
                "appointment": uuid7(), "client": client, "clinician": self.clinician,
                "service": self.service, "minutes": 50,
                "start": f"{self.day.isoformat()}T{hour}:00"}))

        must(self.desk.post("/v1/availability/set_hours", {
            "id": uuid7(), "revision": 0, "clinician": self.colleague,
            "from": self.today.isoformat(), "withdrawn": False,
            "blocks": [{"weekday": day, "start_minute": 10 * 60, "end_minute": 16 * 60,
                        "type": "therapy"} for day in range(1, 8)]}))

    def visit_of(self, client):
        """What became of it: the state, and with whom it is."""
        items = must(self.desk.get(f"/v1/appointments/of_client?client={client}"))["items"]
        self.assertEqual(len(items), 1)
        return items[0]["appointment"]["state"], items[0]["appointment"]["clinician"]

    def row_of(self, kiosk, name):
        """The row of whom to call; by the time of the visit as it stands now."""
        kiosk.wait_for("call_2")
        return next(one["name"] for one in kiosk.screen()["widgets"]
                    if one["name"].startswith("call_") and one["value"].startswith(name))

    def starts_of(self, client):
        """Each visit: when it begins, and its state."""
        items = must(self.desk.get(f"/v1/appointments/of_client?client={client}"))["items"]
        return sorted((one["appointment"]["start"], one["appointment"]["state"]) for one in items)

    def test_the_visits_of_somebody_who_is_ill_are_decided_in_one_step_and_her_clients_called(self):
        kiosk = self.window()
        kiosk.click("hours")
        kiosk.click(f"whose_{self.clinician}")
        kiosk.click("new_time_off")
        kiosk.click("kind_ill")
        kiosk.click("off_last")
        if self.day.month != self.today.month:
            kiosk.click("hours_date_after")
        kiosk.click(f"hours_date_{self.day.isoformat()}")
        self.says(kiosk, "3 visits are booked in that time.")
        self.shot(kiosk, "absence-time-off")
        kiosk.click("hours_save")
        kiosk.wait_for("hours_kept")
        for client in (self.client, self.sam):  # they stay booked until somebody decides
            self.assertEqual(self.visit_of(client), ("scheduled", self.clinician))

        kiosk.click("stays_decide")
        kiosk.wait_value("absence_0", "Ferreira, Ana · Will be cancelled by the clinic")
        kiosk.click("absence_1")
        kiosk.click_option("absence_one", "Give it to The colleague")
        kiosk.wait_value("absence_1", "Haddad, Sam · Goes to The colleague at the same time")
        # The third one is moved to a time that the colleague has free.
        kiosk.click("absence_2")
        kiosk.click_option("absence_one", "Another time with anybody")
        kiosk.wait_for("absence_time_0")
        self.shot(kiosk, "absence-times")
        first = kiosk.widget("absence_time_0")["value"]
        self.assertIn("The colleague", first)
        kiosk.click("absence_time_0")
        moves = f"Novak, Lee · Moves to {first.rpartition(',')[0]}, with The colleague"
        kiosk.wait_value("absence_2", moves)
        self.assertFalse(kiosk.widget("absence_do")["enabled"])  # why?
        kiosk.fill("absence_reason", "The weekly is ill")
        self.shot(kiosk, "absence-preview")
        self.assertEqual(self.visit_of(self.sam), ("scheduled", self.clinician))
        kiosk.click("absence_do")
        kiosk.wait_for("calls_sheet")
        kiosk.wait_value("call_0", "Ferreira, Ana · Not told yet")
        self.shot(kiosk, "absence-calls")
        decided = [("cancelled_by_clinic", self.clinician), ("scheduled", self.colleague)]
        self.assertEqual([self.visit_of(self.client), self.visit_of(self.sam)], decided)
        noon = f"{self.day.isoformat()}T12:00"
        [other] = [one for one in self.starts_of(self.lee) if one[0] != noon]
        self.assertEqual(self.starts_of(self.lee),
                         sorted([(noon, "rescheduled"), (other[0], "scheduled")]))

        of_sam = self.row_of(kiosk, "Haddad, Sam")
        kiosk.click(of_sam)
        kiosk.click("outcome_reached")
        self.shot(kiosk, "absence-called")
        kiosk.click("try_do")
        kiosk.wait_gone("try_sheet")
        kiosk.wait_value(of_sam, "Haddad, Sam · Told")
        kiosk.click("calls_sheet_close")

        self.restart_killed()
        self.assertEqual([self.visit_of(self.client), self.visit_of(self.sam)], decided)
        kiosk.click("hours_calls")
        kiosk.wait_value("call_list_0", "2 clients are still to be told")
        kiosk.click("call_list_0")
        kiosk.wait_value("call_0", "Ferreira, Ana · Not told yet")
        kiosk.wait_value(of_sam, "Haddad, Sam · Told")

    def test_a_snow_day_is_closed_with_its_visits_in_one_step_and_both_outlive_a_kill(self):
        kiosk = self.window()
        kiosk.click("hours")
        kiosk.click("whose_closed")
        kiosk.click("new_closed_day")
        kiosk.click("closed_day_day")
        if self.day.month != self.today.month:
            kiosk.click("hours_date_after")
        kiosk.click(f"hours_date_{self.day.isoformat()}")
        kiosk.fill("closed_day_name", "Snow")
        self.says(kiosk, "3 visits are booked that day.")
        self.shot(kiosk, "snow-day")
        kiosk.click("hours_save")
        kiosk.wait_value("absence_0", "Ferreira, Ana · Will be cancelled by the clinic")
        kiosk.click("absence_2")
        kiosk.click_option("absence_one", "Leave it as it is")
        kiosk.wait_value("absence_2", "Novak, Lee · Stays as it is")
        self.shot(kiosk, "snow-preview")
        # The box dies before anything is pressed: neither is the day closed nor a visit cancelled.
        self.restart_killed()
        self.assertEqual(must(self.desk.get("/v1/availability/closed_days"))["items"], [])
        self.assertEqual(self.visit_of(self.client), ("scheduled", self.clinician))

        kiosk.wait("the box to be there again", lambda: kiosk.widget("absence_do")["enabled"])
        kiosk.click("absence_do")
        kiosk.wait_for("calls_sheet")
        kiosk.wait_value("call_0", "Ferreira, Ana · Not told yet")
        self.shot(kiosk, "snow-calls")
        self.restart_killed()
        [closed] = must(self.desk.get("/v1/availability/closed_days"))["items"]
        self.assertEqual((closed["day"], closed["name"]), (self.day.isoformat(), "Snow"))
        self.assertEqual([self.visit_of(one) for one in (self.client, self.sam, self.lee)],
                         [("cancelled_by_clinic", self.clinician)] * 2 +
                         [("scheduled", self.clinician)])


if __name__ == "__main__":
    main()
