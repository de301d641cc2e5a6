#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every route that reads, asked over the wire by every role at every station about a client of
their own and about somebody else's, before and after the terminal is revoked and the person locked
out, against what is written here by hand. Every reply is searched for what its reader may not see.

access_writes_test.py sends every route that writes."""

import http.client
import json
import statistics
import threading
import time
import unittest
from datetime import date, timedelta

from around_the_book import BUT_THE_BILLER, KEEPERS, readers
from besieged import must
from terminal import Terminal, decode
from two_clients import (ANSWERS, BORN, OTHER_WORDS, OWN_WORDS, PHONE, REFUSED, STATIONS,
                         TwoClients, forbidden_words, routes)

POLL_S = 0.025  # a terminal may ask 50 times a second
AT_ONCE_S = 1.0  # docs/guides/terminals.md, of a stolen one
STOLEN = 5

# What is asked, by route; of a few in two ways. {client} and what else is in braces is the client's
# in question, {clinician} sees them; {service} is one of the clinic's. A route of the table that is
# not here fails the test.
ASKED = {
    "/v1/administration/box": "", "/v1/administration/people": "",
    "/v1/administration/people/languages": "",
    "/v1/administration/terminals": "", "/v1/session/voucher": "",

    "/v1/alerts": "", "/v1/alerts/waiting": "", "/v1/check_in/calls_waiting": "",
    "/v1/appointments/day": "", "/v1/appointments/day_list": "", "/v1/appointments/my_day": "",
    "/v1/appointments/between": "?from={day}T00:00&until={day}T23:55",
    "/v1/appointments/free": "?start={day}T09:00&minutes=30&client={client}",
    "/v1/appointments/first_free": "?service={service}&client={client}&room_need=none",
    "/v1/appointments/free_meeting": "?start={day}T09:00&minutes=30&service={service}"
                                     "&except={meeting}",
    "/v1/appointments/of_client": "?client={client}",
    "/v1/appointments/open": "?appointment={appointment}",
    "/v1/appointments/meeting": "?meeting={meeting}",
    "/v1/appointments/cancelling_meeting": "?meeting={meeting}",
    "/v1/groups": "", "/v1/groups/open": "?group={group}",
    "/v1/groups/history": "?group={group}&membership={membership}",
    "/v1/availability/closed_days": "", "/v1/availability/history": "?record={time_off}",
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
    "/v1/series/open": ("?series={series}", "?appointment={appointment}"),
    "/v1/set_aside": "?which=open",
    "/v1/set_aside/read": ("?record={aside_note}", "?record={aside_wait}"),
    "/v1/calendar/file": "?clinician={clinician}&from={day}&until={in_ten_days}",
    "/v1/absences/lists": "", "/v1/absences/calls": "?absence={absence}",
    "/v1/day_close/look": "", "/v1/clients/wishes": "?client={client}",
    "/v1/reminders/day": "?day={day}", "/v1/reminders/letterhead": "",
    "/v1/reminders/print_absence_calls": "?absence={absence}",
    "/v1/reminders/print_calls": "?day={day}", "/v1/reminders/print_letters": "?day={day}",
    "/v1/reminders/print_slip": "?client={client}",
    "/v1/waiting_room/display": "",
    "/v1/waitlist/matches": "?clinician={clinician}&start={in_ten_days}T11:00&minutes=240",
    "/v1/waitlist/of_client": "?client={client}", "/v1/waitlist/open": "?wait_entry={wait_entry}",
    "/v1/waitlist/report": "?from={day}&until={day}", "/v1/waitlist/standards": "",
    "/v1/waitlist/waiting": "",
    "/v1/session": "", "/v1/staff": "", "/v1/terminal": "", "/v1/terminal/place": ""}
NOT_ASKED = {"/v1/live"}  # never ends
# Of clinical content: theirs alone, but for the privacy officer.
OF_A_CHART = {route for route in ASKED if route.startswith(("/v1/chart", "/v1/notes"))} | {
    "/v1/questionnaires/entered_in_error", "/v1/questionnaires/result",
    "/v1/questionnaires/scores"}
OF_A_CHART.remove("/v1/notes/sibling")  # there is none, of anybody
# What was asked for is not there, or cannot be done now: whoever may ask hears that.
NOTHING_THERE = {"/v1/notes/sibling", "/v1/check_in/preview_correction",
                 "/v1/reminders/print_letters", "/v1/reminders/print_slip"}
# A word of answers that says something else there: how bad a condition of the box is.
SAYS_SOMETHING_ELSE = {("/v1/administration/box", '"severity"')}
# Around the book and on no bill (docs/decisions/0085-what-the-biller-does-not-see.md).
NOT_THE_BILLERS = {"/v1/absences/lists", "/v1/absences/calls",
                   "/v1/appointments/cancelling_meeting", "/v1/groups/open", "/v1/groups/history",
                   "/v1/waitlist/waiting", "/v1/waitlist/of_client", "/v1/waitlist/open",
                   "/v1/waitlist/matches"}


def reads():
    """Path, letters of its stations, who may use it, what is asked of it."""
    for route, stations, who in routes("GET", NOT_ASKED):
        asked = ASKED[route]
        for query in (asked,) if isinstance(asked, str) else asked:
            yield route, stations, who, query


# pylint: disable-next=too-many-arguments
def may(route, query, stations, who, role, station, own):
    if station not in stations or (station == "d" and "{aside_note}" in query):
        return False
    if who[0] in ("device", "signed-in"):
        return True
    if role not in who or (route in NOT_THE_BILLERS and role not in BUT_THE_BILLER):
        return False
    if route == "/v1/calendar/file":  # one's own, and whoever keeps the book anybody's
        return role in KEEPERS or (own and role == "clinician")
    return own or route not in OF_A_CHART or role == "privacy_officer" or "my_day" in route


class AccessTest(TwoClients):
    def asked(self, terminal, route, query, about):
        other = self.other if about is self.own else self.own
        later = date.fromisoformat(self.day) + timedelta(days=10)
        query = query.format(**about, service=self.service, in_ten_days=later.isoformat(),
                             other_appointment=other["appointment"])
        status, reply = terminal.get(route + query)
        text = json.dumps(reply, ensure_ascii=False)
        if route == "/v1/calendar/file" and status == 200:
            text = decode(reply["file"]).decode()
            self.assertIn("BEGIN:VEVENT", text)
            for word in ("Ferreira", "Ana", "Wilk", "Tomasz", "10002", "10003"):
                self.assertNotIn(word, text)  # it leaves the building
        return status, reply, text

    def test_the_table_is_asked_whole(self):
        self.assertEqual({route for route, _, _ in routes("GET", NOT_ASKED)}, set(ASKED))

    def test_everybody_reads_what_the_table_says_and_nothing_else(self):
        wrong, leaks, readers_of = [], [], {word: set() for word in readers()}
        for letter, role, terminal in self.signed_in_everywhere():
            for route, stations, who, query in reads():
                for own, about in ((True, self.own), (False, self.other)):
                    status, reply, text = self.asked(terminal, route, query, about)
                    expected = may(route, query, stations, who, role, letter, own)
                    answered = status == 200
                    if route in NOTHING_THERE:
                        answered = reply.get("error", {}).get("code") not in REFUSED
                    where = f"{role} at {letter}, {'own' if own else 'other'}: {route}"
                    if answered != expected:
                        wrong.append(f"{where}: {status} {reply.get('error')}")
                    leaks += [f"{where}: {word}" for word in forbidden_words(role)
                              if word in text and (route, word) not in SAYS_SOMETHING_ELSE]
                    for word in readers_of:
                        readers_of[word] |= {role} if word in text else set()
        self.assertEqual(wrong, [])
        self.assertEqual(leaks, [])
        self.assertEqual(readers_of, readers())  # and whoever may read it could

    def test_the_search_that_finds_no_leak_can_find_one(self):
        for letter, role, terminal in self.signed_in_everywhere():
            if (letter, role) == ("r", "privacy_officer"):
                seen = "".join(self.asked(terminal, route, ASKED[route], about)[2]
                               for route in sorted(OF_A_CHART)
                               for about in (self.own, self.other))
                self.assertEqual([word for word in (OWN_WORDS, OTHER_WORDS, *ANSWERS, "Ferreira")
                                  if word not in seen], [])

    def test_at_the_lobby_and_signed_out_nothing_of_a_client_is_read(self):
        signed_out = [self.box.terminal(station, f"Signed out {station}")
                      for station in STATIONS.values()]
        for terminal in (self.lobby, *signed_out):
            letter = {"lobby": "l"}.get(must(terminal.get("/v1/terminal"))["station"])
            for route, stations, who, query in reads():
                status, reply, text = self.asked(terminal, route, query, self.own)
                if who != ["device"] or (letter and letter not in stations):
                    self.assertNotEqual(status, 200, route)
                for word in (OWN_WORDS, *ANSWERS, "Ferreira", BORN, PHONE, *readers()):
                    self.assertNotIn(word, text, (route, reply))

    def test_a_revoked_terminal_and_a_person_locked_out_read_nothing_more(self):
        elsewhere = self.box.terminal("therapy-room", "Elsewhere")
        elsewhere.sign_in("somebody.else", "herons somebody.else over the marsh")
        stolen = [self.stolen(f"Stolen {number}") for number in range(STOLEN)]
        late = sorted(at for _, at in stolen)
        print("seconds from the end of “terminal revoke” to the refusal: "
              + ", ".join(f"{one:+.3f}" for one in late), flush=True)
        # Of five: a machine that is busy may be late with one, and never by much.
        self.assertLess(statistics.median(late), AT_ONCE_S)
        self.assertLess(late[-1], 3 * AT_ONCE_S)
        self.box.answer(self.box.ctl("staff", "disable", "somebody.else", "--json"))
        session = stolen[0][0].session
        for route, _, who, query in reads():
            again = Terminal(self.box.port, self.box.identities["Stolen 0"])
            again.session = session
            status, reply, _ = self.asked(again, route, query, self.own)
            self.assertEqual((status, reply["error"]["code"]), (403, "device_revoked"), route)
            again.close()
            if who != ["device"]:
                _, reply, _ = self.asked(elsewhere, route, query, self.other)
                self.assertEqual(reply["error"]["code"], "not_signed_in", route)

    def stolen(self, name):
        """A terminal at which somebody is signed in, revoked while it asks all the time; how long
        after the command's end it heard no (below zero: before the command had ended)."""
        room = self.box.terminal("therapy-room", name)
        room.sign_in("clinician", self.passwords["clinician"])
        must(room.get("/v1/session"))
        told, ended = [], threading.Event()
        asking = threading.Thread(target=self.until_it_ends, args=(room, told, ended), daemon=True)
        asking.start()
        self.box.revoked(name)
        at = time.monotonic()
        self.assertTrue(ended.wait(60), "it goes on being answered")
        asking.join()
        self.assertGreater(len(told), 1)  # it was answered until then
        return room, told[-1] - at

    @staticmethod
    def until_it_ends(terminal, told, ended):
        """Asks on the connection that is open, until the box refuses or ends it; `told` gets the
        time after each answer, and after that end."""
        link = terminal.link
        try:
            while True:
                link.request("GET", "/v1/session", None, terminal.headers())
                refused = json.loads(link.getresponse().read()).get("error")
                told.append(time.monotonic())
                if refused:
                    break
                time.sleep(POLL_S)
        except (OSError, http.client.HTTPException):
            told.append(time.monotonic())
        ended.set()


if __name__ == "__main__":
    unittest.main()
