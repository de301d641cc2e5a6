#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Visits at real terminals whose server and terminals are killed and whose cables are cut, late or
lossy, each at a random moment. After each round every sentence and every answer that stood on a
screen for more than a second before is in the store once, an alert stands on the clinician's
screen, and whatever a screen claimed at the moment of a kill is compared with the store.

ALCOVE_ROUNDS=200 is the long form (tests/faults/run); ALCOVE_SEED repeats one. In short: one
round, with another fault each day; ALCOVE_FAULT="cut and room" names one.
"""

import collections
import datetime
import os
import random
import sys
import threading
import time
import unittest

from links import CUT, DELAYED, GOOD, LOSSY
from rough_clinic import RoughClinic, must
from lobby_script import LobbyScript
from screens import DATA, Screen, Watch

ROUNDS = int(os.environ.get("ALCOVE_ROUNDS", "1"))
SEED = int(os.environ.get("ALCOVE_SEED", "20261126"))
LINK_ROOM, LINK_LOBBY = 0, 1
SENTENCES = 9  # of a round
ROUNDS_OF_A_NOTE = 10
ROUNDS_OF_A_SESSION = 15
SAFE, KEPT = "Safe on the box", "Kept here"
PROMISED_S = 1.0
SETTLE_S = 90
PAUSE_S = 0.25
FAULTS = ("server and room", "room", "cut", "lobby", "late", "server", "lossy", "cut and room",
          "server and lobby", "cut and lobby")
FIRST = os.environ.get("ALCOVE_FAULT") or FAULTS[
    0 if ROUNDS >= len(FAULTS) else datetime.date.today().toordinal() % len(FAULTS)]
STATES = {"cut": CUT, "late": DELAYED, "lossy": LOSSY}
WORDS_OF_A_NOTE = ("she", "slept", "four", "hours", "and", "walked", "by", "the", "river", "twice")


class RoughVisitsTest(unittest.TestCase):
    def setUp(self):
        self.dice = random.Random(SEED)
        self.counts = collections.Counter()
        self.clinic = RoughClinic(2)
        self.addCleanup(self.clinic.close)
        self.desk = self.clinic.signed_in("front-desk", "Desk", "front_desk")
        self.beside = self.clinic.signed_in("therapy-room", "Beside", "clinician")
        first = self.clinic.terminal("therapy-room", "First")
        self.author, self.password = self.clinic.person("author", "clinician", first)
        self.screens = []
        self.room = self.screen("Room 1", LINK_ROOM, "therapy-room")
        self.lobby = self.screen("Lobby 1", LINK_LOBBY, "lobby")
        self.sentences, self.surname = [], None
        self.dead, self.kept_claim = {}, ""  # of this round

    def screen(self, name, link, station):
        made = Screen(self.clinic, name, link)
        self.addCleanup(made.close)
        made.enrol(station)
        self.screens.append(made)
        return made

    # A round ----------------------------------------------------------------------------------

    def test_nothing_is_lost_and_no_screen_lies(self):
        self.room.sign_in("author", self.password)
        print(f"rough visits: to play this again: ALCOVE_FAULT=\"{FIRST}\" ALCOVE_SEED={SEED} "
              f"ALCOVE_ROUNDS={ROUNDS}", flush=True)
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
        script = LobbyScript(self.lobby, family, "02031980", phone[-4:])
        watch = Watch(self.room, self.sentences)
        writing = threading.Thread(target=self.write, args=(number,), daemon=True)
        visiting = threading.Thread(target=script.play, daemon=True)
        writing.start()
        visiting.start()
        self.dead, self.kept_claim = {}, ""
        time.sleep(self.dice.uniform(0.3, 6.5))
        self.break_it(fault, script)
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

    def break_it(self, fault, script):
        for name, state in STATES.items():
            if name in fault:
                for link in (LINK_ROOM, LINK_LOBBY):
                    self.clinic.links.set(link, state)
        if "cut and" in fault:  # so that a terminal dies with something that it keeps
            time.sleep(self.dice.uniform(0.0, 3.0))
        claims = self.room.claim(), script.claim()
        if "server" in fault:
            self.clinic.kill()
        for name, screen in (("room", self.room), ("lobby", self.lobby)):
            if name in fault:
                self.dead[name] = time.monotonic()
                screen.kill()
        if "room" in self.dead:  # what it said last
            claims = self.room.claim(), claims[1]
        if "lobby" in self.dead:
            claims = claims[0], script.claim()
        if "server" in fault or self.dead:
            self.compare(*claims, script)

    def heal(self, fault):
        time.sleep(self.dice.uniform(0.2, 4.0))
        if "server" in fault:
            self.clinic.come_back()
        if any(name in fault for name in STATES):
            time.sleep(self.dice.uniform(0.0, 5.0))
        for link in (LINK_ROOM, LINK_LOBBY):
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
            script.leave()
        assert watch.going

    # What is compared -------------------------------------------------------------------------

    def contents(self):
        drafts, siblings = self.clinic.rows("SELECT content FROM note_draft",
                                            "SELECT content FROM note_sibling")
        return ([row[0].decode("utf-8", "replace") for row in drafts],
                [row[0].decode("utf-8", "replace") for row in siblings])

    def compare(self, room, script_claim, script):
        """What the screens said when something was killed, with the store as it was then."""
        said, text = room
        name = next((one for one in (SAFE, KEPT) if said.startswith(one)), "no claim")
        self.counts[f"claims: {name}"] += 1
        if name == SAFE:
            drafts, siblings = self.contents()
            self.assertTrue(any(text.rstrip() in one for one in drafts + siblings),
                            f"“{said}” of what is not on the box: …{text[-90:]}; it has "
                            f"{[one[-160:] for one in drafts + siblings if mark(0)[0] in one]}")
        elif name == KEPT:
            # Only the box can open it: settle and judge look for it there.
            self.kept_claim = text
        if script_claim:
            self.counts["claims: somebody will come"] += 1
            self.assertEqual(len(self.alerts_of(script.family)), 1, "nobody has been told")

    def alerts_of(self, family):
        return self.clinic.rows("SELECT alert.id FROM alert JOIN client ON client.id = alert.client"
                                f" WHERE client.legal_family = '{family}'")[0]

    def judge(self, number, watch, script, client):
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
        self.assertTrue(any(self.kept_claim.rstrip() in one for one in drafts + siblings),
                        "what was kept here has not come home")
        said, text = self.room.claim()
        self.assertTrue(said.startswith(SAFE), said)
        self.assertTrue(any(text.rstrip() in one for one in drafts), "the screen has other words")
        # From here on it is kept: a later kill may not take it.
        for sentence in self.sentences:
            if sentence in text:
                watch.since[sentence] = 0.0
        self.sentences[:] = [one for one in self.sentences if one in text]
        self.judge_lobby(script, client)

    def judge_lobby(self, script, client):
        until = self.dead.get("lobby", time.monotonic()) - PROMISED_S
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
            self.room.wait("the alert", lambda: self.room.visible("alert_row_1"), SETTLE_S)
        self.answer_alerts()

    def answer_alerts(self):
        """So that the next one is seen to come."""
        for alert in must(self.beside.get("/v1/alerts"))["items"]:
            must(self.beside.post("/v1/alerts/open", {"alert": alert["alert"]}))
            must(self.beside.post("/v1/alerts/acknowledge", {
                "alert": alert["alert"], "action": "seen_now", "words": ""}))
        self.room.wait_gone("alert_row_1")


def mark(number):
    """What each sentence of that round begins with."""
    return f"N{number:03}x"


def letters(number):
    """A name that nobody else has, without figures."""
    return "".join(chr(ord("a") + number // 26 ** place % 26) for place in (1, 0))


if __name__ == "__main__":
    unittest.main()
