# SPDX-License-Identifier: Apache-2.0
"""Looks for words and keys in files, in every form in which they might lie there."""

import base64
import mmap
from pathlib import Path

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SHORTEST = 6  # bytes, a PIN: in 2^48 bytes of chance it stands once


def forms_of(secret):
    """(form, bytes) for raw, UTF-16, hexadecimal and base64 at each of its three alignments."""
    raw = secret.encode() if isinstance(secret, str) else bytes(secret)
    if len(raw) < SHORTEST:
        raise ValueError("too short to be looked for")
    forms = [("raw", raw)]
    if isinstance(secret, str):
        forms += [("UTF-16 LE", secret.encode("utf-16-le")),
                  ("UTF-16 BE", secret.encode("utf-16-be"))]
    forms += [("hex", raw.hex().encode()), ("HEX", raw.hex().upper().encode())]
    for shift in range(3):
        text = base64.b64encode(b"\0" * shift + raw)
        # What neighbours would change is left off: the characters that share bits with them.
        first = {0: 0, 1: 2, 2: 3}[shift]
        last = (shift + len(raw)) * 8 // 6
        middle = text[first:last]
        forms.append((f"base64, shift {shift}", middle))
        other = middle.replace(b"+", b"-").replace(b"/", b"_")
        if other != middle:
            forms.append((f"base64url, shift {shift}", other))
    return forms


def files_below(places):
    for place in places:
        place = Path(place)
        found = [place] if place.is_file() else sorted(place.rglob("*"))
        yield from (file for file in found if file.is_file() and not file.is_symlink())


def search(secrets, places):
    """{name of the secret: [(file, form)]} for what was found, and how many bytes were read."""
    wanted = [(name, form, needle) for name, secret in secrets.items()
              for form, needle in forms_of(secret)]
    found = {}
    size = 0
    for file in files_below(places):
        length = file.stat().st_size
        if length == 0:
            continue
        size += length
        with file.open("rb") as opened, \
                mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as content:
            for name, form, needle in wanted:
                if content.find(needle) >= 0:
                    found.setdefault(name, []).append((file, form))
    return found, size


def bytes_of_code(code, length):
    """What a code that people copy stands for: five bits a digit, the fifth digit of a group is its
    check (docs/formats.md)."""
    digits = "".join(group[:4] for group in code.split("-"))
    bits = "".join(f"{DIGITS.index(digit):05b}" for digit in digits)
    return int(bits[:8 * length], 2).to_bytes(length, "big")


def private_scalar(der):
    """The 32 bytes of a P-256 private key in its DER: what an eavesdropper would want."""
    at = der.index(b"\x04\x20")
    return der[at + 2:at + 34]
