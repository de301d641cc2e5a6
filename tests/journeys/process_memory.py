# SPDX-License-Identifier: Apache-2.0
"""What stands in the memory of a running program: every mapping that can be read, byte for byte."""

import os
from pathlib import Path

PIECE = 1 << 24
# The address sanitizer keeps its shadow of all memory in mappings of terabytes; what a program has
# written itself lies in smaller ones.
SHADOW = 1 << 32


def forms_in_memory(word):
    """As text lies in a program: bytes, or characters of two or four bytes."""
    return [word.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")]


def family_of(process):
    """The process and everything that it started."""
    family = [process]
    for tasks in Path(f"/proc/{process}/task").glob("*/children"):
        for child in tasks.read_text(encoding="ascii").split():
            family += family_of(int(child))
    return family


def mappings_of(process):
    """Those that can be read and in which anything lies."""
    first = end = held = 0
    wanted = False
    for line in Path(f"/proc/{process}/smaps").read_text(encoding="utf-8").splitlines():
        head, *rest = line.split()
        if not head.endswith(":"):
            first, end = (int(part, 16) for part in head.split("-"))
            wanted = rest[0][0] == "r" and "[v" not in line and end - first <= SHADOW
            held = 0
        elif head in ("Rss:", "Swap:"):
            held += int(rest[0])
        if head == "Swap:" and wanted and held > 0:
            yield first, end


def pieces(process):
    """Every readable byte; pieces overlap, so that nothing is cut in two."""
    memory = os.open(f"/proc/{process}/mem", os.O_RDONLY)
    try:
        for first, end in list(mappings_of(process)):
            for at in range(first, end, PIECE):
                try:
                    yield os.pread(memory, min(PIECE + 256, end - at), at)
                except OSError:
                    continue  # a device's window, or unmapped meanwhile
    finally:
        os.close(memory)


def search_memory(process, words):
    """{word: in how many pieces it stands, in any form}, and how many bytes were looked through."""
    forms = {word: forms_in_memory(word) for word in words}
    found = dict.fromkeys(words, 0)
    size = 0
    for member in family_of(process):
        for piece in pieces(member):
            size += len(piece)
            for word in words:
                found[word] += any(form in piece for form in forms[word])
    return found, size


def replaced_as(process):
    """Changes with every program that this process becomes: what it was started with."""
    return Path(f"/proc/{process}/environ").read_bytes()


def may_look(process):
    """The program forbids others of its user to look at its memory; the system's own user may."""
    return os.access(f"/proc/{process}/mem", os.R_OK)
