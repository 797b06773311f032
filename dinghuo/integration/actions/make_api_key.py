"""Makes an API key for a program."""

from dataclasses import dataclass
from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.events import ApiKeyMade
from dinghuo.integration.models import ApiKey
from dinghuo.integration.permissions import MANAGE_API_KEYS
from dinghuo.integration.rules.api_tokens import token_of
from dinghuo.organisations.queries.people import managed_membership
from dinghuo.organisations.rules.secrets import hash_of, new_secret
from dinghuo.organisations.steps.read_contact import read_text


@dataclass(frozen=True)
class NewKey:
    """A key that was just made. `token` is what the program sends; nobody can read it again."""

    key: ApiKey
    token: str


def make_api_key(actor: Actor, membership_id: UUID, name: str) -> NewKey:
    """Make a key that acts with the grants of a member, now and as they change.

    The operator's people make keys for every member, others for those of their own organisation. Raises NotFound and
    Invalid.
    """
    require(actor, MANAGE_API_KEYS)
    with acting(actor):
        membership = managed_membership(actor, membership_id)
        if actor.scope != "market" and membership.organisation_id != actor.organisation_id:
            raise NotFound(f"membership {membership_id}")
        faults = Faults()
        name = read_text(faults, "name", name, 100)
        faults.raise_any()
        secret = new_secret()
        key = ApiKey.objects.create(
            market_id=actor.market_id,
            organisation_id=membership.organisation_id,
            membership=membership,
            name=name,
            secret_hash=hash_of(secret),
            ending=secret[-4:],
            made_by=actor.person_name,
        )
        data = {"name": name, "member": membership.person.name}
        record(actor, ApiKeyMade(key.id, name, [membership.organisation_id], data))
    return NewKey(key, token_of(actor.market_id, secret))
