#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A machine on the clinic's network that means harm. Opens connections from many addresses of this
machine's own loopback, and on each says nothing, a byte a second, or garbage; those that the box
ends are opened again until so many were opened in all and the time is over. A program of its own,
because its work must not stand in the way of whoever measures.

  flood.py KIND PORT CONNECTIONS SECONDS        KIND: silent, slow, garbage

Prints how many were opened, and the most that were open at once."""

import os
import resource
import selectors
import socket
import ssl
import sys
import time

ADDRESSES = 200  # whence they come
BEGUN_AT_ONCE = 200  # in one turn, so that none is looked after too seldom


def address(number):
    return f"127.{1 + number % 7}.{number // 250 % 250}.{1 + number % 250}"


def client_hello():
    """What a slow sender begins with: the first bytes of a real handshake."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    try:
        context.wrap_bio(incoming, outgoing).do_handshake()
    except ssl.SSLWantReadError:
        pass
    return outgoing.read()


class Flood:
    def __init__(self, kind, port, connections, seconds):
        self.kind = kind
        self.port = port
        self.connections = connections
        self.until = time.monotonic() + seconds
        self.each = max(1, int(connections / seconds / 10))  # a tenth of a second's share
        self.hello = client_hello()
        self.selector = selectors.DefaultSelector()
        self.opened = self.most = 0

    def begin_one(self):
        link = socket.socket()
        link.setblocking(False)
        try:
            link.bind((address(self.opened % ADDRESSES), 0))
            link.connect_ex(("127.0.0.1", self.port))
        except OSError:
            link.close()
            return
        self.opened += 1
        events = selectors.EVENT_READ
        if self.kind == "garbage":
            events |= selectors.EVENT_WRITE
        self.selector.register(link, events, [0])

    def end(self, link):
        self.selector.unregister(link)
        link.close()

    def hear(self, link, events):
        try:
            if events & selectors.EVENT_WRITE:
                link.send(os.urandom(300))
                self.selector.modify(link, selectors.EVENT_READ, [0])
            elif not link.recv(4096):
                self.end(link)
        except OSError:
            self.end(link)

    def say_a_byte(self):
        for key in list(self.selector.get_map().values()):
            said = key.data[0]
            try:
                key.fileobj.send(self.hello[said:said + 1])
                key.data[0] = (said + 1) % len(self.hello)
            except OSError:
                self.end(key.fileobj)

    def run(self):
        turn = said = time.monotonic()
        while time.monotonic() < self.until:
            if time.monotonic() >= turn:
                turn += 0.1
                for _ in range(min(self.each, BEGUN_AT_ONCE)):
                    self.begin_one()
            for key, events in self.selector.select(timeout=0.02):
                self.hear(key.fileobj, events)
            self.most = max(self.most, len(self.selector.get_map()))
            if self.kind == "slow" and time.monotonic() - said >= 1:
                said = time.monotonic()
                self.say_a_byte()


def main():
    kind, port, connections, seconds = sys.argv[1], *map(int, sys.argv[2:5])
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    flood = Flood(kind, port, connections, seconds)
    flood.run()
    print(flood.opened, flood.most)


if __name__ == "__main__":
    main()
