"""Reads the form of a contract."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.errors import Faults
from dinghuo.pricing.actions.contracts.save_contract import ContractInput
from dinghuo.web.selling.typed import read_day, read_decimal
from dinghuo.web.shared.session import Request


def stored_contract(found: Any) -> dict[str, Any]:
    """What the form shows of a contract that stands, or of none."""
    if found is None:
        return {"remind_days": 30}
    names = ("name", "terms", "starts_on", "ends_on", "remind_days")
    values = {name: getattr(found, name) for name in names}
    values |= {"buyer": found.buyer.code, "promotable": "1" if found.promotable else ""}
    return values | {"lists": [each.list.key for each in found.named.all()]}


def read_contract(request: Request, number: str, seller_id: UUID | None) -> ContractInput:
    """The contract as it was typed. Raises Invalid for what can't be read."""
    typed, faults = request.POST, Faults()
    first, last = read_day(typed, "starts_on", faults), read_day(typed, "ends_on", faults)
    days = read_decimal(typed, "remind_days", faults)
    if first is None and not typed.get("starts_on", "").strip():
        faults.add("starts_on", "required", _("Enter its first day."))
    faults.raise_any()
    assert first is not None
    paper = request.FILES.get("paper")
    return ContractInput(
        name=typed.get("name", ""),
        buyer=typed.get("buyer", "").strip(),
        lists=typed.getlist("lists"),
        starts_on=first,
        ends_on=last,
        promotable=bool(typed.get("promotable")),
        remind_days=int(days),
        terms=typed.get("terms", ""),
        number=number,
        seller_id=seller_id,
        paper=paper.read() if paper else b"",
    )
