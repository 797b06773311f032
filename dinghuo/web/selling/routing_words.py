"""Says in words which rules choose a warehouse, and why one was chosen."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from dinghuo.foundation import formats
from dinghuo.foundation.fields import translated
from dinghuo.foundation.quantity import plain
from dinghuo.ordering.queries.routing_of import LineRouting, Part


def rule_words() -> dict[str, str]:
    """The rules by which a seller may route."""
    return {
        "region": _("Nearest to the delivery: same district, city, province"),
        "whole": _("A warehouse that has the whole order"),
        "fewest": _("As few warehouses as can be"),
        "oldest": _("Oldest lots first"),
        "priority": _("The warehouse’s turn"),
    }


def reason_words() -> dict[str, str]:
    """Why a warehouse was chosen."""
    return {
        "region:district": _("same district"),
        "region:city": _("same city"),
        "region:province": _("same province"),
        "region": _("nearer"),
        "whole": _("has the whole order"),
        "fewest": _("fewest warehouses"),
        "oldest": _("oldest lot"),
        "priority": _("its turn"),
        "only": _("the only one that has any"),
        "usual": _("expiry and turn as ever"),
        "hand": _("by hand"),
    }


def told_part(part: Part, unit: str) -> str:
    """One choice in a sentence: how much from where, and why."""
    words = reason_words()
    why = pgettext("between clauses", ", ").join(words.get(each, each) for each in part.why)
    if part.by:
        why = f"{part.by}: {part.reason}"
    place = (
        translated(part.warehouse.name, part.warehouse.names) if part.warehouse else _("a closed warehouse")
    )
    told = {"amount": f"{plain(part.quantity)}{formats.THIN}{unit}", "place": place, "why": why}
    return _("%(amount)s from %(place)s: %(why)s") % told


def told_line(routing: LineRouting) -> list[str]:
    """Every choice made for a line; of which goods have left since, or were given elsewhere, is told as past."""
    lies: dict[str, Decimal] = defaultdict(Decimal)
    for each in routing.held:
        lies[each.name] += each.quantity
    found = []
    for part in routing.parts:
        told = told_part(part, routing.line.base_unit)
        is_past = part.warehouse is None or lies[part.warehouse.name] < part.quantity
        found.append(_("Before: %(told)s") % {"told": told} if is_past else told)
    return found


def told_rules(rules: Sequence[str]) -> str:
    """A version's rules in their order."""
    words = rule_words()
    if not rules:
        return _("Expiry, then the warehouse’s turn")
    return " → ".join(words.get(rule, rule) for rule in rules)
