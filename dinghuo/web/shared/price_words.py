"""Says why a price is what it is: the rule that won and those that lost, from a price's explanation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from dinghuo.foundation import formats
from dinghuo.pricing.queries.taxes.told import TAX

UNREACHED = "minimum-not-reached"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule that was considered: its words, its price for one ordered unit, and why it lost."""

    won: bool
    words: str
    amount: Decimal | None
    reason: str = ""


def rules_of(explanation: Iterable[Mapping[str, Any]], most: int = 8) -> list[Rule]:
    """The rules in words, the winner first; at most so many. What a trace says of tax is told apart (tax_words.py).
    Of one list's prices from the same quantity on only the first is told: behind it no other ever counts."""
    rules, unreached = [], set()
    for step in explanation:
        if step.get("level") == TAX:
            continue
        rule = _rule(step)
        if step.get("reason") == UNREACHED:
            if rule.words in unreached:
                continue
            unreached.add(rule.words)
        rules.append(rule)
    return sorted(rules, key=lambda rule: not rule.won)[:most]


def _rule(step: Mapping[str, Any]) -> Rule:
    won = step.get("outcome") == "won"
    amount = step.get("amount")
    return Rule(
        won=won,
        words=_words(step),
        amount=Decimal(str(amount)) if amount is not None else None,
        reason="" if won else _reason(step),
    )


def _words(step: Mapping[str, Any]) -> str:
    words = {
        "manual": _("Given to you by hand"),
        "contract": _("By your contract: %(list)s"),
        "customer": _("Agreed with you: %(list)s"),
        "group": _("For your group: %(list)s"),
        "level": _("For your level: %(list)s"),
        "channel": _("For this storefront or region: %(list)s"),
        "base": _("For everybody: %(list)s"),
        "override": _("Given by %(list)s"),
        "kit": _("Its share of the price of %(list)s"),
    }.get(str(step.get("level")), "%(list)s")
    told = words % {"list": step.get("rule", "")}
    least = Decimal(str(step.get("min_quantity") or 0))
    unit = step.get("unit", "")
    # One carton is more than the bottles that were ordered.
    if least < 1 or (least == 1 and not (unit and step.get("reason") == UNREACHED)):
        return told
    words = _("%(rule)s, from %(least)s %(unit)s")
    # A formula's own minimum names no unit.
    told = words % {"rule": told, "least": formats.number(least), "unit": unit}
    return told.replace("  ", " ").strip()


def _reason(step: Mapping[str, Any]) -> str:
    return {
        UNREACHED: _("You order less than it asks for."),
        "nearer-list": _("A list nearer to you comes first."),
        "storefront-list": _("A list of this storefront comes first."),
        "order-type-list": _("A list for this kind of order comes first."),
        "more-specific": _("A price for just these goods comes first."),
        "lower-price": _("Another list is cheaper for you."),
        "ordered-unit": _("There is a price for the unit you order."),
        "higher-step": _("You have reached a higher step."),
    }.get(str(step.get("reason")), "")


@dataclass(frozen=True, slots=True)
class Step:
    """A tier as it is shown: which one counts now, which comes next and what that would save."""

    quantity: Decimal
    amount: Decimal
    now: bool = False
    next: bool = False
    saves: Decimal | None = None


def steps_of(answer: Any, quantity: Decimal) -> list[Step]:
    """The tiers of a price answer at a quantity, in the ordered unit. None if there is one price for any quantity."""
    if answer is None or len(answer.tiers) < 2:
        return []
    answer = answer.told
    reached = [tier.min_quantity for tier in answer.tiers if tier.min_quantity <= quantity]
    current = max(reached, default=None)
    coming = answer.next_tier.min_quantity if answer.next_tier else None
    return [
        Step(
            # A step of a base unit is told from one of a larger unit on: less of it can't be ordered.
            quantity=max(tier.min_quantity, Decimal(1)),
            amount=tier.amount,
            now=tier.min_quantity == current and quantity > 0,
            next=tier.min_quantity == coming,
            saves=answer.next_tier.saving if answer.next_tier and tier.min_quantity == coming else None,
        )
        for tier in answer.tiers
    ]
