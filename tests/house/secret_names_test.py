#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The lint of secrets fails when it should: one bad example per rule, and its good twin."""

import tempfile
import unittest
from pathlib import Path

import secret_names

BAD = {
    "if (password == typed) return true;": "compared",
    "return model.password != model.again;": "compared",
    "if (typed == session.token) return;": "compared",
    "const bool same = secret.view() == other;": "compared",
    "fmt::print(stderr, \"{}\", passphrase);": "printed",
    "out = fmt::format(\"{}\",\n    request.new_password);": "printed",
    "std::cerr << pin;": "printed",
    "visit(\"password\", self.password, wire::line(1, 64));": "field password",
    "visit(\"new_pin\", self.new_pin, kDigits);": "field new_pin",
}
GOOD = (
    "if (equal_secrets(password, typed)) return true;",
    "if (password.empty() || token.size() != kTokenBytes) return;",
    "if (kind == SlotKind::kPassphrase) return;",
    "// password == typed would be wrong",
    "fmt::print(stderr, \"type the passphrase\");",
    "fmt::format(\"at most {} characters\", kMaxPassphrase);",
    "visit(\"password\", self.password, wire::secret(1, 64));",
    "visit(\"pin\", self.pin, session::kPin);",
    "if (secret == nullptr) return;",
    "const int pinned = spin == 3;",
)


class SecretsTest(unittest.TestCase):
    def breaches(self, code):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "server" / "some.cpp"
            file.parent.mkdir()
            file.write_text(f"constexpr auto kPin = wire::secret(6, 6);\n{code}\n",
                            encoding="utf-8")
            return secret_names.check(Path(folder))

    def test_each_bad_example_is_found_once(self):
        for code, words in BAD.items():
            with self.subTest(code):
                found = self.breaches(code)
                self.assertEqual(len(found), 1, found)
                self.assertIn(words, found[0])

    def test_each_good_one_passes(self):
        for code in GOOD:
            with self.subTest(code):
                self.assertEqual(self.breaches(code), [])

    def test_the_line_is_named(self):
        self.assertIn("some.cpp:3:", self.breaches("int a;\nif (pin == b) c();")[0])


if __name__ == "__main__":
    unittest.main()
