# SPDX-License-Identifier: Apache-2.0
"""A terminal that is not ours: it enrols and talks by docs/formats.md alone, so that an attack can
say what no kiosk ever would. Keys lie in a folder of the test."""

import base64
import hashlib
import hmac
import http.client
import json
import os
import socket
import ssl
import struct
import subprocess
import time
import uuid

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PROTOCOL = "1"
SECRET_BYTES = 5
TOO_MANY = 429  # a terminal may ask 50 times a second


def code_bytes(text):
    """The bytes of a code that people copy; each group's fifth digit is its check."""
    bits = "".join(f"{DIGITS.index(digit):05b}" for group in text.split("-")
                   for digit in group[:4])
    whole = len(bits) // 8 * 8
    return int(bits[:whole], 2).to_bytes(whole // 8, "big")


def uuid7():
    """An id as docs/formats.md has them: milliseconds first."""
    at = struct.pack(">Q", int(time.time() * 1000))[2:]
    tail = bytearray(os.urandom(10))
    tail[0] = 0x70 | tail[0] & 0x0F
    tail[2] = 0x80 | tail[2] & 0x3F
    return str(uuid.UUID(bytes=at + bytes(tail)))


def tls(identity=None):
    """TLS 1.3 without a look at who answers: attackers do not mind."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    if identity:
        context.load_cert_chain(*identity)
    return context


def enrol(folder, code, enrolment_port):
    """The certificate and key files of a new terminal of the box at that port."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    key, request = folder / "key.pem", folder / "request.der"
    subprocess.run(["openssl", "req", "-new", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=terminal",
                    "-keyout", key, "-outform", "DER", "-out", request],
                   check=True, capture_output=True)
    csr = request.read_bytes()
    secret = code_bytes(code)[17:17 + SECRET_BYTES]
    proof = hmac.new(secret, b"alcove enrolment v1" + struct.pack(">I", len(csr)) + csr,
                     hashlib.sha256).digest()
    stranger = Terminal(enrolment_port)
    status, reply = stranger.post("/v1/enrolment/enrol", {
        "protocol": int(PROTOCOL), "csr": encode(csr), "mac": encode(proof)})
    stranger.close()
    if status != 200:
        raise AssertionError(f"not enrolled: {status} {reply}")
    certificate = folder / "certificate.pem"
    certificate.write_text(ssl.DER_cert_to_PEM_cert(decode(reply["certificate"])),
                           encoding="ascii")
    return certificate, key


def encode(data):
    """Bytes as they stand in JSON."""
    return base64.b64encode(data).decode()


def decode(text):
    return base64.b64decode(text)


class Terminal:
    """Speaks to a port of the box, with a certificate or without, from an address of this
    machine. One connection, opened again when the box has ended it."""

    def __init__(self, port, identity=None, source="127.0.0.1", timeout=10):
        self.port = port
        self.source = source
        self.timeout = timeout
        self.context = tls(identity)
        self.session = None
        self.link = None
        self.said = ()  # the header of the last reply, but for what changes with time
        self.recorded = []  # (method, path, body, key, status, bytes of the reply)

    def connection(self):
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=self.timeout,
                                         source_address=(self.source, 0))
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self.context.wrap_socket(plain)

    def close(self):
        if self.link:
            self.link.close()
            self.link = None

    def headers(self, key=None):
        named = {"Alcove-Protocol": PROTOCOL, "Content-Type": "application/json"}
        if self.session:
            named["Alcove-Session"] = self.session
        if key:
            named["Idempotency-Key"] = key
        return named

    def ask(self, method, path, body=None, key=None):
        """The status and the parsed reply. Asked too often, it waits and asks again."""
        while (answer := self.ask_once(method, path, body, key))[0] == TOO_MANY:
            self.recorded.pop()
            time.sleep(0.2)
        return answer

    def ask_once(self, method, path, body, key):
        """On the connection that is there; the box may have ended it since, so once more anew."""
        if self.link is not None:
            try:
                return self.exchange(method, path, body, key)
            except (ConnectionError, ssl.SSLError, http.client.RemoteDisconnected):
                self.close()
        return self.exchange(method, path, body, key)

    def exchange(self, method, path, body, key):
        if self.link is None:
            self.link = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=self.timeout)
            self.link.sock = self.connection()
        try:
            self.link.request(method, path, body, self.headers(key))
            reply = self.link.getresponse()
            text = reply.read()
            self.said = tuple((name, value) for name, value in reply.getheaders()
                              if name not in ("Alcove-Time", "Alcove-Head"))
        except (OSError, http.client.HTTPException):
            self.close()
            raise
        if reply.will_close:
            self.close()
        self.recorded.append((method, path, body, key, reply.status, text))
        return reply.status, json.loads(text)

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, body, key=None):
        return self.ask("POST", path, json.dumps(body), key or uuid7())

    def sign_in(self, name, password):
        status, reply = self.post("/v1/session/sign_in",
                                  {"sign_in_name": name, "password": password})
        if status != 200:
            raise AssertionError(f"not signed in: {status} {reply}")
        self.session = decode(reply["token"]).hex()
        return reply

    def raw(self, data, patience=1):
        """Sends these bytes on a connection of their own; gives all that comes back until the box
        ends it, or nothing comes for so many seconds."""
        answer = b""
        try:
            with self.connection() as link:
                link.settimeout(self.timeout)
                link.sendall(data)
                link.settimeout(patience)
                while piece := link.recv(65536):
                    answer += piece
        except (OSError, ssl.SSLError):
            pass
        return answer
