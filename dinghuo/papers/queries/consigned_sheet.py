"""Makes the sheet of a statement of consigned stock."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dinghuo.foundation.fields import translated
from dinghuo.foundation.quantity import plain
from dinghuo.inventory.queries.consigned_statement import ConsignedStatement, StatementEntry, StatementLine
from dinghuo.papers.queries.paper import House, party
from dinghuo.papers.rules import words
from dinghuo.papers.rules.sheet import Cell, Column, Sheet, breakable


def sums_sheet(statement: ConsignedStatement, house: House) -> Sheet:
    """What lay there, came, was sold, taken and lost of each article; for both houses to sign."""
    agreement, language = statement.agreement, house.language
    return Sheet(
        title=_("Statement of consigned stock"),
        number=agreement.number,
        code=f"{agreement.number} {statement.first} {statement.last}",
        facts=_facts(statement, house),
        parties=[
            party(_("Owner of the goods"), agreement.owner, language),
            party(_("Kept by"), agreement.keeper, language),
        ],
        columns=[
            Column(_("Goods"), width=1),
            Column(_("Lay there before"), "right"),
            Column(pgettext("consignment", "Came in"), "right"),
            Column(pgettext("consignment", "Sold"), "right"),
            Column(_("Taken over"), "right"),
            Column(pgettext("consignment", "Lost"), "right"),
            Column(_("Sent on"), "right"),
            Column(_("Lies there then"), "right"),
        ],
        rows=[_sums(line, house) for line in statement.lines],
        notes=[_("Please confirm within ten days, or tell the other house which line differs.")],
        signatures=[_("Confirmed by the owner"), _("Confirmed by who keeps the goods")],
        stamp_label=_("Date and seal"),
        page_label=_("Page {page} of {pages}"),
    )


def documents_sheet(statement: ConsignedStatement, house: House) -> Sheet:
    """The movements behind it, by document."""
    return Sheet(
        title=_("Statement of consigned stock, by document"),
        number=statement.agreement.number,
        code=f"{statement.agreement.number} {statement.first} {statement.last}",
        facts=_facts(statement, house),
        parties=[],
        columns=[
            Column(_("Date")),
            Column(_("Document")),
            Column(_("Goods"), width=1),
            Column(_("Quantity"), "right"),
            Column(_("Who")),
        ],
        rows=[_entry(entry, statement, house) for entry in statement.entries],
        page_label=_("Page {page} of {pages}"),
    )


def _facts(statement: ConsignedStatement, house: House) -> list[tuple[str, str]]:
    place = statement.agreement.warehouse
    return [
        (_("From"), words.day(statement.first, house.language)),
        (_("To"), words.day(statement.last, house.language)),
        (_("Warehouse"), translated(place.name, place.names, house.language)),
    ]


def _sums(line: StatementLine, house: House) -> list[Cell]:
    sums = line.sums
    figures = (sums.opening, sums.came, sums.sold, sums.taken, sums.lost, sums.sent, sums.closing)
    name = translated(line.name, line.names, house.language)
    return [
        Cell(breakable(name), breakable(f"{line.sku} · {line.unit}")),
        *(Cell(plain(figure)) for figure in figures),
    ]


def _entry(entry: StatementEntry, statement: ConsignedStatement, house: House) -> list[Cell]:
    name = translated(entry.name, entry.names, house.language)
    below = f"{entry.sku} · {entry.lot}" if entry.lot else entry.sku
    sign = "+" if entry.quantity > 0 else ""
    return [
        Cell(words.day_at(entry.at, statement.zone.key, house.language)),
        Cell(breakable(entry.document_number)),
        Cell(breakable(name), breakable(below)),
        Cell(f"{sign}{words.quantity(entry.quantity, entry.unit)}"),
        Cell(breakable(entry.person_name)),
    ]
