"""How many attributes each category has of its own."""

from django.db.models import Count

from dinghuo.catalogue.models import Attribute
from dinghuo.foundation.actor import Actor


def template_sizes(actor: Actor) -> dict[str, int]:
    """The number of attributes by category key; of all goods under the empty key. One statement."""
    rows = Attribute.objects.filter(market_id=actor.market_id).order_by().values_list("category__key")
    return {key or "": number for key, number in rows.annotate(number=Count("*"))}
