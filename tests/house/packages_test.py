#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The check of the package list finds what is missing, and nothing else."""

import unittest

import packages

LIST = """# group, package, what for
build  g++       compiles
test   xvfb      a display
bench  nginx     to measure against
"""

INSTALLED = """libc6\tno\t\t, libgcc-s1
dpkg\tyes\t\t, libc6 (>= 2.36)
libgcc-s1\tno\t\t, 
g++\tno\tc++-compiler\t, g++-12 (>= 12.2), gcc-13 | gcc-12
g++-12\tno\t\t, libc6-dev | libc-dev
gcc-12\tno\t\t, 
gcc-13-base\tno\t\t, 
musl-dev\tno\tlibc-dev (= 1)\t, 
libopengl-dev\tno\t\t, 
xvfb\tno\t\t, libgl1:any
libgl1\tno\t\t, libgl1-mesa | xvfb
libgl1-mesa\tno\t\t, libopengl-dev
"""


class PackagesTest(unittest.TestCase):
    def reached(self):
        return packages.closure(packages.listed(LIST), packages.parse_installed(INSTALLED))

    def test_the_list_is_read_for_the_groups_that_are_installed(self):
        self.assertEqual(packages.listed(LIST), {"g++", "xvfb"})

    def test_what_is_essential_or_comes_along_is_there(self):
        self.assertEqual(self.reached(), {"dpkg", "libc6", "libgcc-s1", "g++", "g++-12", "gcc-12",
                                          "musl-dev", "xvfb", "libgl1"})

    def test_a_package_that_nothing_on_the_list_brings_is_named_with_a_file(self):
        owned = {"/usr/lib/libGL.so": "libgl1", "/usr/lib/libOpenGL.so": "libopengl-dev",
                 "/usr/lib/own.so": None}
        self.assertEqual(packages.missing(owned, self.reached()),
                         {"libopengl-dev": "/usr/lib/libOpenGL.so"})


if __name__ == "__main__":
    unittest.main()
