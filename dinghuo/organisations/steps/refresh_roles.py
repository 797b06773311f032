"""Gives the roles of a market that stands what their presets have gained since."""

from uuid import UUID

from dinghuo.organisations.models import Market, Role, RoleGrant
from dinghuo.organisations.rules.roles import PRESETS
from dinghuo.organisations.steps.seed_roles import seed_roles


def refresh_roles(market_id: UUID) -> int:
    """Add preset roles that are new, and new permissions to preset roles whose permissions nobody has chosen by hand.

    Returns how many permissions were added; nothing is taken away, and no limit is changed. The same few
    statements however many roles; whatever is there already stays, so it may run twice, also at once.
    """
    # Two at once would both find the same ones missing.
    Market.objects.select_for_update().get(id=market_id)
    seed_roles(market_id)
    presets = {preset.key: preset for preset in PRESETS}
    roles = Role.objects.filter(market_id=market_id, key__in=presets, edited_at=None)
    held: dict[UUID, set[str]] = {}
    grants = RoleGrant.objects.filter(market_id=market_id, role__in=roles)
    for role_id, permission in grants.values_list("role_id", "permission"):
        held.setdefault(role_id, set()).add(permission)
    missing = [
        RoleGrant(
            market_id=market_id,
            role=role,
            permission=permission,
            limit=presets[role.key].limits.get(permission),
        )
        for role in roles
        for permission in sorted(presets[role.key].permissions - held.get(role.id, set()))
    ]
    RoleGrant.objects.bulk_create(missing)
    return len(missing)
