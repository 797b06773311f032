"""Writes and reads the tokens of API keys: dh_<market>_<secret>."""

from uuid import UUID

PREFIX = "dh"
LONGEST = 200


def token_of(market_id: UUID, secret: str) -> str:
    """The token a program sends: which market to look in, and the secret."""
    return f"{PREFIX}_{market_id.hex}_{secret}"


def read_token(token: str) -> tuple[UUID, str] | None:
    """Market and secret of a token, or None if it isn't one."""
    parts = token.split("_", 2)
    if len(token) > LONGEST or len(parts) != 3 or parts[0] != PREFIX or not parts[2] or len(parts[1]) != 32:
        return None
    try:
        return UUID(hex=parts[1]), parts[2]
    except ValueError:
        return None
