# SPDX-License-Identifier: Apache-2.0
"""Steps at the lobby terminal: the client's part, in Spanish."""

import math
import threading
import time

# Lucía Morales of the synthetic clinic (provisioning/synthetic_clinic/people.cpp).
SURNAME = "Morales"
BORN = "04171986"
LAST_FOUR = "0133"
GREETING = "Lucía M."

# Points for each item, in order. The sums are worked out by hand: 12, moderate; 8, mild.
PHQ9 = [2, 2, 1, 2, 1, 2, 1, 0, 1]
PHQ9_FUNCTION = 1
GAD7 = [2, 1, 2, 1, 1, 0, 1]
ALERT = "alert_row_1"  # what stands at the top of every staff screen
FIRST_ITEM_IN_SPANISH = "Poco interés o placer en hacer cosas"

# Points from left to right, from 0 to 1: a wave that grows smaller, and a line under it.
SIGNATURE = [[(0.15 + 0.5 * i / 60, 0.5 - 0.3 * math.sin(i / 4) * (1 - i / 90)) for i in range(61)],
             [(0.22 + 0.5 * i / 20, 0.78 - 0.06 * i / 20) for i in range(21)]]
POINTS = 60  # of the 82, at least: a window may take several moves for one


def turn_a_stranger_away(visit):
    report, lobby = visit.report, visit.kiosks["lobby"]
    report.step("Lobby: somebody without a visit today is sent to the desk, and learns nothing")
    lobby.click_until("english", "her surname", lambda: lobby.visible("surname"))
    began = say_who_it_is(lobby, visit.words.new("a stranger's surname"), BORN, "0199")
    lobby.wait_for("desk_page")
    report.at_least("seconds until the answer", 1.0, round(time.monotonic() - began, 2))
    report.contains("the screen says", "Please see the front desk.", lobby.words)
    visit.shot(lobby, "lobby-see-the-desk")
    lobby.click("next")
    lobby.wait_for("surname")
    report.check("the name on the screen for the next try", "", lobby.value("surname"))
    lobby.click("back")
    lobby.wait_for("spanish")


def come_in(visit):
    report, lobby = visit.report, visit.kiosks["lobby"]
    report.step("Lobby: she says in Spanish who she is")
    visit.shot(lobby, "lobby-welcome")
    lobby.click_until("spanish", "her surname", lambda: lobby.visible("surname"))
    began = say_who_it_is(lobby, SURNAME, BORN, LAST_FOUR)
    lobby.wait_for("not_me")
    report.at_least("seconds until the answer, as for a stranger", 1.0,
                    round(time.monotonic() - began, 2))
    report.contains("the greeting", f"Hola, {GREETING}", lobby.words)
    report.check("her surname on the greeting", False, SURNAME in lobby.words())
    visit.shot(lobby, "lobby-hello")
    lobby.click("next")


def say_who_it_is(lobby, surname, born, last_four):
    """Gives when the last Next was pressed."""
    lobby.fill("surname", surname)
    lobby.click("next")
    lobby.click("birth_month")
    lobby.type(born)
    lobby.wait_value("birth_year", born[4:])
    lobby.click("next")
    lobby.wait_for("phone_digits")
    lobby.type(last_four)
    lobby.wait_value("phone_digits", last_four)
    began = time.monotonic()
    lobby.click("next")
    return began


def correct_phone_and_address(visit):
    report, lobby = visit.report, visit.kiosks["lobby"]
    report.step("Lobby: she corrects her phone and her address, which are shown masked")
    lobby.wait_for("change_it")
    report.contains("the phone on file, masked", LAST_FOUR[2:], lobby.words)
    report.check("the whole number on the screen", False, "555-0133" in lobby.words())
    visit.shot(lobby, "lobby-confirm-phone")
    lobby.click("change_it")
    lobby.click("next")
    lobby.wait_for("new_phone")
    number = visit.words.typed["a phone, corrected in the lobby, as typed"]
    lobby.type(number)
    lobby.wait_value("new_phone", number)
    visit.shot(lobby, "lobby-new-phone")
    lobby.click("next")
    lobby.wait_gone("new_phone")
    lobby.click("change_it")
    lobby.click("next")
    lobby.wait_for("street")
    lobby.fill("street", f"12 {visit.words.new('a street, corrected in the lobby')}")
    lobby.fill("city", visit.words.new("a city, corrected in the lobby"))
    lobby.fill("state", "NY")
    lobby.fill("zip", "14202")
    visit.shot(lobby, "lobby-new-address")
    lobby.click("next")


def sign_the_consent(visit):
    report, lobby = visit.report, visit.kiosks["lobby"]
    report.step("Lobby: she reads the consent to its end and signs it")
    lobby.wait_for("consent_text")
    report.check("Next before it was read to the end", False, lobby.widget("next")["enabled"])
    lobby.scroll_to_end("consent_text", lambda: lobby.usable("next"))
    visit.shot(lobby, "lobby-consent")
    lobby.click("next")
    # Without its accent: what this display's keyboard has no key for would be pasted, and the lobby
    # takes nothing from a clipboard.
    write_the_name(lobby, f"Lucia {visit.words.new('the name typed under a consent')}", POINTS)
    report.at_least("points kept of the 82 drawn", POINTS, int(lobby.value("signature")))
    visit.shot(lobby, "lobby-signature")
    lobby.click("next")


def read_and_sign(lobby, name):
    """The consent that stands on the screen, up to what comes after it."""
    lobby.wait_for("consent_text")
    lobby.scroll_to_end("consent_text", lambda: lobby.usable("next"))
    lobby.click("next")
    write_the_name(lobby, name, points=10)


def write_the_name(lobby, name, points):
    """Types it and draws the signature, of which so many points at least are kept."""
    lobby.fill("signer_name", name)
    lobby.key("Return")
    lobby.wait_gone("key_q")
    lobby.draw("signature", SIGNATURE)
    lobby.wait("the signature", lambda: int(lobby.value("signature") or 0) >= points)


def answer(lobby, points):
    """Chooses, confirms, waits for what comes next. Gives the moment before Next."""
    before = lobby.value("progress")
    lobby.click(f"choice_{points}")
    lobby.wait(f"choice {points}",
               lambda: (lobby.widget(f"choice_{points}") or {}).get("selected"))
    began = time.time()
    lobby.click("next")
    lobby.wait("the next screen", lambda: lobby.value("progress") != before)
    return began


def answer_phq9(visit):
    """Up to item 9; the alert that follows is measured on the staff's terminals."""
    report, lobby = visit.report, visit.kiosks["lobby"]
    report.step("Lobby: PHQ-9 in Spanish; item 9 is above zero; the alert stands within a second")
    lobby.wait_for("choice_0")
    report.contains("the first question", FIRST_ITEM_IN_SPANISH, lobby.words)
    visit.shot(lobby, "lobby-question")
    for points in PHQ9[:8]:
        answer(lobby, points)
    staff = [visit.kiosks["therapy-room"], visit.kiosks["front-desk"]]
    for kiosk in staff:
        report.check(f"an alert on {kiosk.name} before", None, kiosk.visible(ALERT))
    seen = when_seen(staff, ALERT)
    began = answer(lobby, PHQ9[8])
    for kiosk, moment in seen().items():
        report.at_most(f"from the touch on Next to the alert on {kiosk}", 1.0, moment - began, "s")
    for kiosk in staff:
        visit.shot(kiosk, f"{kiosk.name}-alert")
    lobby.wait_for("support_page")
    words = lobby.words()
    report.contains("she reads", "Gracias por decírnoslo.", words)
    report.contains("and where help is", "988", words)
    for word in ("PHQ", "alerta", "puntos", "moderad"):
        report.check(f"“{word}” on her screen", False, word.lower() in words.lower())
    visit.shot(lobby, "lobby-support")
    lobby.click("go_on")


def answer_the_rest(visit):
    report, lobby = visit.report, visit.kiosks["lobby"]
    report.step("Lobby: the last of PHQ-9, GAD-7, and she is thanked and forgotten")
    for points in [PHQ9_FUNCTION, *GAD7]:
        lobby.wait_for(f"choice_{points}")
        answer(lobby, points)
    lobby.wait_for("done_page")
    report.contains("the screen says", "Gracias. Su llegada quedó registrada.", lobby.words)
    lobby.wait("that all of it is at the box", lambda: lobby.usable("next"))
    visit.shot(lobby, "lobby-done")
    lobby.click("next")
    lobby.wait_for("spanish")
    words = lobby.words()
    for word in (SURNAME, "Lucía", LAST_FOUR):
        report.check(f"“{word}” on the screen for the next client", False, word in words)


def when_seen(kiosks, name):
    """Watches from now on; the call of what it gives waits and tells the moment for each."""
    moments = {}

    def watch(kiosk):
        kiosk.wait_for(name)
        moments[kiosk.name] = time.time()

    watchers = [threading.Thread(target=watch, args=[kiosk]) for kiosk in kiosks]
    for watcher in watchers:
        watcher.start()

    def wait():
        for watcher in watchers:
            watcher.join()
        return moments

    return wait
