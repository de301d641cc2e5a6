#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A group arrives: the desk makes it, two people belong to it, its session stands in the day and
is moved to a later hour, which its history says. One checks in at the lobby and is seen at the
desk; attendance is taken. No screen of the lobby ever holds the group's name, that it is a group,
or who else belongs to it.

ALCOVE_SHOTS names a folder for pictures of what stood on the screens.
"""

import datetime
import os
import unittest
from pathlib import Path
from zoneinfo import ZoneInfo

from forgetting_test import BORN, LAST_FOUR, Person, Place, made_up
# pylint: disable=wrong-import-order
from desk_steps import row_of
from lobby_steps import say_who_it_is
from waiting_room_test import check_in

SHOTS = os.environ.get("ALCOVE_SHOTS")
# In the evening the synthetic clinic has nobody any more.
TIME = "5 pm"
LATER = "5:30 pm"
LATER_TIME = datetime.time(17, 30)


class GroupArrivalTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.place = Place()
        cls.addClassCleanup(cls.place.close)
        cls.place.open()
        cls.desk = cls.place.desk
        cls.display = cls.place.enrol("lobby", "Waiting room", "--display")
        cls.lobby = cls.place.enrol("lobby", "Lobby")
        cls.group = made_up()

    def shot(self, kiosk, name):
        if SHOTS:
            kiosk.shot(Path(SHOTS) / f"{name}.png")

    def make_the_group(self):
        desk = self.desk
        today = datetime.datetime.now(ZoneInfo(self.place.clinic.zone)).isoweekday()
        desk.click("groups")
        desk.click("group_add")
        desk.fill("group_name", self.group)
        desk.choose("group_service", "group_service_choice", "Therapy")
        desk.choose("leader", "leader_choice", "Lena Brandt, LCSW")
        desk.click(f"group_day_{today}")
        desk.fill("group_time", TIME)
        desk.click("group_save")
        desk.wait("the group", lambda: "Nobody belongs to it yet." in desk.words())

    def register_member(self, person):
        """Somebody new, from the group's own sheet."""
        desk = self.desk
        desk.click("group_add_member")
        self.place.register_new(person, "member_sheet")
        desk.click("member_save")
        desk.wait_gone("member_sheet")
        desk.wait("them in the group", lambda: person.family in desk.words())

    def plan_one_session(self):
        desk = self.desk
        desk.click_until("group_plan", "for how many weeks",
                         lambda: desk.visible("plan_count_1"))
        desk.click("plan_count_1")
        desk.wait_gone("plan_weeks_1")  # the sheet is lower then
        desk.click_until("plan_do", "the session",
                         lambda: "Booked, with 2 people" in desk.words())
        self.shot(desk, "desk-group-planned")
        desk.click("plan_sheet_close")
        desk.wait_gone("plan_sheet")
        session = desk.wait("the session of the group", lambda: desk.named("session_"))
        desk.click(session)
        desk.wait_for("meeting_attendance")
        return session.replace("session_", "meeting_")

    def move_it(self):
        """Half an hour later. It does not stand in its own way."""
        desk = self.desk
        desk.click("meeting_move")
        desk.fill("moving_time", LATER)
        desk.wait_for("session_free")
        desk.fill("reason", "The bus is late today")
        self.shot(desk, "desk-group-moving")
        desk.click("moving_do")
        desk.wait_gone("moving_sheet")
        desk.wait("whom to tell",
                  lambda: "Please tell 2 clients of the new time:" in desk.words())
        self.shot(desk, "desk-group-told")
        desk.click("cancelling_sheet_close")
        desk.wait("that it is moved", lambda: "The session is moved to" in desk.words())
        desk.wait("its new time", lambda: "5:30" in (desk.value("panel_when") or ""))
        desk.click("meeting_history")
        desk.wait("who moved it", lambda: "Reason: The bus is late today" in desk.words())
        self.shot(desk, "desk-group-history")
        desk.click("several_history_close")
        desk.wait_gone("several_history")

    def nothing_of_the_group(self, *others):
        """On no screen of the lobby, seen or not."""
        for kiosk in (self.lobby, self.display):
            shown = kiosk.words() + kiosk.dump.read_text(encoding="utf-8")
            for word in (self.group, *(word for one in others for word in (*one.words, one.given))):
                self.assertNotIn(word, shown)
            self.assertNotIn("group", kiosk.words().lower())

    def here(self, session, words):
        pill = session.replace("meeting_", "here_")
        self.desk.wait(words, lambda: self.desk.value(pill) == words)

    def test_members_arrive_the_desk_takes_attendance_and_the_lobby_learns_nothing(self):
        desk, lobby, display = self.desk, self.lobby, self.display
        comes, stays_away = Person(), Person()
        self.make_the_group()
        for person in (comes, stays_away):
            self.register_member(person)
        session = self.plan_one_session()
        self.here(session, "0 of 2 here")
        self.move_it()
        self.here(session, "0 of 2 here")
        card = row_of(desk, comes.family)
        self.shot(desk, "desk-group-expected")

        lobby.click_until("english", "the surname", lambda: lobby.visible("surname"))
        say_who_it_is(lobby, comes.family, BORN, LAST_FOUR)
        lobby.wait("the greeting", lambda: f"Hello, {comes.greeting}" in lobby.words())
        self.nothing_of_the_group(stays_away)
        self.shot(lobby, "lobby-group-hello")
        token = check_in(lobby, comes)
        self.nothing_of_the_group(stays_away)
        display.wait("the number among those who wait",
                     lambda: token in [one["value"] for one in display.screen()["widgets"]
                                       if one["name"].startswith("waiting_")])
        self.nothing_of_the_group(stays_away, comes)
        self.shot(display, "display-group")
        self.here(session, "1 of 2 here")
        desk.wait("the arrival", lambda: "rrived" in (desk.value(card.replace("row_", "state_"))
                                                      or ""))
        self.shot(desk, "desk-group-arrived")

        other = row_of(desk, stays_away.family)
        desk.click("meeting_attendance")
        desk.click(card.replace("row_", "present_"))
        desk.click(other.replace("row_", "excused_"))
        desk.wait("both to be marked", lambda: all(
            (desk.widget(one) or {}).get("selected")
            for one in (card.replace("row_", "present_"), other.replace("row_", "excused_"))))
        self.shot(desk, "desk-group-attendance")
        desk.click("attendance_sheet_close")
        desk.wait_gone("attendance_sheet")
        # Whoever calls off before the session begins is not waited for.
        begun = datetime.datetime.now(ZoneInfo(self.place.clinic.zone)).time() >= LATER_TIME
        self.here(session, "1 of 2 here" if begun else "1 of 1 here")
        self.nothing_of_the_group(stays_away)

        desk.click("flow")
        desk.wait("the cards", lambda: desk.value(card) == comes.greeting)
        self.shot(desk, "desk-group-board")


if __name__ == "__main__":
    unittest.main()
