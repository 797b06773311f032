"""Codes of authenticator apps: time-based one-time passwords (RFC 6238), six digits, new each thirty seconds."""

import base64
import hmac
import secrets
from urllib.parse import quote, urlencode

STEP_SECONDS = 30
DIGITS = 6
#: A phone's clock may be off by half a minute either way.
DRIFT_STEPS = 1
#: 160 bits, as long as the hash (RFC 4226, 4).
SECRET_BYTES = 20


def new_totp_secret() -> str:
    """A random secret in base32, as apps read it."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def totp(secret: str, step: int, digits: int = DIGITS) -> str:
    """The code of a step (RFC 4226, 5.3)."""
    mac = hmac.digest(base64.b32decode(secret), step.to_bytes(8, "big"), "sha1")
    offset = mac[-1] & 0xF
    number = int.from_bytes(mac[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**digits:0{digits}d}"


def step_of(timestamp: float) -> int:
    """The step in which an instant lies, in seconds since 1970."""
    return int(timestamp) // STEP_SECONDS


def matching_step(secret: str, code: str, timestamp: float) -> int | None:
    """The step near an instant whose code this is; None if it is no code of now."""
    here = step_of(timestamp)
    found = None
    # All are compared, so that the time it takes doesn't tell which one it was.
    for step in range(here - DRIFT_STEPS, here + DRIFT_STEPS + 1):
        if hmac.compare_digest(totp(secret, step).encode(), code.encode()):
            found = step
    return found


def app_address(secret: str, issuer: str, account: str) -> str:
    """The address that an app reads from the QR code (Key URI format of Google Authenticator)."""
    label = quote(f"{issuer}:{account}", safe=":@")
    return f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': issuer}, quote_via=quote)}"


def grouped(secret: str) -> str:
    """A secret in groups of four, for people who type it."""
    return " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))
