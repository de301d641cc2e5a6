#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The units as systemd itself reads them: no mistakes, hardened, users and folders as they say."""

import os
import shutil
import stat
import subprocess
import tempfile
import unittest
from pathlib import Path

UNITS = Path(__file__).resolve().parent.parent.parent / "systemd"
SERVICES = sorted(UNITS.glob("*.service"))
# What "systemd-analyze security" may say at most, in tenths.
MOST_EXPOSURE = 15
FOLDERS = {
    "var/lib/alcove": (0o700, "alcove"),
    "var/lib/alcove-head": (0o700, "alcove"),
    "var/lib/alcove-kiosk": (0o700, "alcove-kiosk"),
    "var/backups/alcove": (0o700, "alcove"),
    "etc/alcove": (0o755, "root"),
    "etc/credstore.encrypted": (0o700, "root"),
}


def run(*command):
    return subprocess.run(command, check=False, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def exposure(unit, threshold=MOST_EXPOSURE):
    return run("systemd-analyze", "security", "--no-pager", "--offline=true",
               f"--threshold={threshold}", str(unit))


class UnitsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)

    def settings(self, service):
        return [line.split("=", 1) for line in service.read_text(encoding="utf-8").splitlines()
                if "=" in line and not line.startswith("#")]

    def test_there_are_the_three_services(self):
        self.assertEqual([service.name for service in SERVICES],
                         ["alcove-backup.service", "alcove-kiosk.service", "alcove-server.service"])

    def test_every_service_is_hardened(self):
        for service in SERVICES:
            with self.subTest(service.name):
                result = exposure(service)
                self.assertEqual(result.returncode, 0, result.stdout)

    def installed(self):
        """What lies below /usr after step 2 of the guide, but for the programs."""
        source = self.root / "source"
        source.mkdir()
        (source / "CMakeLists.txt").write_text(
            "cmake_minimum_required(VERSION 3.25)\nproject(units NONE)\n"
            f"add_subdirectory({UNITS} systemd)\n", encoding="utf-8")
        for command in (("-S", source, "-B", self.root / "build"),
                        ("--install", self.root / "build", "--prefix", self.root / "usr")):
            done = run("cmake", *command)
            self.assertEqual(done.returncode, 0, done.stdout)
        return self.root / "usr"

    def test_the_man_pages_that_units_and_help_name_are_installed(self):
        usr = self.installed()
        named = [page for service in SERVICES for key, value in self.settings(service)
                 if key == "Documentation" for page in value.split()]
        self.assertIn("man:alcovectl(1)", named)
        for page in named:
            name, section = page.removeprefix("man:").rstrip(")").split("(")
            self.assertTrue((usr / f"share/man/man{section}/{name}.{section}").is_file(), page)

    def test_a_service_without_hardening_would_be_refused(self):
        bare = self.root / "bare.service"
        bare.write_text("[Service]\nExecStart=/bin/true\n", encoding="utf-8")
        self.assertNotEqual(exposure(bare).returncode, 0)

    def test_no_service_leaves_secrets_in_a_core_file_or_in_swap(self):
        for service in SERVICES:
            with self.subTest(service.name):
                settings = self.settings(service)
                self.assertIn(["LimitCORE", "0"], settings)
                self.assertIn(["MemorySwapMax", "0"], settings)

    def test_no_service_runs_as_root(self):
        for service in SERVICES:
            with self.subTest(service.name):
                users = [value for key, value in self.settings(service) if key == "User"]
                self.assertIn(users, (["alcove"], ["alcove-kiosk"]))

    def test_systemd_finds_no_mistake_in_any_unit(self):
        for name in ("usr/bin/alcove-server", "usr/bin/alcove-kiosk", "usr/bin/cage",
                     "usr/lib/alcove/alcove-backup"):
            program = self.root / name
            program.parent.mkdir(parents=True, exist_ok=True)
            program.write_text("#!/bin/sh\n", encoding="utf-8")
            program.chmod(0o755)
        folder = self.root / "etc/systemd/system"
        folder.mkdir(parents=True)
        units = [shutil.copy(unit, folder) for unit in
                 [*SERVICES, *UNITS.glob("*.timer")]]
        # What every Debian has.
        for name in ("sysinit.target", "basic.target", "shutdown.target", "network-online.target",
                     "multi-user.target", "timers.target", "time-sync.target"):
            shutil.copy(Path("/lib/systemd/system") / name, folder)
        result = run("systemd-analyze", "verify", f"--root={self.root}", "--man=no",
                     "--recursive-errors=no", *(Path(unit).name for unit in units))
        self.assertEqual((result.returncode, result.stdout.strip()), (0, ""))

    def test_a_unit_with_a_mistake_would_be_found(self):
        folder = self.root / "etc/systemd/system"
        folder.mkdir(parents=True)
        (folder / "odd.service").write_text("[Service]\nExecStart=/nowhere\nNoSuchSetting=1\n",
                                            encoding="utf-8")
        result = run("systemd-analyze", "verify", f"--root={self.root}", "--man=no", "odd.service")
        self.assertIn("NoSuchSetting", result.stdout)

    @unittest.skipUnless(os.geteuid() == 0, "giving folders to users needs root")
    def test_users_and_folders_are_made_as_the_files_say(self):
        (self.root / "etc").mkdir()
        made = run("systemd-sysusers", f"--root={self.root}", str(UNITS / "sysusers.d/alcove.conf"))
        self.assertEqual(made.returncode, 0, made.stdout)
        users = {}
        for line in (self.root / "etc/passwd").read_text(encoding="utf-8").splitlines():
            name, _, number, _, _, _, shell = line.split(":")
            users[name] = int(number)
            if name.startswith("alcove"):
                self.assertEqual(shell, "/usr/sbin/nologin")
        users["root"] = 0
        made = run("systemd-tmpfiles", f"--root={self.root}", "--create",
                   str(UNITS / "tmpfiles.d/alcove.conf"))
        self.assertEqual(made.returncode, 0, made.stdout)
        for name, (mode, owner) in FOLDERS.items():
            with self.subTest(name):
                found = (self.root / name).stat()
                self.assertEqual(stat.S_IMODE(found.st_mode), mode)
                self.assertEqual(found.st_uid, users[owner])


if __name__ == "__main__":
    unittest.main()
