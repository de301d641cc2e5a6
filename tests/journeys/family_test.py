#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A mother and her son come together, through the real programs and a window: the desk books the
session for both with an interpreter and says whom it is about, each checks in alone at the lobby,
each has an attendance of their own. Another time they ring that they do not come. Pictures go to
the folder that ALCOVE_SHOTS names, where it is set."""

from desk_window import DeskWindowTest, main, must
# pylint: disable=wrong-import-order
from besieged import identify, typed
from terminal import uuid7

BORN = {"Nadia": "1984-02-11", "Omar": "2004-06-30"}
PHONE = {"Nadia": "716-555-0171", "Omar": "716-555-0182"}


class FamilyTest(DeskWindowTest):
    def setUp(self):
        super().setUp()
        self.clients = {given: self.box.registered(self.desk, (given, "Haddad-Lang"), BORN[given],
                                                   PHONE[given]) for given in BORN}
        self.lobby = self.box.terminal("lobby", "Lobby 1")
        office = self.box.signed_in("front-desk", "Office", "administrator")
        self.vega = must(office.post("/v1/clinic_setup/set_resource", {
            "id": uuid7(), "base_revision": 0, "kind": "interpreter", "name": "R. Vega",
            "languages": ["es"], "retired": False}))["id"]

    def visits(self):
        """Of each of them, the one visit of today."""
        found = {}
        for given, client in self.clients.items():
            items = must(self.desk.get(f"/v1/appointments/of_client?client={client}"))["items"]
            [found[given]] = [one["appointment"] for one in items]
        return found

    def add(self, kiosk, given):
        kiosk.click("together_add")
        kiosk.fill("find_text", f"{given} haddad-lang".lower())
        kiosk.click("hit_0")
        kiosk.wait_gone("find_text")

    def book(self, kiosk):
        kiosk.click("groups")
        kiosk.click("book_together")
        for given in ("Nadia", "Omar"):
            self.add(kiosk, given)
        kiosk.click("about_1")  # it is about Omar
        kiosk.choose("together_service", "together_service_choice", "Therapy")
        kiosk.choose("leader", "leader_choice", "The weekly")
        kiosk.bring_into_view("together_takes")
        kiosk.click("together_takes")
        kiosk.click(f"takes_{self.vega}")
        self.shot(kiosk, "family-interpreter")
        kiosk.click("takes_done")
        kiosk.wait_gone("takes_sheet")
        kiosk.wait_value("together_takes", "R. Vega")
        kiosk.bring_into_view("together_time")
        kiosk.fill("together_time", "3 pm")
        self.shot(kiosk, "family-booking")
        kiosk.click("together_do")
        self.says(kiosk, "The session is booked:")
        kiosk.wait_for("meeting_attendance")
        self.says(kiosk, "Family session")
        kiosk.wait_value("panel_takes_0", "Interpreter: R. Vega")

    def greeted(self, given):
        attempt, status, reply = identify(self.lobby, typed("Haddad-Lang", BORN[given],
                                                            PHONE[given]))
        self.assertEqual((status, reply["matched"]), (200, True))
        other = next(one for one in BORN if one != given)
        self.assertNotIn(other, str(reply))  # nobody learns there who else comes
        arrived = must(self.lobby.post("/v1/check_in/arrive", {"check_in": attempt}))
        self.assertNotIn(other, str(arrived))

    def test_a_family_is_booked_as_one_session_and_each_of_them_arrives_alone(self):
        kiosk = self.window()
        self.book(kiosk)
        visits = self.visits()
        self.assertEqual({given: one["part"] for given, one in visits.items()},
                         {"Nadia": "member", "Omar": "identified"})
        self.assertEqual(len({one["meeting"] for one in visits.values()}), 1)
        self.assertEqual([one["resources"] for one in visits.values()], [[self.vega]] * 2)
        session = visits["Omar"]["meeting"]
        kiosk.wait_value(f"here_{session}", "0 of 2 here")
        self.shot(kiosk, "family-expected")

        self.greeted("Nadia")
        kiosk.wait_value(f"here_{session}", "1 of 2 here")
        self.greeted("Omar")
        kiosk.wait_value(f"here_{session}", "2 of 2 here")
        self.shot(kiosk, "family-arrived")

        kiosk.click("meeting_attendance")
        nadia, omar = (visits[given]["id"] for given in ("Nadia", "Omar"))
        kiosk.wait("both to be here", lambda: all(
            (kiosk.widget(f"present_{one}") or {}).get("selected") for one in (nadia, omar)))
        kiosk.click(f"excused_{nadia}")
        kiosk.fill("reason", "She only brought him")
        kiosk.click("attendance_change")
        kiosk.wait("one to be excused",
                   lambda: (kiosk.widget(f"excused_{nadia}") or {}).get("selected"))
        self.shot(kiosk, "family-attendance")
        self.assertEqual({given: one["state"] for given, one in self.visits().items()},
                         {"Nadia": "late_cancelled", "Omar": "arrived"})

    def test_a_family_that_rings_cancels_itself_and_nobody_is_called(self):
        kiosk = self.window()
        self.book(kiosk)
        kiosk.click("meeting_cancel")
        kiosk.wait_for("cancelling_by_client")
        self.shot(kiosk, "family-who-cancels")
        kiosk.click("cancelling_by_client")
        self.says(kiosk, "Nobody has to be called.")
        kiosk.click("cancelling_do")
        self.says(kiosk, "The session is cancelled")
        self.shot(kiosk, "family-called-off")
        self.assertEqual({one["state"] for one in self.visits().values()}, {"late_cancelled"})


if __name__ == "__main__":
    main()
