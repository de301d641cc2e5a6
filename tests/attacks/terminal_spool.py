# SPDX-License-Identifier: Apache-2.0
"""What a terminal brings home from its spool, made by docs/formats.md alone."""

import base64
import json
import os
from pathlib import Path

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

import visit
from besieged import must
from terminal import decode, uuid7


def sealed_to(recipient, plain, context):
    ephemeral = X25519PrivateKey.generate()
    public = ephemeral.public_key().public_bytes(serialization.Encoding.Raw,
                                                 serialization.PublicFormat.Raw)
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(recipient))
    key = HKDF(hashes.SHA256(), 32, public + recipient, b"alcove sealed box v1").derive(shared)
    nonce = os.urandom(12)
    return public + nonce + AESGCM(key).encrypt(nonce, plain, context)


def brought_home(terminal, identity, kind, body, author):
    """Delivers one record by that author in a session that nobody had, so that it is set aside: its
    id. `identity`: certificate and key files of the terminal."""
    here = must(terminal.get("/v1/terminal"))
    record = uuid7()
    context = f"alcove spool record v1 {record}".encode()
    plain = json.dumps({"kind": kind, "device": here["device"], "author": author,
                        "session": uuid7(), "written_at": visit.now(),
                        "body": json.dumps(body)}).encode()
    sealed = sealed_to(decode(here["sealing_public"]), plain, context)
    key = serialization.load_pem_private_key(Path(identity[1]).read_bytes(), None)
    signed = key.sign(context + len(sealed).to_bytes(4, "big") + sealed, ec.ECDSA(hashes.SHA256()))
    told = must(terminal.post("/v1/spool/deliver", {"records": [{
        "id": record, "sealed": base64.b64encode(sealed).decode(),
        "signature": base64.b64encode(signed).decode()}]}))
    assert told["results"] == [{"id": record, "outcome": "quarantined"}], told
    return record
