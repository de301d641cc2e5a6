#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""clang-tidy-16 with the rules of .clang-tidy over every source of ours that a build folder knows.

    tests/house/tidy.py BUILD_FOLDER [WORDS]

WORDS picks the files whose path holds them. Exit code 1 when there is a finding, but for the files
that tests/house/tidy_open.txt lists: their findings are still open. That list may only get shorter.
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


def files_with_open_findings():
    lines = (ROOT / "tests/house/tidy_open.txt").read_text(encoding="utf-8").splitlines()
    listed = [line for line in lines if line and not line.startswith("#")]
    gone = [path for path in listed if not (ROOT / path).is_file()]
    if gone:
        sys.exit(f"tests/house/tidy_open.txt lists files that are not there: {gone}")
    return set(listed)


def main(build, words):
    still_open = files_with_open_findings()
    sources = [source for source in our_sources(build, words) if source not in still_open]
    bad = 0
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for source, code, findings, trouble in pool.map(lambda s: examine(build, s), sources):
            if code != 0 or findings:
                bad += 1
                print(f"--- {source}\n{findings or trouble}", flush=True)
    print(f"{len(sources)} sources examined, findings in {bad}; "
          f"{len(still_open)} left out (tests/house/tidy_open.txt)")
    return 0 if sources and bad == 0 else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), sys.argv[2] if len(sys.argv) > 2 else ""))
