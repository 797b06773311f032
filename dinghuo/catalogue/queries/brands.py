"""The brands of the market."""

from dinghuo.catalogue.models import Brand
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.fields import translated

#: More than a select can hold is typed.
MOST = 2000


def brand_names(actor: Actor) -> list[tuple[str, str]]:
    """Key and name, in the reader's language, of each brand, by name. One statement."""
    rows = (
        Brand.objects.filter(market_id=actor.market_id).order_by("name").values_list("key", "name", "names")
    )
    return [(key, translated(name, names)) for key, name, names in rows[:MOST]]
