"""Says whether the holders of a role must prove more than a password."""

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.events import RoleSaved
from dinghuo.organisations.models import Role
from dinghuo.organisations.queries.organisations import operator_of


def demand_second_factor(actor: Actor, key: str, demanded: bool) -> Role:
    """Set it for the role with this key. It counts at once: sessions opened by the password alone can do nothing but
    prove more, or set up what they will prove it with. Raises NotFound, also without the whole market in view."""
    require(actor, "organisations.demand_second_factor")
    if actor.scope != "market":
        raise NotFound(f"role {key}")
    with acting(actor):
        role = Role.objects.select_for_update().filter(market_id=actor.market_id, key=key).first()
        if role is None:
            raise NotFound(f"role {key}")
        role.second_factor = demanded
        role.save(update_fields=["second_factor"])
        data = {"second_factor": demanded}
        record(actor, RoleSaved(role.id, key, [operator_of(actor.market_id).id], data))
    return role
