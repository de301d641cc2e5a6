# SPDX-License-Identifier: Apache-2.0
"""A person of each role, and two clients: one whose care team they are, and somebody else's.
Written here by hand: what no reply to a role may hold."""

import time
import unittest
from pathlib import Path

import visit
from around_the_book import OTHER_BIRD, OWN_BIRD, Around, readers
from besieged import Besieged, must

TABLE = Path(__file__).resolve().parents[1] / "app" / "route_table.txt"
ROLES = ("front_desk", "clinician", "supervisor", "prescriber", "biller", "privacy_officer",
         "administrator")
CLINICAL = ("clinician", "supervisor", "prescriber")
STATIONS = {"d": "front-desk", "r": "therapy-room"}
BORN, PHONE = "1986-04-17", "(716) 555-9876"
OWN_WORDS, OTHER_WORDS = "The lighthouse keeper wept.", "The ferryman would not speak."
# Only in answers to questionnaires and what is made of them.
ANSWERS = ("44260-8", '"severity"', '"critical"', '"total"')
REFUSED = ("forbidden", "wrong_station", "not_signed_in")


def routes(method, but=()):
    """Path, letters of its stations, who may use it."""
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        words = line.split()
        if words and words[0] == method and words[1] not in but:
            yield words[1], words[2], words[3].split(",")


def forbidden_words(role):
    """What no reply to this role holds, whatever was asked."""
    around = tuple(word for word, roles in readers().items() if role not in roles)
    if role == "administrator":
        return (OWN_WORDS, OTHER_WORDS, *ANSWERS, PHONE, BORN, "Ferreira", "Wilk", "10002", "10003",
                *around)
    if role == "privacy_officer":
        return around
    if role in CLINICAL:
        return (OTHER_WORDS, *around)
    return (OWN_WORDS, OTHER_WORDS, *ANSWERS, *around)


class TwoClients(unittest.TestCase):
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
        cls.setup = setup = must(desk.get("/v1/clinic_setup"))
        cls.day, cls.service = setup["today"], setup["services"][0]["id"]
        team = [people[role][0] for role in CLINICAL]
        cls.clinician = team[0]
        cls.own = cls.visited(desk, ("Ana", "Ferreira", BORN, "716-555-2233"), team,
                              ("clinician", cls.passwords["clinician"]), OWN_WORDS, 2)
        cls.other = cls.visited(desk, ("Tomasz", "Wilk", BORN, "716-555-4455"), [other[0]],
                                ("somebody.else", other[1]), OTHER_WORDS, 0)
        for bird, about, clinician in ((OWN_BIRD, cls.own, cls.clinician),
                                       (OTHER_BIRD, cls.other, other[0])):
            around = Around(desk, setup, bird, about["client"], clinician)
            about |= around.all()
            about |= around.aside(desk, cls.box.identities["Desk 9"], about["note"])

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

    def signed_in_everywhere(self, new_for_each=False):
        """Letter, role, terminal: one terminal for all at a station, or a new one for each."""
        for letter, station in STATIONS.items():
            terminal = None
            for role in ROLES:
                if terminal is None or new_for_each:
                    terminal = self.box.terminal(station, f"{station} {time.monotonic_ns()}")
                terminal.session = None
                terminal.sign_in(role.replace("_", "."), self.passwords[role])
                yield letter, role, terminal
