#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The check of documents fails when it should."""

import tempfile
import unittest
from pathlib import Path

import documents


class DocumentsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.write("README.md", "# Read")
        self.write("provisioning/alcovectl/key_subcommands.cpp", 'x{"keys list", "keys add"};')
        self.write("docs/guides/keys.md", "# Keys\n\n## Only *one* key\n\ntext")
        self.write("tests/keys/keys_test.cpp", "")
        self.write("tests/keys/CMakeLists.txt",
                   "alcove_test(keys_test alcove_keys)\n"
                   "foreach(attack replay)\n  add_test(NAME attacks_${attack}\n)\nendforeach()")
        self.write("tests/keys/run", "[ $# -gt 0 ] || set -- power bytes\n")
        self.write("tests/run", "")

    def write(self, name, text):
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text + "\n", encoding="utf-8")

    def assert_found(self, words):
        found = documents.check(self.root)
        self.assertEqual(len(found), 1, found)
        self.assertIn(words, found[0])

    def test_what_leads_somewhere_passes(self):
        self.write("docs/a.md", "[k](guides/keys.md#only-one-key) [out](https://example.org) "
                                "[me](#here)\n\n## Here\n\n```\n[no](link.md)\n```")
        self.write("docs/guides/b.md", "`alcovectl keys list`\n\n```\nalcovectl keys add x\n```")
        self.write("docs/threat-model.md", "## What is promised\n\n| Promise | Rests on | Tests |\n"
                                           "|---|---|---|\n"
                                           "| safe | a key | `tests/keys/keys_test.cpp` |\n")
        self.assertEqual(documents.check(self.root), [])

    def test_a_link_to_nowhere_is_found(self):
        self.write("docs/a.md", "[k](guides/key.md)")
        self.assert_found("docs/a.md leads to guides/key.md")

    def test_a_heading_that_is_not_there_is_found(self):
        self.write("docs/a.md", "[k](guides/keys.md#two-keys)")
        self.assert_found("#two-keys of keys.md")

    def test_a_command_that_the_tool_does_not_have_is_found(self):
        self.write("docs/guides/b.md", "type `alcovectl kees list`")
        self.assert_found("alcovectl kees list")

    def test_a_promise_without_a_test_is_found(self):
        self.write("docs/threat-model.md", "## What is promised\n\n| Promise | Rests on | Tests |\n"
                                           "|---|---|---|\n| safe | a key | trust us |\n")
        self.assert_found("promises without a test: safe")

    def test_a_promise_that_names_a_folder_of_tests_is_found(self):
        self.write("tests/keys/keys_test.cpp", "")
        self.write("docs/threat-model.md", "## What is promised\n\n| Promise | Rests on | Tests |\n"
                                           "|---|---|---|\n| safe | a key | `tests/keys` |\n")
        self.assert_found("promises without a test: safe")

    def test_a_test_that_is_not_there_is_found(self):
        self.write("docs/endurance.md", "`tests/nothing/run`")
        self.assert_found("names tests/nothing/run")

    def test_a_run_of_something_that_is_there_passes(self):
        self.write("docs/endurance.md", "`tests/run keys`, `tests/run attacks_replay`, "
                                        "`tests/keys/run bytes power`, `tests/keys/run`")
        self.assertEqual(documents.check(self.root), [])

    def test_a_run_of_a_program_that_is_not_there_is_found(self):
        self.write("docs/endurance.md", "`tests/run attacks_lan`")
        self.assert_found("tells to run tests/run attacks_lan")

    def test_a_run_of_a_part_that_is_not_there_is_found(self):
        self.write("docs/threat-model.md", "`tests/keys/run bytes visits`")
        self.assert_found("tells to run tests/keys/run visits")


if __name__ == "__main__":
    unittest.main()
