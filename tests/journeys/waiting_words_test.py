#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Words that wait at a therapy room's window: its cable is out and it is revoked meanwhile, or the
disk of the box fills while somebody types. What stands on the screens, and what in the store.

ALCOVE_SHOTS names a folder for pictures; ALCOVE_DISK=pretended takes a disk that is not mounted.
"""

import re
import unittest

from clinic_windows import (ClinicOnASmallDisk, RoughClinic, main, says, shot, wait_claim, window,
                            write)
from screens import DATA
# pylint: disable=wrong-import-order
from box import problems
from desk_steps import row_of
from links import CUT, GOOD
from registration_steps import fill_the_booking

SAFE, KEPT = "Safe on the box", "Kept here"
BEFORE = "She came by bus"
AFTER = " and told of the ferry"
FULL = ("The disk of the box is full, so nothing new can be saved. Nothing that was saved is lost. "
        "What you typed stays here. Please tell the administrator now.")
NOTES = ("SELECT content FROM note_draft", "SELECT content FROM note_sibling")


class WaitingWords(unittest.TestCase):
    """Eva Flood is seen by the author, who has begun her note at the window `room`."""

    def make(self, clinic, link):
        self.clinic = clinic
        self.addCleanup(clinic.close)
        self.beside = clinic.signed_in("front-desk", "Beside", "front_desk")
        first = clinic.terminal("therapy-room", "First")
        self.author, self.password = clinic.person("author", "clinician", first)
        self.client = clinic.registered(self.beside, ("Eva", "Flood"), "1970-02-03",
                                        "716-555-1000", [self.author])
        clinic.booked_somewhere(self.beside, self.client, [self.author])
        self.room = window(clinic, self.addCleanup, "Room 1", "therapy-room", link)
        self.room.sign_in("author", self.password)
        self.room.open_note("Flood")
        write(self.room, BEFORE)
        wait_claim(self.room, SAFE)

    def notes(self):
        """What stands in the note, and in texts beside it."""
        drafts, siblings = self.clinic.rows(*NOTES)
        return ([row[0].decode() for row in drafts], [row[0].decode() for row in siblings])

    def aside(self):
        """Why it was set aside, what it is, and its words; what came of it."""
        return self.clinic.rows("SELECT reason, kind, content, settlement FROM spool_quarantine "
                                "ORDER BY written_at")[0]

    def verified(self):
        self.assertTrue(self.clinic.answer(self.clinic.ctl("verify", "--json"))["good"])

    def go_out(self):
        self.room.click("person")
        self.room.click("sign_out")
        self.room.wait_for("sign_in")


class RevokedTest(WaitingWords):
    def test_words_on_a_revoked_terminal_are_set_aside_and_found_there(self):
        clinic = RoughClinic(1)
        self.make(clinic, 0)
        room = self.room
        clinic.links.set(0, CUT)
        write(room, AFTER)
        wait_claim(room, KEPT)
        says(room, "Your words are kept here, sealed.")
        shot(room, "revoked-1-cable-out")
        clinic.revoked("Room 1")
        clinic.links.set(0, GOOD)

        says(room, "An administrator did that. Please use another terminal.")
        self.assertIn("This terminal was taken out of service", room.words())
        told = re.search(r"(\d+) things? waits? on this terminal, sealed\.", room.words())
        self.assertIsNotNone(told, room.words())
        waiting = int(told.group(1))
        self.assertGreaterEqual(waiting, 1)
        for word in ("Flood", "Eva", "ferry", "bus", "author"):
            self.assertNotIn(word, room.words())
            self.assertNotIn(word, room.dump.read_text(encoding="utf-8"))
        shot(room, "revoked-2-out-of-service")
        drafts, siblings = self.notes()
        self.assertEqual([BEFORE in one for one in drafts], [True])
        self.assertEqual(siblings, [])
        self.assertFalse(any("ferry" in one for one in drafts))
        self.assertEqual(self.aside(), [])

        room.click("enrol")
        says(room, "what waits here stays, sealed.")
        shot(room, "revoked-3-enrol-anew")
        room.click("enrol_yes")
        room.wait_for("address")
        room.enrol_as("therapy-room", "Room 1 again")
        room.wait_for("sign_in")
        room.wait("that what waited came home", lambda: len(self.aside()) == waiting)
        aside = self.aside()
        self.assertEqual({(reason, kind, settled) for reason, kind, _, settled in aside},
                         {("device_revoked", "note.draft", None)})
        self.assertTrue(BEFORE + AFTER in aside[-1][2].decode())
        self.assertEqual(self.notes(), (drafts, siblings))
        self.assertIn("set_aside", [one["code"] for one in clinic.answer_of(
            clinic.ctl("status", "--json"))["conditions"]])
        self.find_them(waiting)

        # Whoever wrote them has what the box had, and types the rest again.
        room.sign_in("author", self.password)
        room.open_note("Flood")
        room.wait_value(DATA, BEFORE)
        write(room, AFTER)
        wait_claim(room, SAFE)
        self.assertEqual([one.count(BEFORE + AFTER) for one in self.notes()[0]], [1])
        self.assertNotIn("set_aside", [one["code"] for one in clinic.answer_of(
            clinic.ctl("status", "--json"))["conditions"]])
        self.verified()

    def find_them(self, waiting):
        """The privacy officer, at the same window."""
        room = self.room
        room.sign_in(*self.clinic.staff["privacy_officer"])
        room.wait("what is told", lambda: re.search(
            rf"{waiting} things? from (a )?terminals? w(as|ere) set aside", room.words()))
        shot(room, "revoked-4-told")
        room.click("box_see")
        found = room.wait("the lines", lambda: [name for name in room.names() if re.match(
            r"aside_[0-9a-f-]{36}$", name)])
        self.assertEqual(len(found), waiting)
        self.assertIn("Words in a note", room.words())
        self.assertIn("The author, at Room 1", room.words())
        for line in found:
            room.click(line)
            says(room, "The terminal was out of service when this came.")
            self.assertNotIn("ferry", room.words())  # not before it was asked for
            room.click("aside_read")
            says(room, "Belongs to Flood, Eva, record ")
            if line == found[0]:
                shot(room, "revoked-5-read")
            self.assertIn("She came", room.words())
            room.click("aside_settle")
            room.click("settle_entered_by_hand")
            room.fill("settle_reason", "Typed again by who wrote it")
            if line == found[0]:
                shot(room, "revoked-6-settle")
            room.click("settle_go")
            says(room, "It is settled.")
            room.wait_gone("settle_go")
        self.assertEqual({settled for _, _, _, settled in self.aside()}, {"entered_by_hand"})
        self.go_out()


class FullDiskTest(WaitingWords):
    def test_the_disk_fills_while_somebody_types_and_no_sentence_is_lost(self):
        clinic = ClinicOnASmallDisk()
        self.make(clinic, 0)
        room, box = self.room, clinic.pid()
        print(f"the disk: {type(clinic.disk).__name__}", flush=True)
        desk = window(clinic, self.addCleanup, "Desk 1", "front-desk")
        desk.sign_in(*clinic.staff["front_desk"])
        row = row_of(desk, "Flood")
        clinic.disk.fill()

        for words in (AFTER, ", then of her sister"):
            write(room, words)
            wait_claim(room, KEPT)
        says(room, FULL)
        says(room, "The box cannot save, ")
        self.assertEqual(room.value(DATA), f"{BEFORE}{AFTER}, then of her sister")
        shot(room, "full-1-room")
        self.book(desk)
        says(desk, FULL)
        shot(desk, "full-2-desk")
        desk.key("Escape")
        desk.wait_gone("book_sheet")
        # What is there can be looked at, and who did so is written down.
        desk.click(row)
        before = self.looked_at()
        desk.click("open_client")
        desk.wait("her record", lambda: "716-555-1000" in desk.words().replace("(716) ", "716-"))
        self.assertEqual(self.looked_at(), before + 1)
        shot(desk, "full-3-reading")
        desk.click("record_sheet_close")
        desk.wait_gone("record_sheet")
        self.assertEqual([(BEFORE in one, "ferry" in one) for one in self.notes()[0]],
                         [(True, False)])
        self.assertEqual(self.visits(), 1)
        self.assertIn("disk_full", problems(clinic.answer_of(clinic.ctl("status", "--json"))))

        write(room, " and last of the flood")
        clinic.disk.empty()
        whole = f"{BEFORE}{AFTER}, then of her sister and last of the flood"
        wait_claim(room, SAFE)
        room.wait("the sentence to go", lambda: FULL not in room.words())
        says(room, "Connected to the box")
        self.assertEqual(room.value(DATA), whole)
        shot(room, "full-4-room-again")
        self.book(desk)
        desk.wait_gone("book_sheet")
        drafts, siblings = self.notes()
        self.assertEqual(([one.count(whole) for one in drafts], siblings), ([1], []))
        self.assertEqual(self.visits(), 2)
        self.assertEqual(self.aside(), [])
        self.assertEqual(clinic.pid(), box)  # nobody restarted it
        self.assertIsNone(clinic.server.poll())
        self.assertNotIn("disk_full", problems(clinic.answer_of(clinic.ctl("status", "--json"))))
        self.verified()

    def book(self, desk):
        desk.click("book")
        desk.fill("find_text", "Flood")
        desk.click(desk.wait("her", lambda: next(
            (one["name"] for one in desk.screen()["widgets"]
             if one["name"].startswith("hit_") and "Flood" in one["value"]), None)))
        desk.wait_for("book_sheet")
        fill_the_booking(desk, "Therapy", "The author", "Room 6", "7:15 PM")
        desk.wait_for("book_free")
        desk.click("book_do")

    def visits(self):
        return self.clinic.rows("SELECT count(*) FROM appointment a JOIN client c ON c.id = "
                                "a.client WHERE c.legal_family = 'Flood'")[0][0][0]

    def looked_at(self):
        """How often the audit says that somebody opened her record at the window."""
        items = self.clinic.answer(self.clinic.ctl("audit", "--limit", "200", "--json"))["items"]
        return sum(one["action"] == "client.open" for one in items)


if __name__ == "__main__":
    main()
