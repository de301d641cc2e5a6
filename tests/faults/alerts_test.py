#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Clients at a real lobby terminal answer that they think of hurting themselves while the server
or that terminal is killed and cables are cut, late or lossy. Each alert stands once at the
clinician it is meant for, on their window too, and at the front desk, with who answered; no other
station hears of it before it escalates.

ALCOVE_VISITS=200 is the long form (tests/faults/run); in short other faults come each day.
ALCOVE_FIRST_VISIT=100 goes on where another run of the same seed ended.
"""

import collections
import datetime
import http.client
import os
import random
import ssl
import threading
import time
import unittest

from links import CUT, DELAYED, GOOD, LOSSY
from lobby_script import LobbyScript
from rough_clinic import FarTerminal, RoughClinic, must
from screens import Screen

SEED = int(os.environ.get("ALCOVE_SEED", "20261126"))
LOBBY, RIGHT, DESK, WRONG, RIGHT_WINDOW, WRONG_WINDOW = range(6)
FAULTS = (None, "server", "lobby cut", "lobby killed", "lobby late", "room cut",
          "lobby cut and killed", "lobby lossy", "room late", "server and lobby cut",
          "room lossy")
VISITS = int(os.environ.get("ALCOVE_VISITS", "4"))
LONG = VISITS >= len(FAULTS)
FIRST = int(os.environ.get("ALCOVE_FIRST_VISIT", "0")) if LONG else (
    datetime.date.today().toordinal() * VISITS % len(FAULTS))
GONE = (OSError, ssl.SSLError, http.client.HTTPException)
PATIENCE_S = 120
VISITS_OF_A_SESSION = 20
KEPT_WITHIN_S = 1.0  # what stood on a screen for so long is sealed on its disk
SILENCE_S = 8  # as every terminal's: nothing heard for so long is no connection
ALERT = "alert_row_1"


def insist(ask):
    """The same request until the box has answered, as a terminal's spool does."""
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            return ask()
        except GONE:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


class Station:
    """Follows the event stream and reads the alerts anew when it says so, as a kiosk does."""

    def __init__(self, clinic, link, name, seat):
        self.stream = FarTerminal(clinic.links.address(link), clinic.port,
                                  clinic.identities[name], timeout=SILENCE_S)
        self.asking = clinic.far(link, name)
        self.asking.timeout = 4
        self.asking.session = self.stream.session = seat and seat.session
        self.first = {}  # alert: when it was read here for the first time
        self.items = {}
        self.kinds = collections.Counter()
        self.going = True
        self.following = threading.Thread(target=self._follow, daemon=True)
        self.following.start()

    def _follow(self):
        while self.going:
            try:
                self._hear()
            except GONE:
                self.stream.close()
                time.sleep(0.2)

    def _hear(self):
        link = http.client.HTTPSConnection("box", timeout=SILENCE_S)
        link.sock = self.stream.connection()
        self.stream.link = link  # closed with the station's stream
        link.request("GET", "/v1/live", None, self.stream.headers())
        reply = link.getresponse()
        if reply.status != 200:
            raise http.client.HTTPException(reply.status)
        self._read()
        while self.going:
            line = reply.readline().decode()
            if not line:
                raise ConnectionError
            kind = line.split('"kind":"')[1].split('"')[0]
            self.kinds[kind] += 1
            if kind in ("alert_changed", "start_over"):
                self._read()

    def _read(self):
        if not self.asking.session:
            return
        status, reply = insist(lambda: self.asking.get("/v1/alerts"))
        assert status == 200, reply
        seen = time.monotonic()
        for item in reply["items"]:
            self.first.setdefault(item["alert"], seen)
            self.items[item["alert"]] = item

    def close(self):
        self.going = False


class AlertsTest(unittest.TestCase):
    def setUp(self):
        self.dice = random.Random(SEED)
        self.clinic = RoughClinic(6)
        self.addCleanup(self.clinic.close)
        clinic = self.clinic
        self.desk = clinic.signed_in("front-desk", "Desk", "front_desk")
        self.room, self.other_room = (clinic.terminal("therapy-room", name)
                                      for name in ("Room", "Other room"))
        self.lena, self.password = clinic.person("lena", "clinician", self.room)
        self.room.sign_in("lena", self.password)
        self.olga, self.other_password = clinic.person("olga", "clinician", self.other_room)
        self.other_room.sign_in("olga", self.other_password)
        clinic.terminal("lobby", "Another lobby")
        self.other_lobby = clinic.far(LOBBY, "Another lobby")
        self.right = Station(clinic, RIGHT, "Room", self.room)
        self.at_desk = Station(clinic, DESK, "Desk", self.desk)
        self.wrong = Station(clinic, WRONG, "Other room", self.other_room)
        self.in_lobby = Station(clinic, LOBBY, "Another lobby", None)
        self.stations = [self.right, self.at_desk, self.wrong, self.in_lobby]
        self.escalated = 0
        self.shown_wrongly = []  # when
        self.to_screen = collections.defaultdict(list)  # place: seconds
        self.windows, self.telling = {}, collections.Counter()
        self.killed = threading.Event()
        self.open_windows()

    def open_windows(self):
        self.lobby = Screen(self.clinic, "Lobby 1", LOBBY)
        self.addCleanup(self.lobby.close)
        self.lobby.enrol("lobby")
        for name, link, who in (("Room window", RIGHT_WINDOW, ("lena", self.password)),
                                ("Other window", WRONG_WINDOW, ("olga", self.other_password))):
            screen = Screen(self.clinic, name, link)
            self.addCleanup(screen.close)
            screen.enrol("therapy-room")
            screen.sign_in(*who)
            self.windows[name] = screen
        threading.Thread(target=self.watch_the_other_window, daemon=True).start()

    def watch_the_other_window(self):
        screen = self.windows["Other window"]
        while screen.process.poll() is None:
            if screen.visible(ALERT):
                self.shown_wrongly.append(time.time())
            time.sleep(0.05)

    def test_no_alert_is_lost_and_none_is_shown_to_the_wrong_station(self):
        print(f"alerts: to play this again: ALCOVE_VISITS={VISITS} ALCOVE_FIRST_VISIT={FIRST} "
              f"ALCOVE_SEED={SEED}", flush=True)
        for number in range(FIRST, FIRST + VISITS):
            fault = FAULTS[number % len(FAULTS)]
            with self.subTest(visit=number, fault=fault, seed=SEED):
                self.one_visit(number, fault)
            if number % VISITS_OF_A_SESSION == VISITS_OF_A_SESSION - 2:
                print(f"alerts: {number + 1 - FIRST} visits, every alert was at both places",
                      flush=True)
                self.report_times()
        for station in self.stations:
            station.close()
        self.nobody_else_was_told()
        self.report()

    def one_visit(self, number, fault):
        if number % VISITS_OF_A_SESSION == VISITS_OF_A_SESSION - 1:  # before it locks itself
            self.sign_in_anew()
        for screen in self.windows.values():  # likewise
            screen.key("Tab")
        family = family_of(number)
        phone = f"716-555-{2000 + number}"
        client = insist(lambda: self.clinic.registered(
            self.desk, ("Ana", family), "1980-02-03", phone, [self.lena]))
        self.clinic.booked_somewhere(self.desk, client, [self.lena, *self.hired()])
        script = LobbyScript(self.lobby, family, "02031980", phone[-4:], patience=PATIENCE_S)
        script.points_of_nine = 1 + number % 3
        self.killed.clear()
        began, breaking = [], threading.Thread(target=self.break_and_heal, args=(fault, script))

        def answer_is_given():
            breaking.start()
            began.append(time.monotonic())

        script.before_nine = answer_is_given
        script.play()
        try:
            self.assertEqual(len(began), 1, "the client did not come to item 9")
            if "killed" in (fault or ""):
                # Here, because a terminal ends with the thread that started it.
                self.assertTrue(self.killed.wait(PATIENCE_S), "the lobby was not killed")
                self.lobby.start()
            alert = self.arrives(began[0], fault)
        finally:
            if began:
                breaking.join()
            script.leave()
        self.answer_it(alert, client, family)

    def sign_in_anew(self):
        for at, station, who in ((self.desk, self.at_desk, self.clinic.staff["front_desk"]),
                                 (self.room, self.right, ("lena", self.password)),
                                 (self.other_room, self.wrong, ("olga", self.other_password))):
            at.sign_in(*who)
            station.asking.session = station.stream.session = at.session

    def hired(self):
        return [one["id"] for one in must(self.desk.get("/v1/staff"))["items"]
                if "clinician" in one["roles"] and one["id"] not in (self.lena, self.olga)]

    def break_and_heal(self, fault, script):
        """Begins with the touch on Next below item 9."""
        if fault is None:
            return
        states = {"cut": CUT, "late": DELAYED, "lossy": LOSSY}
        state = next((states[word] for word in states if word in fault), None)
        if state is not None:
            places = (LOBBY,) if "lobby" in fault else (RIGHT, RIGHT_WINDOW)
            for place in places:
                self.clinic.links.set(place, state)
        if "server" in fault:
            time.sleep(self.dice.uniform(0, 0.15))
            self.clinic.kill()
            time.sleep(self.dice.uniform(0, 2))
            self.clinic.come_back()
        if "killed" in fault:
            self.kill_the_lobby(script)
        time.sleep(self.dice.uniform(0.5, 4))
        for place in range(6):
            self.clinic.links.set(place, GOOD)

    def kill_the_lobby(self, script):
        """kill -9 as soon as it says what became of the answer: the box has acknowledged it, or
        it is kept here until then."""
        said = self.lobby.wait("what became of the answer", lambda: (
            script.claim() and "a lobby killed after the box had the answer")
            or (script.sent_to_a_person() and "a lobby killed with the answer in its spool"))
        if "spool" in said:
            time.sleep(KEPT_WITHIN_S)
        self.telling[said] += 1
        self.lobby.kill()
        self.killed.set()

    def arrives(self, began, fault):
        """The one alert that is new, at both places that it is meant for."""
        until = time.monotonic() + PATIENCE_S
        pending = None
        while time.monotonic() < until:
            pending = {one for one in self.right.first if self.right.first[one] >= began
                       and one in self.at_desk.first}
            if pending and self.windows["Room window"].visible(ALERT):
                break
            time.sleep(0.01)
        self.assertEqual(len(pending), 1, "the alert is lost")
        self.assertTrue(self.windows["Room window"].visible(ALERT), "not on the window")
        self.to_screen["window"].append(time.monotonic() - began)
        alert = pending.pop()
        for name, station in (("room", self.right), ("desk", self.at_desk)):
            self.to_screen[name].append(station.first[alert] - began)
        if fault is None:
            self.to_screen["room, no fault"].append(self.right.first[alert] - began)
        return alert

    def answer_it(self, alert, client, family):
        self.assertEqual(self.at_desk.items[alert]["person"], f"Ana {family[0]}.")
        opened = must(insist(lambda: self.room.post("/v1/alerts/open", {"alert": alert})))
        self.assertEqual(opened["client"], client)
        must(self.room.post("/v1/alerts/acknowledge", {"alert": alert, "action": "seen_now",
                                                       "words": ""}))
        self.windows["Room window"].wait_gone(ALERT)

    def nobody_else_was_told(self):
        found, escalated = self.clinic.rows(
            "SELECT client.legal_family, count(*) FROM alert"
            " JOIN client ON client.id = alert.client WHERE client.legal_family LIKE 'Lobby%'"
            " GROUP BY client.id",
            "SELECT lower(hex(id)), escalated_at FROM alert WHERE escalation IS NOT NULL")
        self.assertEqual(dict(found), {family_of(number): 1
                                       for number in range(FIRST, FIRST + VISITS)})
        may_be_known = {one for one, _ in escalated}
        for alert in self.wrong.first:
            self.assertIn(alert.replace("-", ""), may_be_known, "shown to the wrong clinician")
        self.assertEqual(self.in_lobby.kinds["alert_changed"], 0)
        self.assertGreater(self.in_lobby.kinds["heartbeat"], 0)  # it has listened
        self.assertNotEqual(self.other_lobby.get("/v1/alerts")[0], 200)
        times = [at / 1000 for _, at in escalated]
        for at in self.shown_wrongly:
            self.assertTrue(any(since <= at for since in times), "on the wrong window")
        ours = {one.replace("-", "") for one in self.right.first}
        self.escalated = sum(one in ours for one in may_be_known)

    def report(self):
        print(f"alerts: {VISITS} visits over {self.clinic.links.kind}: none lost, none twice, none "
              f"at a wrong station; {self.escalated} escalated; "
              + ", ".join(f"{count} times {what}" for what, count in self.telling.items()),
              flush=True)
        self.report_times()

    def report_times(self):
        for place, seconds in self.to_screen.items():
            seconds = sorted(seconds)
            p50, p99 = (seconds[min(len(seconds) - 1, int(len(seconds) * part))]
                        for part in (0.5, 0.99))
            print(f"  answer to {place}: p50 {p50 * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms, "
                  f"most {seconds[-1] * 1000:.0f} ms", flush=True)


def family_of(number):
    """A name that nobody else has, without figures."""
    return f"Lobby{chr(97 + number // 26)}{chr(97 + number % 26)}"


if __name__ == "__main__":
    unittest.main()
