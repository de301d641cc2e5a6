# SPDX-License-Identifier: Apache-2.0
"""Steps at the front desk: who has come, and what they corrected."""

from lobby_steps import LAST_FOUR
from words import as_shown


def see_who_has_come(visit):
    report, desk = visit.report, visit.kiosks["front-desk"]
    report.step("Desk: the board shows her as arrived, and what she did at the kiosk")
    row = row_of(desk, "Morales", "Lucía")
    identity = row.removeprefix("row_")
    desk.click(row)
    desk.wait("her arrival", lambda: "rrived" in (desk.value(f"state_{identity}") or ""))
    report.contains("her state on the board", "rrived", desk.value(f"state_{identity}"))
    desk.wait("what she did at the kiosk", lambda: "PHQ-9, complete" in desk.words())
    words = desk.words()
    for line in ("Consent to treatment, signed", "PHQ-9, complete", "GAD-7, complete"):
        report.contains("beside her visit", line, words)
    for score in ("12, moderate", "8, mild"):
        report.check(f"“{score}” on the desk's screen", False, score in words)


def accept_the_correction(visit):
    report, desk = visit.report, visit.kiosks["front-desk"]
    report.step("Desk: her new phone is compared with the old one, and accepted")
    accept = desk.wait("the correction", lambda: named(desk, "accept_"))
    report.contains("the old number", f"555-{LAST_FOUR}", desk.words())
    report.contains("the new number", as_shown(visit.new_phone), desk.words())
    visit.shot(desk, "desk-correction")
    desk.click(accept)
    desk.wait("the correction to be done", lambda: not named(desk, "accept_"))
    report.check("corrections that still wait", None, named(desk, "accept_"))
    visit.shot(desk, "desk-board")


def named(kiosk, start):
    """The first visible widget whose name starts so."""
    return next((name for name in kiosk.names() if name.startswith(start)), None)


def row_of(desk, *parts):
    """The row of the board that names the person; rows below the edge count too."""
    def find():
        return next((one["name"] for one in desk.screen()["widgets"]
                     if one["name"].startswith("row_")
                     and all(part in one["value"] for part in parts)), None)
    return desk.wait(f"the row of {' '.join(parts)}", find)
