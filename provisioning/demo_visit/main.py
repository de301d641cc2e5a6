#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What provisioning/demo runs once everything is built: a clinic to try, or the visit, checked."""

import argparse
import datetime
import shutil
import sys
import traceback
from pathlib import Path

import desk_steps
import lobby_steps
import operator_steps
import room_steps
import secrecy_steps
import station_steps
from clinic import Clinic, memory_folder
from kiosk import Display, Kiosk
from report import Report
from trying import try_it
from words import Words, as_shown, made_up_phone

# In a folder that this program made and may make anew.
MARK = ".made-by-alcove-demo"
TOP = Path(__file__).resolve().parents[2]


class Visit:
    """Everything that a step may need."""

    def __init__(self, options, memory):
        self.options = options
        self.memory = memory
        self.report = Report(options.shots)
        zone = morning_zone() if options.headless else None
        self.clinic = Clinic(options.build, options.state, memory, zone)
        self.opened_store = options.build / "tests/journeys/alcove-opened-store"
        self.kiosk_program = options.build / "kiosk/program/alcove-kiosk"
        self.kiosks = {}
        self.displays = []
        self.words = Words()
        self.new_phone = self.words.use("a corrected phone, as typed", made_up_phone(), kept=False)
        self.words.use("a corrected phone", as_shown(self.new_phone))
        self.words.use("the PIN", station_steps.PIN, kept=False)
        self.words.use("the phone on file", "(716) 555-0133")
        self.shots = 0

    def new_kiosk(self, station):
        """A terminal with a display of its own; not started."""
        display = Display()
        self.displays.append(display)
        self.kiosks[station] = Kiosk(self.kiosk_program, station, self.options.state, self.memory,
                                     display)
        return self.kiosks[station]

    def shot(self, kiosk, what):
        self.shots += 1
        name = f"{self.shots:02}-{what}.png"
        kiosk.shot(self.options.shots / name)
        self.report.shot(name)

    def close(self):
        for kiosk in self.kiosks.values():
            kiosk.close()
        for display in self.displays:
            display.close()
        self.clinic.close()


STEPS = [
    operator_steps.make_the_clinic,
    operator_steps.refuse_a_wrong_key,
    operator_steps.start_the_server,
    station_steps.enrol_the_terminals,
    station_steps.sign_in_staff,
    desk_steps.book_her,
    lobby_steps.turn_a_stranger_away,
    lobby_steps.come_in,
    lobby_steps.correct_the_phone,
    lobby_steps.sign_the_consent,
    lobby_steps.answer_phq9,
    lobby_steps.answer_the_rest,
    desk_steps.see_who_has_come,
    desk_steps.accept_the_correction,
    room_steps.answer_the_alert,
    room_steps.open_the_chart,
    room_steps.write_the_note,
    room_steps.kill_the_terminal,
    room_steps.sign_the_note,
    operator_steps.back_up_and_restore,
    operator_steps.stop_the_server,
    secrecy_steps.look_for_readable_things,
]


def morning_zone():
    """A zone in which it is between nine and ten now, so that the visit can be told at any hour."""
    ahead = 9 - datetime.datetime.now(datetime.timezone.utc).hour
    if ahead < -12:
        ahead += 24
    return f"Etc/GMT{-ahead:+d}"  # POSIX counts them the other way round


def play(visit):
    """Plays every step; a step that breaks off counts as a check that did not hold."""
    for step in STEPS:
        try:
            step(visit)
        except Exception as problem:  # pylint: disable=broad-exception-caught
            traceback.print_exc()
            visit.report.check(f"{step.__name__} came to its end", "yes",
                               f"{type(problem).__name__}: {problem}")
            break
    visit.report.write()
    print(f"\n{visit.report.summary()}\n{visit.options.shots / 'report.html'}")
    return 0 if visit.report.held else 1


def refuse_others_things(folder):
    if folder.exists() and any(folder.iterdir()) and not (folder / MARK).exists():
        raise SystemExit(f"demo: {folder} holds something that this demo did not make; "
                         "name another folder with --state or --shots")


def make_anew(folder):
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / MARK).touch()


def main():
    parser = argparse.ArgumentParser(prog="provisioning/demo", description=__doc__)
    parser.add_argument("--headless", action="store_true", help="plays the visit and checks it")
    parser.add_argument("--state", type=Path, default=TOP / "build/demo/state", metavar="DIR",
                        help="where box and terminals keep what is theirs")
    parser.add_argument("--shots", type=Path, default=TOP / "build/demo/shots", metavar="DIR",
                        help="where screenshots and the report go")
    parser.add_argument("--clients", type=int, default=500, metavar="N")
    parser.add_argument("--build", type=Path, default=TOP / "build/release", metavar="DIR",
                        help="where the programs are")
    options = parser.parse_args()
    for name in ("state", "shots", "build"):
        setattr(options, name, getattr(options, name).resolve())
    for folder in (options.state, options.shots):
        refuse_others_things(folder)
    for folder in (options.state, options.shots):
        make_anew(folder)
    memory = memory_folder()
    visit = Visit(options, memory)
    try:
        return play(visit) if options.headless else try_it(visit)
    finally:
        visit.close()
        shutil.rmtree(memory)


if __name__ == "__main__":
    sys.exit(main())
