#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""clang-tidy, as tidy.py runs it, finds what it should: a bad example for rules that look at types,
at single lines and at whole functions, in a source and in a header of ours."""

import shutil
import tempfile
import unittest
from pathlib import Path

import tidy

TOP = tidy.ROOT
HEADER = """
#include <memory>
#include <string>
#include <vector>
struct Base {
  virtual ~Base() = default;
  virtual int size() const { return 0; }
};
struct Derived : Base {
  virtual int size() const { return 1; }
};
template <class T>
std::string by_value(T, std::string words) {
  return words + ".";
}
"""
BAD = {
    "bugprone-use-after-move":
        "std::string f(std::string a) { std::string b = std::move(a); return a + b; }",
    "bugprone-integer-division": "double f(int a) { double half = a / 2; return half; }",
    "bugprone-infinite-loop": "void f() { int i = 0; int k = 0; while (i < 10) { k++; } }",
    "bugprone-exception-escape": "void f() noexcept { throw 1; }",
    "bugprone-unused-return-value": "void f(std::vector<int> a) { (void)0; std::launder(&a); }",
    "cert-err34-c": "int f(const char* a) { return atoi(a); }",
    "misc-redundant-expression": "bool f(int a) { return a == a; }",
    "misc-throw-by-value-catch-by-reference":
        "void g(); void f() { try { g(); } catch (std::string e) { } }",
    "performance-for-range-copy":
        "int f(const std::vector<std::string>& a) { int n = 0; for (const std::string s : a) "
        "n += s.size() > 1; return n; }",
    "performance-unnecessary-value-param":
        "std::size_t f(std::vector<std::string> a) { return a.size(); }",
    "performance-unnecessary-copy-initialization":
        "const std::string& g(); std::size_t f() { const std::string s = g(); return s.size(); }",
    "readability-identifier-naming": "int BadName(int a) { return a; }",
    "readability-function-size": "int f(int a) {" + "\n  a += 1;" * 61 + "\n  return a;\n}",
    "readability-duplicate-include": "#include <string>\n#include <string>",
}


class TidyTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp())
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        (cls.folder / "shared").mkdir()
        shutil.copy(TOP / ".clang-tidy", cls.folder)
        tidy.ROOT = cls.folder
        cls.addClassCleanup(setattr, tidy, "ROOT", TOP)
        tidy.make_plugin(cls.folder)

    def examined(self, **sources):
        names = []
        for name, text in sources.items():
            names.append(f"shared/{name}.cpp")
            (self.folder / names[-1]).write_text(f"#include <atomic>\n{text}\n", encoding="utf-8")
        return tidy.examine(self.folder, ("-std=c++20", f"-I{self.folder}"), names)

    def test_each_bad_example_is_found_alone_and_in_company(self):
        for rule, code in BAD.items():
            with self.subTest(rule):
                code = f"#include <memory>\n#include <new>\n#include <vector>\n{code}"
                if rule != "readability-duplicate-include":
                    code = f"#include <string>\n{code}"
                self.assertIn(f"[{rule}", self.examined(bad=code))
                self.assertIn(f"[{rule}", self.examined(bad=code, good="int good() { return 1; }"))

    def test_a_header_of_ours_is_looked_at(self):
        (self.folder / "shared" / "some.h").write_text(HEADER, encoding="utf-8")
        found = self.examined(user='#include "shared/some.h"\n'
                                   'std::string f() { return by_value(1, "a"); }')
        self.assertIn("[modernize-use-override", found)
        self.assertIn("some.h:10:", found)

    def test_sources_that_use_one_name_are_examined_apart(self):
        some = "namespace { int some() { return 1; } }\nint %s() { return some(); }"
        self.assertEqual(self.examined(one=some % "one", two=some % "two", other="int other;"), "")
        found = self.examined(one=some % "one", two=some % "Two", other="int other;")
        self.assertIn("[readability-identifier-naming", found)

    def test_what_does_not_compile_is_a_finding(self):
        self.assertIn("[clang-diagnostic-error]", self.examined(broken="int f() { return x; }"))


if __name__ == "__main__":
    unittest.main()
