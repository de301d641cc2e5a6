#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the benchmark programs several times, interleaved; prints medians, ratios and targets."""
import argparse
import datetime
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

PROGRAMS = ["alcove-server", "alcovectl", "alcove-kiosk"]
HERE = os.path.dirname(os.path.abspath(__file__))
ENGINES = {
    "Debian's SQLite": ("engine_bench_debian", "plain"),
    "our engine, no key": ("engine_bench", "plain"),
    "our engine, AEGIS-256": ("engine_bench", "encrypted"),
}
SERVED = ["nginx, a file", "small request", "audited read", "audited read, no disk"]


class Figures:
    """What one kind of program said in all its runs: the median of each of its rows."""

    def __init__(self):
        self.values = {}
        self.units = {}

    def add(self, rows):
        for *key, value, unit in rows:
            self.values.setdefault(tuple(key), []).append(float(value))
            self.units[key[0]] = unit

    def median(self, *key):
        return statistics.median(self.values[key])

    def words(self, *key):
        return number_words(self.median(*key)) + " " + self.units[key[0]]


def number_words(number):
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"


def rows_of(command, environment=None):
    """The lines that a benchmark program prints: name, perhaps a variant, value and unit."""
    text = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True,
                          env=environment).stdout
    return [line.split("\t") for line in text.splitlines()]


def say(text):
    print(text, file=sys.stderr, flush=True)


def run_engines(build):
    """The engine in three builds, each on a fresh file, one after the other."""
    rows = []
    for variant, (program, mode) in ENGINES.items():
        folder = tempfile.mkdtemp(prefix="alcove-bench-")
        try:
            command = [os.path.join(build, "tests/bench", program),
                       os.path.join(folder, "bench.db"), mode]
            rows += [[name, variant, value, unit] for name, value, unit in rows_of(command)]
        finally:
            shutil.rmtree(folder)
    return rows


def run_server(build):
    """The server with its store on the disk, and once more with it in memory."""
    command = [os.path.join(build, "tests/bench/serve_bench")]
    rows = rows_of(command)
    in_memory = rows_of(command, dict(os.environ, TMPDIR="/dev/shm"))
    return rows + [[name, "audited read, no disk", value, unit]
                   for name, variant, value, unit in in_memory if variant == "audited read"]


def gather(build, runs):
    """All programs, in turn, `runs` times: what disturbs the machine for a while disturbs all."""
    programs = {name: [os.path.join(build, "tests/bench", name)]
                for name in ["ledger_bench", "autosave_bench", "search_bench", "chart_bench",
                             "note_bench", "first_free_bench"]}
    programs["kiosk"] = [sys.executable, "-B", os.path.join(HERE, "kiosk_bench.py"), build]
    figures = {name: Figures() for name in ["engines", "server", *programs]}
    for run in range(1, runs + 1):
        say(f"run {run} of {runs}: the store's engine")
        figures["engines"].add(run_engines(build))
        say(f"run {run} of {runs}: the server, and nginx")
        figures["server"].add(run_server(build))
        for name, command in programs.items():
            say(f"run {run} of {runs}: {name}")
            figures[name].add(rows_of(command))
    return figures


def print_engines(figures):
    print("\n| The store's engine | " + " | ".join(ENGINES) + " | to Debian's | to no key |")
    print("|---|---:|---:|---:|---:|---:|")
    for name in figures.units:
        debian, plain, ours = (figures.median(name, variant) for variant in ENGINES)
        cells = " | ".join(figures.words(name, variant) for variant in ENGINES)
        print(f"| {name} | {cells} | {ours / debian:.2f} | {ours / plain:.2f} |")


def print_served(figures):
    print("\n| Over mutual TLS | " + " | ".join(SERVED) + " | small to nginx | read to nginx |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name in figures.units:
        nginx, small, read, _ = (figures.median(name, variant) for variant in SERVED)
        cells = " | ".join(figures.words(name, variant) for variant in SERVED)
        print(f"| {name} | {cells} | {small / nginx:.2f} | {read / nginx:.2f} |")
    print("\nAn audited read answers when its event is on the disk. \"No disk\" is the same server "
          "with its store in memory: the difference is the waiting for the disk.")


def print_plain(title, figures, names=None):
    print(f"\n| {title} | median |\n|---|---:|")
    for name in names or figures.units:
        print(f"| {name} | {figures.words(name)} |")


def print_grid(title, figures, rows, columns):
    """A line for each row, a cell for each column; a name in `figures` is made of both."""
    print(f"\n| {title} | " + " | ".join(columns) + " |\n|---|" + "---:|" * len(columns))
    for row, key in rows.items():
        cells = " | ".join(figures.words(column.format(key)) for column in columns.values())
        print(f"| {row} | {cells} |")


def print_writes(figures):
    writes = "durable writes, {} at once, "
    print("\n| Durable, audited writes | grouped | one by one | ratio | p99, grouped | "
          "p99, one by one |\n|---|---:|---:|---:|---:|---:|")
    for writers in (1, 16, 64):
        names = [writes.format(writers) + way for way in ("grouped", "one by one")]
        ratio = figures.median(names[0]) / figures.median(names[1])
        rates, waits = ([figures.words(name + part) for name in names] for part in ("", ", p99"))
        print(f"| {writers} at once | {' | '.join(rates)} | {ratio:.1f} | {' | '.join(waits)} |")


def print_figures(figures):
    print_engines(figures["engines"])
    ledger = figures["ledger_bench"]
    print_writes(ledger)
    print_plain("The disk, and the audit chain", ledger,
                [name for name in ledger.units if not name.startswith("durable")])
    saving = "durable autosaves, {} at once"
    print_grid("Saving a note while it is typed", figures["autosave_bench"],
               {f"{writers} at once": writers for writers in (1, 16, 64)},
               {"durable saves": saving, "p50": saving + ", p50", "p99": saving + ", p99"})
    print_served(figures["server"])
    search = "search among {} clients, "
    print_grid("Finding a client", figures["search_bench"],
               {f"among {size:,}": size for size in (1000, 10000, 100000)},
               {part: search + part for part in ("p50", "p99", "p99 on its core")})
    asked = "box: the chart's four requests, {} notes, "
    drawn = "room: from the press to the drawn chart, {} notes, "
    print_grid("Opening a chart", figures["chart_bench"],
               {f"{notes:,} notes": notes for notes in (20, 200, 2000)},
               {"four requests to the box, p50": asked + "p50", "p95": asked + "p95",
                "press until drawn, p50": drawn + "p50", "drawn, p95": drawn + "p95"})
    book = " with {} clinicians, "
    print_grid("The book of a year", figures["first_free_bench"],
               {f"{people} clinicians": people for people in (1, 10, 40)},
               {"day board, p50": "day board" + book + "p50",
                "first free, p50": "first free" + book + "p50",
                "first free, p99": "first free" + book + "p99",
                "first free, only the last day is, p99":
                    "first free in a full year" + book + "p99",
                "first free, a test kit taken until the last day, p99":
                    "first free of a kit in a full year" + book + "p99"})
    print_plain("Typing a note: a frame without the graphics card's part", figures["note_bench"])
    print_plain("A terminal that waits for its code", figures["kiosk"])


def print_targets(figures):
    """What issue and design ask for, each against the figure above that it is about."""
    engines, kiosk = figures["engines"], figures["kiosk"]
    cpu = "total CPU"
    ratio = engines.median(cpu, "our engine, AEGIS-256") / engines.median(cpu, "Debian's SQLite")
    read, without_disk = (figures["server"].median("1 connection, p50", variant) / 1000
                          for variant in SERVED[2:])
    chart = "room: from the press to the drawn chart, {} notes, p50"
    many, few = (figures["chart_bench"].median(chart.format(n)) for n in (2000, 20))
    targets = [
        ("store, processor time to Debian's SQLite", ratio, "at most", 1.05, ""),
        ("audited read of a record, p50, one connection", read, "at most", 0.25, "ms"),
        ("the same without the wait for the disk", without_disk, "at most", 0.25, "ms"),
        ("search among 100,000 clients, p99",
         figures["search_bench"].median("search among 100000 clients, p99"), "at most", 20, "ms"),
        ("first free among 40 clinicians, a year of bookings, p99",
         figures["first_free_bench"].median("first free with 40 clinicians, p99"),
         "at most", 50, "ms"),
        ("the same where only the last day of the year is free",
         figures["first_free_bench"].median("first free in a full year with 40 clinicians, p99"),
         "at most", 50, "ms"),
        ("the same for a test kit that is taken until the last day",
         figures["first_free_bench"].median(
             "first free of a kit in a full year with 40 clinicians, p99"),
         "at most", 50, "ms"),
        ("durable autosaves, 16 at once",
         figures["autosave_bench"].median("durable autosaves, 16 at once"), "at least", 500, "/s"),
        ("chart with 2,000 notes, until drawn, longer than with 20 (a frame is 16.7 ms)",
         many - few, "at most", 16.7, "ms"),
        ("kiosk: start to first picture",
         kiosk.median("start to first picture, software OpenGL") / 1000, "at most", 0.5, "s"),
        ("kiosk: processor at rest, of a core",
         kiosk.median("processor at rest, of a core, over 10 s"), "at most", 0.5, "%"),
        ("typing into a note of 20,000 characters, a frame, p99",
         figures["note_bench"].median("a letter into 20,000 characters, p99"), "at most", 2, "ms"),
    ]
    print("\n| Target | asked | measured | |\n|---|---:|---:|---|")
    for name, value, side, bound, unit in targets:
        met = value <= bound if side == "at most" else value >= bound
        print(f"| {name} | {side} {bound:g} {unit} | {number_words(value)} {unit} | "
              f"{'met' if met else '**missed**'} |")


def clean_build():
    """Seconds by the clock and of processor time."""
    folder = "build/clean-build"
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run(["cmake", "--preset", "release", "-B", folder], check=True,
                   stdout=subprocess.DEVNULL)
    say("the programs, from nothing")
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(["cmake", "--build", folder, "--target", *PROGRAMS], check=True,
                   stdout=subprocess.DEVNULL, env=dict(os.environ, CCACHE_DISABLE="1"))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    took = time.monotonic() - start
    shutil.rmtree(folder)
    return took, (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def print_building(took):
    words = "not measured in this run: --clean-build does"
    if took is not None:
        words = f"{took[0]:,.0f} s, of processor time {took[1]:,.0f} s"
    print("\n| Building | |\n|---|---:|")
    print(f"| {', '.join(PROGRAMS)} from nothing, no compiler cache | {words} |")


def load():
    return f"{os.getloadavg()[0]:.1f}"


def number_of_runs(text):
    if not text.isdecimal() or not 1 <= int(text) <= 100:
        raise argparse.ArgumentTypeError(f"a number from 1 to 100 is asked, not “{text}”")
    return int(text)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", required=True, help="the build folder with the programs")
    parser.add_argument("--runs", type=number_of_runs, default=3, metavar="N",
                        help="how often each is run (default 3)")
    parser.add_argument("--clean-build", action="store_true",
                        help="also build the programs from nothing, and say how long that takes")
    arguments = parser.parse_args()
    before = load()
    figures = gather(arguments.build, arguments.runs)
    day = datetime.datetime.now(datetime.timezone.utc).date()
    print(f"Medians of {arguments.runs} runs, interleaved, on {os.cpu_count()} cores, {day}. "
          f"Load of the machine: {before} before, {load()} at the end; above 1 something else "
          "ran beside it.")
    print_targets(figures)
    print_figures(figures)
    print_building(clean_build() if arguments.clean_build else None)


if __name__ == "__main__":
    main()
