# SPDX-License-Identifier: Apache-2.0
"""A clinic with real windows at it, behind cables where a test wants some, whose store is read from
outside. Pictures go to the folder that ALCOVE_SHOTS names, where it is set."""

import os
import sys
import unittest
from pathlib import Path

for beside in ("../attacks", "../faults", "../../provisioning/demo_visit"):
    sys.path.insert(0, str(Path(__file__).resolve().parent / beside))
# pylint: disable=wrong-import-position
from box import BUILD, need_programs, small_disk  # noqa: E402
from rough_clinic import RoughClinic  # noqa: E402
from screens import DATA, Screen  # noqa: E402

KIOSK = BUILD / "kiosk/program/alcove-kiosk"
SHOTS = os.environ.get("ALCOVE_SHOTS")


class ClinicOnASmallDisk(RoughClinic):
    """Its records lie on a disk of their own of 128 MiB; everything else does not."""

    def __init__(self):
        self.disk = None
        super().__init__(0)

    def init(self, zone="UTC"):
        self.disk = small_disk(self.root / "disk", 128)
        self.state = self.disk.folder / "state"
        return super().init(zone)

    def start(self, *options, key=True):
        before = dict(os.environ)
        os.environ.update(self.disk.environment)
        try:
            return super().start(*options, key=key)
        finally:
            os.environ.clear()
            os.environ.update(before)

    def close(self):
        if self.server and self.server.poll() is None:
            self.kill()
        self.disk.close()
        super().close()


def window(clinic, closing, name, station, link=0):
    """A terminal of that station, enrolled; `closing` is told how to end it."""
    made = Screen(clinic, name, link)
    closing(made.close)
    made.enrol(station)
    return made


def shot(kiosk, name):
    if SHOTS:
        kiosk.shot(Path(SHOTS, f"{name}.png"))


def write(room, words):
    """At the end of the note that is open."""
    room.click(DATA)
    room.key("ctrl+End")
    room.type(words)
    room.wait("the words", lambda: (room.value(DATA) or "").endswith(words))


def wait_claim(room, words):
    """Until the line of the note begins so."""
    room.wait(f"“{words}”", lambda: (room.value("safety") or "").startswith(words))


def read(kiosk):
    """All that stands there, without the signs that make words strong."""
    return kiosk.words().replace("\x01", "")


def says(kiosk, words):
    kiosk.wait(f"“{words}”", lambda: words in read(kiosk))


def main():
    need_programs()
    if not KIOSK.exists():
        sys.exit(f"{KIOSK} is not built")
    unittest.main(module="__main__", verbosity=2)
