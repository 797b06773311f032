"""Opens the session of a device."""

from dinghuo.organisations.models import Membership, Session
from dinghuo.organisations.rules.secrets import cookie_value, hash_of, new_secret
from dinghuo.organisations.states import OpenedBy


def open_session(membership: Membership, ip: str, user_agent: str, opened_by: OpenedBy) -> str:
    """Sign a device in as a member; returns the cookie's value, which is kept nowhere else."""
    secret = new_secret()
    Session.objects.create(
        market_id=membership.market_id,
        person_id=membership.person_id,
        membership=membership,
        secret_hash=hash_of(secret),
        ip=ip[:45],
        user_agent=user_agent[:300],
        opened_by=opened_by,
    )
    return cookie_value(membership.market_id, secret)
