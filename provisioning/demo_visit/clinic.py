# SPDX-License-Identifier: Apache-2.0
"""The box of the demo: its store, its server, its keys on a memory file system."""

import json
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from kiosk import WITH_US
from ports import free_port

CLINIC_NAME = "Willow House"
MEMORY_PREFIX = "alcove-demo-"
OWNER = "owner"  # the file that names the program whose memory folder it is
# Clients whose two years are written in memory and then moved: an fsync for each step of so many
# visits takes minutes on a slow disk and protects nothing yet.
MOST_IN_MEMORY = 2000
BYTES_OF_A_CLIENT = 250_000  # of the store, at most, with two years in it
START_S = 120  # until the server is ready
TURN_S = 0.2  # how soon it is noticed that it ended instead


def memory_needed(options):
    """Bytes. The headless visit ends with two copies of the store there, one of them readable."""
    if options.headless:
        return 2 * BYTES_OF_A_CLIENT * options.clients
    return BYTES_OF_A_CLIENT * (options.clients if options.clients <= MOST_IN_MEMORY else 0)


def memory_folder(needed=0):
    """A private folder on a memory file system with so many bytes left, for keys and for what
    stands on screens."""
    places = [place for place in (os.environ.get("XDG_RUNTIME_DIR"), "/dev/shm")
              if place and os.access(place, os.W_OK) and file_system(place) == "tmpfs"]
    if not places:
        raise SystemExit("demo: neither XDG_RUNTIME_DIR nor /dev/shm is a memory file system; "
                         "the box's key must not lie beside its store")
    roomiest = max(places, key=free_bytes)
    if free_bytes(roomiest) < needed:
        raise SystemExit(f"demo: so many clients need {needed // 1_000_000:,} MB of memory, and "
                         f"{roomiest} has {free_bytes(roomiest) // 1_000_000:,} left; ask for "
                         "fewer with --clients")
    for place in places:
        clear_away_the_left(Path(place))
    folder = Path(tempfile.mkdtemp(prefix=MEMORY_PREFIX, dir=roomiest))
    (folder / OWNER).write_text(str(os.getpid()), encoding="ascii")
    return folder


def clear_away_the_left(place):
    """Memory folders of programs that were killed: their keys go with them, if later than usual."""
    for folder in place.glob(f"{MEMORY_PREFIX}*"):
        try:
            owner = int((folder / OWNER).read_text(encoding="ascii"))
        except (OSError, ValueError):
            continue  # somebody else's, or made this moment
        if not Path(f"/proc/{owner}").exists():
            shutil.rmtree(folder, ignore_errors=True)


def free_bytes(place):
    return shutil.disk_usage(place).free


def file_system(place):
    done = subprocess.run(["stat", "-f", "-c", "%T", place], check=True, capture_output=True,
                          text=True)
    return done.stdout.strip()


def files_of(folder):
    return sorted(file for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


class Clinic:
    """`folder` holds what lies on the disk, `memory` the keys. close() ends the server."""

    def __init__(self, build, folder, memory, zone):
        self.ctl_program = build / "provisioning/alcovectl/alcovectl"
        self.server_program = build / "server/app/alcove-server"
        self.synthetic_program = build / "provisioning/synthetic_clinic/alcove-synthetic-clinic"
        self.folder = folder
        self.memory = memory
        self.zone = zone
        self.state = folder / "box"
        self.logs = folder / "logs"
        self.key_file = memory / "box.key"
        self.passphrase = " ".join(secrets.choice(WORDS) for _ in range(6))
        self.port = free_port()
        self.enrolment_port = free_port([self.port])
        self.server = None
        self.staff = {}
        self.printed = {}  # what init showed once: the recovery key, a set-up code
        self.logs.mkdir(parents=True, exist_ok=True)

    @staticmethod
    def control_socket_in(folder):
        """Where the server answers alcovectl, when that is the clinic's folder."""
        return folder / "box" / "control"

    # The operator's tool ----------------------------------------------------------------------

    def ctl(self, *arguments, state=None, passphrase=None):
        """Runs alcovectl; a passphrase reaches it through a pipe."""
        command = [self.ctl_program, *arguments, "--state", state or self.state]
        descriptors = ()
        if passphrase is not None:
            reading, writing = os.pipe()
            os.write(writing, (passphrase + "\n").encode())
            os.close(writing)
            command += ["--passphrase-fd", str(reading)]
            descriptors = (reading,)
        try:
            return subprocess.run(list(map(str, command)), check=False, capture_output=True,
                                  text=True, pass_fds=descriptors, stdin=subprocess.DEVNULL,
                                  start_new_session=True)
        finally:
            for descriptor in descriptors:
                os.close(descriptor)

    def answer(self, *arguments, **options):
        """The same; gives the JSON object it prints, or says why there is none."""
        done = self.ctl(*arguments, "--json", **options)
        if done.returncode != 0:
            raise RuntimeError(f"alcovectl {arguments[0]}: exit code {done.returncode}: "
                               f"{done.stdout}{done.stderr}")
        return json.loads(done.stdout)

    # Making it --------------------------------------------------------------------------------

    def make(self, clients, *more):
        """A new store with two years in it; `more`: options of alcove-synthetic-clinic. Fills
        `staff` and `printed`."""
        in_memory = clients <= MOST_IN_MEMORY
        state = self.memory / "new" / "box" if in_memory else self.state
        state.parent.mkdir(parents=True, exist_ok=True)
        self.printed = self.answer("init", "--clinic", CLINIC_NAME, "--zone", self.zone,
                                   "--make-key-file", self.key_file, state=state,
                                   passphrase=self.passphrase)
        done = subprocess.run([self.synthetic_program, "--state", state, "--key-file",
                               self.key_file, "--clients", str(clients), *more],
                              check=False, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"alcove-synthetic-clinic: {done.stderr}")
        for line in done.stdout.splitlines():
            name, password, display_name, roles = line.split("\t")
            self.staff[name] = {"password": password, "name": display_name,
                                "roles": roles.split(",")}
        if in_memory:
            shutil.move(state, self.state)
            shutil.move(f"{state}-head", f"{self.state}-head")

    # The server -------------------------------------------------------------------------------

    def start(self):
        """Starts the server and waits until it says that it is ready."""
        notify = self.memory / "notify"
        notify.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
            listening.bind(str(notify))
            listening.settimeout(TURN_S)
            command = [*WITH_US, self.server_program, "--state", self.state,
                       "--key-file", self.key_file,
                       "--listen", "127.0.0.1", "--host", "127.0.0.1", "--port", self.port,
                       "--enrolment-port", self.enrolment_port]
            with (self.logs / "server.log").open("a", encoding="utf-8") as log:
                # pylint: disable-next=consider-using-with
                self.server = subprocess.Popen(
                    list(map(str, command)), stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                    cwd=self.folder, env={**os.environ, "NOTIFY_SOCKET": str(notify)})
            self._wait_until_ready(listening)

    def _wait_until_ready(self, listening):
        deadline = time.monotonic() + START_S
        said = b""
        while b"READY=1" not in said:
            try:
                said = listening.recv(4096)
            except TimeoutError:
                if self.server.poll() is not None:
                    raise RuntimeError(f"the server ended with {self.server.returncode}: "
                                       f"{self._last_words()}") from None
                if time.monotonic() > deadline:
                    raise RuntimeError(f"the server is not ready after {START_S} s") from None

    def _last_words(self):
        lines = (self.logs / "server.log").read_text(encoding="utf-8", errors="replace").split("\n")
        return next((line for line in reversed(lines) if line), "it said nothing")

    def kill(self):
        """kill -9; gives the signal that ended it."""
        self.server.kill()
        return -self.server.wait()

    def stop(self):
        """Asks it to end; gives its exit code."""
        self.server.terminate()
        return self.server.wait(timeout=120)

    def close(self):
        if self.server and self.server.poll() is None:
            self.kill()

    def enrolment_code(self, station, name):
        return self.answer("terminal", "enrol", "--station", station, "--name", name)["code"]


# For a passphrase of the demo alone: 64 words, six of them, 36 bits. A clinic's own is longer.
WORDS = """acorn amber anchor apple arrow autumn badger bamboo basil beacon birch bramble brick
canyon cedar cherry cinder clover cobalt coral cricket dahlia denim ember falcon fennel ferry
flint forest garnet ginger glacier harvest hazel heron indigo ivory jasmine juniper lagoon lemon
lilac linen lotus magnet maple mango meadow nutmeg ocean olive onyx otter pepper plum poplar quartz
raven saffron sparrow thistle tundra velvet willow""".split()
