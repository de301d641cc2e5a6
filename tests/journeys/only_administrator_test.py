#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The only administrator has forgotten the password: the real box, its tool and a terminal's
window, as docs/guides/passwords.md tells it."""

import getpass

from real_terminals import BoxWithTerminals, main

FIRST = "quiet herons in the marsh"
SECOND = "a marsh full of lanterns"


class OnlyAdministratorTest(BoxWithTerminals):
    def choose_password(self, desk, name, code, password, display_name=None):
        desk.wait_for("have_code")
        self.wait_connected(desk)
        desk.click_until("have_code", "the form", lambda: desk.visible("keep_password"))
        if display_name:
            desk.click("set_up")
            desk.fill("display_name", display_name)
        desk.fill("name", name)
        desk.fill("code", code)
        for field in ("new_password", "again"):
            desk.fill(field, password, shows="•" * len(password))
        desk.click("keep_password")

    def sign_in(self, desk, name, password):
        desk.fill("name", name)
        desk.fill("password", password, shows="•" * len(password))
        desk.click("sign_in")

    def come_in(self, desk):
        desk.click("skip")  # without a PIN
        self.wait_words(desk, "Administration")

    def events(self, action):
        items = self.box.answer(self.box.ctl("audit", "--limit", "200", "--json"))["items"]
        return [one for one in items if one["action"] == action]

    def test_the_only_administrators_password_is_reset_at_the_box(self):
        made = self.box.init()
        self.start()
        desk = self.terminal("desk")
        desk.start()
        self.enrol(desk, "Front desk 1")
        self.choose_password(desk, "a.ruiz", made["set_up_code"]["code"], FIRST, "Ana Ruiz")
        self.come_in(desk)

        listed = self.box.ctl("staff", "list")
        self.assertIn("a.ruiz", listed.stdout)
        unknown = self.box.ctl("staff", "reset", "a.ruis")
        self.assertNotEqual(unknown.returncode, 0)
        self.assertEqual(self.events("staff.reset"), [])
        reset = self.box.answer(self.box.ctl("staff", "reset", "a.ruiz", "--json"))
        self.wait_words(desk, "You were signed out")

        self.sign_in(desk, "a.ruiz", FIRST)
        self.wait_words(desk, "That name and password do not belong together.")
        self.choose_password(desk, "a.ruiz", reset["code"], SECOND)
        self.come_in(desk)
        desk.click("person")
        desk.click("sign_out")
        self.choose_password(desk, "a.ruiz", reset["code"], FIRST)
        self.wait_words(desk, "That code is not right.")
        desk.click("back")
        self.sign_in(desk, "a.ruiz", SECOND)
        self.come_in(desk)

        told = self.events("staff.reset")
        self.assertEqual([(one["who"], one["detail"]) for one in told],
                         [(f"user {getpass.getuser()} of the box", "sessions ended: 1")])


if __name__ == "__main__":
    main()
