#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What provisioning/demo runs once everything is built: a clinic to try, or the visit, checked."""

import argparse
import contextlib
import ctypes
import datetime
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import traceback
from pathlib import Path

import alert_steps
import desk_steps
import lobby_steps
import operator_steps
import registration_steps
import room_steps
import secrecy_steps
import station_steps
import trail_steps
from clinic import Clinic, memory_folder, memory_needed
from kiosk import Display, Kiosk
from report import Report
from trying import try_it
from words import Words, as_shown, made_up_phone

# In a folder that this program made and may make anew.
MARK = ".made-by-alcove-demo"
MOST_CLIENTS = 200_000
LONGEST_SOCKET = 107  # bytes in the path of a UNIX socket, as Linux takes it
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LONGEST_VISIT = datetime.timedelta(minutes=5)
TOP = Path(__file__).resolve().parents[2]


class Visit:
    """Everything that a step may need."""

    def __init__(self, options, memory):
        self.options = options
        self.memory = memory
        self.report = Report(options.shots)
        self.clinic = Clinic(options.build, options.state, memory, morning_zone())
        self.opened_store = options.build / "tests/journeys/alcove-opened-store"
        self.kiosk_program = options.build / "kiosk/program/alcove-kiosk"
        self.kiosks = {}
        self.displays = []
        self.words = Words()
        typed = self.words.use("a phone, corrected in the lobby, as typed", made_up_phone())
        self.words.use("a phone, corrected in the lobby", as_shown(typed))
        self.words.use("the PIN", station_steps.PIN)
        self.words.use("the phone on file", "(716) 555-0133")
        self.began = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        self.row = None  # of her visit, on the desk's board
        self.newcomer = None  # the record number of who was registered
        self.colleague = None  # who was hired: sign-in name, name, code
        self.note = {}  # section: text
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

    def paper_shot(self, pdf, what):
        """The first page of a paper, among the screenshots."""
        self.shots += 1
        name = f"{self.shots:02}-{what}"
        subprocess.run(["pdftoppm", "-png", "-singlefile", "-r", "100", pdf,
                        self.options.shots / name], check=True, stdin=subprocess.DEVNULL)
        self.report.shot(f"{name}.png")

    def ended(self):
        """Programs that do not run (any more), with their exit codes; minus a signal's number."""
        programs = {name: kiosk.process for name, kiosk in self.kiosks.items()}
        programs["server"] = self.clinic.server
        return {name: program.returncode for name, program in programs.items()
                if program and program.poll() is not None}

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
    registration_steps.find_nobody,
    registration_steps.register,
    registration_steps.change_the_record,
    registration_steps.walk_in,
    registration_steps.cancel_a_visit,
    desk_steps.book_her,
    desk_steps.save_the_day,
    lobby_steps.turn_a_stranger_away,
    lobby_steps.come_in,
    lobby_steps.correct_phone_and_address,
    lobby_steps.sign_the_consent,
    lobby_steps.answer_phq9,
    alert_steps.hire_somebody,
    alert_steps.restart_under_an_alert,
    lobby_steps.answer_the_rest,
    alert_steps.tell_in_person,
    desk_steps.see_who_has_come,
    desk_steps.see_what_she_did,
    alert_steps.answer_the_alert,
    room_steps.open_the_chart,
    room_steps.write_the_note,
    room_steps.kill_the_terminal,
    room_steps.sign_the_note,
    room_steps.add_an_addendum,
    trail_steps.read_the_trail,
    operator_steps.rename_a_terminal,
    operator_steps.back_up_and_restore,
    operator_steps.stop_everything,
    secrecy_steps.look_for_readable_things,
]


def morning_zone():
    """A zone in which it is half past nine or so: the visit of ten can be told at any hour."""
    ahead = 9 - (datetime.datetime.now(datetime.timezone.utc) + LONGEST_VISIT).hour
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
            visit.report.check("programs that ended meanwhile", {}, visit.ended())
            break
    visit.report.write()
    print(f"\n{visit.report.summary()}\n{visit.options.shots / 'report.html'}")
    return 0 if visit.report.held else 1


def refused(folder, why):
    return SystemExit(f"demo: {folder} {why}; name another folder with --state or --shots")


def take(folder):
    """Makes the folder, unless it is there, and keeps other demos out of it until what this gives
    is closed. What lies in it stays: a folder that cannot be had leaves the others as they are."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()) and not (folder / MARK).exists():
            raise refused(folder, "holds something that this demo did not make")
        mark = (folder / MARK).open("a", encoding="utf-8")  # pylint: disable=consider-using-with
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SystemExit(f"demo: another demo is using {folder}; end it first, or name "
                             "another folder with --state and --shots") from None
        return mark
    except OSError as problem:
        raise refused(folder, f"cannot be used: {problem.strerror}") from None


def make_anew(folder):
    """Empties a folder that was taken and that an earlier demo filled."""
    earlier = [one for one in folder.iterdir() if one.name != MARK]
    if earlier:
        print(f"demo: {folder} is of an earlier demo and is made anew", flush=True)
    try:
        for one in earlier:
            shutil.rmtree(one) if one.is_dir() and not one.is_symlink() else one.unlink()
    except OSError as problem:
        raise refused(folder, f"cannot be emptied: {problem.strerror}") from None


def look_at_the_folders(options):
    """Refuses what could not end well, before anything is touched."""
    state, shots = options.state, options.shots
    if state == shots or state in shots.parents or shots in state.parents:
        raise SystemExit("demo: --state and --shots want two folders, neither inside the other")
    if len(bytes(Clinic.control_socket_in(state))) > LONGEST_SOCKET:
        raise refused(state, "has too long a path for the box's control socket")


def count_of_clients(text):
    """As alcove-synthetic-clinic takes it."""
    if not text.isdecimal() or not 1 <= int(text) <= MOST_CLIENTS:
        raise argparse.ArgumentTypeError(f"a number from 1 to {MOST_CLIENTS} is asked, "
                                         f"not “{text}”")
    return int(text)


def read_options():
    parser = argparse.ArgumentParser(prog="provisioning/demo", description=__doc__)
    parser.add_argument("--headless", action="store_true", help="plays the visit and checks it")
    parser.add_argument("--state", type=Path, default=TOP / "build/demo/state", metavar="DIR",
                        help="where box and terminals keep what is theirs")
    parser.add_argument("--shots", type=Path, default=TOP / "build/demo/shots", metavar="DIR",
                        help="where screenshots and the report go")
    parser.add_argument("--clients", type=count_of_clients, default=500, metavar="N")
    parser.add_argument("--build", type=Path, default=TOP / "build/release", metavar="DIR",
                        help="where the programs are")
    # For provisioning/demo, before it installs and builds: says what is wrong with these options.
    parser.add_argument("--only-look", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    for name in ("state", "shots", "build"):
        setattr(options, name, getattr(options, name).resolve())
    return options


def look_for_the_display(options):
    """Half a minute before it is needed. Without X's library the windows themselves will tell."""
    name = os.environ.get("DISPLAY")
    if options.headless or not name:
        return
    try:
        x11 = ctypes.CDLL("libX11.so.6")
    except OSError:
        return
    x11.XOpenDisplay.restype = ctypes.c_void_p
    opened = x11.XOpenDisplay(None)
    if not opened:
        raise SystemExit(f"demo: the display {name} does not answer (DISPLAY); "
                         "--headless needs none")
    x11.XCloseDisplay(ctypes.c_void_p(opened))


def end(*_):
    raise KeyboardInterrupt


def run(options):
    """Gives the exit code. However it ends, nothing that it started is left, and no key."""
    # Without a visit there are no pictures: those of an earlier one stay.
    places = [options.state, options.shots] if options.headless else [options.state]
    with contextlib.ExitStack() as kept:
        for place in places:
            kept.enter_context(take(place))
        memory = memory_folder(memory_needed(options))
        kept.callback(shutil.rmtree, memory)
        for place in places:
            make_anew(place)
        visit = Visit(options, memory)
        kept.callback(visit.close)
        kept.callback(ignore_the_impatient)
        return play(visit) if options.headless else try_it(visit)


def ignore_the_impatient():
    """From here on everything is being ended: a second Ctrl C would only leave some of it."""
    for asked_to_end in ENDING:
        signal.signal(asked_to_end, signal.SIG_IGN)


def main():
    options = read_options()
    try:
        for asked_to_end in ENDING:
            signal.signal(asked_to_end, end)
        look_at_the_folders(options)
        look_for_the_display(options)
        return 0 if options.only_look else run(options)
    except (RuntimeError, TimeoutError, OSError) as problem:
        print(f"demo: {problem}", file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        print("\ndemo: ended before it was done", flush=True)
        return 130


if __name__ == "__main__":
    sys.exit(main())
