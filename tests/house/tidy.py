#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""clang-tidy-16 with the rules of .clang-tidy over every source of ours that a build folder knows.

    tests/house/tidy.py BUILD_FOLDER [WORDS]

WORDS picks the files whose path holds them. Exit code 1 when there is a finding.
"""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
OURS = ("shared/", "server/", "kiosk/", "provisioning/", "tests/")
# g++'s own warnings are the compiler's business; clang knows other ones.
EXTRA = ["--extra-arg=-Wno-everything", "--extra-arg=-Wno-unknown-warning-option"]


def our_sources(build, words):
    commands = json.loads((Path(build) / "compile_commands.json").read_text(encoding="utf-8"))
    sources = set()
    for command in commands:
        file = Path(command["directory"], command["file"]).resolve()
        if file.is_relative_to(ROOT):
            path = file.relative_to(ROOT).as_posix()
            if path.startswith(OURS) and words in path:
                sources.add(path)
    # The largest first, so that no core waits for the last one.
    return sorted(sources, key=lambda path: -(ROOT / path).stat().st_size)


def examine(build, source):
    ran = subprocess.run(["clang-tidy-16", "-p", str(build), "--quiet", *EXTRA, str(ROOT / source)],
                         check=False, capture_output=True, text=True, cwd=ROOT)
    return source, ran.returncode, ran.stdout.strip(), ran.stderr.strip()


def main(build, words):
    sources = our_sources(build, words)
    bad = 0
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for source, code, findings, trouble in pool.map(lambda s: examine(build, s), sources):
            if code != 0 or findings:
                bad += 1
                print(f"--- {source}\n{findings or trouble}", flush=True)
    print(f"{len(sources)} sources examined, findings in {bad}")
    return 0 if sources and bad == 0 else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), sys.argv[2] if len(sys.argv) > 2 else ""))
