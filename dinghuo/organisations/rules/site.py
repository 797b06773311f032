"""Where a browser is: passkeys are bound to a host, and sign which page asked for them."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Site:
    """`host` without port (the passkeys' relying party), `origin` with scheme and port, as browsers write it."""

    host: str
    origin: str


def user_handle(market_id: UUID, person_id: UUID) -> bytes:
    """What a device keeps beside a passkey and gives back at sign-in: whose it is. Says nothing to anybody else."""
    return market_id.bytes + person_id.bytes


def read_user_handle(handle: bytes) -> tuple[UUID, UUID] | None:
    """Market and person of a handle; None if it isn't one of ours."""
    if len(handle) != 32:
        return None
    return UUID(bytes=handle[:16]), UUID(bytes=handle[16:])
