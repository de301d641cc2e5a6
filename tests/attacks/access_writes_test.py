#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every route that writes, sent over the wire by every role at every station, at the lobby and
signed out, about a client of their own and about somebody else's, and after the terminal is
revoked and the person locked out. The bodies are well-formed and name what exists. Every reply is
searched for what its reader may not see, and afterwards the other client's record is as it was."""

import itertools
import json
import time
import unittest

import contract
from besieged import must
from terminal import TOO_MANY, Terminal, uuid7
from two_clients import (ANSWERS, BORN, CLINICAL, OTHER_WORDS, OWN_WORDS, PHONE, REFUSED, STATIONS,
                         TwoClients, forbidden_words, routes)

# Who guesses here is made to wait.
GUESSING = {"/v1/session/sign_in", "/v1/session/first_password", "/v1/session/first_administrator",
            "/v1/session/confirm", "/v1/session/unlock", "/v1/session/password", "/v1/session/pin",
            "/v1/terminal/confirm_restore"}
# Last and in this order: they end what the others need.
OF_THE_SESSION = ["/v1/session/lock", "/v1/session/sign_out"]
# Refused to clinical roles who are not on the client's care team (docs/access.md: client_write).
OF_THE_TEAM = {"/v1/clients/edit", "/v1/clients/care_team", "/v1/clients/set_wishes"}
OF_A_NOTE = {"/v1/notes/discard", "/v1/notes/leave", "/v1/notes/open_addendum",
             "/v1/notes/open_draft", "/v1/notes/save", "/v1/notes/sign"}
NAMES_SOMEBODY = {"client", "appointment", "note", "check_in", "questionnaire"}
# Without the password entered again nobody gets further: they say so first.
ASK_FOR_THE_PASSWORD = {"/v1/administration/people/add", "/v1/administration/terminals/new"}
# What is kept of the other client, and stays as it is.
LOOKED_AT = ("/v1/notes/open?note={note}", "/v1/notes/revisions?note={note}",
             "/v1/notes/of_client?client={client}", "/v1/clients/open?client={client}",
             "/v1/clients/history?client={client}", "/v1/clients/wishes?client={client}",
             "/v1/appointments/open?appointment={appointment}",
             "/v1/appointments/of_client?client={client}",
             "/v1/appointments/meeting?meeting={meeting}",
             "/v1/series/open?series={series}", "/v1/series/of_client?client={client}",
             "/v1/groups/open?group={group}",
             "/v1/groups/history?group={group}&membership={membership}",
             "/v1/waitlist/open?wait_entry={wait_entry}", "/v1/waitlist/of_client?client={client}",
             "/v1/absences/calls?absence={absence}",
             "/v1/availability/history?record={time_off}",
             "/v1/questionnaires/result?questionnaire={questionnaire}",
             "/v1/set_aside/read?record={aside_note}", "/v1/set_aside/read?record={aside_wait}")
# What goes by the clock, and by the clinic's rules, which the administrator sets here.
NOT_KEPT = {"minutes_waiting", "grace_until", "due_at"}
# Whoever arranges visits may try to reach anybody, and says so: those tries alone are added.
TRIES_OF = {"tries", "last_try"}
NOTE_OF_A_TRY = "7"  # as contract.py fills it in
NOT_WELL_FORMED = {"malformed", "unknown_field", "missing_field", "out_of_range", "wrong_type",
                   "no_such_route"}


def but_for_tries(value):
    """The same without what the tries of this test added to it."""
    if isinstance(value, dict):
        return {name: but_for_tries(one) for name, one in value.items()
                if name not in NOT_KEPT and (name not in TRIES_OF or isinstance(one, list))}
    if isinstance(value, list):
        return [but_for_tries(one) for one in value
                if not isinstance(one, dict) or one.get("note") != NOTE_OF_A_TRY]
    return value


def writes():
    return sorted(routes("POST"), key=lambda one: (one[0] in OF_THE_SESSION,
                                                   OF_THE_SESSION.index(one[0])
                                                   if one[0] in OF_THE_SESSION else 0))


class AccessWritesTest(TwoClients):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.fields = contract.requests()

    def sent(self, terminal, route, about):
        ids = {**about, "staff": self.clinician,
               "clinicians": self.clinician, "facilitators": self.clinician,
               "handed_to": self.clinician, "service": self.service}
        body = contract.body(self.fields[route], ids)
        if route == "/v1/appointments/book_meeting":  # of two people at least
            body["attendees"] = [{"appointment": one["appointment"], "client": one["client"]}
                                 for one in (self.own, self.other)]
        if route in ("/v1/absences/preview", "/v1/absences/apply"):
            body.get("edit", body).pop("closes")  # of one clinician: no day is closed with it
        body = json.dumps(body)
        for _ in range(1 if route in GUESSING else 20):
            status, reply = terminal.ask_once("POST", route, body, uuid7())
            if status != TOO_MANY:
                break
            time.sleep(0.1)
        code = reply.get("error", {}).get("code", "") if isinstance(reply, dict) else ""
        return status, code, json.dumps(reply, ensure_ascii=False)

    def kept(self):
        """The other client's record, as the privacy officer reads it."""
        room = self.box.terminal("therapy-room", f"Reading {time.monotonic_ns()}")
        room.sign_in("privacy.officer", self.passwords["privacy_officer"])
        return [must(room.get(path.format(**self.other))) for path in LOOKED_AT]

    def test_every_role_writes_what_the_table_says_and_hears_nothing_else(self):
        before = self.kept()
        wrong, leaks, through, names = [], [], set(), set()
        # Where somebody has guessed passwords, the next one waits: each has their own terminal.
        for letter, role, terminal in self.signed_in_everywhere(new_for_each=True):
            for (route, stations, who), own in itertools.product(writes(), (True, False)):
                if own and (route in GUESSING
                            or not self.at_the_gate(letter, role, stations, who)):
                    continue  # neither a guess nor the gate is about a client
                _, code, text = self.sent(terminal, route, self.own if own else self.other)
                where = f"{role} at {letter}, {'own' if own else 'other'}: {route}: {code}"
                leaks += [f"{where}: {word}" for word in forbidden_words(role) if word in text]
                names |= {(route, role)} if "Wilk" in text else set()
                if not self.at_the_gate(letter, role, stations, who):
                    wrong += [where] if code not in REFUSED else []
                    continue
                if not own and role in CLINICAL and route in OF_THE_TEAM | OF_A_NOTE:
                    wrong += [where] if code != "forbidden" else []
                if code not in REFUSED:
                    through.add(route)
                    asked_of = {name.split(".")[-1] for name, _, _ in self.fields[route]}
                    if code in NOT_WELL_FORMED and asked_of & NAMES_SOMEBODY:
                        wrong.append(f"{where} {text}")
        self.assertEqual(wrong, [])
        self.assertEqual(leaks, [])
        self.assertIn(("/v1/clients/search", "front_desk"), names)  # the search can find a name
        # Somebody came as far as the handler of each: what refused the others was not the body.
        at_a_desk_or_room = {route for route, stations, who in writes()
                             if set(stations) & set(STATIONS) and who != ["enrolment"]}
        self.assertEqual(at_a_desk_or_room - through - ASK_FOR_THE_PASSWORD, set())
        after = self.kept()
        self.assertEqual(but_for_tries(after), but_for_tries(before))
        self.assertNotEqual(after, before)  # the tries: so what is added is seen

    @staticmethod
    def at_the_gate(letter, role, stations, who):
        return letter in stations and (who[0] in ("device", "signed-in") or role in who)

    def test_at_the_lobby_and_signed_out_nothing_of_a_client_is_said(self):
        signed_out = [self.box.terminal(station, f"Signed out {station}")
                      for station in STATIONS.values()]
        for letter, terminal in zip("ldr", (self.lobby, *signed_out)):
            for route, stations, who in writes():
                _, code, text = self.sent(terminal, route, self.own)
                if who != ["device"] or letter not in stations:
                    self.assertIn(code, REFUSED, (letter, route, text))
                for word in (OWN_WORDS, *ANSWERS, "Ferreira", BORN, PHONE):
                    self.assertNotIn(word, text, (letter, route))

    def test_a_revoked_terminal_and_a_person_locked_out_write_nothing_more(self):
        room = self.box.terminal("therapy-room", "Stolen")
        room.sign_in("clinician", self.passwords["clinician"])
        elsewhere = self.box.terminal("therapy-room", "Elsewhere")
        elsewhere.sign_in("somebody.else", "herons somebody.else over the marsh")
        must(room.get("/v1/session"))
        self.box.revoked("Stolen")
        self.box.answer(self.box.ctl("staff", "disable", "somebody.else", "--json"))
        for route, _, who in writes():
            again = Terminal(self.box.port, self.box.identities["Stolen"])
            again.session = room.session
            status, code, text = self.sent(again, route, self.own)
            again.close()
            self.assertEqual((status, code), (403, "device_revoked"), (route, text))
            _, code, text = self.sent(elsewhere, route, self.other)
            if who != ["device"]:
                self.assertIn(code, REFUSED, (route, text))
            self.assertNotIn(OTHER_WORDS, text, route)


if __name__ == "__main__":
    unittest.main()
