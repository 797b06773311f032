"""Says in words how goods that are too few are shared out, and by which rule a line got its part."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from dinghuo.web.shared.line_words import in_unit


def rules() -> list[tuple[str, str]]:
    """The ways of sharing, in words."""
    return [
        ("in_turn", _("In turn: who ordered first")),
        ("proportional", _("In proportion to what each wants")),
    ]


def told_rule(rule: str) -> str:
    """By which rule an article is shared out."""
    if rule == "all":
        return _("There is enough, but not fresh enough for everybody")
    return dict(rules()).get(rule, _("Decided by hand"))


def told_sharing(line: Any) -> str:
    """How a line got its part, with what only its seller may read: how much there was for how many."""
    note = line.sharing
    if "there" not in note:
        return ""
    told = {
        "there": in_unit(line, Decimal(note["there"])),
        "asked": in_unit(line, Decimal(note["asked"])),
        "place": note["place"],
        "of": note["of"],
    }
    return _("There were %(there)s for %(asked)s wanted; it was number %(place)s of %(of)s.") % told
