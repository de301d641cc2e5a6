#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The style test fails when it should: one bad example per rule, and each limit at and past it."""

import tempfile
import unittest
from pathlib import Path

import style

TOP = "// SPDX-License-Identifier: Apache-2.0"


class StyleTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)

    def write(self, path, *lines):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def breaches(self, long_files=None):
        return style.check(self.root, long_files or {})

    def assert_breach(self, words, long_files=None):
        found = self.breaches(long_files)
        self.assertEqual(len(found), 1, found)
        self.assertIn(words, found[0])

    def test_a_file_with_a_licence_line_passes(self):
        self.write("a.cpp", TOP, "int a;")
        self.write("run", "#!/bin/sh", "# SPDX-License-Identifier: Apache-2.0")
        self.assertEqual(self.breaches(), [])

    def test_a_file_without_a_licence_line_is_a_breach(self):
        self.write("a.service", "[Unit]")
        self.assert_breach("a.service: has no SPDX-License-Identifier")

    def test_a_licence_line_further_down_does_not_count(self):
        self.write("a.cpp", "int a;", "int b;", "int c;", TOP)
        self.assert_breach("has no SPDX-License-Identifier")

    def test_prose_and_data_that_cannot_hold_a_comment_need_no_licence_line(self):
        self.write("README.md", "# A title")
        self.write("a.json", "{}")
        self.assertEqual(self.breaches(), [])

    def test_a_header_without_pragma_once_is_a_breach(self):
        self.write("a.h", TOP, "int a;")
        self.assert_breach("#pragma once")

    def test_a_using_that_nothing_uses_is_a_breach(self):
        self.write("a.cpp", TOP, "using std::chrono::days;", "using ::left;", "const days kDay{1};",
                   "int a = left();")
        self.assertEqual(self.breaches(), [])
        self.write("a.cpp", TOP, "namespace n {", "  using std::chrono::days;", "int today;", "}")
        self.assert_breach("a.cpp: using std::chrono::days; is used nowhere")

    def test_a_header_at_the_limit_passes_and_one_line_more_does_not(self):
        self.write("a.h", TOP, "#pragma once", *["int a;"] * (style.MAX_HEADER_LINES - 2))
        self.assertEqual(self.breaches(), [])
        self.write("a.h", TOP, "#pragma once", *["int a;"] * (style.MAX_HEADER_LINES - 1))
        self.assert_breach("151 lines")

    def test_a_source_at_the_limit_passes_and_one_line_more_does_not(self):
        self.write("a.cpp", TOP, *["int a;"] * (style.MAX_SOURCE_LINES - 1))
        self.assertEqual(self.breaches(), [])
        self.write("a.cpp", TOP, *["int a;"] * style.MAX_SOURCE_LINES)
        self.assert_breach("401 lines")

    def test_a_long_file_with_a_reason_passes_up_to_its_own_limit(self):
        self.write("a.cpp", TOP, *["int a;"] * 449)
        self.assertEqual(self.breaches({"a.cpp": (450, "a table")}), [])
        self.assert_breach("450 lines, 449 are the limit", {"a.cpp": (449, "a table")})

    def test_an_entry_that_is_no_longer_needed_is_a_breach(self):
        self.write("a.cpp", TOP)
        self.assert_breach("take it off", {"a.cpp": (450, "a table")})

    def test_an_entry_for_a_file_that_is_gone_is_a_breach(self):
        self.assert_breach("is not there", {"b.cpp": (450, "a table")})

    def test_what_is_left_undone_is_a_breach(self):
        self.write("a.cpp", TOP, "// TO" + "DO: later")
        self.assert_breach("a.cpp:2: something is left undone")

    def test_a_word_that_only_holds_those_letters_is_none(self):
        self.write("a.cpp", TOP, "int TODOS_COUNT;")
        self.assertEqual(self.breaches(), [])

    def test_a_line_of_101_columns_is_a_breach(self):
        self.write("a.cmake", TOP, "#" + "x" * 99)
        self.assertEqual(self.breaches(), [])
        self.write("a.cmake", TOP, "#" + "x" * 100)
        self.assert_breach("101 columns")

    def test_a_source_that_is_not_text_is_a_breach(self):
        (self.root / "a.cpp").write_bytes(b"\xff\xfe\x00")
        self.assert_breach("is not UTF-8")


if __name__ == "__main__":
    unittest.main()
