#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Whether somebody is a client here, and whether somebody works here, is not to be had from a
refusal: neither from its bytes nor from when it comes.

In short with the suite: the bytes. With ALCOVE_TRIES=20000 the whole: the times of each kind of
refusal are compared with those of all the others by a two-sample Kolmogorov-Smirnov test; printed
are its p-value and the largest difference of quantiles (tests/attacks/run). Among them are refusals
that are made late on purpose: whoever finds nothing has to find the latest of those."""

import json
import math
import os
import random
import re
import statistics
import threading
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

from besieged import Besieged, must, typed
from terminal import Terminal, uuid7

TRIES = int(os.environ.get("ALCOVE_TRIES", "56"))
WHOLE = TRIES >= 20000
OF_A_TERMINAL = 18  # twenty refusals shut a terminal
AT_ONCE = 40  # connections from one address: 48 are let in
TURNS = 100 if WHOLE else 1  # of sign-ins; each takes its tenth of a second of hashing, on purpose
OF_A_NAME = 5  # with the fifth wrong password a name has to wait five seconds
WHILE_IT_WAITS = 3
# Late by so many milliseconds, told apart or not: what the comparison can see on this machine.
LATE = {"late by 1 ms": 1, "late by 3 ms": 3, "late by 10 ms": 10}
SURELY_SEEN = "late by 10 ms"
# Of so many comparisons one may come out below one in a hundred by chance alone.
LEAST_P = 0.001
MOST_MS = 5.0  # between the same quantiles of two kinds, unless chance alone makes more of it
DRAWS = 300
INSTANT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
PHONE = "716-555-2233"


def ks_p_value(a, b):
    """Kolmogorov-Smirnov, two samples, asymptotic (Numerical Recipes, 14.3)."""
    a, b = sorted(a), sorted(b)
    i = j = 0
    distance = 0.0
    while i < len(a) and j < len(b):
        step = min(a[i], b[j])
        while i < len(a) and a[i] <= step:
            i += 1
        while j < len(b) and b[j] <= step:
            j += 1
        distance = max(distance, abs(i / len(a) - j / len(b)))
    root = math.sqrt(len(a) * len(b) / (len(a) + len(b)))
    value = (root + 0.12 + 0.11 / root) * distance
    total = 2 * sum((-1) ** (k - 1) * math.exp(-2 * k * k * value * value) for k in range(1, 101))
    return min(1.0, max(0.0, total)) if value > 0.2 else 1.0


def quantile_difference(a, b):
    """The largest, in milliseconds, of the nineteen twentieths."""
    return max(abs(x - y) for x, y in zip(statistics.quantiles(a, n=20),
                                          statistics.quantiles(b, n=20)))


def by_chance(times, count):
    """The largest difference of quantiles, in milliseconds, when `count` of all the times are drawn
    as if they were of one kind: what the machine's own unsteadiness makes of no difference."""
    largest = 0.0
    for _ in range(DRAWS):
        random.shuffle(times)
        largest = max(largest, quantile_difference(times[:count], times[count:]))
    return largest


class Samples:
    def __init__(self):
        self.times = {}
        self.replies = {}
        self.lock = threading.Lock()

    def take(self, kind, terminal, path, body):
        start = time.monotonic()
        status, _ = terminal.ask_once("POST", path, json.dumps(body), uuid7())
        time.sleep(LATE.get(kind, 0) / 1000)
        took = (time.monotonic() - start) * 1000
        text = INSTANT.sub(b"(an instant)", terminal.recorded[-1][5])  # when to try again
        with self.lock:
            self.times.setdefault(kind, []).append(took)
            self.replies.setdefault((status, text, terminal.said), kind)
            terminal.recorded.clear()


class IndistinguishableTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.box = Besieged(clients=1)
        cls.addClassCleanup(cls.box.close)
        desk = cls.box.signed_in("front-desk", "Desk 1", "front_desk")
        cls.box.expected_today(desk, "Ana", "Ferreira", "1980-02-03", PHONE)
        cls.box.registered(desk, ("Tomasz", "Wilk"), "1971-11-30", PHONE)
        year = int(must(desk.get("/v1/clinic_setup"))["today"][:4])
        cls.box.expected_today(desk, "Mai", "Lindqvist", f"{year - 12}-05-06", PHONE)
        cls.box.expected_today(desk, "Omar", "Haddad", "1990-07-08", "")
        cls.box.expected_today(desk, "Eva", "Zeman", "1992-09-10", PHONE)
        cls.box.expected_today(desk, "Iva", "Zeman", "1992-09-10", PHONE)
        cls.kinds = {
            "nobody of that name": typed("Nakamura", "1980-02-03", PHONE),
            "another birth date": typed("Ferreira", "1980-02-04", PHONE),
            "other digits": typed("Ferreira", "1980-02-03", "0000"),
            "no visit today": typed("Wilk", "1971-11-30", PHONE),
            "a minor": typed("Lindqvist", f"{year - 12}-05-06", PHONE),
            "no phone on file": typed("Haddad", "1990-07-08", PHONE),
            "two who answer to it": typed("Zeman", "1992-09-10", PHONE)}

    def compare(self, samples, what):
        self.assertEqual(len({reply for reply in samples.replies}), 1, samples.replies)
        if not WHOLE:
            return
        honest = {kind: times for kind, times in samples.times.items() if kind not in LATE}
        found = set()
        for kind, times in samples.times.items():
            others = [t for other, some in honest.items() if other != kind for t in some]
            p_value, apart = ks_p_value(times, others), quantile_difference(times, others)
            chance = by_chance(times + others, len(times))
            print(f"{what}, {kind}: {len(times)} tries, p = {p_value:.3g}, quantiles differ by "
                  f"{apart:.2f} ms, by chance alone up to {chance:.2f} ms", flush=True)
            if p_value <= LEAST_P or apart >= max(MOST_MS, 1.5 * chance):
                found.add(kind)
        self.assertEqual(found - set(LATE), set())
        self.assertIn(SURELY_SEEN, found, "this machine is too unsteady for these comparisons")

    def test_at_the_lobby_every_refusal_is_the_same(self):
        samples = Samples()
        kinds = {**self.kinds, **dict.fromkeys(LATE, self.kinds["nobody of that name"])}
        each = TRIES // len(self.kinds) + 1
        plan = list(self.kinds) * each + list(LATE) * (each // 4 + 1)
        random.shuffle(plan)
        turns = [plan[i:i + OF_A_TERMINAL] for i in range(0, len(plan), OF_A_TERMINAL)]

        def one_terminal(lobby, turn):
            # Every answer comes a second after its question: begun together, they would all come
            # at one moment and wait for each other.
            time.sleep(random.random())
            for number, kind in enumerate(turn):
                if number % 3 == 0:  # three tries are one attempt
                    attempt = uuid7()
                samples.take(kind, lobby, "/v1/check_in/identify",
                             {"check_in": attempt, **kinds[kind]})
            lobby.close()

        for begin in range(0, len(turns), AT_ONCE):
            some = turns[begin:begin + AT_ONCE]
            names = [f"Lobby {begin + i}" for i, _ in enumerate(some)]
            lobbies = [self.box.terminal("lobby", name) for name in names]
            with ThreadPoolExecutor(AT_ONCE) as pool:
                for done in [pool.submit(one_terminal, *both) for both in zip(lobbies, some)]:
                    done.result()
            for name in names:  # a box has no more than 200 terminals
                self.box.revoked(name)
        self.assertEqual(set(samples.times), set(kinds))
        self.compare(samples, "identity")

    def test_one_who_is_expected_is_told_apart(self):
        """The comparison can see a difference: here there is one."""
        lobby = self.box.terminal("lobby", "Lobby for Ana")
        samples = Samples()
        samples.take("Ana", lobby, "/v1/check_in/identify",
                     {"check_in": uuid7(), **typed("Ferreira", "1980-02-03", PHONE)})
        samples.take("nobody", lobby, "/v1/check_in/identify",
                     {"check_in": uuid7(), **self.kinds["nobody of that name"]})
        self.assertEqual(len({reply for reply in samples.replies}), 2)
        self.assertGreater(ks_p_value(list(range(100)), list(range(100))), 0.99)
        self.assertLess(ks_p_value(list(range(100)), list(range(30, 130))), 0.001)

    def test_a_shut_terminal_and_a_try_too_many_say_the_same(self):
        lobby = self.box.terminal("lobby", "Lobby that is shut")
        same = [Terminal(self.box.port, self.box.identities["Lobby that is shut"])
                for _ in range(8)]  # a terminal may have twelve connections
        samples = Samples()
        attempt = uuid7()

        def three(connection):
            for _ in range(3):  # 24 in all: twenty shut it, three are an attempt's
                samples.take("too many", connection, "/v1/check_in/identify",
                             {"check_in": attempt, **self.kinds["nobody of that name"]})
            connection.close()

        with ThreadPoolExecutor(len(same)) as pool:
            for done in [pool.submit(three, one) for one in same]:
                done.result()
        self.assertIn("blocked_until", must(lobby.get("/v1/check_in/terminal")))
        for kind, who in self.kinds.items():
            samples.take(kind, lobby, "/v1/check_in/identify", {"check_in": uuid7(), **who})
        self.assertEqual(len({reply for reply in samples.replies}), 1, samples.replies)

    def test_at_sign_in_a_name_that_exists_is_like_one_that_does_not(self):
        """With a wrong password, and while the name has to wait; somebody who left likewise."""
        at = self.box.terminal("therapy-room", "Setting up")
        wrong, waiting = Samples(), Samples()
        for turn in range(TURNS):
            here, left = f"somebody.{turn}", f"left.{turn}"
            for name in (here, left):
                self.box.person(name, "clinician", at)
            self.box.answer(self.box.ctl("staff", "disable", left, "--json"))
            names = {"works here": here, "worked here": left, "never did": f"nobody.{turn}",
                     **{kind: f"nobody.late.{late}.{turn}" for kind, late in LATE.items()}}
            rooms = [f"Room {turn} {side}" for side in ("left", "right")]  # each forgives 19 tries
            terminals = [self.box.terminal("therapy-room", room) for room in rooms]
            for number in range(OF_A_NAME + WHILE_IT_WAITS):
                order = random.sample(list(names), len(names))
                for place, kind in enumerate(order):
                    (wrong if number < OF_A_NAME else waiting).take(
                        kind, terminals[place % 2], "/v1/session/sign_in",
                        {"sign_in_name": names[kind], "password": "not the password at all"})
            for room in rooms:
                self.box.revoked(room)
        self.assertEqual({status for status, *_ in wrong.replies}, {401})
        self.compare(wrong, "sign-in")
        self.assertEqual({status for status, *_ in waiting.replies}, {429})
        self.compare(waiting, "sign-in while the name waits")


if __name__ == "__main__":
    unittest.main()
