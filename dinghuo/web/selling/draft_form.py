"""Reads the forms of price changes: what is pasted from a sheet, and operations on many prices."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from unicodedata import normalize

from dinghuo.foundation.errors import Fault, Faults
from dinghuo.pricing.actions.drafts.save_draft import DraftRow
from dinghuo.pricing.queries.drafts.mass_change import MassChange, Operation, Selection
from dinghuo.web.selling.list_form import read_moment
from dinghuo.web.selling.typed import read_decimal, read_signed

#: What stands for "no price any more".
OFF = ("-", "–", "—")


def read_rows(typed: Mapping[str, str]) -> list[DraftRow]:
    """The pasted rows: code, price, unit, minimum, with tabs as sheets copy them, or commas. A heading is passed over;
    a price that is no number becomes one the action refuses, with its row."""
    meant = bool(typed.get("meant"))
    rows = []
    for n, line in enumerate(typed.get("rows", "").replace("\0", "").splitlines()):
        text = normalize("NFKC", line)
        cells = [cell.strip() for cell in (text.split("\t") if "\t" in text else text.split(","))]
        if not any(cells):
            continue
        sku, price, unit, least = [*cells, "", "", ""][:4]
        amount = None if price in OFF else _number(price)
        if n == 0 and amount is not None and not amount.is_finite() and not any(map(str.isdigit, price)):
            continue
        rows.append(DraftRow(sku, amount, unit, _number(least) if least else Decimal(1), meant))
    return rows


def _number(text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", "").lstrip("¥$€£ "))
    except InvalidOperation:
        return Decimal("NaN")


def beside_paste(fault: Fault, told: str) -> Fault:
    """A row's fault under the field that the rows were pasted into; `told` is a text with %(row)s and %(fault)s."""
    rows, place, _name = (*fault.path.split("."), "", "")[:3]
    if rows != "rows" or not place.isdigit():
        return fault
    return Fault("rows", fault.code, told % {"row": int(place) + 1, "fault": fault.message})


def read_mass(typed: Mapping[str, str]) -> MassChange:
    """The selection and operation as they were typed. Raises Invalid for what can't be read."""
    faults = Faults()
    numbers = {
        name: read_decimal(typed, name, faults) if typed.get(name, "").strip() else None
        for name in ("step", "min_margin")
    }
    percent, plus = (read_signed(typed, name, faults) for name in ("percent", "plus"))
    ending = read_decimal(typed, "ending", faults)
    at = read_moment(typed, "starts_at", faults)
    faults.raise_any()
    codes = typed.get("goods", "").replace("\0", "").replace(",", "\n").replace("，", "\n").splitlines()
    goods = tuple(code.strip() for code in codes if code.strip())
    selection = Selection(typed.get("brand", ""), typed.get("category", ""), goods)
    return MassChange(selection, Operation(percent, plus, ending=ending, **numbers), at)
