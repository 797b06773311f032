"""Makes the sheet of a statement."""

from datetime import timedelta

from django.utils.translation import gettext as _

from dinghuo.billing.queries.statements import Statement, StatementLine
from dinghuo.papers.queries.paper import House, capitals, party
from dinghuo.papers.rules import words
from dinghuo.papers.rules.sheet import Cell, Column, Sheet, Total, breakable


def statement_sheet(statement: Statement, house: House) -> Sheet:
    """What happened in a month between a seller and a buyer, from what was owed before to what is owed
    after.
    """
    language, currency = house.language, statement.currency
    last_day = statement.until - timedelta(seconds=1)
    return Sheet(
        title=_("Statement"),
        number=statement.period,
        code=f"{statement.period} {statement.seller.code} {statement.buyer.code} {currency}",
        facts=[
            (_("From"), words.day_at(statement.since, house.time_zone, language)),
            (_("To"), words.day_at(last_day, house.time_zone, language)),
            (_("Currency"), currency),
        ],
        parties=[
            party(_("Buyer"), statement.buyer, language),
            party(_("Seller"), statement.seller, language),
        ],
        columns=[
            Column(_("Date")),
            Column(_("Document")),
            Column(_("What"), width=1),
            Column(_("Charged"), "right"),
            Column(_("Paid"), "right"),
            Column(_("Balance (%(currency)s)") % {"currency": currency}, "right"),
        ],
        rows=[_brought_forward(statement, house), *[_row(line, house, currency) for line in statement.lines]],
        totals=_totals(statement, language),
        capitals=capitals(abs(statement.closing), currency, language),
        capitals_label=_("Total in capitals"),
        notes=[_("Please confirm within ten days, or tell the seller which line differs.")],
        signatures=[_("Confirmed by the buyer"), _("Confirmed by the seller")],
        stamp_label=_("Date and seal"),
        page_label=_("Page {page} of {pages}"),
    )


def _brought_forward(statement: Statement, house: House) -> list[Cell]:
    return [
        Cell(words.day_at(statement.since, house.time_zone, house.language)),
        Cell(""),
        Cell(_("Brought forward")),
        Cell(""),
        Cell(""),
        Cell(words.amount(statement.opening, statement.currency)),
    ]


def _totals(statement: Statement, language: str) -> list[Total]:
    currency = statement.currency
    owed = _("Owed by the buyer") if statement.closing >= 0 else _("In hand for the buyer")
    return [
        Total(_("Charged in the month"), words.amount(statement.charges, currency)),
        Total(_("Paid in the month"), words.amount(statement.payments, currency)),
        Total(owed, words.money(abs(statement.closing), currency, language), strong=True),
    ]


def _row(line: StatementLine, house: House, currency: str) -> list[Cell]:
    kinds = {
        "opening": _("Opening balance"),
        "top-up": _("Paid in to the prepaid balance"),
        "invoice": _("Invoice"),
        "payment": _("Payment"),
    }
    freight = _("of it freight %(amount)s") % {"amount": words.amount(line.freight, currency)}
    if not line.freight:
        freight = ""
    return [
        Cell(words.day_at(line.at, house.time_zone, house.language)),
        Cell(breakable(line.document_number)),
        Cell(kinds.get(line.kind, line.kind), breakable(line.text)),
        Cell(words.amount(line.charge, currency) if line.charge else "", freight),
        Cell(words.amount(line.payment, currency) if line.payment else ""),
        Cell(words.amount(line.balance, currency)),
    ]
