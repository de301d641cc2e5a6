#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes golden.keys from docs/formats.md alone, with other people's cryptography (Python's
`cryptography` and the argon2 tool of Debian), so that the test compares two implementations.

    make_golden.py > golden.keys
"""

import hashlib
import hmac
import subprocess

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

RECORD_KEY = bytes(range(32))
STORE = "0193a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"
SLOTS = [
    ("0193a1b2-c3d4-7000-8000-000000000001", "passphrase", "Office safe",
     "violet kettle märz lantern".encode()),
    ("0193a1b2-c3d4-7000-8000-000000000002", "recovery", "Printed",
     bytes.fromhex("00112233445566778899aabbccddeeff01234567")),
    ("0193a1b2-c3d4-7000-8000-000000000003", "key-file", "Starts the box",
     hashlib.sha512(b"a key file").digest()),
]


def hkdf(key, salt, info):
    return HKDF(hashes.SHA256(), 32, salt, info).derive(key)


def raw(public):
    return public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def private_key(kind, secret, salt):
    if kind == "key-file":
        return hkdf(secret, salt, b"alcove key slot key file v1")
    # The argon2 tool takes the salt as an argument, so it has no zero bytes here; -k is KiB.
    stretched = subprocess.run(
        ["argon2", salt.decode(), "-id", "-t", "2", "-k", "64", "-p", "1", "-l", "32", "-r"],
        input=secret, capture_output=True, check=True).stdout.strip()
    return hkdf(bytes.fromhex(stretched.decode()), salt, b"alcove key slot private key v1")


def seal(recipient, context, number):
    ephemeral = X25519PrivateKey.from_private_bytes(hashlib.sha256(b"%d" % number).digest())
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(recipient))
    key = hkdf(shared, raw(ephemeral.public_key()) + recipient, b"alcove sealed box v1")
    nonce = bytes([number] * 12)
    return raw(ephemeral.public_key()) + nonce + AESGCM(key).encrypt(nonce, RECORD_KEY, context)


body = f"alcove-keys 1\nstore {STORE}\ngeneration 3\n"
for number, (slot, kind, label, secret) in enumerate(SLOTS):
    salt = b"salt of a slot %d" % number
    public = raw(X25519PrivateKey.from_private_bytes(private_key(kind, secret, salt)).public_key())
    context = f"alcove key slot v1 {STORE} {slot} {kind}".encode()
    body += f"slot {slot} {kind}\nlabel {label}\ncreated 2026-11-24T10:0{number}:00.000Z\n"
    body += f"salt {salt.hex()}\n"
    if kind != "key-file":
        body += "argon2id 2 64 1\n"
    body += f"public {public.hex()}\nsealed {seal(public, context, number).hex()}\n"
mac_key = hkdf(RECORD_KEY, bytes.fromhex(STORE.replace("-", "")), b"alcove key slots mac v1")
body += f"mac {hmac.new(mac_key, body.encode(), 'sha256').hexdigest()}\n"
body += f"sum {hashlib.sha256(body.encode()).hexdigest()}\n"
print(body, end="")
