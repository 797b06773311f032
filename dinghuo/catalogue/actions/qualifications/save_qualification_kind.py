"""Makes a kind of paper, or changes one, with all that needs it."""

from dinghuo.catalogue.events import QualificationKindSaved
from dinghuo.catalogue.models import Category, QualificationKind, QualificationRule
from dinghuo.catalogue.permissions import SAVE_QUALIFICATION_KIND
from dinghuo.catalogue.rules.qualifications import KindRow, Need
from dinghuo.catalogue.steps.check_qualification import check_kind
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting

__all__ = ["KindRow", "Need", "save_qualification_kind"]


def save_qualification_kind(actor: Actor, kind: KindRow) -> None:
    """Save the kind with this key; what needed it and isn't named any more is sold without it from now on.

    What needs it and lacks it isn't sold from now on. Raises Invalid with every fault.
    """
    require(actor, SAVE_QUALIFICATION_KIND)
    with acting(actor):
        keys = {need.category for need in kind.needs if need.category and "\0" not in need.category}
        places = dict(
            Category.objects.filter(market_id=actor.market_id, key__in=keys).values_list("key", "id")
        )
        faults = Faults()
        check_kind(kind, places, faults)
        faults.raise_any()
        rows = QualificationKind.objects.filter(market_id=actor.market_id, key=kind.key)
        saved = rows.select_for_update(no_key=True).first()
        saved = saved or QualificationKind(market_id=actor.market_id, key=kind.key)
        saved.name, saved.names, saved.warn_days = kind.name.strip(), dict(kind.names), kind.warn_days
        saved.save()
        QualificationRule.objects.filter(market_id=actor.market_id, kind=saved).delete()
        QualificationRule.objects.bulk_create(
            QualificationRule(
                market_id=actor.market_id,
                kind=saved,
                part=need.part.value,
                category_id=places.get(need.category),
            )
            for need in dict.fromkeys(kind.needs)
        )
        needs = [f"{need.part.value} {need.category}".strip() for need in kind.needs]
        record(actor, QualificationKindSaved(saved.id, saved.key, data={"needs": needs}))
