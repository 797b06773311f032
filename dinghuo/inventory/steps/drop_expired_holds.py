"""Takes away what carts held at the checkout and time has freed."""

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.inventory.models import CartHold


def drop_expired_holds(actor: Actor) -> int:
    """Delete a market's holds that have expired, and say how many. Nobody waits for it: whoever reads holds passes by
    what has expired."""
    rows = CartHold.objects.filter(market_id=actor.market_id, expires_at__lte=now())
    return rows.delete()[0]
