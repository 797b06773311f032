"""Contracts as seller, buyer and operator see them."""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor
from dinghuo.pricing.models import Contract, ContractList, PriceList
from dinghuo.pricing.permissions import SEE_CONTRACTS
from dinghuo.pricing.queries.price_lists import visible_lists
from dinghuo.pricing.states import ContractState, ListKind

#: Lists that a form offers.
MOST_LISTS = 200


def contracts(
    actor: Actor,
    side: str = "",
    state: str = "",
    search: str = "",
    after: str | None = None,
    limit: int | None = None,
) -> Page[Contract]:
    """A page of them, newest first: those of `side` ("seller" or "buyer") of one's own organisation, or all that one
    may see. One statement."""
    require(actor, SEE_CONTRACTS)
    rows = _visible(actor)
    if side:
        rows = rows.filter(**{f"{side}_id": actor.organisation_id})
    if state:
        rows = rows.filter(state=state)
    if text := search.replace("\0", "").strip():
        rows = rows.filter(
            Q(name__icontains=text)
            | Q(number__icontains=text)
            | Q(buyer__name__icontains=text)
            | Q(seller__name__icontains=text)
        )
    if given := decode_cursor(after, str):
        rows = rows.filter(number__lt=given[0])
    size = bounded(limit)
    found = list(rows.select_related("seller", "buyer").order_by("-number")[: size + 1])
    return cut(found, size, lambda row: (row.number,))


def contract(actor: Actor, number: str) -> Contract:
    """One of them, with `named` (its lists), what it follows, and `extensions` that weren't dropped. Raises NotFound.
    Three statements."""
    require(actor, SEE_CONTRACTS)
    named = ContractList.objects.select_related("list").order_by("list__name", "list_id")
    extensions = _visible(actor).exclude(state=ContractState.DROPPED.value)
    rows = _visible(actor).select_related("seller", "buyer", "follows")
    rows = rows.prefetch_related(Prefetch("named", named), Prefetch("extensions", extensions))
    found = rows.filter(number=number.replace("\0", "")).first()
    if found is None:
        raise NotFound(number)
    return found


def contract_paper(actor: Actor, number: str) -> tuple[bytes, str]:
    """The signed paper and the name it is given. Raises NotFound. One statement."""
    require(actor, SEE_CONTRACTS)
    file = _visible(actor).filter(number=number.replace("\0", "")).values_list("file", flat=True).first()
    place = Path(settings.MEDIA_ROOT) / file if file else None
    if place is None or not place.is_file():
        raise NotFound(number)
    return place.read_bytes(), f"contract{place.suffix}"


def contract_lists(actor: Actor) -> Sequence[PriceList]:
    """The contract lists that a contract may name, by customer. One statement."""
    require(actor, SEE_CONTRACTS)
    rows = visible_lists(actor).filter(kind=ListKind.CONTRACT.value).select_related("buyer", "seller")
    return list(rows.order_by("buyer__name", "name", "id")[:MOST_LISTS])


def _visible(actor: Actor) -> QuerySet[Contract]:
    rows = Contract.objects.filter(market_id=actor.market_id)
    if actor.scope == "market":
        return rows
    bought = Q(buyer_id=actor.organisation_id, signed_at__isnull=False)
    return rows.filter(Q(seller_id=actor.organisation_id) | bought)
