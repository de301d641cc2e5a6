#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""clang-tidy-16 with the rules of .clang-tidy over every source of ours that a build folder knows.

    tests/house/tidy.py BUILD_FOLDER [WORDS]

WORDS picks the files whose path holds them. Exit code 1 when there is a finding.

Most of the time goes into the standard library's headers. So sources that are compiled alike are
examined several at a time, as one that includes them; those that do not compile in one another's
company (two of them use one name) go on without. And a plugin, tidy_scope.cpp, keeps the rules from
walking over those headers at all.
"""

import json
import os
import re
import shlex
import subprocess
import sys
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from itertools import zip_longest
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
OURS = ("shared/", "server/", "kiosk/", "provisioning/", "tests/")
# g++'s own warnings are the compiler's business; clang knows other ones.
QUIET = ["-Wno-everything", "-Wno-unknown-warning-option"]
# Of the compiler's command, what decides how a source reads.
KEPT = ("-D", "-I", "-std=")
COMPILED_TOGETHER = re.compile(r"unity_\d+_cxx\.cxx")
INCLUDED = re.compile(r'^#include "(.+)"$', re.MULTILINE)
IN_OUR_SOURCES = r"/(shared|server|kiosk|provisioning|tests)/.*\.(h|cpp)$"
PLUGIN = Path(__file__).resolve().parent / "tidy_scope.cpp"
CLANG_HEADERS = "/usr/lib/llvm-16/include"
# Sources in one company; more of them collide more often.
COMPANY = 16
ERROR_AT = re.compile(r"^(\S+?):\d+:\d+: (?:fatal )?error: .*\[clang-diagnostic-error\]",
                      re.MULTILINE)


def flags_of(command):
    """The flags of a compile command that decide how its source reads, as a tuple."""
    words = shlex.split(command)
    flags = [word for word in words if word.startswith(KEPT)]
    for at, word in enumerate(words[:-1]):
        if word == "-isystem":
            flags += [word, words[at + 1]]
    return tuple(flags)


def sources_of(command):
    """The source of a compile command, or the several that it compiles together."""
    file = Path(command["directory"], command["file"]).resolve()
    if not COMPILED_TOGETHER.fullmatch(file.name):
        return [file]
    return [Path(name) for name in INCLUDED.findall(file.read_text(encoding="utf-8"))]


def our_sources(build, words):
    """For each way to compile, the sources that are compiled so."""
    ways = defaultdict(set)
    for command in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
        for file in sources_of(command):
            if not file.is_relative_to(ROOT):
                continue
            path = file.relative_to(ROOT).as_posix()
            if path.startswith(OURS) and words in path:
                ways[flags_of(command["command"])].add(path)
    seen = set()
    for flags, sources in ways.items():
        yield flags, sorted(sources - seen)
        seen |= sources


def companies(sources):
    """Sources of different folders side by side: names are used twice within a folder."""
    folders = defaultdict(list)
    for source in sources:
        folders[os.path.dirname(source)].append(source)
    largest_first = sorted(folders.values(), key=len, reverse=True)
    mixed = [source for row in zip_longest(*largest_first) for source in row if source]
    count = -(-len(mixed) // COMPANY)
    return [mixed[at::count] for at in range(count)]


def make_plugin(folder):
    """Made anew each time: six seconds, and never of another clang."""
    subprocess.run(["g++", "-std=c++17", "-O1", "-fno-rtti", "-fPIC", "-shared", "-isystem",
                    CLANG_HEADERS, str(PLUGIN), "-o", str(folder / "tidy_scope.so")], check=True)


def run(folder, flags, sources):
    """What clang-tidy says of the sources in one company: (exit code, findings, other words)."""
    if len(sources) == 1:
        main = ROOT / sources[0]
    else:
        name = re.sub(r"\W", "_", sources[0]) + f"_and_{len(sources) - 1}"
        main = folder / f"{name}.cpp"
        main.write_text("".join(f'#include "{ROOT / source}"\n' for source in sources),
                        encoding="utf-8")
    ran = subprocess.run(["clang-tidy-16", "--quiet", f"--load={folder / 'tidy_scope.so'}",
                          f"--header-filter={IN_OUR_SOURCES}", str(main), "--", *flags, *QUIET],
                         check=False, capture_output=True, text=True, cwd=ROOT)
    return ran.returncode, ran.stdout.strip(), ran.stderr.strip()


def apart(sources, said):
    """Two parts of a company that does not compile: who is at odds, and the rest."""
    at_odds = {Path(path).relative_to(ROOT).as_posix() for path in ERROR_AT.findall(said)
               if Path(path).is_relative_to(ROOT)}
    some = [source for source in sources if source in at_odds]
    rest = [source for source in sources if source not in at_odds]
    return (some, rest) if some and rest else (sources[::2], sources[1::2])


def examine(folder, flags, sources):
    """The findings in the sources, as text; empty when there is none."""
    code, said, trouble = run(folder, flags, sources)
    if len(sources) > 1 and "[clang-diagnostic-error]" in said:
        parts = apart(sources, said)
        return "\n".join(found for part in parts if (found := examine(folder, flags, part)))
    return f"--- {' '.join(sources)}\n{said or trouble}" if code != 0 or said else ""


def main(build, words):
    folder = build / "tidy"
    folder.mkdir(exist_ok=True)
    # Found from the folder up: the rules of this tree, whichever folder builds are made in.
    (folder / ".clang-tidy").write_text((ROOT / ".clang-tidy").read_text(encoding="utf-8"),
                                        encoding="utf-8")
    make_plugin(folder)
    work = [(flags, company) for flags, sources in our_sources(build, words)
            for company in companies(sources)]
    # The largest first, so that no core waits for the last one.
    work.sort(key=lambda item: -sum((ROOT / source).stat().st_size for source in item[1]))
    bad = 0
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for findings in pool.map(lambda item: examine(folder, *item), work):
            if findings:
                bad += 1
                print(findings, flush=True)
    count = sum(len(company) for _, company in work)
    print(f"{count} sources examined, findings in {bad} places")
    return 0 if count and bad == 0 else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), sys.argv[2] if len(sys.argv) > 2 else ""))
