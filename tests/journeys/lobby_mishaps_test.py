#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What happens to people at the lobby's window, as docs/guides/check-in-cases.md tells it to the
desk: somebody faints or walks away in the middle, asks for help and can do no more, is too young.
What stands on the screens of lobby and desk, and what in the store.

ALCOVE_SHOTS names a folder for pictures.
"""

import datetime
import unittest

from clinic_windows import RoughClinic, main, shot, window
# pylint: disable=wrong-import-order
from besieged import must
from desk_steps import row_of
from lobby_steps import answer, read_and_sign, say_who_it_is
from visit import PHQ9

BORN = "1980-02-03"
WELCOME = "Touch a language to check in."
SEE_THE_DESK = "Please see the front desk."
FORGOTTEN_S = 90  # the longest wait for the minute after which everything is forgotten


def typed(born):
    """2009-11-27 as the lobby wants it: 11272009."""
    return born[5:7] + born[8:] + born[:4]


def years_before(today, years, days_later=0):
    """Whoever was born then becomes so old so many days after today."""
    try:
        birthday = today.replace(year=today.year - years)
    except ValueError:  # the 29th of February
        birthday = today.replace(year=today.year - years, day=28)
    return (birthday + datetime.timedelta(days=days_later)).isoformat()


class LobbyMishapsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.clinic = RoughClinic(0)
        cls.addClassCleanup(cls.clinic.close)
        cls.beside = cls.clinic.signed_in("front-desk", "Beside", "front_desk")
        cls.setup = must(cls.beside.get("/v1/clinic_setup"))
        cls.lobby = window(cls.clinic, cls.addClassCleanup, "Lobby 1", "lobby")
        cls.desk = window(cls.clinic, cls.addClassCleanup, "Desk 1", "front-desk")
        cls.desk.sign_in(*cls.clinic.staff["front_desk"])
        cls.people = 0

    def expected(self, given, family, born=BORN):
        """A client with a visit today; the last four figures of the phone."""
        type(self).people += 1
        phone = f"716-555-{3000 + self.people}"
        client = self.clinic.registered(self.beside, (given, family), born, phone)
        self.clinic.booked_somewhere(self.beside, client, [next(
            one["id"] for one in must(self.beside.get("/v1/staff"))["items"]
            if "clinician" in one["roles"])])
        row_of(self.desk, family)
        return phone[-4:]

    def say_who(self, family, last_four, born=BORN):
        lobby = self.lobby
        lobby.click_until("english", "her surname", lambda: lobby.visible("surname"))
        say_who_it_is(lobby, family, typed(born), last_four)

    def come_in(self, given, family):
        """Up to the first question, with the consent signed."""
        lobby = self.lobby
        self.say_who(family, self.expected(given, family))
        lobby.wait("the greeting", lambda: f"Hello, {given} {family[0]}." in lobby.words())
        lobby.click("next")
        while not lobby.visible("consent_text"):
            lobby.wait("what comes next", lambda: lobby.visible("still_right")
                       or lobby.visible("consent_text"))
            if lobby.visible("still_right"):
                lobby.click("still_right")
                lobby.click("next")
                lobby.wait("the next page", lambda: not (
                    lobby.widget("still_right") or {}).get("selected"))
        read_and_sign(lobby, f"{given} {family}")
        lobby.click("next")
        lobby.wait_for("choice_0")

    def nobody_touches_it(self, name=None):
        """Asks after half a minute, and forgets after one."""
        lobby = self.lobby
        lobby.wait_for("more_time", FORGOTTEN_S)
        self.assertIn("Do you need more time?", lobby.words())
        if name:
            shot(lobby, name)
        lobby.wait("the first screen", lambda: WELCOME in lobby.words() and lobby.usable("english"),
                   FORGOTTEN_S)

    def nothing_of(self, *words):
        shown = self.lobby.words() + self.lobby.dump.read_text(encoding="utf-8")
        for word in words:
            self.assertNotIn(word, shown)

    def state_of(self, family):
        return self.desk.value(row_of(self.desk, family).replace("row_", "state_")) or ""

    def strip(self, words):
        """The row at the top of the desk's screen that says so, once it does; its number."""
        found = self.desk.wait(f"“{words}”", lambda: next(
            (one["name"] for one in self.desk.screen()["widgets"]
             if one["name"].startswith("alert_row_") and one["value"] == words), None))
        return found.removeprefix("alert_row_")

    def go_there(self, words):
        self.desk.click(f"alert_act_{self.strip(words)}")
        self.desk.wait("that somebody goes", lambda: words not in self.desk.words())

    def stored(self, family, what, table):
        """Of that client's check-ins and what belongs to them."""
        joined = {"check_in": "check_in t", "help_call": "help_call t JOIN check_in v ON v.id = "
                  "t.check_in", "questionnaire": "questionnaire t",
                  "appointment": "appointment t",
                  "questionnaire_answer": "questionnaire_answer t JOIN questionnaire v ON v.id = "
                  "t.questionnaire", "consent": "consent t"}[table]
        whose = "v.client" if " v ON" in joined else "t.client"
        return self.clinic.rows(f"SELECT {what} FROM {joined} JOIN client c ON c.id = {whose} "
                                f"WHERE c.legal_family = '{family}'")[0]

    def test_who_faints_among_the_questions_is_gone_from_the_screen_and_somebody_is_sent(self):
        lobby, desk = self.lobby, self.desk
        self.come_in("Nora", "Quentin")
        for points in (1, 2):
            answer(lobby, points)
        lobby.wait("the third question", lambda: "Question 3 of 9" in lobby.words())
        self.nobody_touches_it("fainted-1-more-time")
        self.nothing_of("Nora", "Quentin", "Question")
        shot(lobby, "fainted-2-forgotten")

        words = "Nora Q. stopped in the middle at Lobby 1"
        self.strip(words)
        self.assertIn("Please see whether they are well.", desk.words())
        desk.click(row_of(desk, "Quentin"))
        desk.wait("how far she came",
                  lambda: "PHQ-9, 2 of 9 answered, then left" in desk.words())
        self.assertIn("rrived", self.state_of("Quentin"))
        shot(desk, "fainted-3-desk")
        self.go_there(words)

        # What she confirmed is kept, what she did not is not made up; the visit is over.
        self.assertEqual(self.stored("Quentin", "number, item, t.kind, points",
                                     "questionnaire_answer"),
                         [(1, PHQ9[0], "points", 1), (2, PHQ9[1], "points", 2)])
        self.assertEqual(self.stored("Quentin", "ending", "check_in"), [("forgotten",)])
        self.assertEqual(sorted(self.stored("Quentin", "instrument, answered, total",
                                            "questionnaire")),
                         [("gad7", 0, None), ("phq9", 2, None)])
        self.assertEqual(self.stored("Quentin", "t.state", "appointment"), [("arrived",)])
        self.assertEqual(self.stored("Quentin", "kind, answered_at IS NOT NULL", "help_call"),
                         [("stopped", 1)])
        self.assertEqual(len(self.stored("Quentin", "1", "consent")), 1)

    def test_who_walks_away_at_the_greeting_has_not_come(self):
        lobby = self.lobby
        self.say_who("Walkerby", self.expected("Ida", "Walkerby"))
        lobby.wait("the greeting", lambda: "Hello, Ida W." in lobby.words())
        self.nobody_touches_it()
        self.nothing_of("Ida", "Walkerby")
        self.assertNotIn("rrived", self.state_of("Walkerby"))
        self.assertNotIn("Ida W.", " ".join(
            one["value"] for one in self.desk.screen()["widgets"]
            if one["name"].startswith("alert_row_")))
        self.assertEqual(self.stored("Walkerby", "t.state", "appointment"), [("scheduled",)])
        self.assertEqual(self.stored("Walkerby", "arrived_at, ending", "check_in"),
                         [(None, "forgotten")])
        self.assertEqual(self.stored("Walkerby", "1", "help_call"), [])

    def test_who_asks_for_help_and_can_do_no_more_is_called_for_until_somebody_goes(self):
        lobby = self.lobby
        self.come_in("Mara", "Ostrow")
        lobby.click("help")
        lobby.wait("that somebody was called",
                   lambda: "We have called the front desk." in lobby.words())
        shot(lobby, "help-1-called")
        words = "Mara O. at Lobby 1 asks for help"
        self.strip(words)
        lobby.wait("the first screen", lambda: WELCOME in lobby.words() and lobby.usable("english"),
                   FORGOTTEN_S)
        self.nothing_of("Mara", "Ostrow")
        self.strip(words)  # still, when the screen has forgotten
        shot(self.desk, "help-2-desk")
        self.assertEqual(self.stored("Ostrow", "kind, answered_at", "help_call"),
                         [("help", None)])
        self.go_there(words)
        self.assertEqual(self.stored("Ostrow", "kind, answered_at IS NOT NULL", "help_call"),
                         [("help", 1)])
        self.assertEqual(self.stored("Ostrow", "ending", "check_in"), [("help",)])
        self.assertEqual(self.stored("Ostrow", "1", "questionnaire_answer"), [])

    def test_who_is_too_young_is_sent_to_the_desk_in_the_words_for_everybody(self):
        lobby, desk = self.lobby, self.desk
        today = datetime.date.fromisoformat(self.setup["today"])
        sixteen, almost, eighteen = (years_before(today, 16), years_before(today, 18, 1),
                                     years_before(today, 18))
        said = []
        for given, family, born in (("", "Nobodyknown", sixteen), ("Tess", "Underhill", sixteen),
                                    ("Ben", "Almostby", almost)):
            last_four = self.expected(given, family, born) if given else "0000"
            self.say_who(family, last_four, born)
            lobby.wait("where to go", lambda: SEE_THE_DESK in lobby.words())
            self.nothing_of(*filter(None, (given, family)))
            said.append(lobby.words())
            if family == "Underhill":
                shot(lobby, "young-1-see-the-desk")
            lobby.click("next")
            lobby.wait("the next try or the next person",
                       lambda: lobby.visible("surname") or lobby.visible("english"))
            if lobby.visible("surname"):
                self.assertEqual(lobby.value("surname"), "")
                lobby.click("back")
                lobby.wait_for("english")
        self.assertEqual(len(set(said)), 1)  # nobody learns who is too young
        for family in ("Underhill", "Almostby"):
            self.assertNotIn("rrived", self.state_of(family))
            self.assertEqual(self.stored(family, "t.state", "appointment"), [("scheduled",)])
            self.assertEqual(self.stored(family, "1", "check_in"), [])
        self.say_who("Grownby", self.expected("Sam", "Grownby", eighteen), eighteen)
        lobby.wait("the greeting", lambda: "Hello, Sam G." in lobby.words())
        lobby.click("not_me")
        lobby.wait("where to go", lambda: SEE_THE_DESK in lobby.words())
        lobby.click("next")

        # The desk checks her in; a guardian signs on paper, and so it stays due.
        desk.click(row_of(desk, "Underhill"))
        desk.wait("the next step", lambda: desk.usable("next_step"))
        desk.click("next_step")
        desk.wait("that she is here", lambda: "rrived" in self.state_of("Underhill"))
        desk.wait("what is due", lambda: "Consent to treatment, not signed yet" in desk.words())
        shot(desk, "young-2-desk")
        self.assertEqual(self.stored("Underhill", "t.state", "appointment"), [("arrived",)])
        self.assertEqual(self.stored("Underhill", "1", "check_in"), [])
        self.assertEqual(self.stored("Underhill", "1", "consent"), [])


if __name__ == "__main__":
    main()
