# SPDX-License-Identifier: Apache-2.0
"""What stands in the memory of a running program: every mapping that can be read, byte for byte."""

import array
import mmap
import os
import re
from pathlib import Path

PIECE = 1 << 24
THERE = 3 << 62  # of a page in /proc/PID/pagemap: in memory, or in the swap
# The address sanitizer keeps its shadow of all memory in mappings of terabytes; what a program has
# written itself lies in smaller ones.
SHADOW = 1 << 32


def forms_in_memory(word):
    """As text lies in a program: bytes, or characters of two or four bytes."""
    return [word.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")]


def any_form_of(words):
    """Matches wherever a form of one of these stands, and hardly anywhere else: one walk through
    memory in place of one for each form, of which those with zeros are slow where all is zero."""
    forms = {form for word in words for form in forms_in_memory(word)}
    # A zero at an end says little, and without it two-byte characters in either order look alike.
    return re.compile(b"|".join(sorted(re.escape(form.strip(b"\0")) for form in forms)))


def family_of(process):
    """The process and everything that it started."""
    family = [process]
    for tasks in Path(f"/proc/{process}/task").glob("*/children"):
        for child in tasks.read_text(encoding="ascii").split():
            family += family_of(int(child))
    return family


def mappings_of(process):
    """Those that can be read and in which anything lies; whether it is the program's own memory and
    nothing else's: neither a file's nor shared."""
    first = end = held = 0
    wanted = own = False
    for line in Path(f"/proc/{process}/smaps").read_text(encoding="utf-8").splitlines():
        head, *rest = line.split()
        if not head.endswith(":"):
            first, end = (int(part, 16) for part in head.split("-"))
            wanted = rest[0][0] == "r" and "[v" not in line and end - first <= SHADOW
            own = rest[0][3] == "p" and rest[3] == "0"
            held = 0
        elif head in ("Rss:", "Swap:"):
            held += int(rest[0])
        if head == "Swap:" and wanted and held > 0:
            yield first, end, own


def written(process, first, end):
    """The parts of a program's own mapping in which it ever wrote, with a page around: all else is
    zero."""
    page = mmap.PAGESIZE
    count = (end - first) // page
    with open(f"/proc/{process}/pagemap", "rb", buffering=0) as pagemap:
        told = os.pread(pagemap.fileno(), 8 * count, 8 * (first // page))
    if len(told) != 8 * count:
        yield first, end
        return
    there = [number for number, flags in enumerate(array.array("Q", told)) if flags & THERE]
    start = 0
    for at, number in enumerate(there):
        if at + 1 == len(there) or there[at + 1] > number + 2:
            yield (max(first, first + (there[start] - 1) * page),
                   min(end, first + (number + 2) * page))
            start = at + 1


def parts_of(process):
    for first, end, own in list(mappings_of(process)):
        if own:
            yield from written(process, first, end)
        else:
            yield first, end


def pieces(process):
    """Every readable byte but zeros; pieces overlap, so that nothing is cut in two."""
    memory = os.open(f"/proc/{process}/mem", os.O_RDONLY)
    try:
        for first, end in parts_of(process):
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
    any_form = any_form_of(words)
    found = dict.fromkeys(words, 0)
    size = 0
    for member in family_of(process):
        for piece in pieces(member):
            size += len(piece)
            if not any_form.search(piece):
                continue
            for word in words:
                found[word] += any(form in piece for form in forms[word])
    return found, size


def replaced_as(process):
    """Changes with every program that this process becomes: what it was started with."""
    return Path(f"/proc/{process}/environ").read_bytes()


def may_look(process):
    """The program forbids others of its user to look at its memory; the system's own user may."""
    return os.access(f"/proc/{process}/mem", os.R_OK)
