#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every route that reads, asked over the wire by every role at every station about a client of
their own and about somebody else's, before and after the terminal is revoked and the person locked
out, against what is written here by hand. Every reply is searched for what its reader may not see.

tests/app/route_walk_test.cpp walks the same for every route at the gate, writes too."""

import json
import time
import unittest
from pathlib import Path

import visit
from besieged import Besieged, must
from terminal import Terminal

TABLE = Path(__file__).resolve().parents[1] / "app" / "route_table.txt"
ROLES = ("front_desk", "clinician", "supervisor", "prescriber", "biller", "privacy_officer",
         "administrator")
CLINICAL = ("clinician", "supervisor", "prescriber")
STATIONS = {"d": "front-desk", "r": "therapy-room"}
BORN, PHONE = "1986-04-17", "(716) 555-9876"
OWN_WORDS, OTHER_WORDS = "The lighthouse keeper wept.", "The ferryman would not speak."
# Only in answers to questionnaires and what is made of them.
ANSWERS = ("44260-8", '"severity"', '"critical"', '"total"')

# What is asked, by route. {client}, {appointment}, {note}, {questionnaire}, {revision}: of the
# client in question; {clinician} works here, {service} is one of the clinic's. A route of the table
# that is not here fails the test.
ASKED = {
    "/v1/administration/box": "", "/v1/administration/people": "",
    "/v1/administration/terminals": "", "/v1/session/voucher": "",

    "/v1/alerts": "", "/v1/alerts/waiting": "", "/v1/check_in/calls_waiting": "",
    "/v1/appointments/day": "", "/v1/appointments/day_list": "", "/v1/appointments/my_day": "",
    "/v1/appointments/between": "?from={day}T00:00&until={day}T23:55",
    "/v1/appointments/free": "?start={day}T09:00&minutes=30&client={client}",
    "/v1/appointments/first_free": "?service={service}&client={client}&room_need=none",
    "/v1/appointments/of_client": "?client={client}",
    "/v1/appointments/open": "?appointment={appointment}",
    "/v1/appointments/meeting": "?meeting={note}",
    "/v1/appointments/cancelling_meeting": "?meeting={note}",
    "/v1/groups": "", "/v1/groups/open": "?group={note}", "/v1/groups/history": "?group={note}",
    "/v1/availability/closed_days": "", "/v1/availability/history": "?record={note}",
    "/v1/availability/of_clinician": "?clinician={clinician}",
    "/v1/chart/open": "?client={client}", "/v1/check_in/help_calls": "",
    "/v1/check_in/of_client": "?client={client}", "/v1/check_in/terminal": "",
    "/v1/check_in/preview_correction": "?check_in={check_in}&right={other_appointment}",
    "/v1/clients/history": "?client={client}", "/v1/clients/open": "?client={client}",
    "/v1/clinic_setup": "", "/v1/notes/my_day": "", "/v1/notes/of_client": "?client={client}",
    "/v1/notes/open": "?note={note}", "/v1/notes/revision": "?note={note}&revision={revision}",
    "/v1/notes/revisions": "?note={note}", "/v1/notes/sibling": "?sibling={note}",
    "/v1/notes/siblings": "?note={note}",
    "/v1/questionnaires/entered_in_error": "?client={client}",
    "/v1/questionnaires/open": "?check_in={questionnaire}",
    "/v1/questionnaires/result": "?questionnaire={questionnaire}",
    "/v1/questionnaires/scores": "?client={client}",
    "/v1/series/collisions": "", "/v1/series/of_client": "?client={client}",
    "/v1/series/open": "?appointment={appointment}",
    "/v1/set_aside": "?which=open", "/v1/set_aside/read": "?record={note}",
    "/v1/session": "", "/v1/staff": "", "/v1/terminal": "", "/v1/terminal/place": "",
    "/v1/waiting_room/display": ""}
NOT_ASKED = {"/v1/live"}  # never ends
# Of clinical content: theirs alone, but for the privacy officer.
OF_A_CHART = {route for route in ASKED if route.startswith(("/v1/chart", "/v1/notes"))} | {
    "/v1/questionnaires/entered_in_error", "/v1/questionnaires/result",
    "/v1/questionnaires/scores"}
OF_A_CHART.remove("/v1/notes/sibling")  # there is none, of anybody
# What was asked for is not there, or cannot be done now: whoever may ask hears that.
NOTHING_THERE = {"/v1/notes/sibling", "/v1/check_in/preview_correction", "/v1/set_aside/read",
                 "/v1/appointments/meeting", "/v1/appointments/cancelling_meeting",
                 "/v1/groups/open", "/v1/groups/history"}
REFUSED = ("forbidden", "wrong_station", "not_signed_in")


def routes():
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        words = line.split()
        if words and words[0] == "GET" and words[1] not in NOT_ASKED:
            yield words[1], words[2], words[3].split(",")


def may(route, stations, who, role, station, own):
    if station not in stations:
        return False
    if who[0] in ("device", "signed-in"):
        return True
    if role not in who:
        return False
    return own or route not in OF_A_CHART or role == "privacy_officer" or "my_day" in route


def forbidden_words(role):
    """What no reply to this role holds, whatever was asked."""
    if role == "administrator":
        return (OWN_WORDS, OTHER_WORDS, *ANSWERS, PHONE, BORN, "Ferreira", "Wilk", "10002", "10003")
    if role == "privacy_officer":
        return ()
    if role in CLINICAL:
        return (OTHER_WORDS,)
    return (OWN_WORDS, OTHER_WORDS, *ANSWERS)


class AccessTest(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.box = Besieged(clients=1)
        cls.addClassCleanup(cls.box.close)
        cls.lobby = cls.box.terminal("lobby", "Lobby 1")
        setting_up = cls.box.terminal("front-desk", "Setting up")
        people = {role: cls.box.person(role.replace("_", "."), role, setting_up)
                  for role in ROLES}
        cls.passwords = {role: person[1] for role, person in people.items()}
        other = cls.box.person("somebody.else", "clinician", setting_up)
        desk = cls.box.signed_in("front-desk", "Desk 9", "front_desk")
        setup = must(desk.get("/v1/clinic_setup"))
        cls.day, cls.service = setup["today"], setup["services"][0]["id"]
        team = [people[role][0] for role in CLINICAL]
        cls.clinician = team[0]
        cls.own = cls.visited(desk, ("Ana", "Ferreira", BORN, "716-555-2233"), team,
                              ("clinician", cls.passwords["clinician"]), OWN_WORDS, 2)
        cls.other = cls.visited(desk, ("Tomasz", "Wilk", BORN, "716-555-4455"), [other[0]],
                                ("somebody.else", other[1]), OTHER_WORDS, 0)

    @classmethod
    # pylint: disable-next=too-many-arguments
    def visited(cls, desk, who, team, writer, words, item_nine):
        client, typed = cls.box.expected_today(desk, *who, team=team)
        check_in, questionnaire = visit.at_the_lobby(cls.lobby, typed, item_nine)
        appointment = visit.at_the_desk(desk, client)
        room = cls.box.terminal("therapy-room", f"Room of {writer[0]}")
        room.sign_in(*writer)
        note = visit.in_the_room(room, client, appointment, words)
        revision = must(room.get(f"/v1/notes/revisions?note={note}"))["items"][0]["revision"]
        must(room.post("/v1/session/sign_out", {}))
        return {"client": client, "check_in": check_in, "appointment": appointment,
                "note": note, "questionnaire": questionnaire, "revision": revision, "day": cls.day}

    def asked(self, terminal, route, about):
        other = self.other if about is self.own else self.own
        query = ASKED[route].format(**about, clinician=self.clinician, service=self.service,
                                    other_appointment=other["appointment"])
        status, reply = terminal.get(route + query)
        return status, reply, json.dumps(reply, ensure_ascii=False)

    def test_the_table_is_asked_whole(self):
        self.assertEqual({route for route, _, _ in routes()} - set(ASKED), set())

    def signed_in_everywhere(self):
        for letter, station in STATIONS.items():
            terminal = self.box.terminal(station, f"Everybody's {station} {time.monotonic_ns()}")
            for role in ROLES:
                terminal.session = None
                terminal.sign_in(role.replace("_", "."), self.passwords[role])
                yield letter, role, terminal

    def test_everybody_reads_what_the_table_says_and_nothing_else(self):
        wrong, leaks = [], []
        for letter, role, terminal in self.signed_in_everywhere():
            for route, stations, who in routes():
                for own, about in ((True, self.own), (False, self.other)):
                    status, reply, text = self.asked(terminal, route, about)
                    expected = may(route, stations, who, role, letter, own)
                    answered = status == 200
                    if route in NOTHING_THERE:
                        answered = reply.get("error", {}).get("code") not in REFUSED
                    where = f"{role} at {letter}, {'own' if own else 'other'}: {route}"
                    if answered != expected:
                        wrong.append(f"{where}: {status} {reply.get('error')}")
                    leaks += [f"{where}: {word}" for word in forbidden_words(role)
                              if word in text]
        self.assertEqual(wrong, [])
        self.assertEqual(leaks, [])

    def test_the_search_that_finds_no_leak_can_find_one(self):
        for letter, role, terminal in self.signed_in_everywhere():
            if (letter, role) == ("r", "privacy_officer"):
                seen = "".join(self.asked(terminal, route, about)[2] for route in sorted(OF_A_CHART)
                               for about in (self.own, self.other))
                self.assertEqual([word for word in (OWN_WORDS, OTHER_WORDS, *ANSWERS, "Ferreira")
                                  if word not in seen], [])

    def test_at_the_lobby_and_signed_out_nothing_of_a_client_is_read(self):
        signed_out = [self.box.terminal(station, f"Signed out {station}")
                      for station in STATIONS.values()]
        for terminal in (self.lobby, *signed_out):
            letter = {"lobby": "l"}.get(must(terminal.get("/v1/terminal"))["station"])
            for route, stations, who in routes():
                status, reply, text = self.asked(terminal, route, self.own)
                if who != ["device"] or (letter and letter not in stations):
                    self.assertNotEqual(status, 200, route)
                for word in (OWN_WORDS, *ANSWERS, "Ferreira", BORN, PHONE):
                    self.assertNotIn(word, text, (route, reply))

    def test_a_revoked_terminal_and_a_person_locked_out_read_nothing_more(self):
        room = self.box.terminal("therapy-room", "Stolen")
        room.sign_in("clinician", self.passwords["clinician"])
        elsewhere = self.box.terminal("therapy-room", "Elsewhere")
        elsewhere.sign_in("somebody.else", "herons somebody.else over the marsh")
        must(room.get("/v1/session"))
        revoked = time.monotonic()
        self.box.revoked("Stolen")
        self.assertRaises((OSError, ConnectionError), self.until_it_ends, room, revoked + 5)
        self.assertLess(time.monotonic() - revoked, 5)
        self.box.answer(self.box.ctl("staff", "disable", "somebody.else", "--json"))
        for route, _, who in routes():
            again = Terminal(self.box.port, self.box.identities["Stolen"])
            again.session = room.session
            status, reply, _ = self.asked(again, route, self.own)
            self.assertEqual((status, reply["error"]["code"]), (403, "device_revoked"), route)
            again.close()
            if who != ["device"]:
                self.assertEqual(self.asked(elsewhere, route, self.other)[1]["error"]["code"],
                                 "not_signed_in", route)

    @staticmethod
    def until_it_ends(terminal, until):
        """Asks on the connection that is open; raises when the box ends it."""
        link = terminal.link
        while time.monotonic() < until:
            link.request("GET", "/v1/session", None, terminal.headers())
            reply = link.getresponse()
            if json.loads(reply.read()).get("error"):
                raise ConnectionError("refused")
            time.sleep(0.05)


if __name__ == "__main__":
    unittest.main()
