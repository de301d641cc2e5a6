#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The server is killed at fifty random moments while several operators write. Whatever it had
acknowledged is there when it comes back, with the hash that was acknowledged.

A search of the audit chain is a write: its event is durable before the answer leaves, and the
answer carries that event's number and hash.
"""

import random
import socket
import sys
import threading
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "journeys"))
# pylint: disable-next=wrong-import-position
from box import Box, ask_on, need_programs  # noqa: E402

KILLS = 50
WRITERS = 4
SEED = 20261124


class KillTest(unittest.TestCase):
    def setUp(self):
        self.box = Box()
        self.addCleanup(self.box.close)
        self.acknowledged = {}  # number -> hash

    def write_until_killed(self, lock, first):
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
                connection.settimeout(60)
                connection.connect(str(self.box.state / "control"))
                while True:
                    word, answer = ask_on(connection, "audit", {"limit": 1})
                    self.assertEqual(word, "reply")
                    with lock:
                        self.acknowledged[answer["head"]["number"]] = answer["head"]["hash"]
                    first.set()
        except (ConnectionError, OSError):
            return

    def chain_after(self, number):
        """Every event above that number, by number."""
        found = {}
        before = None
        while True:
            body = {"limit": 200} if before is None else {"limit": 200, "before": before}
            word, answer = self.box.ask("audit", body)
            self.assertEqual(word, "reply")
            for row in answer["items"]:
                found[row["number"]] = row["hash"]
            before = answer.get("next")
            if before is None or before <= number:
                return found

    def test_every_acknowledged_write_is_there_after_kill_9_at_fifty_random_moments(self):
        dice = random.Random(SEED)
        self.box.init()
        checked_to = 0
        for kill in range(KILLS):
            self.box.start()
            if self.acknowledged:
                chain = self.chain_after(checked_to)
                for number, seen in self.acknowledged.items():
                    self.assertEqual(chain.get(number), seen, f"event {number} after kill {kill}")
                checked_to = max(self.acknowledged)
                self.acknowledged.clear()
            lock, first = threading.Lock(), threading.Event()
            writers = [threading.Thread(target=self.write_until_killed, args=(lock, first))
                       for _ in range(WRITERS)]
            for writer in writers:
                writer.start()
            self.assertTrue(first.wait(60))
            time.sleep(dice.uniform(0.0, 0.15))
            self.box.server.kill()
            self.box.server.wait()
            self.box.server.stderr.close()
            for writer in writers:
                writer.join()
        self.box.start()
        chain = self.chain_after(checked_to)
        for number, seen in self.acknowledged.items():
            self.assertEqual(chain.get(number), seen)
        self.assertEqual(self.box.stop(), 0)
        verified = self.box.answer(self.box.with_key("verify", "--json"))
        self.assertTrue(verified["good"], verified["problems"])
        # Four operators and fifty rounds: each round acknowledged something.
        self.assertGreater(verified["events"], KILLS * 2)


if __name__ == "__main__":
    need_programs()
    unittest.main()
