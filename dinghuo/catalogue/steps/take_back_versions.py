"""Takes back what waits to be looked at."""

from collections.abc import Collection

from dinghuo.catalogue.models import ProductVersion
from dinghuo.catalogue.states import VersionState
from dinghuo.foundation.actor import Actor


def take_back_versions(actor: Actor, codes: Collection[str]) -> set[str]:
    """Take back the waiting versions of the actor's house of all these products; returns the codes of those that don't
    wait any more, and then takes back none. Two statements."""
    waiting = ProductVersion.objects.filter(
        market_id=actor.market_id,
        seller_id=actor.organisation_id,
        code__in=codes,
        state=VersionState.SUBMITTED.value,
    )
    found = list(waiting.select_for_update(no_key=True).order_by("id"))
    decided = set(codes) - {each.code for each in found}
    if not decided:
        waiting.delete()
    return decided
