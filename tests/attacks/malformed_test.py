#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Requests that are not quite requests, to the real server: each is refused, with the limit or the
field by its name, and whatever follows it on the connection is not believed."""

import json
import re
import unittest

from besieged import Besieged
from terminal import Terminal, uuid7

IDENTIFY = "/v1/check_in/identify"
MOST_BODY = 262144
GOOD = {"check_in": uuid7(), "language": "en", "surname": "A", "birth_date": "1980-01-01",
        "last_four": "1234"}
REPLY = re.compile(rb"HTTP/1\.1 \d{3} ")
NOT_HTTP = "not an HTTP request, or its header is past a limit"
NOT_JSON = "the body is not JSON in UTF-8"


def head(line, *fields):
    named = ["Host: box", "Alcove-Protocol: 1", "Connection: close", *fields]
    return (line + "\r\n" + "\r\n".join(named) + "\r\n\r\n").encode("latin-1")


def get(*fields, path="/v1/check_in/terminal", version="HTTP/1.1"):
    return head(f"GET {path} {version}", *fields)


def post(body, *fields, length=None, path=IDENTIFY):
    body = body.encode() if isinstance(body, str) else body
    length = len(body) if length is None else length
    return head(f"POST {path} HTTP/1.1", f"Content-Length: {length}", *fields) + body


def good(**changes):
    return json.dumps({**GOOD, **changes})


def with_surname(text):
    """The good body with these bytes where the surname's text stands, quotes and all."""
    return good().encode().replace(b'"A"', text)


FORM = {
    "two equal lengths": (post(good(), f"Content-Length: {len(good())}"), "twice"),
    "two lengths": (post(good(), "Content-Length: 3"), "twice"),
    "length and chunks": (post(good(), "Transfer-Encoding: chunked"), "not in chunks"),
    "chunks": (get("Transfer-Encoding: chunked") + b"0\r\n\r\n", "not in chunks"),
    "chunks by another name": (get("Transfer-Encoding: xchunked"), "not in chunks"),
    "identity": (post(good(), "Transfer-Encoding: identity"), "not in chunks"),
    "length below zero": (post(good(), length=-1), "not a number"),
    "length with a sign": (post(good(), length="+5"), "not a number"),
    "length in hexadecimal": (post(good(), length="0x10"), "not a number"),
    "length as a list": (post(good(), length="5, 5"), "not a number"),
    "length past 64 bits": (post(good(), length="18446744073709551617"), "not a number"),
    "no length": (post(good(), length=""), "not a number"),
    "a space before the colon": (get("Content-Length : 5") + b"abcde", "character it may not"),
    "NUL in a value": (get("X-A: b\0c"), "character it may not"),
    "NUL in a name": (get("X\0A: b"), "character it may not"),
    "NUL in the path": (get(path="/v1/check_in/term\0inal"), "no such route"),
    "a header of more than 16 KiB": (get(*[f"X-{i}: {'a' * 4000}" for i in range(5)]), "16384"),
    "a value of more than 8 KiB": (get("X-A: " + "a" * 8193), "8192"),
    "a name of more than 256": (get("X" * 257 + ": a"), "256"),
    "more than a hundred fields": (get(*[f"X-{i}: a" for i in range(98)]), "100 fields"),
    "a path of 20 KB": (get(path="/" + "a" * 20000), NOT_HTTP),
    "lines that end in LF alone": (get().replace(b"\r\n", b"\n"), NOT_HTTP),
    "a field that goes on in the next line": (get("X-A: b\r\n c"), NOT_HTTP),
    "a line that is no field": (get("X-A b"), NOT_HTTP),
    "a CR within a line": (get("X-A: b\rX-B: c"), NOT_HTTP),
    # POCO trims it away.
    "a form feed before a value": (get("X-A: \fb"), NOT_HTTP),
    # POCO makes another word of it, as for mail.
    "a value in an encoding for mail": (get("Alcove-Session: =?UTF-8?Q?abc?="), NOT_HTTP),
    "a length in an encoding for mail": (
        head(f"POST {IDENTIFY} HTTP/1.1", "Content-Length: =?UTF-8?Q?3?=") + b"abc", NOT_HTTP),
    "something behind the version": (get(version="HTTP/1.1 y"), NOT_HTTP),
    "two spaces before the path": (head("GET  /v1/check_in/terminal HTTP/1.1"), NOT_HTTP),
    # POCO takes this byte for the end of the header and goes on behind it.
    "a byte of 255 in the path": (get(path="/v1/check_in/term\xffinal"), "no such route"),
    "no version": (b"GET /v1/check_in/terminal\r\n\r\n", NOT_HTTP),
    "HTTP/1.0": (get(version="HTTP/1.0"), "only HTTP/1.1"),
    "HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "only HTTP/1.1"),
    "no HTTP": (get(version="JUNK"), "only HTTP/1.1"),
    "a method in small letters": (head("get /v1/check_in/terminal HTTP/1.1"), "GET and POST"),
    "DELETE": (head("DELETE /v1/check_in/terminal HTTP/1.1"), "GET and POST"),
    "a whole address": (get(path="https://box/v1/check_in/terminal"), "no such route"),
    "a path with dots": (get(path="/v1/../v1/check_in/terminal"), "no such route"),
    "a path with per cent": (get(path="/v1/check%5fin/terminal"), "no such route"),
    "a GET with a body": (get("Content-Length: 3") + b"abc", "a GET has no body"),
    "a POST with a query": (post(good(), path=IDENTIFY + "?a=b"), "no query string"),
    "a parameter too many": (get(path="/v1/check_in/terminal?x=1"), "parameter"),
    "a header twice": (get("Alcove-Session: aa", "Alcove-Session: bb"), "twice"),
    "another protocol": (get().replace(b"Protocol: 1", b"Protocol: 2"), "protocol 1"),
}

BODY = {
    "deeper than 16": (post('{"a":' + "[" * 16 + "]" * 16 + "}"), "nested too deep"),
    "deep without an end": (post("[" * 100000), "nested too deep"),
    "a field twice": (post(good()[:-1] + ',"surname":"B"}'), "a field is there twice"),
    "a field twice below": (post('{"a":{"b":1,"b":2}}'), "a field is there twice"),
    "a number past every number": (post(with_surname(b"1e400")), NOT_JSON),
    "a number for a text": (post(with_surname(b"18446744073709551616")), "surname"),
    "NaN": (post(with_surname(b"NaN")), NOT_JSON),
    "not UTF-8": (post(with_surname(b'"\xff\xfe"')), NOT_JSON),
    "an overlong slash": (post(with_surname(b'"\xc0\xaf"')), NOT_JSON),
    "half a character": (post(with_surname(b'"\\ud800"')), NOT_JSON),
    "a NUL that is spelt": (post(with_surname(b'"a\\u0000b"')), "surname"),
    "more behind it": (post(good() + "x"), NOT_JSON),
    "two bodies": (post(good() + good()), NOT_JSON),
    "a list": (post("[]"), "not an object"),
    "nothing": (post(""), "check_in"),
    "a field too many": (post(good()[:-1] + ',"x":1}'), "the contract does not have"),
    "a text of 101": (post(good(surname="a" * 101)), "100 characters"),
    "a day that is none": (post(good(birth_date="1980-02-30")), "birth_date"),
    "1 MiB": (post('{"a":"' + "a" * (1 << 20) + '"}'), str(MOST_BODY)),
    "a byte too many": (post("{" + " " * (MOST_BODY - 1) + "}"), str(MOST_BODY)),
    "a length that says 1 MiB": (post(good(), length=1 << 20), str(MOST_BODY)),
    "a comment": (post("/* */" + good()), NOT_JSON),
}


class MalformedTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.box = Besieged(clients=1)
        cls.addClassCleanup(cls.box.close)
        cls.lobby = cls.box.terminal("lobby", "Lobby 1")

    def refused(self, cases):
        for name, (request, words) in cases.items():
            with self.subTest(name):
                answer = self.lobby.raw(request)
                status = int(answer.split(b" ", 2)[1]) if answer else 0
                self.assertIn(status, (400, 404, 413, 426))
                self.assertIn(words, answer.decode("latin-1"))
                # What was sent is never said again, and nothing after it is answered.
                self.assertNotIn(b"1980", answer)
                self.assertEqual(len(REPLY.findall(answer)), 1)

    def test_the_good_ones_are_answered(self):
        self.assertIn(b'{"matched":false}', self.lobby.raw(post(good()), patience=4))
        self.assertIn(b"200 OK", self.lobby.raw(get()))
        largest = post("{" + " " * (MOST_BODY - 2) + "}")
        self.assertIn(b"check_in", self.lobby.raw(largest))  # taken, and read as what it is
        deepest = post('{"a":' + "[" * 15 + "]" * 15 + "}")
        self.assertIn(b"check_in", self.lobby.raw(deepest))

    def test_doubtful_headers_are_refused(self):
        self.refused(FORM)

    def test_doubtful_bodies_are_refused(self):
        self.refused(BODY)

    def test_a_request_hidden_behind_a_doubtful_one_is_not_read(self):
        hidden = get()
        for name in ("two lengths", "length and chunks", "a space before the colon"):
            with self.subTest(name):
                doubtful = FORM[name][0].replace(b"Connection: close\r\n", b"")
                answer = self.lobby.raw(doubtful + hidden)
                self.assertEqual(len(REPLY.findall(answer)), 1)

    def test_the_enrolment_port_refuses_them_as_well(self):
        self.box.answer(self.box.ctl("terminal", "enrol", "--station", "lobby", "--name",
                                     "Lobby 2", "--json"))
        door = Terminal(self.box.enrolment_port)
        self.box.at_the_door(lambda: door.connection().close())
        for name, (request, words) in FORM.items():
            if "no such route" in words or "parameter" in words:
                continue
            with self.subTest(name):
                self.assertIn(words, door.raw(request).decode("latin-1"))
        self.assertIn(b"forbidden", door.raw(post(good())))


if __name__ == "__main__":
    unittest.main()
