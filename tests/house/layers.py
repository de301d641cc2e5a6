#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Who may include whom. The tables below are the rule; check() lists every breach of it.

A room is a folder. A file belongs to the room with the longest matching path. A room that no table
knows is a breach too: a new room says first what it may see.
"""

import re
import sys
from pathlib import Path

SHARED = ["shared/base", "shared/crypto", "shared/wire", "shared/rules", "shared/api"]
SERVER_PLATFORM = ["server/keys", "server/store", "server/audit", "server/access", "server/http"]

# Room -> the rooms, or single headers, it may include besides itself.
ROOMS = {
    "shared/base": [],
    "shared/crypto": ["shared/base"],
    "shared/wire": ["shared/base"],
    "shared/rules": ["shared/base", "shared/wire"],
    "shared/api": ["shared/base", "shared/wire", "shared/rules"],
    # The platform stands on what is left of it, never on a feature.
    "server/keys": SHARED,
    "server/store": SHARED + SERVER_PLATFORM[:1],
    "server/audit": SHARED + SERVER_PLATFORM[:2],
    "server/access": SHARED + SERVER_PLATFORM[:3],
    "server/http": SHARED + SERVER_PLATFORM[:4],
    # Structs in, bytes out, and back.
    "server/formats": SHARED,
    # Features see the platform; each other only as FEATURE_EDGES says.
    "server/features": SHARED + SERVER_PLATFORM + ["server/formats"],
    # These two wire everything together.
    "server/operator": SHARED + SERVER_PLATFORM + ["server/formats", "server/features"],
    "server/app": SHARED + SERVER_PLATFORM + ["server/formats", "server/features",
                                              "server/operator"],
    # What is drawn knows no socket, no window and no program around it.
    "kiosk/text": SHARED,
    "kiosk/widgets": SHARED + ["kiosk/text"],
    "kiosk/screens": SHARED + ["kiosk/text", "kiosk/widgets"],
    "kiosk/client": SHARED,
    "kiosk/offline": SHARED + ["kiosk/client"],
    # The box as the flows see it: asked on workers, answered on the thread that draws.
    "kiosk/link": SHARED + ["kiosk/client", "kiosk/offline", "kiosk/app/run_queue.h"],
    # A flow owns the models of its screens, asks the box, and draws the screen that is due.
    "kiosk/flows": SHARED + ["kiosk/text", "kiosk/widgets", "kiosk/screens", "kiosk/client",
                             "kiosk/offline", "kiosk/link", "kiosk/app/idle_timer.h",
                             "kiosk/app/run_queue.h"],
    # The window hands what people do to the pump, and knows nothing else of the program.
    "kiosk/platform": SHARED + ["kiosk/text", "kiosk/widgets", "kiosk/app/input_pump.h"],
    "kiosk/app": SHARED + ["kiosk/text", "kiosk/widgets"],
    # The program alcove-kiosk: what it was started with, and which flow it runs.
    "kiosk/program": SHARED + ["kiosk/text", "kiosk/widgets", "kiosk/screens", "kiosk/client",
                               "kiosk/offline", "kiosk/link", "kiosk/flows", "kiosk/platform",
                               "kiosk/app"],
    # The operator's programs work on a stopped server's store through the server's own rooms.
    "provisioning": SHARED + SERVER_PLATFORM + ["server/app", "server/formats", "server/features",
                                                "server/operator"],
    "tests": SHARED + SERVER_PLATFORM + ["server/formats", "server/features", "server/operator",
                                         "server/app", "kiosk/text", "kiosk/widgets",
                                         "kiosk/screens", "kiosk/client", "kiosk/offline",
                                         "kiosk/platform", "kiosk/app", "kiosk/link",
                                         "kiosk/flows", "kiosk/program", "provisioning"],
}

# Feature -> the features whose face (<feature>/<feature>.h) it may include. No circles.
FEATURE_EDGES = {
    "absences": ["appointments", "availability", "clients"],
    "alerts": ["clients"],
    "appointments": ["availability", "clients"],
    "book_import": ["appointments", "availability", "clients", "series"],
    "calendar": ["appointments", "clients"],
    "chart": ["alerts", "clients", "questionnaires"],
    "check_in": ["appointments", "clients", "spool"],
    "day_close": ["appointments", "clients"],
    "groups": ["appointments", "clients"],
    "notes": ["appointments", "spool"],
    "questionnaires": ["alerts", "clients", "spool"],
    "reminders": ["absences", "appointments", "availability", "clients"],
    "series": ["appointments", "clients"],
    "waiting_room": ["appointments"],
    "waitlist": ["appointments", "availability", "clients"],
}

# Headers that the build makes: how they are called, and the file each is made from.
GENERATED = [(re.compile(r"^kiosk/text/([a-z_]+)_messages\.h$"), r"kiosk/text/messages/\1.en.txt")]

# Library header (start of its name) -> the rooms, or single files, that may include it. Tests may
# include any.
LIBRARIES = {
    # The registry dump is for scripts that drive the windows; it is not the wire.
    "nlohmann/": ["shared/wire", "kiosk/app/registry_dump.cpp"],
    "sqlite3": ["server/store"],
    "argon2.h": ["shared/crypto"],
    "openssl/": ["shared/crypto", "server/access", "server/http", "kiosk/client"],
    "Poco/Net/": ["server/http", "server/app", "server/operator", "kiosk/client", "provisioning"],
    "Poco/Data/": [],
    "GLFW/": ["kiosk/platform"],
    "GL/": ["kiosk/platform"],
    "EGL/": ["kiosk/platform"],
    "imgui_impl": ["kiosk/platform"],
    "backends/imgui_impl": ["kiosk/platform"],
    "cairo": ["server/formats", "kiosk/platform"],
    "pango": ["server/formats", "kiosk/platform"],
    "libical/": ["server/formats"],
}

# Where SQL may stand: the store, the chain, numbered migrations, and each feature's *_store.cpp.
SQL_ROOMS = ("server/store/", "server/audit/")
SQL_FILE = re.compile(r"(_store\.cpp$)|(/migrations/)|(_migrations\.cpp$)")
SQL = re.compile(
    r'"(?:[A-Za-z]{0,16}\()?\s*'
    r"(?:SELECT\s|INSERT\s+(?:INTO|OR)\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s"
    r"|REPLACE\s+INTO\s|CREATE\s+(?:TABLE|INDEX|UNIQUE|TRIGGER|VIEW)\s|ALTER\s+TABLE\s"
    r"|DROP\s+(?:TABLE|INDEX|TRIGGER|VIEW)\s|PRAGMA\s"
    r"|WITH\s+(?:RECURSIVE\s+)?\w+\s*(?:\([^)]*\)\s*)?AS\s)")

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)
CODE_FOLDERS = ("shared", "server", "kiosk", "provisioning", "tests")


def room_of(path):
    fitting = [room for room in ROOMS if path.startswith(room + "/")]
    return max(fitting, key=len, default=None)


def feature_of(path):
    parts = path.split("/")
    if len(parts) > 3 and parts[:2] == ["server", "features"]:
        return parts[2]
    return None


def circle_in(edges):
    """The first circle found among the features' edges, as a list, or None."""
    done = set()

    def walk(feature, trail):
        if feature in trail:
            return trail[trail.index(feature):] + [feature]
        if feature in done:
            return None
        for other in edges.get(feature, []):
            found = walk(other, trail + [feature])
            if found:
                return found
        done.add(feature)
        return None

    for feature in edges:
        found = walk(feature, [])
        if found:
            return found
    return None


class Checker:
    def __init__(self, root, edges):
        self.root = Path(root)
        self.edges = edges
        self.used_edges = set()
        self.breaches = []

    def breach(self, path, line, why):
        self.breaches.append(f"{path}:{line}: {why}")

    def check_feature_include(self, path, line, target):
        own, other = feature_of(path), feature_of(target)
        if own is None or other is None or own == other:
            return
        self.used_edges.add((own, other))
        if other not in self.edges.get(own, []):
            self.breach(path, line, f"the edge {own} -> {other} is not declared in FEATURE_EDGES")
        elif target != f"server/features/{other}/{other}.h":
            self.breach(path, line, f"only {other}'s face {other}.h may be included, not {target}")

    def is_there(self, target):
        if (self.root / target).is_file():
            return True
        return any(form.match(target) and (self.root / form.sub(source, target)).is_file()
                   for form, source in GENERATED)

    def check_own_include(self, path, line, target):
        room, target_room = room_of(path), room_of(target)
        if not self.is_there(target):
            self.breach(path, line, f'"{target}" is no file: includes start at the project root')
        elif target_room is None:
            self.breach(path, line, f"{target} lies in no known room")
        elif target_room != room and not {target_room, target} & set(ROOMS[room]):
            self.breach(path, line, f"{room} may not include {target_room} ({target})")
        else:
            self.check_feature_include(path, line, target)

    def check_library(self, path, line, target):
        room = room_of(path)
        fitting = [start for start in LIBRARIES if target.startswith(start)]
        if room == "tests" or not fitting:
            return
        if not {room, path} & set(LIBRARIES[max(fitting, key=len)]):
            self.breach(path, line, f"{room} may not include <{target}>")

    def check_sql(self, path, text):
        if path.startswith(SQL_ROOMS) or path.startswith("tests/") or SQL_FILE.search(path):
            return
        for found in SQL.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            self.breach(path, line, "SQL belongs into a *_store.cpp or a numbered migration")

    def check_file(self, file):
        path = file.relative_to(self.root).as_posix()
        if room_of(path) is None:
            self.breach(path, 1, "lies in no room that tests/house/layers.py knows")
            return
        text = file.read_text(encoding="utf-8")
        for found in INCLUDE.finditer(text):
            line = text.count("\n", 0, found.start(1 if found.group(1) else 2)) + 1
            if found.group(1):
                self.check_own_include(path, line, found.group(1))
            else:
                self.check_library(path, line, found.group(2))
        self.check_sql(path, text)

    def run(self):
        for folder in CODE_FOLDERS:
            for file in sorted((self.root / folder).rglob("*")):
                if file.suffix in (".h", ".cpp", ".c", ".hpp", ".cc"):
                    self.check_file(file)
        circle = circle_in(self.edges)
        if circle:
            self.breaches.append("FEATURE_EDGES go in a circle: " + " -> ".join(circle))
        for own, others in self.edges.items():
            for other in others:
                if (own, other) not in self.used_edges:
                    self.breaches.append(f"FEATURE_EDGES: {own} -> {other} is not used")
        return self.breaches


def check(root, edges=None):
    return Checker(root, FEATURE_EDGES if edges is None else edges).run()


if __name__ == "__main__":
    found_breaches = check(sys.argv[1])
    print("\n".join(found_breaches) or "every include is one that its room may have")
    sys.exit(1 if found_breaches else 0)
