"""Says what an agreement on consigned goods is about, and where it stands."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from dinghuo.foundation.fields import translated
from dinghuo.inventory.queries.consigned_statement import ConsignedStatement
from dinghuo.web.shared.order_words import Words


def state_words(state: str) -> Words:
    """A state with its shape."""
    return {
        "proposed": Words("needs-you", _("Proposed")),
        "active": Words("done", pgettext("agreement", "Counts")),
        "declined": Words("ended", _("Declined")),
        "ended": Words("ended", _("Ended")),
    }[state]


def ships_words() -> dict[str, str]:
    """Who sends off what is sold."""
    return {
        "keeper": _("Who keeps them"),
        "owner": _("Their owner"),
        "both": _("Either of the two"),
    }


def goods_choices() -> dict[str, str]:
    """Which goods an agreement can be about."""
    return {
        "all": _("All goods"),
        "category": _("A category"),
        "brand": _("A brand"),
        "articles": _("Certain articles"),
    }


def goods_words(row: Any) -> str:
    """Which goods this one is about."""
    if row.brand is not None:
        return translated(row.brand.name, row.brand.names)
    if row.category is not None:
        return translated(row.category.name, row.category.names)
    if row.goods == "articles":
        count = len(row.variant_ids)
        return ngettext("%(count)s article", "%(count)s articles", count) % {"count": count}
    return _("All goods")


def column_words() -> dict[str, str]:
    """What the columns of a statement are called."""
    return {
        "opening": _("Lay there before"),
        "came": pgettext("consignment", "Came in"),
        "sold": pgettext("consignment", "Sold"),
        "taken": _("Taken over"),
        "lost": pgettext("consignment", "Lost"),
        "sent": _("Sent on"),
        "closing": _("Lies there then"),
    }


def statement_table(statement: ConsignedStatement) -> tuple[list[str], list[Sequence[object]]]:
    """The statement as a file has it: the sums of each article, then every movement."""
    words = column_words()
    head = [_("Code"), _("Goods"), _("Unit"), *words.values(), _("When"), _("Document"), _("Lot"), _("Who")]
    rows: list[Sequence[object]] = []
    for line in statement.lines:
        sums = [getattr(line.sums, name) for name in words]
        rows.append([line.sku, translated(line.name, line.names), line.unit, *sums, "", "", "", ""])
    for entry in statement.entries:
        sign = 1 if entry.column == "came" else -1
        moved = [sign * entry.quantity if name == entry.column else "" for name in words]
        named = [entry.sku, translated(entry.name, entry.names), entry.unit]
        when = entry.at.astimezone(statement.zone).strftime("%Y-%m-%d %H:%M")
        rows.append([*named, *moved, when, entry.document_number, entry.lot, entry.person_name])
    return head, rows
