"""Kinds of papers and what needs them."""

from collections.abc import Sequence

from django.db.models import Prefetch

from dinghuo.catalogue.models import QualificationKind, QualificationRule
from dinghuo.catalogue.permissions import SUBMIT_QUALIFICATION
from dinghuo.catalogue.rules.qualifications import KindRow, Need, ready_kinds
from dinghuo.catalogue.states import QualifiedPart
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound


def kinds(actor: Actor) -> list[KindRow]:
    """All kinds of the market, by name, with what needs each. Two statements."""
    require(actor, SUBMIT_QUALIFICATION)
    rules = QualificationRule.objects.filter(market_id=actor.market_id).select_related("category")
    rows = QualificationKind.objects.filter(market_id=actor.market_id).order_by("name", "id")
    return [_row(each) for each in rows.prefetch_related(Prefetch("rules", rules.order_by("part", "id")))]


def kind(actor: Actor, key: str) -> KindRow:
    """The kind with this key. Raises NotFound."""
    found = next((each for each in kinds(actor) if each.key == key), None)
    if found is None:
        raise NotFound(key)
    return found


def ready_left(there: Sequence[KindRow]) -> bool:
    """Whether there are usual kinds that the market hasn't got."""
    return bool({each.key for each in ready_kinds()} - {each.key for each in there})


def _row(each: QualificationKind) -> KindRow:
    needs = [
        Need(QualifiedPart(rule.part), rule.category.key if rule.category else "")
        for rule in each.rules.all()
    ]
    return KindRow(each.key, each.name, each.names, each.warn_days, needs)
