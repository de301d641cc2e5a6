# SPDX-License-Identifier: Apache-2.0
"""What the screens of a clinic say that is so, and what has to stand in the box's store then: one
table. A claim is read off a screen first and the store after it, so whatever once became true and
stays so must be there."""

import re
from dataclasses import dataclass, field
from typing import Callable

from screens import DATA

SAFE, KEPT = "Safe on the box", "Kept here"
CONNECTED = "Connected to the box"
GREETING = re.compile(r"Hello, Ana (\w)\.")
NEEDS_A_CLINICIAN = re.compile(r"(Someone|Ana \w\.) needs a clinician now")
ASKS_FOR_HELP = re.compile(r"(Someone|Ana \w\.) at Lobby 1 asks for help")
HERE = ("Just arrived", "Arrived ", "Waiting ", "Long wait, ")  # on the board: she has come


class Seen:
    """What stood on a screen at one moment."""

    def __init__(self, kiosk):
        screen = kiosk.screen()
        self.words = " ".join(screen["texts"])
        self.values = {one["name"]: one["value"] for one in screen["widgets"]}

    def row(self, pattern):
        """The strip at the top of a staff terminal: the first row that says so."""
        return next((value for name, value in self.values.items()
                     if name.startswith("alert_row_") and pattern.fullmatch(value)), None)

    def state_of(self, family):
        """What the day board says of that client's visit."""
        row = next((name for name, value in self.values.items()
                    if name.startswith("row_") and family in value), "row_")
        return self.values.get(row.replace("row_", "state_")) or ""


@dataclass
class Stored:
    """What the store held at one moment, of the client who was in the lobby."""
    notes: list    # the words of drafts and of texts beside them
    visits: list   # (state, number of the day)
    begun: list    # check-ins: whether she arrived
    alerts: list   # whether it waits for an answer
    calls: list    # calls for help from the lobby: whether it waits for an answer

    QUERIES = (
        "SELECT content FROM note_draft UNION ALL SELECT content FROM note_sibling",
        "SELECT t.state, t.queue_token FROM appointment t JOIN client c ON c.id = t.client "
        "WHERE c.legal_family = '{family}'",
        "SELECT arrived_at IS NOT NULL FROM check_in t JOIN client c ON c.id = t.client "
        "WHERE c.legal_family = '{family}'",
        "SELECT acknowledged_at IS NULL FROM alert t JOIN client c ON c.id = t.client "
        "WHERE c.legal_family = '{family}'",
        "SELECT answered_at IS NULL FROM help_call WHERE kind = 'help'")

    @classmethod
    def of(cls, clinic, files, family):
        notes, *others = clinic.rows_of(files, *(one.format(family=family)
                                                 for one in cls.QUERIES))
        return cls([row[0].decode("utf-8", "replace") for row in notes], *others)

    def hold(self, words):
        return any(words.rstrip() in one for one in self.notes)


@dataclass(frozen=True)
class Claim:
    """`said` gives what a screen says it of, or None; `true` whether the store bears it out. What
    is sealed at a terminal can be looked for only when it has come home: `later`."""
    screen: str
    name: str
    said: Callable
    true: Callable
    later: bool = False


def line_of_the_note(beginning):
    def said(seen, _):
        line = seen.values.get("safety") or ""
        return (seen.values.get(DATA) or "") if line.startswith(beginning) else None
    return said


def reads(words):
    """That these words stand there."""
    return lambda seen, _: words if words in seen.words else None


def nothing_waits(seen, visit):
    """Whoever said “Kept here” says that nothing waits any more: so the box has it."""
    waits = seen.values.get("connection") != CONNECTED
    return None if waits or not visit.kept else visit.kept[-1]


CLAIMS = (
    Claim("room", "safe on the box", line_of_the_note(SAFE), lambda store, said: store.hold(said)),
    Claim("room", "kept here", line_of_the_note(KEPT), lambda store, said: store.hold(said), True),
    Claim("room", "nothing waits here", nothing_waits, lambda store, said: store.hold(said)),
    Claim("room", "somebody needs a clinician", lambda seen, _: seen.row(NEEDS_A_CLINICIAN),
          lambda store, _: any(waits for waits, in store.alerts)),
    Claim("lobby", "hello", lambda seen, _: GREETING.search(seen.words),
          lambda store, said: len(store.begun) >= 1 and said),
    Claim("lobby", "somebody will come", reads("Someone from our team will talk with you soon."),
          lambda store, _: len(store.alerts) == 1),
    Claim("lobby", "the desk was called",
          lambda seen, _: "We have called the front desk." in seen.words
          or "The front desk has been called." in seen.words or None,
          lambda store, _: any(waits for waits, in store.calls)),
    Claim("lobby", "you are checked in", reads("Thank you. You are checked in."),
          lambda store, _: store.visits[0][0] == "arrived" and (1,) in store.begun),
    Claim("lobby", "your number today", lambda seen, _: seen.values.get("queue_token"),
          lambda store, said: store.visits[0][1] == said),
    Claim("desk", "has arrived",
          lambda seen, visit: seen.state_of(visit.family).startswith(HERE) or None,
          lambda store, _: store.visits[0][0] == "arrived"),
    Claim("desk", "somebody needs a clinician", lambda seen, _: seen.row(NEEDS_A_CLINICIAN),
          lambda store, _: any(waits for waits, in store.alerts)),
    Claim("desk", "somebody asks for help", lambda seen, _: seen.row(ASKS_FOR_HELP),
          lambda store, _: any(waits for waits, in store.calls)),
)

# What a screen may not leave unsaid, once it is connected and nothing is under way.
OWED = (
    Claim("desk", "has arrived", lambda store: store.visits[0][0] == "arrived",
          lambda seen, visit: seen.state_of(visit.family).startswith(HERE)),
    Claim("desk", "somebody needs a clinician",
          lambda store: any(waits for waits, in store.alerts),
          lambda seen, _: seen.row(NEEDS_A_CLINICIAN)),
    Claim("room", "somebody needs a clinician",
          lambda store: any(waits for waits, in store.alerts),
          lambda seen, _: seen.row(NEEDS_A_CLINICIAN)),
    Claim("desk", "somebody asks for help", lambda store: any(waits for waits, in store.calls),
          lambda seen, _: seen.row(ASKS_FOR_HELP)),
)


@dataclass
class Visit:
    """Of the client in the lobby, as far as claims speak of it."""
    family: str
    kept: list = field(default_factory=list)  # of what the room said that it is kept there


class Moment:
    """What every screen said, and the box's files as they were then."""

    def __init__(self, name, clinic, screens):
        self.name, self.clinic = name, clinic
        self.seen = {where: Seen(screen) for where, screen in screens.items()}
        self.files = None

    def look_again(self, where, screen):
        """What it said last, when it was killed."""
        self.seen[where] = Seen(screen)

    def copy_the_box(self):
        self.files = self.clinic.files()
        return self

    def judge(self, visit, counts):
        """Every claim that was made; gives those that are still to be looked for."""
        store = Stored.of(self.clinic, self.files, visit.family)
        to_come = []
        for claim in CLAIMS:
            said = claim.screen in self.seen and claim.said(self.seen[claim.screen], visit)
            if said is None or said is False:
                continue
            counts[f"claims, {claim.screen}: {claim.name}"] += 1
            counts[f"claims {self.name}"] += 1
            if claim.later:
                to_come.append((claim, said))
                visit.kept.append(said)
            elif not claim.true(store, said):
                raise AssertionError(f"{self.name}, {claim.screen} says “{claim.name}” of "
                                     f"“{str(said)[-90:]}”; the store has {store}")
        return to_come
