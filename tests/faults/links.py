# SPDX-License-Identifier: Apache-2.0
"""The cable between a terminal and the box, as bad as a test wants it.

Where this machine allows it, in a network of this program's own whose packets pass through a tun
device: a packet to a link's address comes back to the box with both addresses exchanged, later, or
never. Otherwise through a TCP proxy for each link, which shows programs what TCP makes of it.
"""

import ctypes
import fcntl
import heapq
import multiprocessing
import os
import random
import select
import socket
import struct
import subprocess
import threading
import time

NEW_NETWORK = 0x40000000  # CLONE_NEWNET
TUNSETIFF, TUN_WITHOUT_HEADER = 0x400454CA, 0x1001
RETRANSMISSION_S = 0.2  # what a lost packet costs, doubled each time: TCP's least
GOOD, CUT, DELAYED, LOSSY = range(4)
WORDS = ("good", "cut", "2 s late", "losing 20 %")
LATE_S = 2.0
LOST = 0.2
FIRST = 10  # the last figure of the first link's address


class NoLinks:
    """Every terminal stands beside the box."""
    kind, listen = "no cable", "127.0.0.1"

    @staticmethod
    def address(_):
        return "127.0.0.1"

    def close(self):
        pass


class Links:
    """`count` cables to a box of this machine. Before any thread is started. close() ends them."""

    def __init__(self, count, ports):
        self.states = multiprocessing.Array("i", [GOOD] * count)
        self.process = None
        tun = own_network()
        self.kind = "packets" if tun is not None else "proxy"
        self.prefix = "10.9.0." if tun is not None else "127.0.0."
        # With a network of our own nobody else hears the box there.
        self.listen = "0.0.0.0" if tun is not None else "127.0.0.1"
        if tun is not None:
            self.process = multiprocessing.Process(target=carry, args=(tun, self.states),
                                                   daemon=True)
            self.process.start()
            os.close(tun)
            return
        for number in range(count):
            for port in ports:
                Proxy(self.address(number), port, self.states, number)

    def address(self, number):
        return f"{self.prefix}{FIRST + number}"

    def set(self, number, state):
        self.states[number] = state

    def close(self):
        if self.process:
            self.process.terminate()
            self.process.join()


def own_network():
    """A tun device in a new network, or nothing where that is not allowed."""
    if os.environ.get("ALCOVE_LINK") == "proxy":
        return None
    if ctypes.CDLL(None, use_errno=True).unshare(NEW_NETWORK) != 0:
        return None
    try:
        tun = os.open("/dev/net/tun", os.O_RDWR)
        fcntl.ioctl(tun, TUNSETIFF, struct.pack("16sH14x", b"alcove0", TUN_WITHOUT_HEADER))
        for words in (("link", "set", "lo", "up"), ("link", "set", "alcove0", "up"),
                      ("address", "add", "10.9.0.1/24", "dev", "alcove0")):
            subprocess.run(["ip", *words], check=True, capture_output=True)
        return tun
    except (OSError, subprocess.CalledProcessError):
        # Without a tun device the new network serves the proxy.
        subprocess.run(["ip", "link", "set", "lo", "up"], check=False, capture_output=True)
        return None


def carry(tun, states):
    """Brings each packet to the other side as its link's state says."""
    waiting, number, dice = [], 0, random.Random()
    while True:
        patience = max(0, waiting[0][0] - time.monotonic()) if waiting else None
        if select.select([tun], [], [], patience)[0]:
            packet = os.read(tun, 65536)
            number += 1
            link = packet[19] - FIRST if packet[0] >> 4 == 4 else -1
            if 0 <= link < len(states):
                state = states[link]
                if state == CUT or state == LOSSY and dice.random() < LOST:
                    continue
                # Towards the box alone: an answer comes so much later.
                to_box = packet[12:16] == bytes((10, 9, 0, 1)) and is_to_server(packet)
                late = LATE_S if state == DELAYED and to_box else 0
                exchanged = packet[:12] + packet[16:20] + packet[12:16] + packet[20:]
                heapq.heappush(waiting, (time.monotonic() + late, number, link, exchanged))
        while waiting and waiting[0][0] <= time.monotonic():
            _, _, link, packet = heapq.heappop(waiting)
            if states[link] != CUT:
                os.write(tun, packet)


def is_to_server(packet):
    """The box's ports lie below those that the system chooses (see rough_clinic.py)."""
    at = (packet[0] & 15) * 4
    source, target = struct.unpack(">HH", packet[at:at + 4])
    return target < source


class Proxy:
    """TCP as programs see it on such a link: a lost packet is a pause that grows, a cut one an end
    of all talk, during which nothing is refused and nothing answered."""

    def __init__(self, address, port, states, number):
        self.states, self.number, self.port = states, number, port
        self.listening = socket.create_server((address, port))
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            near, _ = self.listening.accept()
            threading.Thread(target=self._join, args=(near,), daemon=True).start()

    def _join(self, near):
        self._wait_for_the_link(0)
        try:
            far = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        except OSError:
            near.close()
            return
        for one, other, late in ((near, far, LATE_S), (far, near, 0)):
            one.settimeout(None)
            threading.Thread(target=self._pump, args=(one, other, late), daemon=True).start()

    def _wait_for_the_link(self, late):
        state = self.states[self.number]
        if state == DELAYED:
            time.sleep(late)
        pause = RETRANSMISSION_S
        while state == LOSSY and random.random() < LOST:
            time.sleep(pause)
            pause *= 2
        while self.states[self.number] == CUT:
            time.sleep(0.02)

    def _pump(self, one, other, late):
        try:
            while piece := one.recv(65536):
                self._wait_for_the_link(late)
                other.sendall(piece)
        except OSError:
            pass
        for end in (one, other):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
