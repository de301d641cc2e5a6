#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Whether provisioning/packages names everything that a build reads.

    packages.py ROOT BUILD

A machine on which work has gone on for long has more installed than the list says, so what is
missing from the list is only noticed on a bare one. Here every file under /usr that the build in
BUILD reads (sources' headers, libraries it links) is traced to its Debian package, and that package
must be on the list, or be essential, or come with one that is. Exit code 0 only when all do.
"""

import re
import subprocess
import sys
from pathlib import Path

GROUPS = {"build", "test"}


def listed(text):
    """The packages of the groups that tests/run and the demo install."""
    words = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    return {word[1] for word in words if word[0] in GROUPS}


def parse_installed(text):
    """Package -> (essential, what it provides, what it depends on as lists of alternatives)."""
    packages = {}
    for line in text.splitlines():
        name, essential, provides, depends = line.split("\t")
        names = [re.split(r"[ :(]", entry.strip())[0] for entry in provides.split(",")]
        wants = [[re.split(r"[ :(]", way.strip())[0] for way in entry.split("|")]
                 for entry in depends.split(",") if entry.strip()]
        packages[name] = (essential == "yes", names, wants)
    return packages


def closure(start, packages):
    """What is there once `start` is installed, as far as it is installed here."""
    providers = {}
    for name, (_, provides, _) in packages.items():
        for provided in [name, *provides]:
            providers.setdefault(provided, []).append(name)
    reached = set()
    start = set(start)
    waiting = list(start) + [name for name, (essential, _, _) in packages.items() if essential]
    while waiting:
        name = waiting.pop()
        if name in reached or name not in packages:
            continue
        reached.add(name)
        for ways in packages[name][2]:
            # Of "this | that" one on the list is enough; else Debian installs the first it has.
            for provided in sorted(ways, key=lambda way: way not in start):
                if provided in packages or provided in providers:
                    waiting += [provided] if provided in packages else providers[provided]
                    break
    return reached


def read_files(build):
    """Every file under /usr that the build names or has read."""
    text = (build / "build.ninja").read_text(encoding="utf-8")
    found = set(re.findall(r"/usr/(?:lib|include|share)/[\w./+-]+\.(?:so[\w.]*|a|h|hpp)\b", text))
    deps = subprocess.run(["ninja", "-C", str(build), "-t", "deps"], stdout=subprocess.PIPE,
                          text=True, check=True).stdout
    found.update(line.strip() for line in deps.splitlines() if line.startswith("    /usr/"))
    return {path for path in found if not path.startswith("/usr/local/")}


def owners(paths):
    """Path -> package, for those that dpkg knows."""
    asked = sorted({other for path in paths for other in (path, path.removeprefix("/usr"))})
    known = {}
    for begin in range(0, len(asked), 500):
        answer = subprocess.run(["dpkg-query", "-S", *asked[begin:begin + 500]],
                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                                check=False).stdout
        for line in answer.splitlines():
            packages, path = line.rsplit(": ", 1)
            known[path] = packages.split(",")[0].split(":")[0]
    return {path: known.get(path) or known.get(path.removeprefix("/usr")) for path in paths}


def missing(owned, allowed):
    """Packages that are not on the list, each with one file that is read from it."""
    found = {}
    for path, package in sorted(owned.items()):
        if package and package not in allowed:
            found.setdefault(package, path)
    return found


def main():
    root, build = Path(sys.argv[1]), Path(sys.argv[2])
    answer = subprocess.run(
        ["dpkg-query", "-W", "-f",
         "${Package}\t${Essential}\t${Provides}\t${Pre-Depends}, ${Depends}\n"],
        stdout=subprocess.PIPE, text=True, check=True).stdout
    start = listed((root / "provisioning/packages").read_text(encoding="utf-8"))
    paths = read_files(build)
    if len(paths) < 100:
        print(f"packages: {build} names only {len(paths)} files: is it built?", file=sys.stderr)
        return 1
    lacking = missing(owners(paths), closure(start, parse_installed(answer)))
    for package, path in lacking.items():
        print(f"provisioning/packages lacks {package}: the build reads {path}")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
