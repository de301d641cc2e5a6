#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every request of a visit, sent again: without a certificate, with another terminal's, and twice.
Nothing is answered, nothing of a client is told, nothing is done a second time."""

import unittest

import visit
from around_the_book import OWN_BIRD, Around
from besieged import Besieged, must
from terminal import Terminal

# What another terminal of the station hears besides a refusal. Of no client, not even whether there
# was one: an attempt and a questionnaire belong to the terminal that began them.
SAID_TO_ANOTHER = {"/v1/check_in/terminal": {}, "/v1/questionnaires/open": {"items": []},
                   "/v1/check_in/identify": {"matched": False},
                   # Never refused: but it is its own call, and bears nobody's name (see below).
                   "/v1/check_in/help": {"heard": False}}
# Not writes of the record: they answer anew, or refuse.
ANEW = ("/identify", "/sign_in", "/confirm", "/pin", "/search", "/duplicates", "/preview")
# What is read of what stands around the visits, at the desk.
AROUND = ("/v1/groups", "/v1/groups/open?group={group}",
          "/v1/groups/history?group={group}&membership={membership}",
          "/v1/appointments/meeting?meeting={meeting}",
          "/v1/appointments/cancelling_meeting?meeting={meeting}",
          "/v1/series/of_client?client={client}", "/v1/series/open?series={series}",
          "/v1/series/collisions", "/v1/waitlist/of_client?client={client}",
          "/v1/waitlist/open?wait_entry={wait_entry}", "/v1/absences/calls?absence={absence}",
          "/v1/availability/of_clinician?clinician={clinician}", "/v1/availability/closed_days",
          "/v1/calendar/file?clinician={clinician}&from={day}&until={day}")
PEOPLE = ("Ana", "Ferreira", "1980-02-03", "716-555-2233")


class ReplayTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.box = Besieged(clients=1)
        cls.addClassCleanup(cls.box.close)
        cls.ours = {"lobby": cls.box.terminal("lobby", "Lobby 1"),
                    "front-desk": cls.box.signed_in("front-desk", "Desk 1", "front_desk"),
                    "therapy-room": cls.box.signed_in("therapy-room", "Room 1", "clinician")}
        cls.others = {station: cls.box.terminal(station, f"Another {station}")
                      for station in cls.ours}
        desk = cls.ours["front-desk"]
        cls.client, who = cls.box.expected_today(desk, *PEOPLE)
        visit.at_the_lobby(cls.ours["lobby"], who)
        appointment = visit.at_the_desk(desk, cls.client)
        visit.in_the_room(cls.ours["therapy-room"], cls.client, appointment)
        clinician, _ = cls.box.person("somebody.new", "clinician", cls.others["front-desk"])
        setup = must(desk.get("/v1/clinic_setup"))
        made = Around(desk, setup, OWN_BIRD, cls.client, clinician).all()
        cls.around = [path.format(client=cls.client, day=setup["today"], **made)
                      for path in AROUND]
        for path in cls.around:
            must(desk.get(path))
        cls.sent = {station: list(terminal.recorded) for station, terminal in cls.ours.items()}

    def each(self):
        return [(station, one) for station, sent in self.sent.items() for one in sent]

    def test_the_visit_was_one(self):
        paths = {one[1].split("?")[0] for sent in self.sent.values() for one in sent}
        self.assertGreater(len(paths), 65)
        self.assertEqual({name for name in ("waitlist", "series", "availability", "absences",
                                            "groups", "appointments/assign_meeting",
                                            "appointments/move_meeting")
                          if not any(path.startswith(f"/v1/{name}") for path in paths)}, set())
        self.assertEqual({one[4] for sent in self.sent.values() for one in sent}, {200})

    def test_without_a_certificate_there_is_no_answer(self):
        stranger = Terminal(self.box.port)
        answered = {}
        for station, (method, path, body, key, _, _) in self.each():
            named = {**self.ours[station].headers(key), "Host": "box", "Connection": "close",
                     "Content-Length": str(len(body or ""))}
            head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
            answer = stranger.raw(f"{method} {path} HTTP/1.1\r\n{head}\r\n{body or ''}".encode())
            if answer:
                answered[path] = answer
        self.assertEqual(answered, {})

    def test_with_another_terminals_certificate_there_is_nothing_of_a_client(self):
        told = {}
        for station, (method, path, body, key, _, _) in self.each():
            if path.endswith("/sign_in"):
                continue  # whoever has the password may sign in anywhere
            other = self.others[station]
            other.session = self.ours[station].session
            status, reply = other.ask(method, path, body, key)
            path = path.split("?")[0]
            refusal = "not_found" if station == "lobby" else "not_signed_in"
            if path in SAID_TO_ANOTHER:
                if (status, reply) != (200, SAID_TO_ANOTHER[path]):
                    told[path] = reply
            elif reply.get("error", {}).get("code") != refusal:
                told[path] = reply
        self.assertEqual(told, {})
        named = {call["terminal_name"]: call.get("greeting_name") for call in
                 must(self.ours["front-desk"].get("/v1/check_in/help_calls"))["items"]}
        self.assertIsNone(named.get("Another lobby"))

    def test_twice_it_is_done_once(self):
        before = self.what_there_is()
        otherwise = {}
        for station, (method, path, body, key, _, text) in self.each():
            if method == "GET" or path.endswith(ANEW):
                continue
            terminal = self.ours[station]
            terminal.ask(method, path, body, key)
            if terminal.recorded[-1][4:] != (200, text):
                otherwise[path] = terminal.recorded[-1]
        self.assertEqual(otherwise, {})
        self.assertEqual(self.what_there_is(), before)

    def what_there_is(self):
        """All that the visit left, as the desk and the room read it."""
        desk, room = self.ours["front-desk"], self.ours["therapy-room"]
        client = f"?client={self.client}"
        found = [must(desk.get("/v1/appointments/day"))["items"],
                 must(desk.get(f"/v1/clients/open{client}")),
                 must(desk.get(f"/v1/clients/history{client}")),
                 must(desk.get(f"/v1/check_in/of_client{client}")),
                 must(desk.get("/v1/check_in/help_calls")), must(desk.get("/v1/alerts")),
                 [must(desk.get(path)) for path in self.around],
                 must(room.get(f"/v1/questionnaires/scores{client}")),
                 must(room.get(f"/v1/notes/of_client{client}"))]
        for row in found[0]:
            row.pop("minutes_waiting", None)
        return found


if __name__ == "__main__":
    unittest.main()
