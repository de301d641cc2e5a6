# SPDX-License-Identifier: Apache-2.0
"""What the audit chain says of the visit: who, at which terminal, did what how often."""

import collections

LUCIA = 10001  # the first record of a synthetic clinic
DESK, LOBBY, ROOM = "Front desk", "Lobby 1", "Room 1"

# Told by hand from the steps; on whose record, what, at which terminal: how often.
OF_LUCIA = {
    ("appointment.book", DESK): 2,  # for half past six, and for ten as part of the move
    ("appointment.move", DESK): 1,
    ("check_in.identify", LOBBY): 1,
    ("check_in.arrive", LOBBY): 1,
    ("check_in.propose", LOBBY): 2,
    ("consent.sign", LOBBY): 1,
    ("questionnaire.answer", LOBBY): 17,  # nine, how difficult, seven
    ("questionnaire.finish", LOBBY): 2,
    ("check_in.finish", LOBBY): 1,
    ("alert.told", DESK): 1,
    ("proposal.decide", DESK): 2,
    ("client.edit", DESK): 1,  # the phone that was accepted
    ("alert.open", ROOM): 1,
    ("alert.acknowledge", ROOM): 1,
    ("note.create", ROOM): 1,
    ("note.sign", ROOM): 1,
    ("note.add_addendum", ROOM): 1,
}
OF_THE_NEWCOMER = {
    ("client.register", DESK): 1,
    ("client.edit", DESK): 1,
    ("client.history", DESK): 1,
    ("appointment.walk_in", DESK): 1,
    ("appointment.mark", DESK): 4,  # into the room, and again; in session; checked out
    ("appointment.undo", DESK): 1,
    ("appointment.book", DESK): 1,
    ("appointment.cancel", DESK): 1,
}
WHO = {
    "client.register": "Mia Ortiz", "appointment.move": "Mia Ortiz",
    "check_in.arrive": "the terminal itself", "alert.acknowledge": "Lena Brandt",
    "note.sign": "Lena Brandt", "note.add_addendum": "Lena Brandt",
}


def read_the_trail(visit):
    report = visit.report
    report.step("The audit chain tells all of it, without a name or a word of any client")
    of_lucia = events_of(visit, LUCIA)
    of_newcomer = events_of(visit, visit.newcomer)
    for record, events, expected in ((LUCIA, of_lucia, OF_LUCIA),
                                     (visit.newcomer, of_newcomer, OF_THE_NEWCOMER)):
        counts = collections.Counter((one["action"], one.get("device")) for one in events)
        for (action, terminal), times in expected.items():
            report.check(f"record {record}: {action} at {terminal}, times", times,
                         counts[action, terminal])
    who = {one["action"]: one["who"] for one in of_lucia + of_newcomer}
    for action, name in WHO.items():
        report.check(f"{action} was done by", name, who.get(action))
    for action in ("alert.told", "proposal.decide"):
        report.check(f"{action} was done by", visit.colleague[1], who.get(action))
    # The figures of a PIN may well stand in a hash.
    lines = [{**one, "hash": ""} for one in of_lucia + of_newcomer]
    printed = str(lines).replace(visit.colleague[1], "")
    found = [where for where, word in visit.words.typed.items() if word in printed]
    report.check("words that were typed, in the audit's own lines", [], found)


def events_of(visit, record):
    """Since the visit began; a page holds 200."""
    items, before = [], []
    while True:
        page = visit.clinic.answer("audit", "--record", record, "--from", visit.began,
                                   "--limit", 200, *before)
        items += page["items"]
        if not page.get("next"):
            return items
        before = ["--before", page["next"]]
