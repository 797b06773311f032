"""Revokes an API key: the program that has it is let in no more."""

from uuid import UUID

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.events import ApiKeyRevoked
from dinghuo.integration.models import ApiKey
from dinghuo.integration.permissions import MANAGE_API_KEYS
from dinghuo.integration.queries.api_keys import managed_keys


def revoke_api_key(actor: Actor, key_id: UUID, why: str = "") -> ApiKey:
    """Revoke a key for good; revoking it again changes nothing. Raises NotFound."""
    require(actor, MANAGE_API_KEYS)
    with acting(actor):
        key = managed_keys(actor).select_for_update().filter(id=key_id).first()
        if key is None:
            raise NotFound(f"API key {key_id}")
        if key.revoked_at is None:
            key.revoked_at = now()
            key.revoked_by = actor.person_name
            key.save(update_fields=["revoked_at", "revoked_by"])
            record(actor, ApiKeyRevoked(key.id, key.name, [key.organisation_id]), why)
    return key
