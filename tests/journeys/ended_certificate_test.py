#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Certificates that end, as docs/guides/certificates.md tells it: a terminal that was switched off
for more than a year, and the clinic's own after seven years, with what the box says, what stands on
the screens, and the way back."""

from real_terminals import AgingBox, main

TOLD = "terminal_certificate_ending"
NEXT_IS_MADE = 2555 + 5  # days after the box was: less than three years of its ten are left
TAKES_OVER = NEXT_IS_MADE + 366 + 1


class EndedCertificateTest(AgingBox):
    def told(self):
        status = self.box.answer_of(self.box.ctl("status", "--json"))
        return [(one["subject"], one["severity"]) for one in status["conditions"]
                if one["code"] == TOLD]

    def certificates(self):
        return self.box.answer(self.box.ctl("certificates", "list", "--json"))

    def until(self, name):
        listed = self.box.answer(self.box.ctl("terminal", "list", "--json"))["items"]
        return next(one["certificate_until"] for one in listed if one["name"] == name)

    def go_to(self, days):
        """Box and terminals are switched off, and on again so many days after the first."""
        if self.box.server and self.box.server.poll() is None:
            self.box.stop()
        self.pass_days(days)
        self.start()

    def test_a_terminal_that_was_off_for_a_year_is_told_and_comes_back(self):
        desk = self.terminal("desk")
        self.box.init()
        self.start()
        desk.start()
        self.enrol(desk, "Front desk 1")
        self.assertEqual(self.told(), [])
        desk.stop()

        self.go_to(320)
        self.assertEqual(self.told(), [("Front desk 1", "warning")])

        self.go_to(400)
        self.assertEqual(self.told(), [("Front desk 1", "problem")])
        words = self.box.ctl("status").stdout
        self.assertIn('that of the terminal "Front desk 1" ended', words)
        self.assertIn("alcovectl terminal enrol", words)
        desk.start()
        self.wait_words(desk, "The box does not know this terminal any more")
        self.assertIn("An administrator can enrol it anew", desk.words())

        desk.click("enrol")
        desk.click("enrol_yes")
        self.enrol(desk, "Front desk 1 again")
        # It is the same box, and it is there.
        self.assertEqual(self.box.ctl("terminal", "revoke", "Front desk 1").returncode, 0)
        self.assertEqual(self.told(), [])
        renamed = self.box.ctl("terminal", "rename", "Front desk 1 again", "Front desk 1")
        self.assertEqual(renamed.returncode, 0, renamed.stderr)

    def test_the_clinics_own_is_followed_by_the_next_and_a_terminal_from_a_drawer_comes_back(self):
        desk, drawer = self.terminal("desk"), self.terminal("drawer")
        self.box.init()
        self.go_to(NEXT_IS_MADE - 20)
        first = self.certificates()
        self.assertIsNone(first.get("next"))
        for kiosk, name in ((desk, "Front desk 1"), (drawer, "Front desk 2")):
            kiosk.start()
            self.enrol(kiosk, name)
            kiosk.stop()

        # The next one is made by itself, and a terminal that is on hears of it and keeps it.
        self.go_to(NEXT_IS_MADE)
        told = self.certificates()
        self.assertEqual(told["authority"], first["authority"])
        self.assertIsNotNone(told["next"])
        own_file = desk.state / "terminal"
        before = own_file.read_bytes()
        desk.start()
        self.wait_connected(desk)
        desk.wait("the next one on its disk", lambda: own_file.read_bytes() != before)
        desk.stop()

        # In the last third of its year the terminal renews its own.
        self.go_to(NEXT_IS_MADE + 240)
        old = self.until("Front desk 1")
        desk.start()
        desk.wait("its own to be renewed", lambda: self.until("Front desk 1") > old)
        desk.stop()

        # A year after it was made the next one takes over. Nobody notices who was on in that year.
        self.go_to(TAKES_OVER)
        now = self.certificates()
        self.assertEqual(now["authority"], told["next"])
        self.assertIsNone(now.get("next"))
        desk.start()
        self.wait_connected(desk)

        drawer.start()
        self.wait_words(drawer, "That is not the clinic’s box")
        self.assertIn("The certificate of this terminal ended on", drawer.words())
        drawer.click("enrol")
        drawer.click("enrol_yes")
        self.enrol(drawer, "Front desk 2 again")


if __name__ == "__main__":
    main()
