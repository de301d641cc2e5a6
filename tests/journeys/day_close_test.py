#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The evening at the desk, through the real programs and a window: what is open is shown and
settled, the day is closed, and stays closed when the box is killed. Pictures go to the folder that
ALCOVE_SHOTS names, where it is set."""

import datetime
import os
import shutil
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "attacks"))
# pylint: disable=wrong-import-position
from besieged import Besieged, must  # noqa: E402
from box import BUILD, need_programs  # noqa: E402
from terminal import uuid7  # noqa: E402

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "provisioning" / "demo_visit"))
from clinic import memory_folder  # noqa: E402
from kiosk import Display, Kiosk  # noqa: E402
from operator_steps import door  # noqa: E402

KIOSK = BUILD / "kiosk" / "program" / "alcove-kiosk"
PIN = "640713"


class DayCloseTest(unittest.TestCase):
    def setUp(self):
        self.box = Besieged(clients=1)
        self.addCleanup(self.box.close)
        self.desk = self.box.signed_in("front-desk", "Desk 9", "front_desk")
        setup = must(self.desk.get("/v1/clinic_setup"))
        self.today = datetime.date.fromisoformat(setup["today"])
        self.service = setup["services"][0]["id"]
        self.clinician = self.box.person("weekly", "clinician",
                                         self.box.terminal("front-desk", "Setting up"))[0]
        self.client = self.box.registered(self.desk, ("Ana", "Ferreira"), "1986-04-17", "")

    def looked_at(self, day):
        return must(self.desk.get(f"/v1/day_close/look?day={day.isoformat()}"))

    def day_without_anything_open(self):
        """Some day before today, and how many days ago that was."""
        for back in range(1, 15):
            day = self.today - datetime.timedelta(days=back)
            if self.looked_at(day)["count"] == 0:
                return day, back
        raise AssertionError("something is open on each day of a fortnight")

    def booked(self, start):
        return must(self.desk.post("/v1/appointments/book", {
            "appointment": uuid7(), "client": self.client, "clinician": self.clinician,
            "service": self.service, "minutes": 50, "start": start}))["id"]

    def window(self):
        """A front desk at which somebody of the desk is signed in."""
        memory = memory_folder()
        self.addCleanup(shutil.rmtree, memory)
        (self.box.root / "logs").mkdir()
        display = Display()
        self.addCleanup(display.close)
        kiosk = Kiosk(KIOSK, "desk", self.box.root, memory, display)
        self.addCleanup(kiosk.close)
        kiosk.start()
        kiosk.wait_for("address")
        code = self.box.answer(self.box.ctl("terminal", "enrol", "--station", "front-desk",
                                            "--name", "Desk 1", "--json"))["code"]
        kiosk.fill("address", f"127.0.0.1:{self.box.enrolment_port}")
        kiosk.fill("code", code)
        kiosk.wait("the box to listen for it", lambda: door(self.box.enrolment_port) == "open")
        kiosk.click("connect")
        name, password = self.box.staff["front_desk"]
        kiosk.fill("name", name)
        kiosk.fill("password", password, shows="•" * len(password))
        kiosk.click("sign_in")
        for field in ("pin", "pin_again"):
            kiosk.wait(f"the cursor in “{field}”",
                       lambda field=field: (kiosk.visible(field) or {}).get("focused"))
            kiosk.type(PIN)
        kiosk.wait_for("waitlist")
        return kiosk

    def shot(self, kiosk, name):
        if "ALCOVE_SHOTS" in os.environ:
            kiosk.shot(Path(os.environ["ALCOVE_SHOTS"], f"{name}.png"))

    def says(self, kiosk, words):
        kiosk.wait(f"“{words}”", lambda: words in kiosk.words())

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
        self.box.server.kill()
        self.box.server.wait()
        self.box.start(*self.box.doors)
        self.desk.session = None
        self.desk.sign_in(*self.box.staff["front_desk"])
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
    need_programs()
    if not KIOSK.exists():
        sys.exit(f"{KIOSK} is not built")
    unittest.main(verbosity=2)
