"""Prices kits as a whole: what is asked for them, and how their price falls to their parts."""

from collections.abc import Hashable, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from dinghuo.foundation.money import round_amount
from dinghuo.foundation.quantity import plain
from dinghuo.ordering.rules.draft import Draft
from dinghuo.ordering.rules.kits import KitOf, Weighed, share_kit
from dinghuo.pricing.queries.price_lines import PriceAnswer, PriceLine


def whole_kits(drafts: Sequence[Draft]) -> dict[UUID, list[Draft]]:
    """The parts of each kit to which its price falls, by the kit's id."""
    kits: dict[UUID, list[Draft]] = {}
    for draft in drafts:
        if draft.kit and draft.kit.shared:
            kits.setdefault(draft.kit.id, []).append(draft)
    return kits


def kit_price_lines(drafts: Sequence[Draft]) -> list[PriceLine]:
    """What is asked of the price list for these drafts beside their own prices: one line for each kit."""
    lines = []
    for parts in whole_kits(drafts).values():
        kit = parts[0].kit
        if kit:
            lines.append(PriceLine(kit.id, kit.variant_id, parts[0].seller_id, kit.unit, kit.quantity))
    return lines


def price_kits(
    drafts: Sequence[Draft], answers: Mapping[Hashable, PriceAnswer], currency: str
) -> list[Draft]:
    """Share out the price of each kit in place; answers the first part of each kit that has none."""
    missing = []
    for parts in whole_kits(drafts).values():
        first, kit = parts[0], parts[0].kit
        answer = answers.get(kit.id) if kit else None
        if kit is None or (answer is None and first.override is None):
            missing.append(first)
            continue
        _share(kit, parts, answer, answers, currency)
    return missing


def _share(
    kit: KitOf,
    parts: Sequence[Draft],
    answer: PriceAnswer | None,
    answers: Mapping[Hashable, PriceAnswer],
    currency: str,
) -> None:
    price = parts[0].override
    if price is None:
        price = answer.amount if answer else Decimal(0)
    alone = [answers.get(part.line_id) for part in parts]
    weighed = [
        Weighed(part.quantity, one.amount if one else None, part.tax_rate)
        for part, one in zip(parts, alone, strict=True)
    ]
    tax_included = answer.tax_included if answer else parts[0].tax_included
    shares = share_kit(round_amount(price * kit.quantity, currency), weighed, tax_included, currency)
    for part, share in zip(parts, shares, strict=True):
        part.amounts = share
        part.unit_price = round(share.extended / part.quantity, 6)
        part.list_price = part.unit_price if part.override is None else None
        part.price_list = answer.list_id if answer else None
        part.tax_included = tax_included
        part.explanation = [_told(kit, part), *(answer.trace if answer else ())]


def _told(kit: KitOf, part: Draft) -> dict[str, str]:
    """The share of a kit's price, for one unit of the part."""
    return {
        "level": "kit",
        "rule": kit.name,
        "amount": plain(part.unit_price),
        "outcome": "won",
        "reason": "kit-share",
    }
