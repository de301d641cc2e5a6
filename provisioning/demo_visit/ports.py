# SPDX-License-Identifier: Apache-2.0
"""Ports for servers of the demo and of the tests."""

import random
import socket
from pathlib import Path

LOWEST = 20_000


def free_port(taken=()):
    """One on which nobody listens, and which the system gives no connection of its own: between
    this question and the server's start nobody else gets it but by drawing the same number."""
    handed_out = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    highest = handed_out - 1 if handed_out > LOWEST + 1000 else 65_535
    while True:
        port = random.SystemRandom().randint(LOWEST, highest)
        if port in taken:
            continue
        with socket.socket() as probe:
            try:
                probe.bind(("0.0.0.0", port))
            except OSError:
                continue
        return port
