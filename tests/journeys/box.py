# SPDX-License-Identifier: Apache-2.0
"""A box as an operator has it: a state folder, the real alcovectl, the real alcove-server."""

import hashlib
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../provisioning/demo_visit"))
# pylint: disable=wrong-import-position
from ports import free_port  # noqa: E402

BUILD = Path(os.environ.get("ALCOVE_BUILD", "build/dev")).resolve()
CTL = BUILD / "provisioning" / "alcovectl" / "alcovectl"
SERVER = BUILD / "server" / "app" / "alcove-server"
PASSPHRASE = "violet kettle march lantern"


class Box:
    """Everything lies under `root`; close() ends a server that still runs."""

    def __init__(self, state="state", root=None):
        self.own_root = None
        if root is None:
            self.own_root = tempfile.TemporaryDirectory(prefix="alcove-journey-")
            root = self.own_root.name
        self.root = Path(root)
        self.state = self.root / state
        self.key_file = self.root / "start.key"
        self.server = None
        self.server_runs_as = []  # the words before the program that make it another user's
        self.server_program = None  # another one than today's

    def close(self):
        if self.server and self.server.poll() is None:
            self.server.kill()
            self.server.wait()
        if self.server:
            self.server.stderr.close()
        if self.own_root:
            self.own_root.cleanup()

    def ctl(self, *arguments, secret=None, fd_option="--passphrase-fd"):
        """Runs alcovectl; `secret` reaches it through a pipe, as it would from a script."""
        command = [str(CTL), *map(str, arguments), "--state", str(self.state)]
        if secret is None:
            return subprocess.run(command, check=False, capture_output=True, text=True,
                                  stdin=subprocess.DEVNULL, start_new_session=True)
        read_end, write_end = os.pipe()
        os.write(write_end, (secret + "\n").encode())
        os.close(write_end)
        try:
            return subprocess.run([*command, fd_option, str(read_end)], check=False,
                                  capture_output=True, text=True, pass_fds=[read_end],
                                  stdin=subprocess.DEVNULL, start_new_session=True)
        finally:
            os.close(read_end)

    def with_key(self, *arguments):
        return self.ctl(*arguments, "--key-file", self.key_file)

    def answer(self, result):
        if result.returncode != 0:
            raise AssertionError(f"exit code {result.returncode}: {result.stdout}{result.stderr}")
        return json.loads(result.stdout)

    def answer_of(self, result):
        """What a command says that ends with 0 or 1: a finding is an answer too."""
        if result.returncode not in (0, 1):
            raise AssertionError(f"exit code {result.returncode}: {result.stdout}{result.stderr}")
        return json.loads(result.stdout)

    def init(self, zone="UTC"):
        """Makes the store with passphrase, key file and recovery key; gives what is printed."""
        return self.answer(self.ctl("init", "--clinic", "Willow House", "--zone", zone,
                                    "--make-key-file", self.key_file, "--json", secret=PASSPHRASE))

    def _server(self):
        return [*self.server_runs_as, str(self.server_program or SERVER)]

    def start(self, *options, key=True):
        """Starts the server and waits until it tells systemd that it is ready."""
        notify = self.root / "notify"
        notify.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
            listening.bind(str(notify))
            os.chmod(notify, 0o666)
            listening.settimeout(60)
            command = [*self._server(), "--state", str(self.state), *doors(options)]
            if key:
                command += ["--key-file", str(self.key_file)]
            # pylint: disable-next=consider-using-with
            self.server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True,
                                           env={**os.environ, "NOTIFY_SOCKET": str(notify)})
            while True:
                try:
                    said = listening.recv(4096).decode()
                except TimeoutError:
                    self.server.kill()
                    raise AssertionError(f"not ready: {self.server.communicate()[1]}") from None
                if "READY=1" in said:
                    return said

    def try_start(self, *options):
        """Starts a server that is to refuse; gives its end."""
        command = [*self._server(), "--state", str(self.state),
                   "--key-file", str(self.key_file), *options]
        return subprocess.run(command, check=False, capture_output=True, text=True, timeout=60)

    def stop(self):
        self.server.terminate()
        code = self.server.wait(timeout=60)
        self.server.stderr.close()
        return code

    def ask(self, command, body):
        """Asks over the control socket without alcovectl; gives the answer's word and object."""
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(60)
            connection.connect(str(self.state / "control"))
            return ask_on(connection, command, body)

    def hashes(self):
        """Every file of the state and head folders, by what it holds."""
        files = {}
        for folder in (self.state, Path(f"{self.state}-head")):
            for file in sorted(folder.rglob("*")):
                if file.is_file():
                    files[str(file)] = hashlib.sha256(file.read_bytes()).hexdigest()
        return files


class SmallDisk:
    """A file system of its own with so much room; None where this machine does not allow it."""

    def __init__(self, folder, size):
        self.folder = folder
        folder.mkdir()
        made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=0700", "tmpfs",
                               str(folder)], check=False, capture_output=True)
        self.mounted = made.returncode == 0
        self.environment = {}

    def fill(self, leave=0):
        with open(self.folder / "holiday.mkv", "wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(bytes(4096))
            except OSError:
                filler.truncate(max(0, filler.tell() - leave))

    def empty(self):
        (self.folder / "holiday.mkv").unlink()

    def close(self):
        if self.mounted:
            subprocess.run(["umount", "-l", str(self.folder)], check=True)
            self.mounted = False


class PretendedDisk:
    """The same for machines on which nothing can be mounted: programs that are started with its
    `environment` find no more room there than that."""

    def __init__(self, folder, megabytes):
        self.folder, self.bytes = folder, megabytes * 1024 * 1024
        folder.mkdir()
        checks = os.environ.get("ASAN_OPTIONS", "")
        self.environment = {
            "LD_PRELOAD": str(BUILD / "tests" / "journeys" / "libalcove-pretended-disk.so"),
            "ALCOVE_PRETENDED_DISK": str(folder), "ALCOVE_PRETENDED_BYTES": str(self.bytes),
            "ASAN_OPTIONS": f"{checks}:verify_asan_link_order=0".strip(":")}

    def fill(self):
        """With a file that takes none of the real disk."""
        os.truncate(self._filler(), 0)
        os.truncate(self._filler(), max(0, self.bytes - sum(
            -(-file.stat().st_size // 4096) * 4096 for file in self.folder.rglob("*")
            if file.is_file())))

    def _filler(self):
        filler = self.folder / "holiday.mkv"
        filler.touch()
        return filler

    def empty(self):
        self._filler().unlink()

    def close(self):
        pass


def small_disk(folder, megabytes):
    """A real one where this machine allows it; ALCOVE_DISK=pretended asks for the other."""
    if os.environ.get("ALCOVE_DISK") != "pretended":
        disk = SmallDisk(folder, f"{megabytes}m")
        if disk.mounted:
            return disk
        folder.rmdir()
    return PretendedDisk(folder, megabytes)


class FaultyDisk:
    """A disk of its own, on which Linux can be made to find a fault; not mounted where this machine
    does not allow it."""

    def __init__(self, root, size):
        self.image = root / "disk.img"
        self.folder = root / "disk"
        self.folder.mkdir()
        self.mounted = (self._run("truncate", "-s", size, self.image)
                        and self._run("mkfs.ext4", "-q", "-F", self.image) and self._mount())

    def _mount(self):
        return self._run("mount", "-o", "loop", self.image, self.folder)

    def _run(self, *command):
        try:
            return subprocess.run(list(map(str, command)), check=False,
                                  capture_output=True).returncode == 0
        except FileNotFoundError:
            return False

    def find_a_fault(self):
        """As after a journal that could not be written: read-only under the open files."""
        subprocess.run(["mount", "-o", "remount,abort", str(self.folder)], check=True)

    def stop_answering(self, file, last):
        """From the last so many bytes of that file on, the disk gives nothing any more."""
        copy = file.with_suffix(".copy")
        shutil.copy2(file, copy)  # written last, it lies behind the other files
        copy.replace(file)
        self.close()  # nothing of it is in memory
        shutil.copy(self.image, self.image.with_suffix(".whole"))
        self.mounted = self._mount()
        laid = subprocess.run(["filefrag", "-v", "-b1", str(file)], check=True,
                              capture_output=True, text=True).stdout
        ends = [int(end) for end in re.findall(r"^ *\d+: .*?: *\d+\.\. *(\d+):", laid, re.M)]
        os.truncate(self.image, (max(ends) + 1 - last) // 4096 * 4096)

    def repair(self):
        self.close()
        whole = self.image.with_suffix(".whole")
        if whole.exists():
            whole.replace(self.image)
        self.mounted = self._mount()

    def close(self):
        if self.mounted:
            subprocess.run(["umount", str(self.folder)], check=True)
            self.mounted = False


def doors(options):
    """These options of a server, with ports that nobody else has where they name none."""
    options = list(options)
    for name in ("--port", "--enrolment-port"):
        if name not in options:
            options += [name, str(free_port([int(one) for one in options if str(one).isdigit()]))]
    return options


def problems(status):
    return [condition["code"] for condition in status["conditions"]
            if condition["severity"] == "problem"]


def ask_on(connection, command, body):
    connection.sendall(f"{command} {json.dumps(body)}\n".encode())
    answer = b""
    while True:
        piece = connection.recv(65536)
        if not piece:
            raise ConnectionError("the server is gone")
        answer += piece
        while b"\n" in answer:
            line, answer = answer.split(b"\n", 1)
            word, text = line.decode().split(" ", 1)
            if word != "progress":
                return word, json.loads(text)


def need_programs():
    for program in (CTL, SERVER):
        if not program.exists():
            sys.exit(f"{program} is not built")
