# SPDX-License-Identifier: Apache-2.0
"""The clinic for somebody who wants to look around: it stays until Ctrl C."""

import os
import shlex
import time

from station_steps import STATIONS, type_the_code, wait_for_door

TURN_S = 0.3  # how soon it is noticed that a window was closed


def try_it(visit):
    """Gives the exit code: 0 when it ended because somebody wanted it to."""
    clinic = visit.clinic
    print(f"demo: two years of {visit.options.clients} clients who do not exist (half a "
          "minute for every 500)",
          flush=True)
    # The played visit's clinic has none: visits are booked late in the evening there.
    clinic.make(visit.options.clients, "--working-week")
    clinic.start()
    print("demo: enrolling a terminal of each station", flush=True)
    for station, name in STATIONS.items():
        enrol_unseen(visit, station, name)
    print_sign_ins(clinic)
    print(f"""
The box listens on 127.0.0.1, port {clinic.port}, and keeps its store in {clinic.state}.
Its key lies in memory and goes with this program. The passphrase opens the store afterwards too,
until the demo is started again and makes another clinic in its place:

  {clinic.passphrase}
  {shlex.join([str(clinic.ctl_program), "verify", "--state", str(clinic.state)])}
""")
    windows = bool(os.environ.get("DISPLAY"))
    if windows:
        for kiosk in visit.kiosks.values():
            kiosk.display = None
            kiosk.start()
        print("Three windows are open: lobby, front desk, therapy room. In this clinic it is\n"
              "half past nine in the morning or so. Try Lucía Morales: book her for ten at the\n"
              "desk, with Lena Brandt, then check her in at the lobby (born April 17, 1986, phone\n"
              "ending in 0133). Her clinician signs in as lbrandt.\n"
              "The clinic has a working week. At the desk, as mortiz: when you book Lucía, press\n"
              "“Find the first free times” (she speaks Spanish, and so does Alma Reyes; with Lena\n"
              "Brandt an interpreter comes); look at the “Calendar”, and at “Groups”, where one\n"
              "begins on Wednesday; offer a time to who stands on the “Waitlist”.")
    else:
        print("There is no display here (DISPLAY is not set), so no windows; try --headless.")
    print("Ctrl C ends the demo.", flush=True)
    return wait_for_the_end(visit, windows)


def enrol_unseen(visit, station, name):
    """Types the code on a display that nobody sees; the window that is shown starts enrolled."""
    kiosk = visit.new_kiosk(station)
    kiosk.start()
    type_the_code(visit.clinic, kiosk, visit.clinic.enrolment_code(station, name))
    wait_for_door(visit.clinic, "open")
    kiosk.click("connect")
    kiosk.wait_gone("connect")
    wait_for_door(visit.clinic, "closed")
    kiosk.kill()
    kiosk.display.close()


def print_sign_ins(clinic):
    print("\nWho can sign in at the front desk and in the room:\n")
    for name, person in clinic.staff.items():
        roles = ", ".join(role.replace("_", " ") for role in person["roles"])
        print(f"  {name:<11} {person['password']:<42} {person['name']}, {roles}")


def wait_for_the_end(visit, windows):
    """Until Ctrl C, or the server has ended, or the last window."""
    server, open_ones = visit.clinic.server, dict(visit.kiosks) if windows else {}
    try:
        while server.poll() is None:
            for name, kiosk in list(open_ones.items()):
                if kiosk.process.poll() is None:
                    continue
                del open_ones[name]
                if kiosk.process.returncode != 0:
                    print(f"demo: the terminal {name} ended by itself, exit code "
                          f"{kiosk.process.returncode}; its log: {kiosk.log}", flush=True)
                    return 1
                print(f"demo: the window of {name} was closed", flush=True)
            if windows and not open_ones:
                print("demo: no window is open any more: ending", flush=True)
                return visit.clinic.stop()
            time.sleep(TURN_S)
    except KeyboardInterrupt:
        print("\ndemo: ending", flush=True)
        for kiosk in visit.kiosks.values():
            kiosk.close()
        return visit.clinic.stop()
    print(f"demo: the server ended by itself, exit code {server.returncode}; its log: "
          f"{visit.clinic.logs / 'server.log'}", flush=True)
    return 1
