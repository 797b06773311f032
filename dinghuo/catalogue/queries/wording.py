"""What people say instead of what stands in the names, for who keeps it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from dinghuo.catalogue.models import CustomerCode, EmptySearch, Synonym
from dinghuo.catalogue.permissions import SAVE_SYNONYM, SEE_PRODUCTS
from dinghuo.catalogue.rules.search_text import asked_form, normalised_code
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor

#: Searches without result that are listed: nobody works through more.
MOST_LISTED = 100


@dataclass(frozen=True, slots=True)
class OwnCode:
    """What a customer calls an article."""

    sku: str
    goods: str
    goods_names: Mapping[str, str]
    code: str
    name: str


def synonyms(actor: Actor, search: str = "") -> list[Synonym]:
    """The synonyms of the market, those of which a word holds the search, the latest first. One statement."""
    require(actor, SAVE_SYNONYM)
    form = asked_form(search)
    rows = Synonym.objects.filter(market_id=actor.market_id).order_by("-id")
    return [each for each in rows if any(form in other for other in each.forms)]


def synonym_with(actor: Actor, word: str) -> Synonym:
    """The synonym in which a word stands. Raises NotFound."""
    require(actor, SAVE_SYNONYM)
    rows = Synonym.objects.filter(market_id=actor.market_id, forms__contains=[asked_form(word)])
    found = rows.order_by("-id").first()
    if found is None:
        raise NotFound(word)
    return found


def empty_searches(actor: Actor) -> list[EmptySearch]:
    """What was asked for in vain, the most frequent first. One statement."""
    require(actor, SAVE_SYNONYM)
    rows = EmptySearch.objects.filter(market_id=actor.market_id)
    return list(rows.order_by("-times", "-last_at")[:MOST_LISTED])


def customer_codes(
    actor: Actor, buyer_id: UUID, search: str = "", after: str | None = None, limit: int | None = None
) -> Page[OwnCode]:
    """A customer's own codes by code, as far as the actor may see them. One statement."""
    require(actor, SEE_PRODUCTS)
    rows = CustomerCode.objects.filter(market_id=actor.market_id, buyer_id=buyer_id)
    code = normalised_code(search[:60])
    if code:
        rows = rows.filter(
            Q(form__startswith=code)
            | Q(variant__sku__iexact=code)
            | Q(name_form__contains=asked_form(search))
        )
    if cursor := decode_cursor(after, str):
        rows = rows.filter(form__gt=cursor[0])
    columns = ("variant__sku", "variant__name", "variant__names", "code", "name", "form")
    size = bounded(limit)
    found = cut(list(rows.order_by("form").values_list(*columns)[: size + 1]), size, lambda row: row[5:])
    return found.map(lambda shown: [OwnCode(*row[:5]) for row in shown])


def own_codes(actor: Actor, buyer_id: UUID | None, variant_ids: Iterable[UUID]) -> dict[UUID, str]:
    """What a customer's own codes of these articles are; those it has none for are missing. One statement."""
    ids = list(variant_ids)
    if buyer_id is None or not ids:
        return {}
    rows = CustomerCode.objects.filter(market_id=actor.market_id, buyer_id=buyer_id, variant_id__in=ids)
    return dict(rows.values_list("variant_id", "code"))


def skus_called(actor: Actor, asked: Collection[tuple[UUID, str]]) -> dict[tuple[UUID, str], str]:
    """The SKUs of what customers call so, by customer and own code; what nobody calls so is missing. One statement,
    none for nothing."""
    forms = {(buyer_id, code): normalised_code(code) for buyer_id, code in asked}
    if not forms:
        return {}
    rows = CustomerCode.objects.filter(
        market_id=actor.market_id,
        buyer_id__in={buyer_id for buyer_id, _code in asked},
        form__in=set(forms.values()),
    )
    found = {
        (buyer_id, form): sku for buyer_id, form, sku in rows.values_list("buyer_id", "form", "variant__sku")
    }
    return {key: found[key[0], form] for key, form in forms.items() if (key[0], form) in found}
