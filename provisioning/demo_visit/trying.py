# SPDX-License-Identifier: Apache-2.0
"""The clinic for somebody who wants to look around: it stays until Ctrl C."""

import signal


def try_it(visit):
    clinic = visit.clinic
    print(f"demo: two years of {visit.options.clients} clients who do not exist (half a minute)",
          flush=True)
    clinic.make(visit.options.clients)
    clinic.start()
    print_sign_ins(clinic)
    print(f"""
The box listens on 127.0.0.1, port {clinic.port}, and keeps its store in {clinic.state}.
Its key lies in memory and goes with this program. The passphrase opens the store afterwards too:

  {clinic.passphrase}
  {clinic.ctl_program} verify --state {clinic.state}

Ctrl C ends the demo.""", flush=True)
    return wait_for_the_end(clinic)


def print_sign_ins(clinic):
    print("\nWho can sign in:\n")
    for name, person in clinic.staff.items():
        roles = ", ".join(role.replace("_", " ") for role in person["roles"])
        print(f"  {name:<11} {person['password']:<42} {person['name']}, {roles}")


def wait_for_the_end(clinic):
    def ended(*_):
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, ended)
    try:
        return clinic.server.wait()
    except KeyboardInterrupt:
        print("\ndemo: ending")
        return clinic.stop()
