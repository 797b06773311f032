"""Says what an import is and where it stands."""

from typing import Any

from django.utils.translation import gettext as _

from dinghuo.web.shared.order_words import Words


def kind_words(kind: str) -> str:
    """What the sheet holds."""
    return {
        "products": _("Products"),
        "variants": _("Variants"),
        "offers": _("Offers"),
        "prices": _("Prices"),
        "stock": _("Stock"),
        "customers": _("Customers"),
    }[kind]


def import_state(line: Any) -> Words:
    """Where the import stands, for `{% state %}`."""
    if line.asks_for_columns:
        return Words("needs-you", _("Which column is which?"))
    return {
        "uploaded": Words("waiting", _("Being read")),
        "mapped": Words("waiting", _("Being checked")),
        "previewed": Words("needs-you", _("Ready to import")),
        "applying": Words("part", _("Being imported")),
        "applied": Words("done", _("Imported")),
        "undoing": Words("part", _("Being undone")),
        "undone": Words("ended", _("Undone")),
        "refused": Words("ended", _("Not read")),
        "failed": Words("needs-you", _("Failed")),
    }[line.state]


def before_words(answer: str) -> str:
    """What a yes or no was."""
    return {"yes": _("Yes"), "no": _("No")}.get(answer, answer)


def row_words(state: str) -> Words:
    """What a row does."""
    return {
        "new": Words("draft", _("New")),
        "changed": Words("part", _("Changed")),
        "offer": Words("waiting", _("Others sell it")),
        "unchanged": Words("done", _("As it is")),
        "wrong": Words("needs-you", _("Wrong")),
    }[state]
