"""Says how a house wants to be replenished."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.procurement.events import ReplenishmentSet
from dinghuo.procurement.models import Policy
from dinghuo.procurement.permissions import SET


@dataclass(frozen=True, slots=True)
class PolicyEntry:
    """Over how many days demand is looked at, every how many days is ordered, and how many waits of a hundred end
    without a gap."""

    window_days: int
    review_days: int
    service_percent: Decimal
    is_nightly: bool = False


def set_replenishment(actor: Actor, entry: PolicyEntry) -> Policy:
    """Set the figures of the actor's own house. Raises Invalid with every fault."""
    require(actor, SET)
    faults = Faults()
    if not 7 <= entry.window_days <= 365:
        faults.add("window_days", "days", _("Look at seven days to a year."))
    if not 0 <= entry.review_days <= 90:
        faults.add("review_days", "days", _("Enter zero to ninety days."))
    if not entry.service_percent.is_finite() or not 50 <= entry.service_percent <= Decimal("99.9"):
        faults.add("service_percent", "percent", _("Enter 50 to 99.9 percent."))
    faults.raise_any()
    with acting(actor):
        if actor.organisation_id is None:
            raise NotFound("owner")
        figures = {
            "window_days": entry.window_days,
            "review_days": entry.review_days,
            "service_percent": round(entry.service_percent, 1),
            "is_nightly": entry.is_nightly,
        }
        policy, _made = Policy.objects.update_or_create(
            market_id=actor.market_id, owner_id=actor.organisation_id, defaults=figures
        )
        data = {name: str(value) for name, value in figures.items()}
        record(actor, ReplenishmentSet(policy.owner_id, parties=[policy.owner_id], data=data))
        return policy
