"""Tax and prices: what a price is without its tax or with it, and whence a line's tax rate is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dinghuo.foundation.money import round_amount
from dinghuo.foundation.quantity import plain
from dinghuo.pricing.rules.formula import micro

#: A rate has four decimals.
WHOLE = 10_000
#: What a trace's step about tax is called instead of a list's level.
TAX = "tax"
#: How prices are shown (organisations/states.py).
INCLUDED, EXCLUDED = "included", "excluded"
#: Where a tax comes from, and what stands beside a price, for whom pays none.
EXEMPT = "exempt"


def untaxed(price: Decimal, tax_rate: Decimal) -> Decimal:
    """A price without the tax that is in it, half up to six decimals, in whole numbers so that nothing is rounded
    twice."""
    with_tax = WHOLE + int(tax_rate * WHOLE)
    return Decimal((2 * micro(price) * WHOLE + with_tax) // (2 * with_tax)).scaleb(-6)


def taxed(price: Decimal, tax_rate: Decimal) -> Decimal:
    """A price with the tax that comes on top of it, half up to six decimals."""
    exact = micro(price) * (WHOLE + int(tax_rate * WHOLE))
    return Decimal((2 * exact + WHOLE) // (2 * WHOLE)).scaleb(-6)


def as_shown(price: Decimal, included: bool, shown_tax: str, tax_rate: Decimal) -> Decimal:
    """A price with its tax in it (`included`) or not, as prices are shown: included, excluded, or (empty) as it is."""
    if included and shown_tax == EXCLUDED:
        return untaxed(price, tax_rate)
    return taxed(price, tax_rate) if not included and shown_tax == INCLUDED else price


def sum_shown(amount: Decimal, included: bool, shown_tax: str, tax_rate: Decimal, currency: str) -> Decimal:
    """What a line's whole amount is as sums are shown: its tax is what it is charged, to the cent."""
    if included and shown_tax == EXCLUDED:
        return amount - round_amount(amount * tax_rate / (1 + tax_rate), currency)
    if not included and shown_tax == INCLUDED:
        return amount + round_amount(amount * tax_rate, currency)
    return amount


def steps_shown(
    steps: Iterable[Mapping[str, Any]], shown_tax: str, tax_rate: Decimal, included: bool
) -> list[dict[str, Any]]:
    """A trace with its amounts as prices are shown. What a step doesn't say of tax is as in the price (`included`)."""
    return [dict(step) | _amount_shown(step, shown_tax, tax_rate, included) for step in steps]


def _amount_shown(
    step: Mapping[str, Any], shown_tax: str, tax_rate: Decimal, included: bool
) -> dict[str, str]:
    if not shown_tax or step.get("amount") is None or step.get("level") == TAX:
        return {}
    amount = Decimal(str(step["amount"]))
    return {"amount": plain(as_shown(amount, step.get("tax_included", included), shown_tax, tax_rate))}


def mark_of(shown_tax: str, included: bool, is_exempt: bool) -> str:
    """The word beside a price: `exempt` from tax, shown with it (included) or without (excluded). Empty where lists are
    shown as they are and tax is in the price, as is usual."""
    if is_exempt:
        return EXEMPT
    return shown_tax or ("" if included else EXCLUDED)


@dataclass(frozen=True, slots=True)
class TaxTold:
    """At which rate a line is taxed and whence that is (`source`): the product's own (product), a rate that is kept for
    goods and a region (rate; of which goods `target`, where `region`, in whose words `note`), or none by a certificate
    (exempt)."""

    rate: Decimal
    source: str = "product"
    target: str = ""
    region: str = ""
    note: str = ""
    certificate: str = ""


def tax_step(rate: Decimal, taxed_by: Sequence[str], exempt: str | None) -> list[dict[str, Any]]:
    """What a kept trace says of a line's tax: nothing where it is the product's own."""
    if exempt is not None:
        return [_step(Decimal(0), exempt, EXEMPT)]
    if not taxed_by:
        return []
    target, region, note = taxed_by
    return [_step(rate, note, "rate") | {"target": target, "region": region}]


def _step(rate: Decimal, rule: str, reason: str) -> dict[str, Any]:
    return {"level": TAX, "rule": rule, "amount": plain(rate), "outcome": "counts", "reason": reason}


def tax_told(trace: Iterable[Mapping[str, Any]], rate: Decimal) -> TaxTold:
    """What a kept trace says of the tax of a line that is taxed at this rate."""
    step = next((step for step in trace if step.get("level") == TAX), None)
    if step is None:
        return TaxTold(rate)
    if step["reason"] == EXEMPT:
        return TaxTold(rate, EXEMPT, certificate=str(step["rule"]))
    return TaxTold(rate, "rate", str(step["target"]), str(step["region"]), str(step["rule"]))
