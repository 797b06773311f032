"""Takes back companies that were taken in by mistake, as long as nothing knows of them."""

from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotAllowed
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.events import CustomersDropped
from dinghuo.organisations.models import Address, Customer, Organisation

#: What goes with a company; whatever else names it keeps it.
PARTS = (Customer, Address)


def drop_customers(actor: Actor, codes: Sequence[str]) -> list[str]:
    """Delete the companies with their terms and addresses; returns the codes of those in use, and then drops none.

    In use is one with a member, a company below it, or a document. Raises NotAllowed for who doesn't see the market.
    """
    require(actor, "organisations.save_customer")
    if not codes:
        return []
    require(actor, "organisations.create_organisation")
    if actor.scope != "market":
        raise NotAllowed("organisations.create_organisation")
    own = {"market_id": actor.market_id}
    with acting(actor):
        companies = Organisation.objects.filter(**own, code__in=codes)
        ids = list(companies.select_for_update().order_by("id").values_list("id", flat=True))
        busy = companies.filter(_is_used()).order_by("code").values_list("code", flat=True)
        if found := list(busy):
            return found
        Customer.objects.filter(**own, buyer_id__in=ids).delete()
        Organisation.objects.filter(**own, id__in=ids).delete()
        record(actor, CustomersDropped(actor.market_id, data={"customers": len(ids)}))
        return []


def _is_used() -> Q:
    """Any row of any table that names the company, in one statement."""
    named = [
        Q(Exists(relation.related_model._default_manager.filter(**{relation.field.name: OuterRef("pk")})))
        for relation in Organisation._meta.related_objects
        if relation.related_model not in PARTS
    ]
    return reduce(or_, named)
