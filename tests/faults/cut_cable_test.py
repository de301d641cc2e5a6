#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The cable of the only front desk is cut, and nothing says so to the box: packets are gone, no
connection ends. Whoever calls for help in the lobby is told that the desk was called only while a
desk can show it."""

import http.client
import ssl
import threading
import time
import unittest

from links import CUT, GOOD
from rough_clinic import RoughClinic, must, uuid7

PATIENCE_S = 60  # a system by itself goes on sending for a quarter of an hour
GONE = (OSError, ssl.SSLError, http.client.HTTPException)


class Following:
    """The event stream of that terminal behind the first link, for as long as it is there."""

    def __init__(self, clinic, name):
        self.terminal = clinic.far(0, name)
        self.link = http.client.HTTPSConnection("box", timeout=PATIENCE_S)
        self.link.sock = self.terminal.connection()
        self.link.request("GET", "/v1/live", None, self.terminal.headers())
        self.reply = self.link.getresponse()
        threading.Thread(target=self._hear, daemon=True).start()

    def _hear(self):
        try:
            while self.reply.readline():
                pass
        except (*GONE, AttributeError, ValueError):
            pass  # the last two: closed in the middle of a line


class CutCableTest(unittest.TestCase):
    def setUp(self):
        self.clinic = RoughClinic(1)
        self.addCleanup(self.clinic.close)
        if self.clinic.links.kind != "packets":
            self.skipTest("this machine allows no network of our own: TCP itself cannot be cut")
        self.clinic.terminal("front-desk", "Desk")
        self.lobby = self.clinic.terminal("lobby", "Lobby")

    def heard(self):
        return must(self.lobby.post("/v1/check_in/help", {"call": uuid7()}))["heard"]

    def wait_until_heard(self, wanted):
        until = time.monotonic() + PATIENCE_S
        while self.heard() is not wanted:
            self.assertLess(time.monotonic(), until, f"heard is not {wanted}")
            time.sleep(0.5)

    def test_a_desk_behind_a_cut_cable_is_no_longer_counted_on(self):
        self.assertFalse(self.heard())
        first = Following(self.clinic, "Desk")
        self.wait_until_heard(True)
        self.clinic.links.set(0, CUT)
        began = time.monotonic()
        self.wait_until_heard(False)
        print(f"the box counted on it for {time.monotonic() - began:.1f} s", flush=True)
        self.clinic.links.set(0, GOOD)
        second = Following(self.clinic, "Desk")
        self.wait_until_heard(True)
        for one in (first, second):
            one.link.close()


if __name__ == "__main__":
    unittest.main(verbosity=2)
