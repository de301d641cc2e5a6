# SPDX-License-Identifier: Apache-2.0
"""A besieged clinic with a front desk's window before which somebody of the desk is signed in.
Pictures go to the folder that ALCOVE_SHOTS names, where it is set."""

import datetime
import os
import shutil
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "attacks"))
# pylint: disable=wrong-import-position
from besieged import Besieged, must  # noqa: E402
from box import BUILD, need_programs  # noqa: E402
from terminal import uuid7  # noqa: E402

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "provisioning" / "demo_visit"))
from clinic import memory_folder  # noqa: E402
from kiosk import Display, Kiosk  # noqa: E402
from operator_steps import door  # noqa: E402

KIOSK = BUILD / "kiosk" / "program" / "alcove-kiosk"
PIN = "640713"


class DeskWindowTest(unittest.TestCase):
    """Ana Ferreira is a client, and nobody has booked her; `desk` is another terminal."""
    maxDiff = None

    def setUp(self):
        self.box = Besieged(clients=1)
        self.addCleanup(self.box.close)
        self.desk = self.box.signed_in("front-desk", "Desk 9", "front_desk")
        setup = must(self.desk.get("/v1/clinic_setup"))
        self.today = datetime.date.fromisoformat(setup["today"])
        self.service = setup["services"][0]["id"]
        self.clinician = self.box.person("weekly", "clinician",
                                         self.box.terminal("front-desk", "Setting up"))[0]
        self.client = self.box.registered(self.desk, ("Ana", "Ferreira"), "1986-04-17", "")

    def booked(self, start):
        return must(self.desk.post("/v1/appointments/book", {
            "appointment": uuid7(), "client": self.client, "clinician": self.clinician,
            "service": self.service, "minutes": 50, "start": start}))["id"]

    def window(self):
        """A front desk at which somebody of the desk is signed in."""
        memory = memory_folder()
        self.addCleanup(shutil.rmtree, memory)
        (self.box.root / "logs").mkdir()
        display = Display()
        self.addCleanup(display.close)
        kiosk = Kiosk(KIOSK, "desk", self.box.root, memory, display)
        self.addCleanup(kiosk.close)
        kiosk.start()
        kiosk.wait_for("address")
        code = self.box.answer(self.box.ctl("terminal", "enrol", "--station", "front-desk",
                                            "--name", "Desk 1", "--json"))["code"]
        kiosk.fill("address", f"127.0.0.1:{self.box.enrolment_port}")
        kiosk.fill("code", code)
        kiosk.wait("the box to listen for it", lambda: door(self.box.enrolment_port) == "open")
        kiosk.click("connect")
        name, password = self.box.staff["front_desk"]
        kiosk.fill("name", name)
        kiosk.fill("password", password, shows="•" * len(password))
        kiosk.click("sign_in")
        for field in ("pin", "pin_again"):
            kiosk.wait(f"the cursor in “{field}”",
                       lambda field=field: (kiosk.visible(field) or {}).get("focused"))
            kiosk.type(PIN)
        kiosk.wait_for("waitlist")
        return kiosk

    def restart_killed(self):
        """kill -9 of the box, and the box again."""
        self.box.server.kill()
        self.box.server.wait()
        self.box.start(*self.box.doors)
        self.desk.session = None
        self.desk.sign_in(*self.box.staff["front_desk"])

    def shot(self, kiosk, name):
        if "ALCOVE_SHOTS" in os.environ:
            kiosk.shot(Path(os.environ["ALCOVE_SHOTS"], f"{name}.png"))

    def says(self, kiosk, words):
        kiosk.wait(f"“{words}”", lambda: words in kiosk.words())


def main():
    need_programs()
    if not KIOSK.exists():
        sys.exit(f"{KIOSK} is not built")
    unittest.main(module="__main__", verbosity=2)
