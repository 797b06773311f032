"""An authenticator made of software: it answers as a phone or laptop would, and can be told to misbehave."""

import base64
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def read(coded: str) -> bytes:
    return base64.urlsafe_b64decode(coded + "=" * (-len(coded) % 4))


@dataclass
class SoftKey:
    """One passkey: P-256, no attestation."""

    origin: str
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    credential: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    handle: bytes = b""
    count: int = 0
    flags: int = PRESENT | VERIFIED

    def make(self, options: dict[str, Any], **changes: Any) -> str:
        """The answer to what begin_passkey asks."""
        self.handle = read(options["user"]["id"])
        numbers = self.private.public_key().public_numbers()
        public = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        attested = bytes(16) + len(self.credential).to_bytes(2, "big") + self.credential + cbor2.dumps(public)
        told = self._told(options["rp"]["id"], self.flags | ATTESTED) + attested
        made = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": told})
        return self._answer("webauthn.create", options, {"attestationObject": text(made)}, **changes)

    def use(self, options: dict[str, Any], **changes: Any) -> str:
        """The answer to what begin_passkey_sign_in asks."""
        self.count += 1
        told = self._told(options["rpId"], self.flags)
        client = self._client("webauthn.get", options, **changes)
        signed = self.private.sign(told + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        response = {
            "authenticatorData": text(told),
            "signature": text(signed),
            "userHandle": text(self.handle),
        }
        return self._answer("webauthn.get", options, response, **changes)

    def _told(self, host: str, flags: int) -> bytes:
        return hashlib.sha256(host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, options: dict[str, Any], **changes: Any) -> bytes:
        return json.dumps(
            {"type": kind, "challenge": options["challenge"], "origin": self.origin} | changes
        ).encode()

    def _answer(self, kind: str, options: dict[str, Any], response: dict[str, str], **changes: Any) -> str:
        client = self._client(kind, options, **changes)
        key = text(self.credential)
        return json.dumps(
            {"id": key, "rawId": key, "type": "public-key"}
            | {"response": {"clientDataJSON": text(client), **response}}
        )
