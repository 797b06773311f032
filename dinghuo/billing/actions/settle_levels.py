"""Brings buyers' levels in step with what they have bought."""

from collections.abc import Iterable
from uuid import UUID

from dinghuo.billing.queries.purchases import purchases
from dinghuo.billing.rules.windows import months_back
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import NotAllowed
from dinghuo.foundation.tenancy import acting
from dinghuo.members.steps.move_levels import lock_policy, move_levels

SETTLE = "billing.settle_levels"


def settle_levels(actor: Actor, buyers: Iterable[UUID] | None = None) -> int:
    """Give each buyer (or these) the level it has earned, and end what isn't earned any more; returns how many moved.

    What a person gave stays. Two at once count one after the other, so the second one finds nothing to do. Only for
    those who see the whole market. The number of statements doesn't depend on the buyers.
    """
    require(actor, SETTLE)
    if actor.scope != "market":
        raise NotAllowed(SETTLE)
    with acting(actor):
        policy = lock_policy(actor)
        if policy is None:
            return 0
        since = months_back(now(), policy.window_months)
        return move_levels(actor, policy, purchases(actor, since, policy.currency, buyers))
