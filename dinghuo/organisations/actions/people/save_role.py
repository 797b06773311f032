"""Makes a role, or changes what it permits."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.events import RoleSaved
from dinghuo.organisations.models import Role, RoleGrant
from dinghuo.organisations.queries.organisations import operator_of
from dinghuo.organisations.rules.roles import ADMINISTRATOR, permissions_of_door
from dinghuo.organisations.states import Part
from dinghuo.organisations.steps.read_contact import read_text


def save_role(
    actor: Actor,
    key: str,
    name: str,
    door: str,
    grants: Mapping[str, Decimal | None],
    names: Mapping[str, str] | None = None,
) -> Role:
    """Make the role with this key, or change it, to grant exactly these permissions up to these limits.

    A role may carry what the presets of its door carry, nothing else; the administrator's keeps the right to set
    roles, or nobody could give it back. Only for those who see the whole market. Raises NotFound and Invalid.
    """
    require(actor, "organisations.save_role")
    if actor.scope != "market":
        raise NotFound(f"role {key}")
    with acting(actor):
        faults = Faults()
        name = read_text(faults, "name", name, 100)
        key = read_text(faults, "key", key, 40)
        _check(faults, key, door, grants)
        faults.raise_any()
        role, _made = Role.objects.select_for_update().get_or_create(
            market_id=actor.market_id,
            key=key,
            defaults={"name": name, "door": door, "names": dict(names or {}), "position": 100},
        )
        if role.door != door:
            raise NotFound(f"role {key}")
        role.name, role.names = name, dict(role.names if names is None else names)
        rows = RoleGrant.objects.filter(market_id=actor.market_id, role=role)
        if set(rows.values_list("permission", flat=True)) != set(grants):
            # From now on it doesn't follow its preset any more. New limits alone leave that as it is.
            role.edited_at = role.edited_at or now()
        role.save(update_fields=["name", "names", "edited_at"])
        rows.delete()
        RoleGrant.objects.bulk_create(
            RoleGrant(market_id=actor.market_id, role=role, permission=permission, limit=limit)
            for permission, limit in sorted(grants.items())
        )
        told = {permission: None if limit is None else str(limit) for permission, limit in grants.items()}
        record(actor, RoleSaved(role.id, key, [operator_of(actor.market_id).id], {"grants": told}))
    return role


def _check(faults: Faults, key: str, door: str, grants: Mapping[str, Decimal | None]) -> None:
    if door not in set(Part):
        faults.add("door", "unknown", _("Choose a door."))
        return
    for permission in sorted(set(grants) - permissions_of_door(door)):
        faults.add(f"grants.{permission}", "unknown", _("This doesn't belong behind this door."))
    for permission, limit in grants.items():
        if limit is not None and limit < 0:
            faults.add(f"grants.{permission}", "negative", _("A limit is zero or more."))
    if key in ADMINISTRATOR.values() and "organisations.set_membership_roles" not in grants:
        faults.add("grants", "administrator", _("An administrator's role must keep the right to set roles."))
