#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Each claim of the table is noticed when the store does not bear it out, and only then."""

import collections
import unittest

from claims import CLAIMS, CONNECTED, OWED, Moment, Seen, Stored, Visit
from screens import DATA

WORDS = "N0x1 she slept four hours. "
TITLE = "Ana L. needs a clinician now"
NOTHING = {"notes": ['{"text":"N0x1 she slept"}'], "visits": [("scheduled", None)], "begun": [],
           "alerts": [], "calls": []}
# What stands on the screen, and what then has to be in the store; `but` is nearly that.
SAYS = {
    ("room", "safe on the box"): dict(
        widgets={"safety": "Safe on the box, 10:42:07", DATA: WORDS},
        so={"notes": ['{"text":"N0x1 she slept four hours."}']}, but={}),
    ("room", "nothing waits here"): dict(
        widgets={"connection": CONNECTED}, kept=[WORDS],
        so={"notes": ["N0x1 she slept four hours."]}, but={}),
    ("room", "somebody needs a clinician"): dict(
        widgets={"alert_row_1": "Someone needs a clinician now"}, so={"alerts": [(1,)]},
        but={"alerts": [(0,)]}),
    ("lobby", "hello"): dict(texts=["Hello, Ana L."], so={"begun": [(0,)]}, but={}),
    ("lobby", "somebody will come"): dict(
        texts=["Someone from our team will talk with you soon. You can go on."],
        so={"alerts": [(1,)]}, but={"alerts": [(1,), (1,)]}),
    ("lobby", "the desk was called"): dict(
        texts=["We have called the front desk."], so={"calls": [(0,), (1,)]},
        but={"calls": [(0,)]}),
    ("lobby", "you are checked in"): dict(
        texts=["Thank you. You are checked in."],
        so={"visits": [("arrived", "17")], "begun": [(1,)]},
        but={"visits": [("arrived", "17")], "begun": [(0,)]}),
    ("lobby", "your number today"): dict(
        widgets={"queue_token": "17"}, so={"visits": [("arrived", "17")]},
        but={"visits": [("arrived", "18")]}),
    ("desk", "has arrived"): dict(
        widgets={"row_9": "1:00 PM Lobbyaa, Ana", "state_9": "Arrived 3 min"},
        so={"visits": [("arrived", "17")]}, but={}),
    ("desk", "somebody needs a clinician"): dict(
        widgets={"alert_row_2": TITLE}, so={"alerts": [(0,), (1,)]}, but={"alerts": [(0,)]}),
    ("desk", "somebody asks for help"): dict(
        widgets={"alert_row_1": "Ana L. at Lobby 1 asks for help"}, so={"calls": [(1,)]},
        but={"calls": [(0,)]}),
}


class Fixed:
    """A screen on which this stands; and a clinic whose store holds that."""

    def __init__(self, case, stored):
        self.case, self.stored = case, {**NOTHING, **stored}

    def screen(self):
        return {"texts": self.case.get("texts", []),
                "widgets": [{"name": name, "value": value}
                            for name, value in self.case.get("widgets", {}).items()]}

    @staticmethod
    def files():
        return None

    def rows_of(self, _, *queries):
        assert len(queries) == len(self.stored)
        notes = [(one.encode(),) for one in self.stored["notes"]]
        return [notes, *(self.stored[name] for name in ("visits", "begun", "alerts", "calls"))]


class ClaimsTest(unittest.TestCase):
    def judge(self, screen, case, stored):
        fixed = Fixed(case, stored)
        counts = collections.Counter()
        moment = Moment("now", fixed, {screen: fixed}).copy_the_box()
        still = moment.judge(Visit("Lobbyaa", list(case.get("kept", []))), counts)
        return still, counts

    def test_a_claim_that_the_store_bears_out_is_counted_and_another_is_refused(self):
        for (screen, name), case in SAYS.items():
            with self.subTest(screen=screen, claim=name):
                still, counts = self.judge(screen, case, case["so"])
                self.assertEqual(still, [])
                self.assertEqual(counts, {f"claims, {screen}: {name}": 1, "claims now": 1})
                with self.assertRaises(AssertionError) as told:
                    self.judge(screen, case, case["but"])
                self.assertIn(f"{screen} says “{name}”", str(told.exception))

    def test_what_is_kept_at_a_terminal_is_looked_for_later(self):
        case = {"widgets": {"safety": "Kept here, 10:42:07.", DATA: WORDS}}
        [(claim, said)], _ = self.judge("room", case, {})
        self.assertEqual((claim.name, said), ("kept here", WORDS))
        self.assertFalse(claim.true(Stored(**NOTHING), said))
        self.assertTrue(claim.true(Stored(**{**NOTHING, "notes": [f"more {WORDS}"]}), said))

    def test_every_claim_of_the_table_is_tried_here(self):
        self.assertEqual({(one.screen, one.name) for one in CLAIMS},
                         {*SAYS, ("room", "kept here")})

    def test_a_screen_that_claims_nothing_is_never_refused(self):
        for screen in ("room", "lobby", "desk"):
            for words in ("Saving …", "Not saved yet", "Please see the front desk.",
                          "Please talk to someone from our team now", "Scheduled"):
                case = {"texts": [words], "widgets": {"safety": words, "row_1": "Lobbyaa",
                                                      "state_1": words}}
                self.assertEqual(self.judge(screen, case, {}), ([], {}))

    def test_what_a_screen_owes_is_known_from_the_store(self):
        for claim in OWED:
            case = SAYS[claim.screen, claim.name]
            self.assertTrue(claim.said(Stored(**{**NOTHING, **case["so"]})), claim.name)
            self.assertFalse(claim.said(Stored(**NOTHING)), claim.name)
            visit = Visit("Lobbyaa")
            self.assertTrue(claim.true(Seen(Fixed(case, {})), visit), claim.name)
            self.assertFalse(claim.true(Seen(Fixed({}, {})), visit), claim.name)


if __name__ == "__main__":
    unittest.main(verbosity=2)
