"""What a seller describes and offers, as the rows of a file that a sheet of products takes back."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import (
    CharField,
    Expression,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, Concat
from django.utils.functional import lazy
from django.utils.translation import get_language

from dinghuo.catalogue.models import Kit, KitPart, PackUnit
from dinghuo.catalogue.queries.offered import matching_offers
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.fields import QuantityField
from dinghuo.integration.queries.exports.export import Column
from dinghuo.integration.rules.sheets.kinds import in_language
from dinghuo.integration.rules.sheets.product_sheet import PRODUCTS
from dinghuo.organisations.queries.own import own_organisation_id

#: The columns of the sheet, and the fields that fill them; particulars stay as they are when the file comes back.
FIELDS = {
    "code": "variant__product__code",
    "sku": "variant__sku",
    "name": "variant__product__name",
    "name_en": "name_en",
    "category": "variant__product__category__key",
    "aliases": "variant__product__aliases",
    "tags": "tags",
    "brand": "variant__product__brand__key",
    "base_unit": "variant__product__base_unit",
    "tax_rate": "variant__product__tax_rate",
    "description": "variant__product__description",
    "gtin": "variant__gtin",
    "pack_unit": "pack_unit",
    "pack_factor": "pack_factor",
    "pack_gtin": "pack_gtin",
    "parts": "parts",
    "optional_parts": "optional_parts",
    "kit_pricing": "kit_pricing",
    "minimum": "minimum",
    "multiple": "multiple",
    "lead_time_days": "lead_time_days",
}


def _heading(key: str) -> str:
    return PRODUCTS.by_key[key].name(get_language() or "")


def _choice(key: str, value: str) -> str:
    return in_language(PRODUCTS.by_key[key].choices[value], get_language() or "")


_lazy_heading, _lazy_choice = lazy(_heading, str), lazy(_choice, str)


def product_columns() -> Sequence[Column]:
    """The columns of the sheet as columns of a file, with the sheet's own headings."""
    return [
        Column(
            key,
            _lazy_heading(key),
            (field,),
            {None: "", **{value: _lazy_choice(key, value) for value in PRODUCTS.by_key[key].choices}}
            if PRODUCTS.by_key[key].choices
            else None,
        )
        for key, field in FIELDS.items()
    ]


def product_rows(actor: Actor, filters: Mapping[str, str]) -> QuerySet[Any]:
    """The variants that the actor's house offers, as the filters of their screen leave them. One statement."""
    found = matching_offers(actor, own_organisation_id(actor), filters.get("q", ""))
    packs = PackUnit.objects.filter(market_id=actor.market_id, variant_id=OuterRef("variant_id"))
    packs = packs.exclude(unit=OuterRef("variant__product__base_unit")).order_by(
        "-is_default", "factor", "unit"
    )
    kits = Kit.objects.filter(market_id=actor.market_id, variant_id=OuterRef("variant_id"))
    return found.annotate(
        name_en=KeyTextTransform("en", "variant__product__names"),
        tags=KeyTransform("tags", "variant__product__attributes"),
        pack_unit=Subquery(packs.values("unit")[:1]),
        pack_factor=Subquery(packs.values("factor")[:1]),
        pack_gtin=Subquery(packs.values("gtin")[:1]),
        parts=_parts(actor, optional=False),
        optional_parts=_parts(actor, optional=True),
        kit_pricing=Subquery(kits.values("pricing")[:1]),
    ).order_by("variant__product__code", "variant__position", "variant__sku", "id")


def _parts(actor: Actor, optional: bool) -> Subquery:
    """Codes and quantities as a sheet of products reads them."""
    number = ExpressionWrapper(Func(F("quantity"), function="trim_scale"), output_field=QuantityField())
    told: Expression = Concat(F("part__sku"), Value("*"), Cast(number, CharField()), output_field=CharField())
    parts = KitPart.objects.filter(
        market_id=actor.market_id, kit_id=OuterRef("variant_id"), optional=optional
    )
    told_all = parts.order_by().values("kit_id").annotate(all=StringAgg(told, "; ", order_by="position"))
    return Subquery(told_all.values("all"), output_field=CharField())
