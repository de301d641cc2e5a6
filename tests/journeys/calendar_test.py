#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The desk's calendar, through the real programs and a window: a visit is booked by pressing a free
time or by drawing over it, pulled to another one, put back, and carried with the keys. Pictures go
to the folder that ALCOVE_SHOTS names, where it is set."""

import datetime
import time

from desk_window import DeskWindowTest, main, must
from terminal import uuid7

PRESS, RELEASE = "mousedown", "mouseup"


class CalendarTest(DeskWindowTest):
    def setUp(self):
        super().setUp()
        self.day = self.today + datetime.timedelta(days=1)
        self.column = self.day.weekday()  # of a week that begins with Monday

    def cell(self, hour, minute=0):
        return f"cell_{self.column}_{hour * 60 + minute}"

    def standing(self):
        """Each visit that stands: its id, start and clinician."""
        items = must(self.desk.get(f"/v1/appointments/of_client?client={self.client}"))["items"]
        return [(one["appointment"]["id"], one["appointment"]["start"],
                 one["appointment"]["clinician"]) for one in items
                if one["appointment"]["state"] == "scheduled"]

    def card_at(self, kiosk, clock):
        """The card of the one visit, once it stands there."""
        start = f"{self.day.isoformat()}T{clock}"
        visit = kiosk.wait(f"the visit at {clock}", lambda: next(
            (visit for visit, begins, _ in self.standing() if begins == start), None))
        kiosk.bring_into_view(self.cell(9))  # an hour above it: then it is seen whole
        kiosk.wait_for(f"card_{visit}")
        return f"card_{visit}"

    def pull(self, kiosk, card, cell, to):
        """As a hand does, let go once it says where it goes; held where the card begins, so that
        it begins where it is let go."""
        begin, end = kiosk.wait_for(card), kiosk.wait_for(cell)
        x, y = begin["x"] + begin["width"] / 2, begin["y"] + 6
        to_x, to_y = end["x"] + end["width"] / 2, end["y"] + 8
        kiosk.xdotool("mousemove", round(x), round(y), PRESS, 1)
        for part in (0.2, 0.6, 1):
            kiosk.xdotool("mousemove", round(x + (to_x - x) * part), round(y + (to_y - y) * part))
        kiosk.wait_value("grid_ghost", f"Move to {to}")
        self.shot(kiosk, "calendar-pulling")
        kiosk.xdotool(RELEASE, 1)

    def week_of_the_weekly(self):
        kiosk = self.window()
        kiosk.click("day_after")
        kiosk.click("calendar")
        kiosk.click("grid_week")
        kiosk.click("grid_whose")
        kiosk.click_option("grid_choice", "The weekly")
        kiosk.wait_value("grid_whose", "The weekly")
        return kiosk

    def test_a_visit_is_booked_pulled_to_another_time_put_back_and_carried_with_the_keys(self):
        kiosk = self.week_of_the_weekly()
        kiosk.click(self.cell(10))
        kiosk.fill("find_text", "ana ferreira")
        kiosk.click("hit_0")
        kiosk.wait_value("book_clinician", "The weekly")
        kiosk.wait_value("book_time", "10:00")
        kiosk.choose("book_service", "book_choice", "Therapy")
        kiosk.wait_for("book_free")
        self.shot(kiosk, "calendar-booking")
        kiosk.click("book_do")
        kiosk.wait_gone("book_sheet")
        card = self.card_at(kiosk, "10:00")
        self.assertEqual([clinician for _, _, clinician in self.standing()], [self.clinician])
        self.shot(kiosk, "calendar-booked")  # beside its panel

        self.pull(kiosk, card, self.cell(11, 30), "11:30")
        self.says(kiosk, "Ana Ferreira is moved to")
        self.card_at(kiosk, "11:30")
        self.assertEqual(len(self.standing()), 1)
        self.shot(kiosk, "calendar-moved")
        kiosk.click("toast_action")
        card = self.card_at(kiosk, "10:00")

        kiosk.click(card)
        kiosk.wait("the focus on it", lambda: (kiosk.widget(card) or {}).get("focused"))
        kiosk.key("m")
        kiosk.wait_value("grid_ghost", "Move to 10:00")
        kiosk.key("Down")
        kiosk.wait_value("grid_ghost", "Move to 10:15")
        self.shot(kiosk, "calendar-carrying")
        kiosk.key("Return")
        self.card_at(kiosk, "10:15")
        self.assertEqual(len(self.standing()), 1)

    @staticmethod
    def still(kiosk, name):
        """Where it is, once the calendar has come to rest where it opens."""
        while True:
            before = kiosk.wait_for(name)
            time.sleep(0.7)
            now = kiosk.wait_for(name)
            if now["y"] == before["y"]:
                return now

    def pick_ana(self, kiosk):
        kiosk.fill("find_text", "ana ferreira")
        kiosk.click("hit_0")
        kiosk.wait_value("book_clinician", "The weekly")

    def booked_as(self, kiosk, clock, minutes):
        """In the sheet that is open: Ana's visit, as it was drawn."""
        kiosk.wait_value("book_time", clock)
        kiosk.choose("book_service", "book_choice", "Therapy")
        kiosk.wait_value("book_minutes", minutes)
        kiosk.wait_for("book_free")
        kiosk.click("book_do")
        kiosk.wait_gone("book_sheet")

    def test_free_time_is_drawn_over_with_the_mouse_and_with_the_keys_and_booked_as_drawn(self):
        kiosk = self.week_of_the_weekly()
        kiosk.wait_for("grid_body")
        kiosk.bring_into_view(self.cell(9))
        begin, end = self.still(kiosk, self.cell(10)), self.still(kiosk, self.cell(11))
        x = round(begin["x"] + begin["width"] / 2)
        kiosk.xdotool("mousemove", x, round(begin["y"] + 5))
        time.sleep(0.3)  # as a hand that finds the place and then presses
        kiosk.xdotool(PRESS, 1)
        for y in (begin["y"] + 20, begin["y"] + 40, end["y"] + 5):
            kiosk.xdotool("mousemove", x, round(y))
        kiosk.wait_value("grid_drawn", "10:00 to 11:15, 75 min")
        self.shot(kiosk, "calendar-drawing")
        kiosk.xdotool(RELEASE, 1)
        self.pick_ana(kiosk)
        self.booked_as(kiosk, "10:00", "75")
        self.card_at(kiosk, "10:00")
        items = must(self.desk.get(f"/v1/appointments/of_client?client={self.client}"))["items"]
        self.assertEqual([one["appointment"]["minutes"] for one in items], [75])

        # By the keys, let go once: the focus stays where it was.
        kiosk.click("panel_back")
        cell = self.cell(12)
        kiosk.click(cell)
        kiosk.wait_for("find_text")
        kiosk.key("Escape")
        kiosk.wait_gone("find_text")
        kiosk.wait("the focus on the free time", lambda: (kiosk.widget(cell) or {}).get("focused"))
        kiosk.key("shift+Down")
        kiosk.wait_value("grid_drawn", "12:00 PM to 12:45 PM, 45 min")
        self.shot(kiosk, "calendar-drawing-keys")
        kiosk.key("Escape")
        kiosk.wait_gone("grid_drawn")
        kiosk.key("shift+Down")
        kiosk.key("Return")
        self.pick_ana(kiosk)
        self.booked_as(kiosk, "12:00 PM", "45")
        self.card_at(kiosk, "12:00")

    def test_pulled_onto_the_time_of_somebody_else_nothing_moves_and_the_sheet_says_whose(self):
        sam = self.box.registered(self.desk, ("Sam", "Haddad"), "1990-01-02", "")
        must(self.desk.post("/v1/appointments/book", {
            "appointment": uuid7(), "client": sam, "clinician": self.clinician,
            "service": self.service, "minutes": 50, "start": f"{self.day.isoformat()}T12:00"}))
        self.booked(f"{self.day.isoformat()}T10:00")
        kiosk = self.week_of_the_weekly()
        card = self.card_at(kiosk, "10:00")
        self.pull(kiosk, card, self.cell(11, 30), "11:30")
        taken = kiosk.wait_for("book_taken")
        self.assertIn("The weekly is taken from 12:00 PM to 12:50 PM (Case management).",
                      taken["value"])
        self.assertFalse(kiosk.widget("book_do")["enabled"])
        self.shot(kiosk, "calendar-taken")
        kiosk.click("book_sheet_close")
        kiosk.wait_gone("book_sheet")
        self.card_at(kiosk, "10:00")


if __name__ == "__main__":
    main()
