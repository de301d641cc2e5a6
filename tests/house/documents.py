#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Documents lead somewhere: every relative link and its heading exist, every path and test that the
threat model and the endurance table name is there, what they tell somebody to run names a test
program or a part that exists, and every alcovectl command that a guide tells
somebody to type is one that the tool has."""

import re
import sys
from pathlib import Path

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+\s+(.*)$", re.M)
CODE = re.compile(r"`([^`\n]+)`")
FENCED = re.compile(r"^```.*?^```", re.M | re.S)
COMMAND = re.compile(r"(?<!alcove-server )alcovectl((?: [a-z][a-z-]*)+)")
LISTED = re.compile(r'"([a-z][a-z-]*(?: [a-z][a-z-]*)?)"')
TEST_PATH = re.compile(r"(?:tests|provisioning)/[\w/.-]+")
RUN = re.compile(r"^(tests(?:/\w+)*/run)((?: [a-z_]+)+)$")
PARTS = re.compile(r"\bset -- ([a-z ]+)$", re.M)
PROGRAM = re.compile(r"\b(alcove_test|add_test|alcove_fuzz|journey)\(\s*(?:NAME\s+)?([\w${}]+)")
BEFORE = {"alcove_fuzz": "fuzz_", "journey": "journey_"}  # what a command puts before the name
LOOP = re.compile(r"foreach\((\w+) ([^)]*)\)(.*?)endforeach\(\)", re.S)
NAMES_TESTS = ("docs/threat-model.md", "docs/endurance.md")


def anchor(heading):
    """As web pages of repositories make one of a heading."""
    plain = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")


def anchors(text):
    return {anchor(heading) for heading in HEADING.findall(FENCED.sub("", text))}


def links(path, text):
    for target in LINK.findall(FENCED.sub("", text)):
        if "://" in target or target.startswith("mailto:"):
            continue
        name, _, place = target.partition("#")
        file = (path.parent / name).resolve() if name else path
        if not file.exists():
            yield f"leads to {name}, which is not there"
        elif place and file.suffix == ".md" and place not in anchors(
                file.read_text(encoding="utf-8")):
            yield f"leads to the heading #{place} of {file.name}, which is not there"


def named_tests(root, text):
    for name in sorted(set(TEST_PATH.findall(text))):
        if not (root / name.rstrip(".")).exists():
            yield f"names {name}, which is not there"


def test_programs(root):
    """The names of the test programs, as the lists of CMake have them."""
    names = set()
    for file in sorted((root / "tests").rglob("CMakeLists.txt")):
        text = file.read_text(encoding="utf-8")
        looped = "".join(body.replace("${" + variable + "}", value)
                         for variable, values, body in LOOP.findall(text)
                         for value in values.split())
        for command, name in PROGRAM.findall(text + looped):
            names.add(BEFORE.get(command, "") + name)
    return {name for name in names if "$" not in name}


def unknown_runs(root, programs, text):
    """`tests/run FILTER` finds a program; of a folder's own run, each word is one of its parts."""
    for run, words in sorted({found.groups() for found in map(RUN.match, CODE.findall(text))
                              if found}):
        for word in words.split():
            if run == "tests/run":
                fits = any(re.search(word, name) for name in programs)
            else:
                script = root / run
                parts = PARTS.findall(script.read_text(encoding="utf-8")) if script.exists() else []
                fits = any(word in part.split() for part in parts)
            if not fits:
                yield f"tells to run {run} {word}, which runs nothing"


def promises_without_a_test(root, text):
    """Rows of the table of promises: the last column names tests, each a file that one can open."""
    promised = text.partition("## What is promised")[2].partition("\n## ")[0]
    for row in promised.splitlines():
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        if row.startswith("| ") and len(cells) == 3 and cells[0] != "Promise":
            tests = TEST_PATH.findall(cells[2])
            if not tests or any((root / test).is_dir() for test in tests):
                yield f"promises without a test: {cells[0][:60]}"


def commands_of(root):
    """What alcovectl knows, as its own table of subcommands has it."""
    folder = root / "provisioning" / "alcovectl"
    return {name for file in sorted(folder.glob("*subcommands.cpp"))
            for name in LISTED.findall(file.read_text(encoding="utf-8"))}


def unknown_commands(known, text):
    typed = COMMAND.findall("\n".join(CODE.findall(text) + FENCED.findall(text)))
    for words in sorted({tuple(one.split()) for one in typed}):
        if " ".join(words[:2]) not in known and words[0] not in known:
            yield f"tells to type alcovectl {' '.join(words)}, which the tool does not have"


def check(root):
    known = commands_of(root)
    programs = test_programs(root)
    found = []
    for path in [root / "README.md", *sorted((root / "docs").rglob("*.md"))]:
        text = path.read_text(encoding="utf-8")
        wrong = list(links(path, text))
        name = str(path.relative_to(root))
        if name in NAMES_TESTS:
            wrong += [*named_tests(root, text), *unknown_runs(root, programs, text)]
        if name == "docs/threat-model.md":
            wrong += promises_without_a_test(root, text)
        if "/guides/" in name or name == "README.md":
            wrong += unknown_commands(known, text)
        found += [f"{name} {one}" for one in wrong]
    return found


def main():
    breaches = check(Path(sys.argv[1]).resolve())
    print("\n".join(breaches) or "every document leads where it says")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
