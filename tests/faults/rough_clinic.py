# SPDX-License-Identifier: Apache-2.0
"""A clinic whose server is killed and whose cables are bad, and its store read from outside: what
screens claim is compared with that."""

import collections
import contextlib
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "attacks"))
# pylint: disable=wrong-import-position
from besieged import Besieged, must, uuid7  # noqa: E402
from box import BUILD  # noqa: E402
from clinic import memory_folder  # noqa: E402
from terminal import Terminal  # noqa: E402

from links import Links, NoLinks  # noqa: E402

OPENED_STORE = BUILD / "tests/journeys/alcove-opened-store"
KIOSK = BUILD / "kiosk/program/alcove-kiosk"
BELOW_CHOSEN = 32768  # ports that the system gives to nobody who asks for any
FIRST_HOUR, SLOTS = 13, 65  # ten minutes each


def ports_of_our_own():
    found = []
    while len(found) < 2:
        port = random.randrange(20000, BELOW_CHOSEN)
        with socket.socket() as probe:
            try:
                probe.bind(("", port))
                found.append(port)
            except OSError:
                continue
    return found


class FarTerminal(Terminal):
    """Reaches the box through a link."""

    def __init__(self, address, port, identity, timeout=10):
        super().__init__(port, identity, timeout=timeout)
        self.address = address

    def connection(self):
        plain = socket.create_connection((self.address, self.port), timeout=self.timeout)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self.context.wrap_socket(plain)


class RoughClinic(Besieged):
    """`links` cables; its own terminals (Besieged.terminal) stand beside the box, and without
    cables every other one does."""

    def __init__(self, links, clients=3):
        ports = ports_of_our_own()
        self.links = Links(links, ports) if links else NoLinks()
        hosts = ["127.0.0.1", *map(self.links.address, range(links))]
        self.memory = memory_folder()
        self.taken = collections.Counter()  # by who may have them: times of today
        self.drain = None  # reads what the server says
        super().__init__(clients, self.links.listen, ",".join(hosts), ports)

    def start(self, *options, key=True):
        said = super().start(*options, key=key)
        self.drain = threading.Thread(target=self._drain, args=(self.server.stderr,), daemon=True)
        self.drain.start()
        return said

    def _drain(self, lines):
        """A full pipe would stop the server."""
        with (self.root / "server.log").open("a", encoding="utf-8") as log:
            try:
                log.writelines(lines)
            except ValueError:
                pass  # closed meanwhile

    def kill(self):
        self.server.kill()
        self.server.wait()
        self.drain.join()
        self.server.stderr.close()

    def come_back(self):
        self.start(*self.doors)

    def close(self):
        super().close()
        self.links.close()
        shutil.rmtree(self.memory)

    def far(self, link, name):
        """A terminal of that name (enrolled by `terminal`), behind a link."""
        made = FarTerminal(self.links.address(link), self.port, self.identities[name])
        self.terminals.append(made)
        return made

    def booked_somewhere(self, desk, client, clinicians):
        """At the first time today that is free: one of these has an hour."""
        setup = must(desk.get("/v1/clinic_setup"))
        while True:
            taken = self.taken[tuple(clinicians)]
            hour, minute = divmod(FIRST_HOUR * 60 + taken // len(clinicians) * 10, 60)
            clinician = clinicians[taken % len(clinicians)]
            self.taken[tuple(clinicians)] += 1
            assert taken < SLOTS * len(clinicians), "no time is left today"
            status, _ = desk.post("/v1/appointments/book", {
                "appointment": uuid7(), "client": client, "clinician": clinician,
                "service": setup["services"][0]["id"], "minutes": 10,
                "start": f"{setup['today']}T{hour:02}:{minute:02}"})
            if status == 200:
                return

    @contextlib.contextmanager
    def held(self):
        """The server, if it runs, does nothing meanwhile: as if the power had gone just then."""
        running = self.server.poll() is None
        if running:
            self.server.send_signal(signal.SIGSTOP)
            while not all_stopped(self.server.pid):
                time.sleep(0.001)
        try:
            yield
        finally:
            if running:
                self.server.send_signal(signal.SIGCONT)

    def files(self):
        """What lies on the box's disk at this moment, copied: for rows_of(), which removes it."""
        copy = Path(tempfile.mkdtemp(prefix="files-", dir=self.memory)) / "box"
        with self.held():
            shutil.copytree(self.state, copy,
                            ignore=shutil.ignore_patterns("control", "lock", "reserve"))
        return copy

    def rows_of(self, files, *queries):
        """What the store of these files holds: each query's rows."""
        plain = files.parent / "plain.db"
        subprocess.run([OPENED_STORE, "--state", files, "--key-file", self.key_file, "--plain",
                        plain], check=True, stdout=subprocess.DEVNULL)
        with contextlib.closing(sqlite3.connect(plain)) as opened:
            found = [opened.execute(query).fetchall() for query in queries]
        shutil.rmtree(files.parent)
        return found

    def rows(self, *queries):
        """The same of the store as it is now."""
        return self.rows_of(self.files(), *queries)


def all_stopped(process):
    """Every thread of it."""
    return all(Path(task, "stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0] == "T"
               for task in Path(f"/proc/{process}/task").iterdir())
