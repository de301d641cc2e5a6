#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Secrets are not printed, not compared with ==, and named as secrets in the contract. What their
types forbid is in tests/shared/secret_types_test.cpp; this finds what a plain string would allow.

The names are the rule: a variable or field whose name says password, passphrase, pin, secret,
recovery key or session token."""

import re
import sys
from pathlib import Path

ROOMS = ("server", "shared", "kiosk", "provisioning")
NAMED = (r"(?:\w*_)?(?:password|passphrase|pin|secret|recovery_key|token|pepper)"
         r"(?:_(?:again|text))?_?")
VARIABLE = rf"(?<![\w\"])(?<!costs_\.){NAMED}(?![\w\"(])(?:\.(?:view|text)\(\))?(?!\.|->)"
COMPARED = re.compile(rf"{VARIABLE}\s*(?:==|!=)(?!\s*(?:nullptr|std::nullopt)\b)"
                      rf"|(?:==|!=)\s*(?:\w+[.>-]+)*{VARIABLE}\s*(?:[;,)&|?]|$)")
PRINTED = re.compile(r"fmt::(?:format|print|format_to)\b|std::c(?:out|err)\s*<<|"
                     r"std::to_string\b")
FIELD = re.compile(r'visit\("((?:\w+_)?(?:password|passphrase|pin|secret|recovery_key))",\s*'
                   r"self\.\w+(?:,\s*([^)]*(?:\([^)]*\))?))?\)")
SECRET_LIMIT = re.compile(r"(k\w+)\s*=\s*wire::secret\(")
# The synthetic clinic tells its passwords to whoever made it: nobody of it exists.
MAY_PRINT = {"provisioning/synthetic_clinic/main.cpp"}


def statements(text):
    """Line and text of each statement, without comments and the words of string literals."""
    text = re.sub(r"//[^\n]*", "", text)
    text = re.sub(r'"(?:[^"\\\n]|\\.)*"', '""', text)
    line = 1
    for part in re.split(r"([;{}])", text):
        stripped = part.lstrip()
        yield line + part[:len(part) - len(stripped)].count("\n"), " ".join(stripped.split())
        line += part.count("\n")


def printed_part(statement):
    """What a call makes text of: between its parentheses, or all that follows a stream's arrows."""
    printed = PRINTED.search(statement)
    if not printed:
        return ""
    rest = statement[printed.end():]
    if not rest.startswith("("):
        return rest
    depth = 0
    for place, letter in enumerate(rest):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return rest[:place]
    return rest


def check_code(path, text):
    for line, statement in statements(text):
        if COMPARED.search(statement):
            yield f"{path}:{line}: a secret is compared with ==; equal_secrets takes the same time"
        if path not in MAY_PRINT and re.search(VARIABLE, printed_part(statement)):
            yield f"{path}:{line}: a secret is made into text that may be printed"


def check_fields(path, text, limits):
    for match in FIELD.finditer(text):
        name, limit = match.groups()
        limit = (limit or "").split("::")[-1]
        if not limit.startswith("secret(") and limit not in limits:
            line = text[:match.start()].count("\n") + 1
            yield f"{path}:{line}: the field {name} is a secret and its limit does not say so"


def check(root):
    texts = {str(file.relative_to(root)): file.read_text(encoding="utf-8")
             for room in ROOMS for file in sorted((root / room).rglob("*"))
             if file.suffix in (".h", ".cpp")}
    limits = {name for text in texts.values() for name in SECRET_LIMIT.findall(text)}
    return [breach for path, text in texts.items()
            for found in (check_code(path, text), check_fields(path, text, limits))
            for breach in found]


def main():
    breaches = check(Path(sys.argv[1]).resolve())
    print("\n".join(breaches) or "no secret is printed, compared with == or sent as plain text")
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
