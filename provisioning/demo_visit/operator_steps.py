# SPDX-License-Identifier: Apache-2.0
"""The steps that need no window: the store, the doors, kills, backup and restore."""

import hashlib
import re
import shutil
import socket
import ssl
import subprocess

from clinic import files_of

# All that the programs have to say while nothing is wrong.
USUAL = {
    "alcove-server: ready, open",
    "alcove-server: ended as asked",
    "alcove-kiosk: what stands on the screen is written to a file, as ALCOVE_KIOSK_REGISTRY asks",
}
# What the server says of its start, after an end in order and after the kill of the visit.
STARTED = re.compile(r"alcove-server: (ended as asked|ended without being stopped) last time; "
                     r"(.* were brought back from the log; )?checked .*; in \d+ ms")


def make_the_clinic(visit):
    clinic, report = visit.clinic, visit.report
    report.step("A new box: the store, its keys, two years of people who do not exist")
    clinic.make(visit.options.clients)
    facts = clinic.answer("verify", "--key-file", clinic.key_file)
    report.check("every page and the whole audit chain verify", True, facts["good"])
    report.at_least("rows in the store", visit.options.clients * 20, facts["rows"])
    report.check("people with a sign-in", 11, len(clinic.staff))
    start = (clinic.state / "store.db").read_bytes()[:16]
    report.differs("the first bytes of the store", b"SQLite format 3\0", start)
    seen = subprocess.run(["sqlite3", clinic.state / "store.db", "SELECT count(*) FROM client"],
                          check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    report.contains("what Debian's sqlite3 says of it", "file is not a database", seen.stderr)


def refuse_a_wrong_key(visit):
    clinic, report = visit.clinic, visit.report
    report.step("A wrong passphrase")
    before = hashes_of(clinic.state)
    refused = clinic.ctl("verify", passphrase=clinic.passphrase + "s")
    report.check("exit code of alcovectl verify", 2, refused.returncode)
    report.contains("what it says", "Nothing was touched", refused.stderr)
    report.check("files that changed", [], changed(before, hashes_of(clinic.state)))


def start_the_server(visit):
    clinic, report = visit.clinic, visit.report
    report.step("The server starts, and lets in only who it knows")
    clinic.start()
    report.check("alcovectl status", "open", clinic.answer("status")["state"])
    report.check("a request without a terminal's certificate", "no answer",
                 ask_without_certificate(clinic.port, ssl.TLSVersion.TLSv1_3))
    report.check("the same with TLS 1.2", "no answer",
                 ask_without_certificate(clinic.port, ssl.TLSVersion.TLSv1_2))
    report.check("the enrolment port while no code is open", "closed", door(clinic.enrolment_port))
    refused = subprocess.run([clinic.server_program, "--state", clinic.state, "--key-file",
                              clinic.key_file], check=False, capture_output=True, text=True)
    report.check("exit code of a second server on the same store", 2, refused.returncode)


def rename_a_terminal(visit):
    clinic, report = visit.clinic, visit.report
    report.step("The box: a terminal gets another name")
    word = visit.words.new("a terminal's name")
    name = f"Lobby {word}"
    clinic.answer("terminal", "rename", "Lobby 1", name)
    names = [one["name"] for one in clinic.answer("terminal", "list")["items"]]
    report.check("it is on the list", True, name in names)
    report.check("the name that it had is on the list", False, "Lobby 1" in names)


def back_up_and_restore(visit):
    clinic, report = visit.clinic, visit.report
    report.step("A backup while the server serves; restored elsewhere; verified")
    stick = clinic.folder / "stick"
    stick.mkdir()
    taken = clinic.answer("backup", stick)
    files = list(stick.iterdir())
    report.check("files on the stick", 1, len(files))
    elsewhere = clinic.folder / "elsewhere"
    restored = clinic.ctl("restore", files[0], state=elsewhere, passphrase=clinic.passphrase)
    report.check("exit code of the restore", 0, restored.returncode)
    report.check("its one line begins", f"good: {taken['facts']['rows']} rows in ",
                 restored.stdout[:len(f"good: {taken['facts']['rows']} rows in ")])
    report.contains("and says", "what is missing cannot be known here", restored.stdout)
    facts = clinic.answer("verify", "--key-file", clinic.key_file, state=elsewhere)
    report.check("the restored store verifies", True, facts["good"])
    report.check("its epochs", 2, facts["epochs"])

    report.step("What a restore refuses")
    before = hashes_of(elsewhere)
    again = clinic.ctl("restore", files[0], state=elsewhere, passphrase=clinic.passphrase)
    report.check("exit code of a restore over a store that is there", 2, again.returncode)
    report.check("files that changed", [], changed(before, hashes_of(elsewhere)))
    damaged = clinic.folder / "damaged.backup"
    shutil.copy(files[0], damaged)
    with damaged.open("r+b") as opened:
        opened.seek(damaged.stat().st_size // 2)
        byte = opened.read(1)[0]
        opened.seek(-1, 1)
        opened.write(bytes([byte ^ 1]))
    nowhere = clinic.folder / "nowhere"
    refused = clinic.ctl("restore", damaged, state=nowhere, passphrase=clinic.passphrase)
    report.check("exit code for a backup with one flipped bit", 1, refused.returncode)
    report.check("a store was made of it", False, (nowhere / "store.db").exists())
    damaged.unlink()


def stop_everything(visit):
    report = visit.report
    report.step("Terminals and server end when they are asked to, and had nothing to complain of")
    report.check("programs that ended by themselves", {}, visit.ended())
    for name, kiosk in visit.kiosks.items():
        report.check(f"exit code of {name}", 0, kiosk.stop())
    report.check("exit code of the server", 0, visit.clinic.stop())
    logs = {file.name: file.read_text(encoding="utf-8", errors="replace").splitlines()
            for file in files_of(visit.clinic.logs)}
    report.check("what the server said last", "alcove-server: ended as asked",
                 logs["server.log"][-1])
    said = {line for lines in logs.values() for line in lines}
    report.check("ends that the server told of at its starts",
                 {"ended as asked", "ended without being stopped"},
                 {match.group(1) for match in map(STARTED.fullmatch, said) if match})
    report.check("lines in the logs of all of them that are not among the usual", [],
                 sorted(line for line in said - USUAL if not STARTED.fullmatch(line)))


# What the steps ask ---------------------------------------------------------------------------


def ask_without_certificate(port, version):
    """What somebody on the clinic's network gets who is no terminal."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = context.maximum_version = version
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=20) as plain, \
                context.wrap_socket(plain) as sealed:
            sealed.sendall(b"GET /v1/hello HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            return sealed.recv(200).decode(errors="replace") or "no answer"
    except (ssl.SSLError, ConnectionError):
        return "no answer"


def door(port):
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5):
            return "open"
    except ConnectionRefusedError:
        return "closed"


def hashes_of(folder):
    return {str(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in files_of(folder)}


def changed(before, after):
    return sorted(name for name in before.keys() | after.keys()
                  if before.get(name) != after.get(name))
