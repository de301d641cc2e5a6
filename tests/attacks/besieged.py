# SPDX-License-Identifier: Apache-2.0
"""A clinic of people who do not exist, served by the real programs, for programs that attack it."""

import ssl
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "journeys"))
# pylint: disable=wrong-import-position
from box import BUILD, Box  # noqa: E402
from terminal import Terminal, enrol, uuid7  # noqa: E402

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "provisioning" / "demo_visit"))
from clinic import free_port  # noqa: E402

SYNTHETIC = BUILD / "provisioning" / "synthetic_clinic" / "alcove-synthetic-clinic"


def zone_with_noon():
    """A zone in which it is about noon, so that no day ends while an attack goes on."""
    ahead = 12 - time.gmtime().tm_hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"


def two_free_ports():
    first = free_port()
    return first, free_port([first])


class Besieged(Box):
    """`clients` people with two years of visits; close() ends it. `hosts` are the addresses that
    terminals type, of those on which it listens."""

    def __init__(self, clients=40, listen="127.0.0.1", hosts="127.0.0.1", ports=None):
        super().__init__()
        self.port, self.enrolment_port = ports or two_free_ports()
        self.doors = ("--listen", listen, "--port", str(self.port),
                      "--enrolment-port", str(self.enrolment_port), "--host", hosts)
        self.staff = {}
        self.booked = 0
        self.init(zone_with_noon())
        printed = subprocess.run(
            [SYNTHETIC, "--state", self.state, "--key-file", self.key_file, "--clients",
             str(clients)], check=True, capture_output=True, text=True).stdout
        for line in printed.splitlines():
            name, password, _, roles = line.split("\t")
            self.staff[roles.split(",")[0]] = (name, password)
        self.start(*self.doors)
        self.identities = {}
        self.terminals = []

    def close(self):
        for terminal in self.terminals:
            terminal.close()
        super().close()

    def terminal(self, station, name):
        """Enrolled, nobody signed in."""
        made = self.answer(self.ctl("terminal", "enrol", "--station", station, "--name", name,
                                    "--json"))
        folder = self.root / f"terminal-{len(self.identities)}"
        self.identities[name] = self.at_the_door(
            lambda: enrol(folder, made["code"], self.enrolment_port))
        self.terminals.append(Terminal(self.port, self.identities[name]))
        return self.terminals[-1]

    def revoked(self, name):
        self.answer(self.ctl("terminal", "revoke", name, "--json"))

    def at_the_door(self, do):
        """The enrolment port opens a moment after there is a code, and closes a moment after it
        was used: whoever comes in between asks again."""
        until = time.monotonic() + 10
        while True:
            try:
                return do()
            except (ConnectionError, ssl.SSLError):
                if time.monotonic() > until:
                    raise
                time.sleep(0.05)

    def signed_in(self, station, name, role):
        terminal = self.terminal(station, name)
        terminal.sign_in(*self.staff[role])
        return terminal

    def pid(self):
        return self.server.pid

    def memory(self):
        """Bytes of the server that lie in memory now."""
        for line in Path(f"/proc/{self.pid()}/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
        raise AssertionError("the server is gone")

    def person(self, name, role, at):
        """A member of staff with that role alone, who chooses a password at this terminal: their
        id, the password."""
        made = self.answer(self.ctl("staff", "add", name, "--display-name", f"The {name}",
                                    "--roles", role, "--json"))
        password = f"herons {name} over the marsh"
        opened = must(at.post("/v1/session/first_password", {
            "sign_in_name": name, "code": made["code"], "new_password": password}))
        return opened["state"]["person"]["id"], password

    def registered(self, desk, name, born, phone, team=()):
        """A new client's id; `name` is given and family name, `phone` may be empty."""
        phones = [{"id": uuid7(), "kind": "mobile", "number": phone, "may_leave_message": True}]
        details = {"legal_given": name[0], "legal_middle": "", "legal_family": name[1],
                   "preferred_given": "", "preferred_family": "", "pronouns": "",
                   "birth_date": born, "sex_for_insurance": "unknown", "language": "en",
                   "needs_interpreter": False, "residence": "not_asked",
                   "phones": phones if phone else []}
        alike = must(desk.post("/v1/clients/duplicates", {"details": details}))["items"]
        return must(desk.post("/v1/clients/register", {
            "client": uuid7(), "details": details,
            "not_the_same_as": [one["hit"]["client"] for one in alike],
            "care_team": [{"staff": staff, "role": "therapist"} for staff in team]}))["id"]

    def booked_today(self, desk, client, team=()):
        """With the first of the care team, or some clinician."""
        setup = must(desk.get("/v1/clinic_setup"))
        clinician = team[0] if team else next(
            member["id"] for member in must(desk.get("/v1/staff"))["items"]
            if "clinician" in member["roles"])
        self.booked += 1
        hour, minute = divmod(14 * 60 + 10 * self.booked, 60)
        must(desk.post("/v1/appointments/book", {
            "appointment": uuid7(), "client": client, "clinician": clinician,
            "service": setup["services"][0]["id"], "minutes": 10,
            "start": f"{setup['today']}T{hour:02}:{minute:02}"}))

    # pylint: disable-next=too-many-arguments
    def expected_today(self, desk, given, family, born, phone, team=()):
        """Registered and booked; gives the client's id, and what they would type at the lobby."""
        client = self.registered(desk, (given, family), born, phone, team)
        self.booked_today(desk, client, team)
        return client, typed(family, born, phone)


def typed(family, born, phone):
    """What that client types at the lobby."""
    return {"language": "en", "surname": family, "birth_date": born, "last_four": phone[-4:]}


def must(answer):
    """The reply of a request that has to succeed."""
    status, reply = answer
    if status != 200:
        raise AssertionError(f"{status}: {reply}")
    return reply


def identify(lobby, who):
    """One try at being greeted; the attempt's id beside the reply."""
    attempt = uuid7()
    status, reply = lobby.post("/v1/check_in/identify", {"check_in": attempt, **who})
    return attempt, status, reply
