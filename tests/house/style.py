#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The house style as far as a program can see it: licence lines, lengths, nothing left undone."""

import re
import subprocess
import sys
from pathlib import Path

MAX_HEADER_LINES = 150
MAX_SOURCE_LINES = 400
MAX_COLUMNS = 100

# path -> (lines it may have, why it is one idea all the same). A file that no longer needs its
# entry is a breach, and so is one that outgrows it.
LONG_FILES = {
    "kiosk/widgets/ui.h": (230, "the one face of every widget to a screen"),
    "tests/support/clinical_clinic.h": (
        230, "one clinic with its people, as every clinical test needs it"),
    "tests/http/sample_routes.h": (180, "one made-up feature, whole, to walk the pipeline with"),
    "shared/wire/json.h": (230, "one visitor decodes and encodes; templates stand in a header"),
}

LICENCE = re.compile(r"SPDX-License-Identifier: \S+")
# These cannot hold a comment, or are prose under LICENSE as a whole.
NO_LICENCE_LINE = {".md", ".json", ".png", ".ttf", ".otf", ".svg", ".pdf", ".bin", ".csv", ".keys"}
NO_LICENCE_FILE = {"LICENSE", "NOTICE", ".gitignore", ".gitattributes", ".npmrc"}

# clang-tidy's own rule looks at a source that is examined alone, and ours are in company.
USING = re.compile(r"^\s*using (?:\w*::)+(\w+);$", re.MULTILINE)

CODE = {".h", ".cpp", ".c", ".py", ".cmake", ".sh"}
# Spelled in two halves so that this file does not find itself.
UNDONE = re.compile(r"\b(" + "TO" + "DO|FIX" + "ME|XX" + r"X)\b")


def files_of(root):
    """What git tracks or would track; where there is no git, everything but build output."""
    root = Path(root)
    listed = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        check=False, capture_output=True, text=True)
    if listed.returncode == 0:
        names = [name for name in listed.stdout.split("\0") if name]
    else:
        names = [file.relative_to(root).as_posix() for file in root.rglob("*")]
        names = [name for name in names
                 if not {"build", "node_modules", "__pycache__"} & set(name.split("/"))]
    return sorted(name for name in names if (root / name).is_file())


def line_limit(path):
    if path.endswith(".h"):
        return MAX_HEADER_LINES
    if path.endswith((".cpp", ".c", ".py")):
        return MAX_SOURCE_LINES
    return None


def check_length(path, lines, long_files):
    limit = line_limit(path)
    if limit is None:
        return []
    allowed, _ = long_files.get(path, (limit, ""))
    if len(lines) > allowed:
        return [f"{path}: {len(lines)} lines, {allowed} are the limit; is it two ideas?"]
    if path in long_files and len(lines) <= limit:
        return [f"{path}: is short enough now; take it off LONG_FILES"]
    return []


def check_text(path, lines):
    breaches = []
    suffix = Path(path).suffix
    if suffix not in NO_LICENCE_LINE and Path(path).name not in NO_LICENCE_FILE:
        if not any(LICENCE.search(line) for line in lines[:3]):
            breaches.append(f"{path}: has no SPDX-License-Identifier at its top")
    if suffix == ".h" and "#pragma once" not in lines[:6]:
        breaches.append(f"{path}: a header begins with #pragma once")
    if suffix in CODE:
        for number, line in enumerate(lines, 1):
            if UNDONE.search(line):
                breaches.append(f"{path}:{number}: something is left undone here")
            # C++ is clang-format's, which knows what cannot be broken.
            if len(line) > MAX_COLUMNS and suffix not in (".h", ".cpp"):
                breaches.append(f"{path}:{number}: {len(line)} columns, {MAX_COLUMNS} allowed")
    return breaches


def check_usings(path, text):
    if not path.endswith(".cpp"):
        return []
    return [f"{path}: {using[0].strip()} is used nowhere" for using in USING.finditer(text)
            if len(re.findall(rf"\b{using[1]}\b", text)) < 2]


def check(root, long_files=None):
    long_files = LONG_FILES if long_files is None else long_files
    breaches = []
    paths = files_of(root)
    for path in paths:
        try:
            text = (Path(root) / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            if Path(path).suffix not in NO_LICENCE_LINE:
                breaches.append(f"{path}: is not UTF-8 text")
            continue
        lines = text.splitlines()
        breaches += check_text(path, lines)
        breaches += check_length(path, lines, long_files)
        breaches += check_usings(path, text)
    breaches += [f"{path}: LONG_FILES names it, but it is not there"
                 for path in long_files if path not in paths]
    return breaches


if __name__ == "__main__":
    found_breaches = check(sys.argv[1])
    print("\n".join(found_breaches) or "licence lines, lengths and leftovers: all in order")
    sys.exit(1 if found_breaches else 0)
