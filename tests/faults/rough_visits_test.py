#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Visits at real terminals whose server and terminals are killed and whose cables are cut, late or
lossy, each at a random moment. After each round every sentence and every answer that stood on a
screen for more than a second before is in the store once, and an alert stands on the screens of
clinician and desk. What the screens of room, lobby and desk claim before the fault, at its moment,
while it lasts and when all is calm again is compared with the store (claims.py).

ALCOVE_ROUNDS=200 is the long form (tests/faults/run); ALCOVE_SEED repeats one. In short: one
round, with another fault and another client each day; ALCOVE_FAULT="cut and room" names one, and
ALCOVE_ENDS="goes on" how far the client comes (lobby_script.py).
"""

import collections
import datetime
import os
import random
import sys
import threading
import time
import unittest

from claims import OWED, SAFE, Moment, Seen, Stored, Visit
from desk_steps import row_of
from links import CUT, DELAYED, GOOD, LOSSY
from lobby_script import ENDS, LobbyScript
from rough_clinic import RoughClinic, must
from screens import DATA, Screen, Watch

ROUNDS = int(os.environ.get("ALCOVE_ROUNDS", "1"))
SEED = int(os.environ.get("ALCOVE_SEED", "20261126"))
LINK_ROOM, LINK_LOBBY, LINK_DESK = range(3)
LINKS = (LINK_ROOM, LINK_LOBBY, LINK_DESK)
SENTENCES = 9  # of a round
ROUNDS_OF_A_NOTE = 10
ROUNDS_OF_A_SESSION = 15
PROMISED_S = 1.0
SETTLE_S = 90
PAUSE_S = 0.25
FAULTS = ("server and room", "room", "cut", "lobby", "late", "server", "lossy", "cut and room",
          "server and lobby", "cut and lobby")
DAY = 0 if ROUNDS >= len(FAULTS) else datetime.date.today().toordinal()
FIRST = os.environ.get("ALCOVE_FAULT") or FAULTS[DAY % len(FAULTS)]
STATES = {"cut": CUT, "late": DELAYED, "lossy": LOSSY}
WORDS_OF_A_NOTE = ("she", "slept", "four", "hours", "and", "walked", "by", "the", "river", "twice")


class RoughVisitsTest(unittest.TestCase):
    def setUp(self):
        self.dice = random.Random(SEED)
        self.counts = collections.Counter()
        self.clinic = RoughClinic(len(LINKS))
        self.addCleanup(self.clinic.close)
        self.desk = self.clinic.signed_in("front-desk", "Desk", "front_desk")
        self.beside = self.clinic.signed_in("therapy-room", "Beside", "clinician")
        first = self.clinic.terminal("therapy-room", "First")
        self.author, self.password = self.clinic.person("author", "clinician", first)
        self.room = self.screen("Room 1", LINK_ROOM, "therapy-room")
        self.lobby = self.screen("Lobby 1", LINK_LOBBY, "lobby")
        self.at_desk = self.screen("Desk 1", LINK_DESK, "front-desk")
        self.screens = {"room": self.room, "lobby": self.lobby, "desk": self.at_desk}
        self.sentences, self.surname = [], None
        self.dead, self.moments = {}, []  # of this round

    def screen(self, name, link, station):
        made = Screen(self.clinic, name, link)
        self.addCleanup(made.close)
        made.enrol(station)
        return made

    # A round ----------------------------------------------------------------------------------

    def test_nothing_is_lost_and_no_screen_lies(self):
        self.room.sign_in("author", self.password)
        self.at_desk.sign_in(*self.clinic.staff["front_desk"])
        print(f"rough visits: to play this again: ALCOVE_FAULT=\"{FIRST}\" "
              f"ALCOVE_ENDS=\"{ends_of(0)}\" ALCOVE_SEED={SEED} ALCOVE_ROUNDS={ROUNDS}", flush=True)
        began = time.monotonic()
        for number in range(ROUNDS):
            # Each kind in turn: which of them comes when is no matter of luck.
            fault = FAULTS[(FAULTS.index(FIRST) + number) % len(FAULTS)]
            try:
                self.one_round(number, fault)
                if number % ROUNDS_OF_A_NOTE == ROUNDS_OF_A_NOTE - 1 and number + 1 < ROUNDS:
                    self.report(number + 1, time.monotonic() - began)
            except Exception:
                print(f"round {number} ({fault}), seed {SEED}", file=sys.stderr, flush=True)
                raise
        self.report(ROUNDS, time.monotonic() - began)
        self.assertGreater(self.counts["sentences"] + self.counts["answers"], ROUNDS)

    def report(self, rounds, seconds):
        told = "; ".join(f"{name} {count}" for name, count in sorted(self.counts.items()))
        print(f"rough visits: {rounds} rounds in {seconds:.0f} s over {self.clinic.links.kind}: "
              f"{told}; none lost, none twice, no claim that did not hold", flush=True)

    def one_round(self, number, fault):
        if number % ROUNDS_OF_A_NOTE == 0:
            self.begin_a_note(number)
        if number % ROUNDS_OF_A_SESSION == ROUNDS_OF_A_SESSION - 1:  # before it locks itself
            self.desk.sign_in(*self.clinic.staff["front_desk"])
            self.beside.sign_in(*self.clinic.staff["clinician"])
        family = f"Lobby{letters(number)}"
        phone = f"716-555-{2000 + number}"
        client = self.clinic.registered(self.desk, ("Ana", family), "1980-02-03", phone,
                                        [self.author])
        self.clinic.booked_somewhere(self.desk, client, self.clinicians())
        self.bring_into_view(family)
        script = LobbyScript(self.lobby, family, "02031980", phone[-4:], ends_of(number))
        watch = Watch(self.room, self.sentences)
        writing = threading.Thread(target=self.write, args=(number,), daemon=True)
        visiting = threading.Thread(target=script.play, daemon=True)
        writing.start()
        visiting.start()
        self.dead, self.moments = {}, []
        until = self.dice.uniform(0.3, ENDS[script.ends])
        time.sleep(until / 2)
        self.look("before a fault")
        time.sleep(until / 2)
        self.break_it(fault)
        self.heal(fault)
        writing.join()
        visiting.join()
        self.settle(script, watch)
        watch.end()
        self.judge(number, watch, script, client)
        self.counts[f"rounds: {fault}"] += 1

    def clinicians(self):
        return [one["id"] for one in must(self.desk.get("/v1/staff"))["items"]
                if "clinician" in one["roles"] and one["id"] != self.author]

    def begin_a_note(self, number):
        self.surname = f"Room{letters(number)}"
        client = self.clinic.registered(self.desk, ("Eva", self.surname), "1970-02-03",
                                        f"716-555-{1000 + number}", [self.author])
        self.clinic.booked_somewhere(self.desk, client, [self.author])
        self.sentences.clear()
        if number:
            self.room.stop()
            self.room.start()
            self.room.sign_in("author", self.password)
        self.room.open_note(self.surname)

    def write(self, number):
        """Ends with the terminal, if that is killed."""
        self.room.follow_this_life()
        try:
            self.room.click(DATA)
            self.room.key("ctrl+End")
            for sentence in range(SENTENCES):
                words = " ".join(random.choice(WORDS_OF_A_NOTE) for _ in range(6))
                text = f"{mark(number)}{sentence} {words}"
                self.sentences.append(text)
                self.room.type(f"{text}. ")
                self.room.wait("the sentence", lambda text=text: text in (
                    self.room.value(DATA) or ""))
                time.sleep(PAUSE_S)
        except RuntimeError:
            if "room" not in self.dead:
                raise

    def look(self, when):
        """At every screen that runs, and at the box's disk."""
        running = {name: one for name, one in self.screens.items()
                   if one.process.poll() is None}
        self.moments.append(Moment(when, self.clinic, running).copy_the_box())

    def break_it(self, fault):
        for name, state in STATES.items():
            if name in fault:
                for link in LINKS:
                    self.clinic.links.set(link, state)
        if "cut and" in fault:  # so that a terminal dies with something that it keeps
            time.sleep(self.dice.uniform(0.0, 3.0))
        moment = Moment("at a fault", self.clinic, self.screens)
        if "server" in fault:
            self.clinic.kill()
        for name in ("room", "lobby"):
            if name in fault:
                self.dead[name] = time.monotonic()
                self.screens[name].kill()
                moment.look_again(name, self.screens[name])
        self.moments.append(moment.copy_the_box())

    def heal(self, fault):
        time.sleep(self.dice.uniform(0.1, 2.0))
        self.look("during a fault")
        time.sleep(self.dice.uniform(0.1, 2.0))
        if "server" in fault:
            self.clinic.come_back()
        if any(name in fault for name in STATES):
            time.sleep(self.dice.uniform(0.0, 5.0))
        for link in LINKS:
            self.clinic.links.set(link, GOOD)
        if "room" in self.dead:
            self.room.start()
            self.room.sign_in("author", self.password)
            self.room.open_note(self.surname)
        if "lobby" in self.dead:
            self.lobby.start()

    def settle(self, script, watch):
        self.room.wait("“Safe on the box”", lambda: self.room.claim()[0].startswith(SAFE),
                       SETTLE_S)
        if "lobby" not in self.dead:
            self.look("before the client goes")
            self.dead["lobby"] = time.monotonic()
            script.leave()
        assert watch.going

    # What is compared -------------------------------------------------------------------------

    def contents(self):
        drafts, siblings = self.clinic.rows("SELECT content FROM note_draft",
                                            "SELECT content FROM note_sibling")
        return ([row[0].decode("utf-8", "replace") for row in drafts],
                [row[0].decode("utf-8", "replace") for row in siblings])

    def alerts_of(self, family):
        return self.clinic.rows("SELECT alert.id FROM alert JOIN client ON client.id = alert.client"
                                f" WHERE client.legal_family = '{family}'")[0]

    def judge(self, number, watch, script, client):
        self.judge_lobby(script, client)
        visit = Visit(script.family)
        self.look("afterwards")
        still = [one for moment in self.moments for one in moment.judge(visit, self.counts)]
        store = Stored.of(self.clinic, self.clinic.files(), script.family)
        for claim, said in still:
            self.assertTrue(claim.true(store, said), f"“{claim.name}”, and it has not come home: "
                            f"…{said[-90:]}")
        self.nothing_is_left_unsaid(store, visit)
        self.judge_room(number, watch)
        self.answer_alerts()

    def bring_into_view(self, family):
        """On the board of the desk's window, which tells no state of a row below its edge."""
        self.at_desk.click(row_of(self.at_desk, family))

    def nothing_is_left_unsaid(self, store, visit):
        self.bring_into_view(visit.family)
        for claim in OWED:
            if claim.said(store):
                screen = self.screens[claim.screen]
                screen.wait(claim.name, lambda claim=claim, screen=screen: claim.true(
                    Seen(screen), visit), SETTLE_S)
                self.counts[f"owed, {claim.screen}: {claim.name}"] += 1

    def judge_room(self, number, watch):
        drafts, siblings = self.contents()
        until = self.dead.get("room", time.monotonic()) - PROMISED_S
        for sentence in self.sentences:
            since = watch.since.get(sentence)
            if since is None or since > until:
                self.counts["sentences younger than a second"] += 1
                continue
            self.counts["sentences"] += sentence.startswith(mark(number))
            times = sum(one.count(sentence) for one in drafts)
            self.assertLessEqual(times, 1, f"“{sentence}” is there twice")
            if times == 0:
                self.counts["sentences beside the note"] += 1
                self.assertTrue(any(sentence in one for one in siblings),
                                f"“{sentence}” is lost")
        said, text = self.room.claim()
        self.assertTrue(said.startswith(SAFE), said)
        self.assertTrue(any(text.rstrip() in one for one in drafts), "the screen has other words")
        # From here on it is kept: a later kill may not take it.
        for sentence in self.sentences:
            if sentence in text:
                watch.since[sentence] = 0.0
        self.sentences[:] = [one for one in self.sentences if one in text]

    def judge_lobby(self, script, client):
        until = self.dead["lobby"] - PROMISED_S
        wanted = [(item, points) for item, points, at in script.answered if at <= until]
        key = client.replace("-", "")
        query = ("SELECT item, points FROM questionnaire_answer a JOIN questionnaire q ON "
                 f"q.id = a.questionnaire WHERE q.client = x'{key}'")
        deadline = time.monotonic() + SETTLE_S
        while True:
            found = self.clinic.rows(query)[0]
            if all(one in found for one in wanted) or time.monotonic() > deadline:
                break
        for one in wanted:
            self.assertEqual(found.count(one), 1, f"answer {one}: {found}")
        self.counts["answers"] += len(wanted)
        if any(points for item, points, _ in script.answered
               if item == script.ITEM_NINE and (item, points) in wanted):
            self.counts["alerts"] += 1
            self.assertEqual(len(self.alerts_of(script.family)), 1)

    def answer_alerts(self):
        """So that the next one is seen to come."""
        for call in must(self.desk.get("/v1/check_in/help_calls"))["items"]:
            must(self.desk.post("/v1/check_in/answer_call", {"call": call["call"]}))
        for alert in must(self.beside.get("/v1/alerts"))["items"]:
            must(self.beside.post("/v1/alerts/open", {"alert": alert["alert"]}))
            must(self.beside.post("/v1/alerts/acknowledge", {
                "alert": alert["alert"], "action": "seen_now", "words": ""}))
        for screen in (self.room, self.at_desk):
            screen.wait_gone("alert_row_1")


def ends_of(number):
    """How far the client of that round comes: every way with every fault, in the long run."""
    ways = list(ENDS)
    first = os.environ.get("ALCOVE_ENDS") or ways[(DAY + DAY // len(FAULTS)) % len(ways)]
    return ways[(ways.index(first) + number + number // len(FAULTS)) % len(ways)]


def mark(number):
    """What each sentence of that round begins with."""
    return f"N{number:03}x"


def letters(number):
    """A name that nobody else has, without figures."""
    return "".join(chr(ord("a") + number // 26 ** place % 26) for place in (1, 0))


if __name__ == "__main__":
    unittest.main()
