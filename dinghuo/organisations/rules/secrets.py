"""Makes and reads the secrets of the gate: session cookies, codes, and the hashes that are kept of them."""

import hashlib
import hmac
import secrets
from uuid import UUID

from dinghuo.organisations.rules.limits import CODE_DIGITS


def new_secret() -> str:
    """256 random bits, fit for a cookie."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """A random code of six digits, zeros in front included."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


def hash_of(secret: str) -> str:
    """What is kept of a secret that is too long to be guessed."""
    return hashlib.sha256(secret.encode()).hexdigest()


def keyed_hash(key: str, *parts: str) -> str:
    """What is kept of something short (a code, a login, an address): no use without the installation's key."""
    return hmac.new(key.encode(), "\x00".join(parts).encode(), hashlib.sha256).hexdigest()


def cookie_value(market_id: UUID, secret: str) -> str:
    """The session cookie: which market to look in, and the secret."""
    return f"{market_id.hex}.{secret}"


def read_cookie(value: str) -> tuple[UUID, str] | None:
    """Market and secret of a session cookie, or None if it isn't one."""
    market, dot, secret = value.partition(".")
    if not dot or not secret or len(market) != 32 or len(value) > 200:
        return None
    try:
        return UUID(hex=market), secret
    except ValueError:
        return None
