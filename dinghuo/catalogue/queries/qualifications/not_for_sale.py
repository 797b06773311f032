"""What isn't sold today for want of a valid paper: one definition for lists, pages, carts, orders and the API."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.states import QualifiedPart
from dinghuo.foundation import formats
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.fields import translated
from dinghuo.foundation.statements import beside, fetch

LACKING = beside(__file__)


@dataclass(frozen=True, slots=True)
class Hindrance:
    """The paper for want of which something isn't sold, and whose it is. `ended`: the last day of the one there was;
    `begins`: the first day of the one there will be; neither where there is none."""

    part: QualifiedPart
    kind: str
    name: str
    names: Mapping[str, str]
    ended: date | None
    begins: date | None

    def __str__(self) -> str:
        told = {"paper": translated(self.name, self.names)}
        if self.ended:
            return _EXPIRED[self.part]() % {**told, "day": formats.day(self.ended)}
        if self.begins:
            return _LATER[self.part]() % {**told, "day": formats.day(self.begins)}
        return _MISSING[self.part]() % told


_EXPIRED = {
    QualifiedPart.PRODUCT: lambda: _("Not for sale: its %(paper)s expired on %(day)s."),
    QualifiedPart.SELLER: lambda: _("Not for sale: the seller’s %(paper)s expired on %(day)s."),
    QualifiedPart.BUYER: lambda: _("Not for sale to you: your %(paper)s expired on %(day)s."),
}
_LATER = {
    QualifiedPart.PRODUCT: lambda: _("Not for sale yet: its %(paper)s is valid from %(day)s."),
    QualifiedPart.SELLER: lambda: _("Not for sale yet: the seller’s %(paper)s is valid from %(day)s."),
    QualifiedPart.BUYER: lambda: _("Not for sale to you yet: your %(paper)s is valid from %(day)s."),
}
_MISSING = {
    QualifiedPart.PRODUCT: lambda: _("Not for sale: its %(paper)s is missing."),
    QualifiedPart.SELLER: lambda: _("Not for sale: the seller’s %(paper)s is missing."),
    QualifiedPart.BUYER: lambda: _("Not for sale to you: send in your %(paper)s first."),
}


def not_for_sale(
    actor: Actor, goods: Iterable[tuple[UUID, UUID]], buyer_id: UUID | None
) -> dict[tuple[UUID, UUID], Hindrance]:
    """What keeps each (variant, seller) from being sold to the buyer today (None: a guest, of whom nothing is asked);
    what is sold is missing. One statement, none for nothing.

    Ask it of goods that are `governed` (find_goods, items): of others there is no rule.
    """
    asked = list(goods)
    if not asked:
        return {}
    values = {
        "market": actor.market_id,
        "at": now(),
        "buyer": buyer_id,
        "variants": [variant_id for variant_id, _ in asked],
        "sellers": [seller_id for _, seller_id in asked],
    }
    found: dict[tuple[UUID, UUID], Hindrance] = {}
    for variant_id, seller_id, part, key, name, names, day, start, end in fetch(LACKING, values):
        told = names if isinstance(names, dict) else json.loads(names)
        ended = end if end and end < day else None
        begins = start if start and start > day else None
        hindrance = Hindrance(QualifiedPart(part), key, name, told, ended, begins)
        found.setdefault((variant_id, seller_id), hindrance)
    return found
