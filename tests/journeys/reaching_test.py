#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How a client is met and reached, through the real programs and a window: a visit by video for
somebody who needs an interpreter is booked, told of, and reminded of, on paper too. Pictures go to
the folder that ALCOVE_SHOTS names, where it is set."""

import datetime
import subprocess

from desk_window import DeskWindowTest, main, must

PHONE = "716-555-0133"


class ReachingTest(DeskWindowTest):
    def setUp(self):
        super().setUp()
        self.ines = self.box.registered(self.desk, ("Inés", "Quiroga"), "1979-08-30", PHONE)
        now = must(self.desk.get(f"/v1/clients/open?client={self.ines}"))
        details = {**now["details"], "language": "es", "needs_interpreter": True}
        must(self.desk.post("/v1/clients/edit", {"client": self.ines, "details": details,
                                                 "base_revision": now["revision"]}))
        self.day = self.today + datetime.timedelta(days=1)

    def visits(self):
        items = must(self.desk.get(f"/v1/appointments/of_client?client={self.ines}"))["items"]
        return [one["appointment"] for one in items]

    def on_paper(self, kiosk):
        """The words of the newest paper that was saved."""
        newest = max(kiosk.papers.glob("*.pdf"), key=lambda file: file.stat().st_mtime_ns)
        return subprocess.run(["pdftotext", "-layout", newest, "-"], check=True,
                              capture_output=True, text=True).stdout

    def saved(self, kiosk, button):
        kiosk.click(button)
        kiosk.click("paper_save")
        kiosk.wait("the paper", lambda: "in this file" in kiosk.words())
        words = self.on_paper(kiosk)
        kiosk.click("paper_sheet_close")
        return words

    def window_with_visit_by_video(self):
        kiosk = self.window()
        kiosk.click("day_after")
        kiosk.click("book")
        kiosk.fill("find_text", "quiroga")
        kiosk.click("hit_0")
        kiosk.choose("book_clinician", "book_choice", "The weekly")
        kiosk.choose("book_service", "book_choice", "Therapy")
        kiosk.fill("book_time", "2 pm")
        kiosk.choose("book_where", "book_choice", "By video")
        self.says(kiosk, "Interpreter needed: Spanish. The weekly is not listed as speaking it.")
        self.shot(kiosk, "reaching-booking")
        kiosk.click("book_do")
        kiosk.wait_gone("book_sheet")
        return kiosk

    def test_a_visit_by_video_with_an_interpreter_is_booked_and_told_of_wherever_it_stands(self):
        kiosk = self.window_with_visit_by_video()
        [visit] = self.visits()
        self.assertEqual((visit["modality"], visit["start"]),
                         ("video", f"{self.day.isoformat()}T14:00"))
        row = kiosk.wait_for(f"row_{visit['id']}")
        self.assertIn("Quiroga", row["value"])
        kiosk.click(f"row_{visit['id']}")
        kiosk.wait_value("panel_modality", "By video")
        self.says(kiosk, "Interpreter: Spanish")
        self.shot(kiosk, "reaching-panel")
        kiosk.click("calendar")
        kiosk.click("grid_week")
        kiosk.click("grid_whose")
        kiosk.click_option("grid_choice", "The weekly")
        kiosk.wait_value("grid_whose", "The weekly")
        column = f"cell_{self.day.weekday()}_"
        kiosk.bring_into_view(f"{column}{15 * 60}")
        kiosk.wait_for(f"card_{visit['id']}")
        self.says(kiosk, "By video")
        self.shot(kiosk, "reaching-calendar")

    def test_a_client_is_called_and_it_is_written_down_and_the_list_follows_what_was_asked(self):
        kiosk = self.window_with_visit_by_video()
        kiosk.click("reminders")
        kiosk.wait_value("remind_0", "Quiroga, Inés · To call")
        self.says(kiosk, "By video")
        self.says(kiosk, "Language: Spanish")
        self.shot(kiosk, "reaching-reminders")
        calls = self.saved(kiosk, "remind_calls")
        for words in ("Inés Quiroga", "(716) 555-0133", "2:00 PM"):
            self.assertIn(words, calls)

        kiosk.click("remind_0")
        kiosk.click("remind_tried")
        kiosk.click("outcome_left_message")
        kiosk.click("try_do")
        kiosk.wait_value("remind_0", "Quiroga, Inés · Told")

        kiosk.click("remind_0")
        kiosk.click("remind_wishes")
        kiosk.click("calling_do_not_call")
        kiosk.click("wishes_save")
        kiosk.wait_gone("wishes_sheet")
        self.says(kiosk, "Not by phone: asks not to be called")
        self.shot(kiosk, "reaching-not-by-phone")
        kiosk.click("remind_sheet_close")
        wishes = must(self.desk.get(f"/v1/clients/wishes?client={self.ines}"))["wishes"]
        self.assertEqual(wishes["calling"], "do_not_call")
        # What was said and tried is the client's: none of it is in the chain.
        chain = self.box.ctl("audit").stdout
        for word in ("Quiroga", "555-0133", "5550133"):
            self.assertNotIn(word, chain)


if __name__ == "__main__":
    main()
