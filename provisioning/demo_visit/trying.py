# SPDX-License-Identifier: Apache-2.0
"""The clinic for somebody who wants to look around: it stays until Ctrl C."""

import os
import signal
import time

from station_steps import STATIONS, type_the_code

TURN_S = 0.3  # how soon a window that was closed is noticed


def try_it(visit):
    clinic = visit.clinic
    print(f"demo: two years of {visit.options.clients} clients who do not exist (half a minute)",
          flush=True)
    clinic.make(visit.options.clients)
    clinic.start()
    print("demo: enrolling a terminal of each station", flush=True)
    for station, name in STATIONS.items():
        enrol_unseen(visit, station, name)
    print_sign_ins(clinic)
    print(f"""
The box listens on 127.0.0.1, port {clinic.port}, and keeps its store in {clinic.state}.
Its key lies in memory and goes with this program. The passphrase opens the store afterwards too:

  {clinic.passphrase}
  {clinic.ctl_program} verify --state {clinic.state}
""")
    if os.environ.get("DISPLAY"):
        for kiosk in visit.kiosks.values():
            kiosk.display = None
            kiosk.start()
        print("Three windows are open: lobby, front desk, therapy room. Try Lucía Morales: book\n"
              "her for today at the desk with Lena Brandt, then check her in at the lobby (born\n"
              "April 17, 1986, phone ending in 0133). Her clinician is lbrandt.")
    else:
        print("There is no display here (DISPLAY is not set), so no windows; try --headless.")
    print("Ctrl C ends the demo.", flush=True)
    return wait_for_the_end(visit)


def enrol_unseen(visit, station, name):
    """Types the code on a display that nobody sees; the window that is shown starts enrolled."""
    kiosk = visit.new_kiosk(station)
    kiosk.start()
    type_the_code(visit.clinic, kiosk, visit.clinic.enrolment_code(station, name))
    kiosk.click("connect")
    kiosk.wait_gone("connect")
    kiosk.kill()


def print_sign_ins(clinic):
    print("\nWho can sign in at the front desk and in the room:\n")
    for name, person in clinic.staff.items():
        roles = ", ".join(role.replace("_", " ") for role in person["roles"])
        print(f"  {name:<11} {person['password']:<42} {person['name']}, {roles}")


def wait_for_the_end(visit):
    def ended(*_):
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, ended)
    try:
        while visit.clinic.server.poll() is None:
            time.sleep(TURN_S)
        return visit.clinic.server.returncode
    except KeyboardInterrupt:
        print("\ndemo: ending")
        for kiosk in visit.kiosks.values():
            kiosk.close()
        return visit.clinic.stop()
