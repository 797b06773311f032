"""Agreements on consigned goods and their statements, as the API tells them; quantities in base units."""

from typing import Any

from pydantic import Field

from dinghuo.api.render import day, instant
from dinghuo.api.shapes.answer import Answer, DayText, DecimalText, InstantText, Listed
from dinghuo.foundation.fields import translated
from dinghuo.foundation.quantity import plain
from dinghuo.inventory.queries.consigned_statement import ConsignedStatement, StatementEntry, StatementLine
from dinghuo.inventory.queries.stock_lines import StockLine


class ConsignmentHeadAnswer(Answer):
    """What keeper and owner agreed on."""

    number: str = Field(examples=["CS-2026-000001"])
    state: str = Field(description="proposed, active, declined, ended.")
    keeper: str = Field(description="Code of the house in whose warehouse the goods lie.")
    owner: str = Field(description="Code of the house whose goods they are.")
    warehouse: str = Field(description="Key of the warehouse.")
    valid_from: DayText
    valid_until: DayText | None
    goods: str = Field(description="all, brand, category, articles.")
    target: str | None = Field(description="Key of the brand or category.")
    ships: str = Field(description="Who sends off what is sold: keeper, owner, both.")
    may_take: bool
    note: str
    proposed_by: str = Field(description="keeper or owner.")
    made_at: InstantText
    answered_at: InstantText | None
    ended_at: InstantText | None
    why: str = Field(description="Said with the answer or the end.")


class ConsignmentPage(Listed):
    """A page of agreements, newest first."""

    items: list[ConsignmentHeadAnswer]


class ConsignedBalanceAnswer(Answer):
    """What lies there of one lot."""

    sku: str
    unit: str
    lot: str
    expires: DayText | None
    bin: str
    on_hand: DecimalText
    reserved: DecimalText


class ConsignmentAnswer(ConsignmentHeadAnswer):
    """An agreement with what lies there now."""

    stock: list[ConsignedBalanceAnswer]


class ConsignedLineAnswer(Answer):
    """One article: opening + came - sold - taken - lost - sent = closing."""

    sku: str
    name: str
    unit: str
    opening: DecimalText
    came: DecimalText
    sold: DecimalText = Field(description="Less what came back.")
    taken: DecimalText = Field(description="Into the keeper's own stock.")
    lost: DecimalText = Field(description="Scrapped, or missing when counted; found goods make it less.")
    sent: DecimalText = Field(description="On to another place: back to the owner, for one.")
    closing: DecimalText


class ConsignedEntryAnswer(Answer):
    """One movement."""

    at: InstantText
    kind: str
    column: str = Field(description="Where it counts: came, sold, taken, lost, sent.")
    document: str
    sku: str
    unit: str
    lot: str
    quantity: DecimalText = Field(description="With a minus: it left.")
    person: str
    why: str


class ConsignedStatementAnswer(Answer):
    """The same for both houses."""

    number: str
    first: DayText
    last: DayText
    lines: list[ConsignedLineAnswer]
    entries: list[ConsignedEntryAnswer]
    is_cut: bool = Field(description="True: there are more movements than the first 5000.")


def consignment_head(row: Any) -> dict[str, Any]:
    """An agreement without its goods."""
    target = row.brand or row.category
    return {
        "number": row.number,
        "state": row.state,
        "keeper": row.keeper.code,
        "owner": row.owner.code,
        "warehouse": row.warehouse.key,
        "valid_from": day(row.valid_from),
        "valid_until": day(row.valid_until),
        "goods": row.goods,
        "target": target.key if target else None,
        "ships": row.ships,
        "may_take": row.may_take,
        "note": row.note,
        "proposed_by": "keeper" if row.proposer_id == row.keeper_id else "owner",
        "made_at": instant(row.made_at),
        "answered_at": instant(row.answered_at),
        "ended_at": instant(row.ended_at),
        "why": row.why,
    }


def consignment_shape(row: Any, lines: list[StockLine]) -> dict[str, Any]:
    """An agreement with what lies there."""
    stock = [
        {
            "sku": line.sku,
            "unit": line.unit,
            "lot": line.lot,
            "expires": day(line.expires),
            "bin": line.bin,
            "on_hand": plain(line.on_hand),
            "reserved": plain(line.reserved),
        }
        for line in lines
    ]
    return {**consignment_head(row), "stock": stock}


def statement_shape(statement: ConsignedStatement) -> dict[str, Any]:
    """A statement with its movements."""
    return {
        "number": statement.agreement.number,
        "first": day(statement.first),
        "last": day(statement.last),
        "lines": [_line(line) for line in statement.lines],
        "entries": [_entry(entry) for entry in statement.entries],
        "is_cut": statement.is_cut,
    }


def _line(line: StatementLine) -> dict[str, Any]:
    names = ("opening", "came", "sold", "taken", "lost", "sent", "closing")
    return {
        "sku": line.sku,
        "name": translated(line.name, line.names),
        "unit": line.unit,
        **{name: plain(getattr(line.sums, name)) for name in names},
    }


def _entry(entry: StatementEntry) -> dict[str, Any]:
    return {
        "at": instant(entry.at),
        "kind": entry.kind,
        "column": entry.column,
        "document": entry.document_number,
        "sku": entry.sku,
        "unit": entry.unit,
        "lot": entry.lot,
        "quantity": plain(entry.quantity),
        "person": entry.person_name,
        "why": entry.why,
    }
