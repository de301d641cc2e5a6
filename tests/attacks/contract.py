# SPDX-License-Identifier: Apache-2.0
"""Well-formed bodies, made from docs/api.md: what each route that writes wants, filled in."""

import base64
import os
import re
from pathlib import Path

import visit
from terminal import uuid7

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "api.md"
HEADING = re.compile(r"^### (GET|POST) (\S+)$")
FIELD = re.compile(r"^\| `([^`]+)` \| (.+) \| (yes|no) \|$")
# What a field of that name holds that is not simply the shortest, the least or the first.
CALLED = {"state": "NY", "postal_code": "14201",
          "last_four": "5555", "legal_family": "Nobody", "rule": "FREQ=WEEKLY;COUNT=3",
          "pin": "135790", "item": "44250-9", "end_minute": 600, "sign_in_name": "nobody.here",
          "minutes": 30,
          "start_minute": 540, "from_minute": 540, "until_minute": 600, "buffer_minutes": 5,
          "text": "Wilk", "number": 1, "most": 8, "token": "0" * 64}
KINDS = ("family", "address", "interpreter")  # of several words these, where they are among them
SENT = ("kind", "password")  # though the form alone does not ask for it
# Of an absence no choice, which would be of a visit that is booked then; nothing a visit takes.
NOT_SENT = ("made", "base", "next", "override_reason", "emergency_contact", "last_day",
            "leave_day", "visits_a_day", "seats", "choices[]", "resources[]")


def requests():
    """By path of each POST: the fields of its request, as (path in it, type, must be there)."""
    found, path, asking = {}, None, False
    for line in DOCUMENT.read_text(encoding="utf-8").splitlines():
        if heading := HEADING.match(line):
            path = heading.group(2) if heading.group(1) == "POST" else None
            asking = False
            if path:
                found[path] = []
        elif line.startswith(("Request", "Reply")):
            asking = line == "Request:"
        elif path and asking and (field := FIELD.match(line)):
            found[path].append((field.group(1), field.group(2), field.group(3) == "yes"))
    return found


def body(fields, ids):
    """`ids`: by a field's name what stands there, where it names something that exists."""
    made = {}
    for name, kind, needed in fields:
        place, leaf = made, name.split(".")[-1]
        if leaf in NOT_SENT or any(part in NOT_SENT for part in name.split(".")):
            continue
        if not needed and "." not in name and kind != "object" and leaf not in (*ids, *SENT):
            continue
        for part in name.split(".")[:-1]:
            place = place.get(part.removesuffix("[]"), {})
            if isinstance(place, list):
                place = place[0] if place else {}
        if leaf.endswith("[]"):
            place[leaf.removesuffix("[]")] = [value(leaf.removesuffix("[]"), kind, ids)]
        else:
            place[leaf] = value(leaf, kind, ids)
    return made


def value(name, kind, ids):
    numbers = [int(number) for number in re.findall(r"-?\d+", kind)]
    if kind == "id":
        return ids.get(name) or uuid7()
    if kind.startswith("one of"):
        words = re.findall(r"`([^`]+)`", kind)
        return next((word for word in KINDS if word in words), words[0])
    if kind.startswith(("text", "secret")):
        called = "716-555-0134" if name == "number" else CALLED.get(name)
        return called if isinstance(called, str) else "7" * max(numbers[0], 1)
    if kind.startswith("whole number"):
        called = CALLED.get(name)
        return called if isinstance(called, int) else max(numbers[0], 1)
    if kind.startswith("base64"):
        # A hash or a confirmation has one length; the rest is what nobody sealed or asked for.
        return base64.b64encode(os.urandom(32)).decode()
    return {"object": {}, "true or false": False, "instant, UTC": visit.now(),
            "date": ids["day"],
            "wall-clock time": f"{ids['day']}T{'18' if name == 'until' else '08'}:00"}.get(kind, [])
