#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the benchmark programs several times, interleaved, and prints medians and ratios."""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile


def lines_of(command):
    """The "name, value, unit" lines that a benchmark program prints."""
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rows = [line.split("\t") for line in text.splitlines()]
    return [(name, float(value), unit) for name, value, unit in rows]


def engine_rows(build, runs):
    """The engine in three builds, each run on a fresh file, one after the other."""
    variants = {
        "Debian's SQLite": ("engine_bench_debian", "plain"),
        "our engine, no key": ("engine_bench", "plain"),
        "our engine, AEGIS-256": ("engine_bench", "encrypted"),
    }
    values = {}
    units = {}
    for _ in range(runs):
        for variant, (program, mode) in variants.items():
            folder = tempfile.mkdtemp(prefix="alcove-bench-")
            try:
                command = [os.path.join(build, "tests/bench", program),
                           os.path.join(folder, "bench.db"), mode]
                for name, value, unit in lines_of(command):
                    values.setdefault((name, variant), []).append(value)
                    units[name] = unit
            finally:
                shutil.rmtree(folder)
    print("\n| the store's engine | " + " | ".join(variants) + " | ratio to Debian's | to no key |")
    print("|---|---|---|---|---|---|")
    for name, unit in units.items():
        medians = [statistics.median(values[(name, variant)]) for variant in variants]
        cells = " | ".join(f"{median:.3g} {unit}" for median in medians)
        ratios = f"{medians[2] / medians[0]:.2f} | {medians[2] / medians[1]:.2f}"
        print(f"| {name} | {cells} | {ratios} |")


def serve_rows(build, runs):
    """The server and nginx, measured one after the other within each run of the one program."""
    values = {}
    units = {}
    for _ in range(runs):
        text = subprocess.run([os.path.join(build, "tests/bench/serve_bench")], check=True,
                              capture_output=True, text=True).stdout
        for name, variant, value, unit in (line.split("\t") for line in text.splitlines()):
            values.setdefault((name, variant), []).append(float(value))
            units[name] = unit
    columns = ["nginx, a file", "small request", "audited read"]
    print("\n| over mutual TLS | " + " | ".join(columns) + " | small to nginx | read to nginx |")
    print("|---|---|---|---|---|---|")
    for name, unit in units.items():
        medians = [statistics.median(values[(name, column)]) for column in columns]
        cells = " | ".join(f"{median:,.0f} {unit}" for median in medians)
        print(f"| {name} | {cells} | {medians[1] / medians[0]:.2f} | "
              f"{medians[2] / medians[0]:.2f} |")


def median_rows(title, command, runs):
    """What one program says of itself, as it is."""
    values = {}
    units = {}
    for _ in range(runs):
        for name, value, unit in lines_of(command):
            values.setdefault(name, []).append(value)
            units[name] = unit
    print(f"\n| {title} | median |\n|---|---|")
    for name, unit in units.items():
        median = statistics.median(values[name])
        print(f"| {name} | {median:,.0f} {unit} |" if median >= 100 else
              f"| {name} | {median:.3g} {unit} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", required=True, help="the build folder with the programs")
    parser.add_argument("--runs", type=int, default=5, help="how often each is run (default 5)")
    arguments = parser.parse_args()
    print(f"Medians of {arguments.runs} runs, interleaved, on {os.cpu_count()} cores.")
    engine_rows(arguments.build, arguments.runs)
    fewer = max(1, arguments.runs // 2)
    programs = os.path.join(arguments.build, "tests/bench")
    median_rows("the audited store", [os.path.join(programs, "ledger_bench")], fewer)
    serve_rows(arguments.build, fewer)
    median_rows("finding a client", [os.path.join(programs, "search_bench")], fewer)
    median_rows("typing a note", [os.path.join(programs, "note_bench")], arguments.runs)
    kiosk_bench = os.path.join(os.path.dirname(os.path.abspath(__file__)), "kiosk_bench.py")
    median_rows("a terminal that waits for its code",
                [sys.executable, "-B", kiosk_bench, arguments.build], fewer)


if __name__ == "__main__":
    main()
