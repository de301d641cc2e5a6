# SPDX-License-Identifier: Apache-2.0
"""slowhttptest at a port of the box, by its own verdict: what it held open in each second, and
whether its own probe was served. It knows no client certificates, so the main port is reached
through a relay that has one; what it sends slowly leaves the relay as slowly."""

import contextlib
import csv
import http.client
import re
import socket
import ssl
import subprocess
import tempfile
import threading
import time
from pathlib import Path

from terminal import Terminal, tls

MODES = {"-H": "slow headers", "-B": "slow bodies", "-X": "slow readers"}
CONNECTIONS, SECONDS = 200, 15
ASK_AGAIN_S = 0.2
PIECE = 512  # a relay that reads ahead would read for a slow reader


class Relay:
    """Plain on this side, a terminal's connection on the other; one for each that comes."""

    def __init__(self, port, identity):
        self.far, self.context = port, tls(identity)
        self.door = socket.create_server(("127.0.0.1", 0), backlog=CONNECTIONS)
        self.port = self.door.getsockname()[1]
        threading.Thread(target=self._open, daemon=True).start()

    def close(self):
        with contextlib.suppress(OSError):
            self.door.shutdown(socket.SHUT_RDWR)
        self.door.close()

    def _open(self):
        with contextlib.suppress(OSError):
            while True:
                near, _ = self.door.accept()
                threading.Thread(target=self._carry, args=(near,), daemon=True).start()

    def _carry(self, near):
        try:
            with near, socket.create_connection(("127.0.0.1", self.far), timeout=60) as plain:
                plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, PIECE)
                with self.context.wrap_socket(plain) as far:
                    back = threading.Thread(target=pour, args=(far, near), daemon=True)
                    back.start()
                    pour(near, far)
                    back.join()
        except OSError:
            pass  # the box has ended it


def pour(one, other):
    try:
        while piece := one.recv(PIECE):
            other.sendall(piece)
    except OSError:
        pass
    for end in (one, other):
        with contextlib.suppress(OSError):
            socket.socket.shutdown(end, socket.SHUT_RDWR)


class Asking:
    """Somebody at another address who goes on asking, on a new connection each time."""

    def __init__(self, port, identity, path):
        self.port, self.identity, self.path = port, identity, path
        self.going, self.answers, self.longest_s, self.unanswered = True, 0, 0.0, []
        self.thread = threading.Thread(target=self._ask, daemon=True)
        self.thread.start()

    def _ask(self):
        while self.going:
            began = time.monotonic()
            stranger = Terminal(self.port, self.identity, source="127.0.0.2", timeout=60)
            try:
                stranger.get(self.path)
                self.answers += 1
            except (OSError, ssl.SSLError, http.client.HTTPException) as error:
                self.unanswered.append(repr(error))
            stranger.close()
            self.longest_s = max(self.longest_s, time.monotonic() - began)
            time.sleep(ASK_AGAIN_S)

    def end(self):
        self.going = False
        self.thread.join()


class Verdict:
    """What the tool wrote of each second, and how it ended, in its own words."""

    def __init__(self, rows, ended):
        self.seconds = len(rows)
        self.held = max((int(row["Connected"]) for row in rows), default=0)
        self.closed = max((int(row["Closed"]) for row in rows), default=0)
        self.served = sum(row["Service Available"] == "200" for row in rows)
        self.ended = ended

    def __str__(self):
        return (f"held {self.held} connections at most, {self.closed} of {CONNECTIONS} closed, "
                f"its own probe was served in {self.served} of {self.seconds} seconds; "
                f"it ended: {self.ended}")


def attack(mode, url):
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder, "told.csv")
        said = subprocess.run(["slowhttptest", mode, "-c", str(CONNECTIONS), "-r", "50", "-l",
                               str(SECONDS), "-i", "5", "-p", "10", "-u", url, "-g", "-o",
                               table.with_suffix("")],
                              check=False, capture_output=True, text=True, timeout=180).stdout
        with table.open(encoding="ascii") as rows:
            told = list(csv.DictReader(rows))
    ended = re.search(r"Exit status:(?:\x1b\[[\d;]*m)? *(.+?)(?:\x1b.*)?$", said, re.M)
    return Verdict(told, ended.group(1) if ended else "it did not say")


def findings(mode, url, held, asked):
    """All that is not as it should be, when somebody else asks meanwhile. `held`: how many
    connections it is to hold, from and to."""
    asking = Asking(*asked)
    try:
        verdict = attack(mode, url)
    finally:
        asking.end()
    print(f"slowhttptest {mode} ({MODES[mode]}): {verdict}; meanwhile {asking.answers} answers for "
          f"others, the slowest after {asking.longest_s:.2f} s", flush=True)
    if not held[0] <= verdict.held <= held[1]:
        yield (f"slowhttptest {mode}: held {verdict.held} connections at most, not "
               f"{held[0]} to {held[1]}")
    if verdict.held + verdict.closed < CONNECTIONS // 2:
        yield f"slowhttptest {mode}: it hardly tried: {verdict}"
    if asking.unanswered or asking.answers < verdict.seconds:
        yield (f"slowhttptest {mode}: {asking.answers} answers for others in {verdict.seconds} s; "
               f"{len(asking.unanswered)} times none: {asking.unanswered[:1]}")
