#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Members of a group at the lobby, over the wire: each checks in for themselves, and nothing that
a lobby terminal is ever told names the group, who leads it or who else comes; the board has it."""

import json
import unittest

from besieged import Besieged, identify, must, typed
from terminal import uuid7

GROUP = "Grief after suicide"
MEMBERS = (("Ana", "Ferreira", "1986-04-17", "716-555-2233"),
           ("Tomasz", "Wilk", "1979-01-30", "716-555-4455"),
           ("Noor", "Haddad", "1991-12-02", "716-555-6677"))


class GroupPrivacyTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.box = Besieged(clients=1)
        cls.addClassCleanup(cls.box.close)
        cls.lobby = cls.box.terminal("lobby", "Lobby 1")
        cls.desk = cls.box.signed_in("front-desk", "Desk 9", "front_desk")
        cls.setup = must(cls.desk.get("/v1/clinic_setup"))
        cls.leader = next(member for member in must(cls.desk.get("/v1/staff"))["items"]
                          if "clinician" in member["roles"])
        cls.group = uuid7()
        day, service = cls.setup["today"], cls.setup["services"][0]["id"]
        must(cls.desk.post("/v1/groups/set_group", {
            "id": cls.group, "revision": 0, "name": GROUP, "service": service, "least": 2,
            "most": 8, "joining": "open", "first_day": day, "facilitators": [cls.leader["id"]],
            "usual": {"weekday": 1, "start_minute": 600, "minutes": 60}, "retired": False}))
        cls.clients = []
        for given, family, born, phone in MEMBERS:
            client = cls.box.registered(cls.desk, (given, family), born, phone)
            cls.clients.append(client)
            must(cls.desk.post("/v1/groups/set_membership", {
                "id": uuid7(), "revision": 0, "group": cls.group, "client": client,
                "join_day": day, "reason": "", "withdrawn": False}))
        cls.meeting = uuid7()
        cls.booked = must(cls.desk.post("/v1/groups/book_session", {
            "group": cls.group, "meeting": cls.meeting, "start": f"{day}T23:00", "minutes": 55,
            "clinicians": []}))

    def card(self):
        return next(card for card in must(self.desk.get("/v1/appointments/day"))["meetings"]
                    if card["meeting"]["id"] == self.meeting)

    def hidden_from(self, number):
        """What that member's screens never show."""
        others = [word for at, (given, family, *_) in enumerate(MEMBERS) if at != number
                  for word in (given, family)]
        return [GROUP, self.meeting, self.group, *others,
                *(client for at, client in enumerate(self.clients) if at != number)]

    def test_each_checks_in_and_the_lobby_never_hears_of_the_group(self):
        self.assertEqual(self.booked["places"], 3)
        for number, (given, family, born, phone) in enumerate(MEMBERS):
            attempt, status, greeted = identify(self.lobby, typed(family, born, phone))
            self.assertEqual(status, 200)
            self.assertTrue(greeted["matched"], greeted)
            said = [greeted, must(self.lobby.post("/v1/check_in/arrive", {"check_in": attempt})),
                    must(self.lobby.get(f"/v1/questionnaires/open?check_in={attempt}")),
                    must(self.lobby.get("/v1/check_in/terminal"))]
            must(self.lobby.post("/v1/check_in/finish", {"check_in": attempt, "ending": "done"}))
            text = json.dumps(said, ensure_ascii=False)
            self.assertIn(given, text)  # the search can find a name
            self.assertEqual([word for word in self.hidden_from(number) if word in text], [])
            card = self.card()
            self.assertEqual((card["here"], card["expected"]), (number + 1, 3))
            self.assertEqual(card["meeting"]["title"], GROUP)
        for path in ("/v1/groups", f"/v1/groups/open?group={self.group}",
                     f"/v1/appointments/meeting?meeting={self.meeting}"):
            status, reply = self.lobby.get(path)
            self.assertEqual((status, reply["error"]["code"]), (403, "wrong_station"))

    def test_one_clients_own_pages_name_nobody_else(self):
        pages = [must(self.desk.get(path + self.clients[0])) for path in (
            "/v1/appointments/of_client?client=", "/v1/clients/open?client=",
            "/v1/clients/history?client=", "/v1/check_in/of_client?client=")]
        text = json.dumps(pages, ensure_ascii=False)
        self.assertIn(MEMBERS[0][1], text)
        hidden = [word for word in self.hidden_from(0) if word != self.meeting]
        self.assertEqual([word for word in hidden if word in text], [])


if __name__ == "__main__":
    unittest.main()
