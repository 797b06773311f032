"""The statement of consigned stock: on the screen, as a file, on paper."""

from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.inventory.queries.consigned_statement import ConsignedStatement, consigned_statement
from dinghuo.papers.queries.render_consigned import render_consigned
from dinghuo.web.selling.consignment_words import column_words, statement_table
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.stock_words import movement_words
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.pdf import pdf_answer
from dinghuo.web.shared.session import Request
from dinghuo.web.shared.tables import table_file


def statement_page(request: Request, actor: Actor, number: str) -> HttpResponse:
    """What lay there, came, was sold, taken and lost over a time, and by which documents."""
    statement = _statement(request, actor, number)
    span = {"from": statement.first.isoformat(), "until": statement.last.isoformat()}
    words = column_words()
    context = {
        "statement": statement,
        "row": statement.agreement,
        "columns": list(words.values()),
        "lines": [
            (line, [(told, getattr(line.sums, name)) for name, told in words.items()])
            for line in statement.lines
        ],
        "entries": [(entry, movement_words(entry.kind)) for entry in statement.entries],
        "span": urlencode(span),
        "form": Form(span),
        "trail": [
            (here(request, "consignments"), _("Consignment")),
            (here(request, "consignment", number), number),
            ("", _("Statement")),
        ],
    }
    return render(request, "selling/stock/consigned_statement.html", context)


def statement_file(request: Request, actor: Actor, number: str, kind: str) -> HttpResponse:
    """The same as a PDF, or for a spreadsheet."""
    statement = _statement(request, actor, number)
    name = f"{number}-{statement.first:%Y%m%d}-{statement.last:%Y%m%d}"
    if kind == "pdf":
        return pdf_answer(render_consigned(actor, number, statement.first, statement.last), name)
    return table_file(kind, name, *statement_table(statement))


def _statement(request: Request, actor: Actor, number: str) -> ConsignedStatement:
    return consigned_statement(actor, number, _day(request, "from"), _day(request, "until"))


def _day(request: Request, name: str) -> date | None:
    """A day of the address; nonsense is none."""
    try:
        return parse_date(request.GET.get(name, ""))
    except ValueError:
        return None
