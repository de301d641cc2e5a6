# SPDX-License-Identifier: Apache-2.0
"""One visit as requests, through most of what terminals ask: what an attacker who recorded the
wire, were it readable, would have to send again."""

import hashlib
from datetime import datetime, timezone

from besieged import identify, must
from terminal import encode, uuid7

# The LOINC codes of its items: nine, and how hard they made it.
PHQ9 = ("44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3",
        "44260-8", "69722-7")
PIN = "481516"


def now():
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def at_the_lobby(lobby, who, item_nine=2):
    """Checks in, corrects a phone number, answers item 9, calls for help, goes. The check-in
    and the questionnaire."""
    attempt, _, greeted = identify(lobby, who)
    assert greeted["matched"], greeted
    questionnaire = from_the_greeting(lobby, attempt, item_nine)
    must(lobby.post("/v1/check_in/help", {"check_in": attempt, "call": uuid7()}))
    must(lobby.post("/v1/check_in/finish", {"check_in": attempt, "ending": "done"}))
    must(lobby.get("/v1/check_in/terminal"))
    return attempt, questionnaire


def from_the_greeting(lobby, attempt, item_nine):
    """Arrives, corrects a phone number, signs the consent that is due, answers the first
    questionnaire, which it gives: what is left is to go."""
    visit = {"check_in": attempt}
    arrived = must(lobby.post("/v1/check_in/arrive", visit))
    must(lobby.post("/v1/check_in/propose", {**visit, "proposal": uuid7(),
                                             "phone": arrived["phones"][0]["phone"],
                                             "number": "716-555-9876"}))
    words = arrived["consent"]["text"]
    title = arrived["consent"]["title"]
    must(lobby.post("/v1/check_in/sign", {
        **visit, "consent": uuid7(), "typed_name": "A name",
        "hash": encode(hashlib.sha256(f"{title}\n\n{words}".encode()).digest()),
        "strokes": [{"points": [{"x": 1, "y": 2}, {"x": 300, "y": 90}]}]}))
    due = must(lobby.get(f"/v1/questionnaires/open?check_in={attempt}"))["items"]
    questionnaire = due[0]["questionnaire"]
    answer = {"questionnaire": questionnaire, "kind": "points", "confirmed_at": now()}
    for number, item in enumerate(PHQ9, start=1):
        points = item_nine if number == 9 else 1
        must(lobby.post("/v1/questionnaires/answer",
                        {**answer, "number": number, "item": item, "points": points}))
    must(lobby.post("/v1/questionnaires/finish",
                    {"questionnaire": questionnaire, "ending": "completed"}))
    return questionnaire


def at_the_desk(desk, client):
    """What the desk looks at and does; the appointment."""
    if not must(desk.get("/v1/session"))["pin_chosen"]:
        must(desk.post("/v1/session/pin", {"pin": PIN}))
    board = must(desk.get("/v1/appointments/day"))
    row = next(one for one in board["items"] if one["appointment"]["client"] == client)
    must(desk.get("/v1/appointments/day_list"))
    must(desk.get(f"/v1/appointments/open?appointment={row['appointment']['id']}"))
    must(desk.get(f"/v1/appointments/of_client?client={client}"))
    must(desk.post("/v1/clients/search", {"text": row["client_name"].split(",")[0]}))
    must(desk.get(f"/v1/clients/open?client={client}"))
    must(desk.get(f"/v1/clients/history?client={client}"))
    panel = must(desk.get(f"/v1/check_in/of_client?client={client}"))
    must(desk.post("/v1/check_in/decide", {"proposal": panel["proposals"][0]["id"],
                                           "decision": "accept"}))
    calls = must(desk.get("/v1/check_in/help_calls"))["items"]
    must(desk.post("/v1/check_in/answer_call", {"call": calls[0]["call"]}))
    for alert in must(desk.get("/v1/alerts"))["items"]:
        must(desk.post("/v1/alerts/told", {"alert": alert["alert"]}))
    taken = {one["appointment"].get("room") for one in board["items"]
             if one["appointment"]["state"] in ("roomed", "in_session")}
    rooms = must(desk.get("/v1/clinic_setup"))["rooms"]
    room = next(one["id"] for one in rooms if one["id"] not in taken)
    must(desk.post("/v1/appointments/mark", {
        "appointment": row["appointment"]["id"], "base_revision": row["appointment"]["revision"],
        "state": "roomed", "room": room, "reason": ""}))
    return row["appointment"]["id"]


def in_the_room(room, client, appointment, words="Said the worst thing."):
    """The alert if there is one, the chart, a signed note with these words: its id."""
    must(room.post("/v1/session/pin", {"pin": PIN}))
    for alert in must(room.get("/v1/alerts"))["items"]:
        must(room.post("/v1/alerts/open", {"alert": alert["alert"]}))
        must(room.post("/v1/alerts/acknowledge", {"alert": alert["alert"], "action": "seen_now",
                                                  "words": ""}))
    must(room.get(f"/v1/chart/open?client={client}"))
    scores = must(room.get(f"/v1/questionnaires/scores?client={client}"))["items"]
    must(room.get(f"/v1/questionnaires/result?questionnaire={scores[0]['questionnaire']}"))
    note, revision = uuid7(), uuid7()
    must(room.post("/v1/notes/open_draft", {"note": note, "appointment": appointment,
                                            "format": "dap", "if_held": "read"}))
    day = must(room.get("/v1/clinic_setup"))["today"]
    must(room.post("/v1/notes/save", {
        "note": note, "revision": revision, "content": {
            "format": "dap", "start": f"{day}T10:00", "stop": f"{day}T10:45", "start_typed": "",
            "stop_typed": "", "sections": [{"section": "data", "text": words}]}}))
    confirmed = must(room.post("/v1/session/confirm", {"pin": PIN}))
    must(room.post("/v1/notes/sign", {"note": note, "revision": revision,
                                      "confirmation": confirmed["token"]}))
    must(room.get(f"/v1/notes/open?note={note}"))
    must(room.get(f"/v1/notes/of_client?client={client}"))
    must(room.get("/v1/notes/my_day"))
    return note
