# SPDX-License-Identifier: Apache-2.0
"""What stands around one client's visits: a group and its session, a series, a place on the
waitlist, an absence with somebody to call, time off, a closed day, and what was set aside. Every
free text begins with that client's bird, and WHO_READS says by hand who reads it anywhere."""

from datetime import date, timedelta

from besieged import must
from terminal import uuid7
from terminal_spool import brought_home

OWN_BIRD, OTHER_BIRD = "Osprey", "Plover"
ARRANGE = {"front_desk", "clinician", "supervisor", "prescriber"}
BUT_THE_BILLER = ARRANGE | {"privacy_officer"}
BOOK = BUT_THE_BILLER | {"biller"}
KEEPERS = {"front_desk", "supervisor"}
# By what it is the reason or the note of; docs/decisions/0085 says why not the biller.
WHO_READS = {
    "wait note": BUT_THE_BILLER, "wait try": BUT_THE_BILLER, "offer declined": BUT_THE_BILLER,
    "wait closed": BUT_THE_BILLER, "waits again": BUT_THE_BILLER,
    "leaves the group": BUT_THE_BILLER, "group": BOOK, "other room": BOOK, "other day": BOOK,
    "series ends": BOOK, "absence": BUT_THE_BILLER, "absence try": BUT_THE_BILLER,
    "closed day": BOOK, "aside note": {"privacy_officer"}, "aside wait": {"privacy_officer"}}
# What time off is for: theirs, and of those who keep the book.
TIME_OFF = {OWN_BIRD: ("vacation", KEEPERS | {"clinician"}), OTHER_BIRD: ("training", KEEPERS)}
RISK = '"risk": "high"'


def readers():
    """By word: the roles that may read it anywhere."""
    table = {f"{bird} {what}.": roles for bird in (OWN_BIRD, OTHER_BIRD)
             for what, roles in WHO_READS.items()}
    table |= {f'"kind": "{kind}"': roles for kind, roles in TIME_OFF.values()}
    return table | {RISK: BUT_THE_BILLER}


class Around:
    """`desk` is somebody's of the front desk; `clinician` is who sees the client."""

    # pylint: disable-next=too-many-arguments
    def __init__(self, desk, setup, bird, client, clinician):
        self.desk, self.bird, self.client, self.clinician = desk, bird, client, clinician
        self.today = date.fromisoformat(setup["today"])
        self.service = setup["services"][0]
        self.room = setup["rooms"][0]["id"]
        self.evening = "20:00" if bird == OWN_BIRD else "21:00"  # when the room is free

    def word(self, what):
        assert what in WHO_READS
        return f"{self.bird} {what}."

    def on(self, days, time=None):
        day = (self.today + timedelta(days=days)).isoformat()
        return f"{day}T{time}" if time else day

    def sent(self, path, **body):
        return must(self.desk.post(path, body))

    def all(self):
        return {"clinician": self.clinician, **self.group(), **self.series(), **self.waits(),
                **self.absence(), **self.hours()}

    def group(self):
        group = {"id": uuid7(), "revision": 0, "name": self.word("group"), "least": 1, "most": 8,
                 "service": self.service["id"], "joining": "open", "first_day": self.on(0),
                 "facilitators": [self.clinician], "retired": False,
                 "usual": {"weekday": 1, "start_minute": 600, "minutes": 60}}
        self.sent("/v1/groups/set_group", **group)
        belongs = {"id": uuid7(), "revision": 0, "group": group["id"], "client": self.client,
                   "join_day": self.on(0), "reason": "", "withdrawn": False}
        self.sent("/v1/groups/set_membership", **belongs)
        meeting = uuid7()
        booked = self.sent("/v1/groups/book_session", group=group["id"], meeting=meeting,
                           start=self.on(7, self.evening), minutes=60, clinicians=[])
        assert booked["places"] == 1, booked
        self.sent("/v1/appointments/assign_meeting", meeting=meeting,
                  base_revision=booked["meeting"]["revision"], clinicians=[self.clinician],
                  room=self.room, reason=self.word("other room"))
        self.sent("/v1/appointments/move_meeting", meeting=meeting,
                  base_revision=booked["meeting"]["revision"] + 1, clinicians=[self.clinician],
                  start=self.on(6, self.evening), minutes=60, room=self.room,
                  reason=self.word("other day"))
        self.sent("/v1/groups/set_membership", **{
            **belongs, "revision": 1, "leave_day": self.on(14),
            "reason": self.word("leaves the group")})
        return {"group": group["id"], "membership": belongs["id"], "meeting": meeting}

    def series(self):
        edit = {"series": uuid7(), "base_revision": 0, "what": "create", "client": self.client,
                "service": self.service["id"], "taken_out": [], "reason": "",
                "terms": {"clinician": self.clinician, "minutes": 30, "start": self.on(8, "09:00"),
                          "rule": "FREQ=WEEKLY;COUNT=3", "resources": [],
                          "extra_dates": []}}
        self.changed("series", edit)
        self.changed("series", {"series": edit["series"], "base_revision": 1, "what": "cancel",
                                "reach": "following", "from": self.on(22, "09:00"),
                                "by": "clinic", "taken_out": [],
                                "reason": self.word("series ends")})
        return {"series": edit["series"]}

    def changed(self, feature, edit, **more):
        token = self.sent(f"/v1/{feature}/preview", **edit)["token"]
        return self.sent(f"/v1/{feature}/apply", edit=edit, token=token, **more)

    def waits(self):
        entry = {"wait_entry": uuid7()}
        wish = {"service": self.service["id"], "priority": "urgent", "risk": "high",
                "requested_at": self.on(-1, "09:00"), "weekdays": [],
                "note": self.word("wait note")}
        self.sent("/v1/waitlist/set_entry", **entry, base_revision=0, client=self.client, wish=wish)
        self.sent("/v1/waitlist/log_try", **entry, wait_try=uuid7(), way="phone",
                  outcome="left_message", note=self.word("wait try"))
        offer = {"wait_offer": uuid7()}
        self.sent("/v1/waitlist/offer", **entry, **offer, clinician=self.clinician,
                  start=self.on(9, "11:00"), minutes=30, expires=self.on(2, "12:00"))
        self.sent("/v1/waitlist/decline_offer", **offer, reason=self.word("offer declined"))
        self.sent("/v1/waitlist/close", **entry, base_revision=1, how="not_reached",
                  reason=self.word("wait closed"))
        self.sent("/v1/waitlist/reopen", **entry, base_revision=2, reason=self.word("waits again"))
        return entry | offer

    def absence(self):
        self.sent("/v1/appointments/book", appointment=uuid7(), client=self.client,
                  clinician=self.clinician, service=self.service["id"], minutes=30,
                  start=self.on(20, "10:00"))
        absence = {"absence": uuid7()}
        done = self.changed("absences", {
            "clinician": self.clinician, "from": self.on(20, "08:00"),
            "until": self.on(20, "18:00"), "what": "cancel", "choices": []},
            **absence, reason=self.word("absence"))
        assert done["to_call"] == 1, done
        self.sent("/v1/absences/log_try", **absence, client=self.client, absence_try=uuid7(),
                  way="phone", outcome="reached", note=self.word("absence try"))
        return absence

    def hours(self):
        time_off = uuid7()
        self.sent("/v1/availability/set_time_off", id=time_off, revision=0,
                  clinician=self.clinician, kind=TIME_OFF[self.bird][0], cancelled=False,
                  **{"from": self.on(30, "08:00"), "until": self.on(30, "18:00")})
        self.sent("/v1/availability/set_closed_day", id=uuid7(), revision=0, reopened=False,
                  day=self.on(100 + len(self.bird) + (self.bird == OWN_BIRD)),
                  name=self.word("closed day"))
        return {"time_off": time_off}

    def aside(self, terminal, identity, note):
        """A note, and an entry of the waitlist, that came home from a session nobody had."""
        wish = {"service": self.service["id"], "priority": "routine", "risk": "high",
                "requested_at": self.on(-1, "09:00"), "weekdays": [],
                "note": self.word("aside wait")}
        words = {"note": note, "revision": uuid7(), "content": {
            "format": "dap", "start": self.on(0, "10:00"), "stop": self.on(0, "10:45"),
            "start_typed": "", "stop_typed": "",
            "sections": [{"section": "data", "text": self.word("aside note")}]}}
        entry = {"wait_entry": uuid7(), "base_revision": 0, "client": self.client, "wish": wish}
        return {"aside_note": brought_home(terminal, identity, "note.draft", words,
                                           self.clinician),
                "aside_wait": brought_home(terminal, identity, "/v1/waitlist/set_entry", entry,
                                           self.clinician)}
