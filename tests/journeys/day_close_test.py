#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The evening at the desk, through the real programs and a window: what is open is shown and
settled, the day is closed, and stays closed when the box is killed. Pictures go to the folder that
ALCOVE_SHOTS names, where it is set."""

import datetime

from desk_window import DeskWindowTest, main, must


class DayCloseTest(DeskWindowTest):
    def looked_at(self, day):
        return must(self.desk.get(f"/v1/day_close/look?day={day.isoformat()}"))

    def day_without_anything_open(self):
        """Some day before today, and how many days ago that was."""
        for back in range(1, 15):
            day = self.today - datetime.timedelta(days=back)
            if self.looked_at(day)["count"] == 0:
                return day, back
        raise AssertionError("something is open on each day of a fortnight")

    def test_what_is_open_is_settled_and_the_day_closed_for_good(self):
        day, back = self.day_without_anything_open()
        visit = self.booked(f"{day.isoformat()}T09:00")
        kiosk = self.window()
        for _ in range(back):
            kiosk.click("day_before")
        kiosk.wait_for(f"row_{visit}")
        kiosk.click("close_day")
        self.says(kiosk, "1 thing is still open.")
        self.says(kiosk, "Nobody said what became of it")
        self.assertFalse(kiosk.widget("day_close_do")["enabled"])
        self.shot(kiosk, "day-close-open")
        kiosk.click(f"open_{visit}")
        kiosk.wait_gone("day_close_sheet")
        kiosk.click("mark_no_show")
        kiosk.wait("the outcome", lambda: "No-show" in (kiosk.value(f"state_{visit}") or ""))
        kiosk.click("close_day")
        self.says(kiosk, "Nothing is open. The day can be closed.")
        self.shot(kiosk, "day-close-nothing")
        kiosk.click("day_close_do")
        self.says(kiosk, "The day is closed.")
        self.shot(kiosk, "day-close-done")
        self.restart_killed()
        closing = self.looked_at(day)["closing"]
        self.assertEqual((closing["closed"], closing["left_open"], closing["revision"]),
                         (True, 0, 1))

    def test_a_day_with_something_open_is_closed_with_a_reason_that_the_chain_does_not_hold(self):
        day, back = self.day_without_anything_open()
        self.booked(f"{day.isoformat()}T09:00")
        kiosk = self.window()
        for _ in range(back):
            kiosk.click("day_before")
        kiosk.click("close_day")
        kiosk.fill("day_close_reason", "Ferreira does not answer")
        kiosk.click("day_close_do")
        self.says(kiosk, "The day is closed.")
        closing = self.looked_at(day)["closing"]
        self.assertEqual((closing["left_open"], closing["reason"]),
                         (1, "Ferreira does not answer"))
        chain = self.box.ctl("audit").stdout
        self.assertIn("day.close", chain)
        self.assertNotIn("Ferreira", chain)


if __name__ == "__main__":
    main()
