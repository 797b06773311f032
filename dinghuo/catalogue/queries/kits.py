"""What kits are made of, for every statement that tells of goods; and which kits a buyer isn't shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from dinghuo.catalogue.models import Kit as KitRow
from dinghuo.catalogue.models import KitPart, ShelfRow, Variant
from dinghuo.catalogue.permissions import SAVE_KIT
from dinghuo.catalogue.queries.own_products import not_own
from dinghuo.catalogue.states import KitPricing
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.fields import translated
from dinghuo.foundation.statements import beside

KIT = beside(__file__, "kit")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a kit: `quantity` of its base unit `unit` in one base unit of the kit."""

    variant_id: UUID
    sku: str
    name: str
    names: Mapping[str, str]
    unit: str
    quantity: Decimal
    stocked: bool = True
    optional: bool = False

    def __str__(self) -> str:
        return translated(self.name, self.names)


@dataclass(frozen=True, slots=True)
class Kit:
    """What a variant is made of. `by_parts`: it costs what its parts cost, else what is agreed for it and, beside that,
    what the options cost that come along. `chosen`: the SKUs of these; None where nobody has been asked yet."""

    by_parts: bool
    parts: Sequence[Part]
    options: Sequence[Part] = ()
    chosen: Sequence[str] | None = None

    @property
    def taken(self) -> Sequence[Part]:
        """The options that come along."""
        return [each for each in self.options if each.sku in (self.chosen or ())]

    @property
    def coming(self) -> Sequence[Part]:
        """All that comes: what always does, and the options chosen."""
        return [*self.parts, *self.taken]

    def times(self, factor: Decimal) -> Sequence[Part]:
        """All that comes in so many base units of the kit."""
        return [replace(part, quantity=part.quantity * factor) for part in self.coming]

    def extras(self, factor: Decimal) -> Sequence[Part]:
        """What comes in so many base units of the kit and isn't in its own price."""
        taken = [] if self.by_parts else self.taken
        return [replace(part, quantity=part.quantity * factor) for part in taken]

    def unknown(self, options: Iterable[str]) -> list[str]:
        """Those that are no options of it."""
        known = {each.sku for each in self.options}
        return [sku for sku in options if sku not in known]


def with_kits(statement: str) -> str:
    """A statement with what a variant `v` is made of in place of {kit}."""
    return statement.replace("{kit}", KIT)


def read_kit(told: Mapping[str, Any] | None) -> Kit | None:
    """The kit that a statement told, None for what is none."""
    if told is None:
        return None
    parts = [
        Part(UUID(variant_id), sku, name, names or {}, unit, Decimal(quantity), stocked, optional)
        for variant_id, sku, name, names, unit, quantity, stocked, optional in told["parts"]
    ]
    return _kit(told["pricing"], parts)


def _kit(pricing: str, parts: Sequence[Part]) -> Kit:
    return Kit(
        pricing == KitPricing.PARTS.value,
        [part for part in parts if not part.optional],
        [part for part in parts if part.optional],
    )


def all_parts_shown(actor: Actor, part_shown: Q) -> Q:
    """The condition on shelf rows that, where they are kits, every part that always comes meets `part_shown`.

    Asked once of all kits, not row by row: a market without kits pays nothing for it.
    """
    shown = ShelfRow.objects.filter(part_shown, market_id=actor.market_id, variant_id=OuterRef("part_id"))
    hidden = KitPart.objects.filter(~Exists(shown), market_id=actor.market_id, optional=False)
    return ~Q(variant_id__in=hidden.values("kit_id"))


def kept_kit(actor: Actor, sku: str) -> Kit | None:
    """What an article is made of as it is kept, for who keeps it; None for no kit, and for another's. Four statements
    at most."""
    require(actor, SAVE_KIT)
    mine = {"market_id": actor.market_id}
    variant = Variant.objects.filter(**mine, sku=sku.replace("\0", "")).select_related("product").first()
    kit = KitRow.objects.filter(**mine, variant=variant).first() if variant else None
    if variant is None or kit is None or not_own(actor, [variant.product.code]):
        return None
    rows = KitPart.objects.filter(**mine, kit_id=kit.variant_id).select_related("part__product")
    parts = [
        Part(
            row.part_id,
            row.part.sku,
            row.part.name,
            row.part.names,
            row.part.product.base_unit,
            row.quantity,
            optional=row.optional,
        )
        for row in rows.order_by("position")
    ]
    return _kit(kit.pricing, parts)
