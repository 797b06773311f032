"""Gives a new market its roles."""

from uuid import UUID

from dinghuo.organisations.models import Role, RoleGrant
from dinghuo.organisations.rules.roles import PRESETS


def seed_roles(market_id: UUID) -> None:
    """Make the roles of rules/roles.py, in two statements; what is there already stays as it is."""
    present = set(Role.objects.filter(market_id=market_id).values_list("key", flat=True))
    wanted = [(position, preset) for position, preset in enumerate(PRESETS) if preset.key not in present]
    roles = Role.objects.bulk_create(
        Role(
            market_id=market_id,
            key=preset.key,
            name=preset.name,
            names=dict(preset.names),
            door=preset.door,
            position=position,
        )
        for position, preset in wanted
    )
    RoleGrant.objects.bulk_create(
        RoleGrant(market_id=market_id, role=role, permission=permission, limit=preset.limits.get(permission))
        for role, (_position, preset) in zip(roles, wanted, strict=True)
        for permission in sorted(preset.permissions)
    )
