"""Gives a market the kinds of papers that most markets know."""

from dinghuo.catalogue.models import QualificationKind
from dinghuo.catalogue.permissions import SAVE_QUALIFICATION_KIND
from dinghuo.catalogue.rules.qualifications import ready_kinds
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.tenancy import acting


def add_ready_kinds(actor: Actor) -> int:
    """Add those whose keys aren't there; returns how many. Nothing needs them until somebody says so."""
    require(actor, SAVE_QUALIFICATION_KIND)
    with acting(actor):
        rows = QualificationKind.objects.filter(market_id=actor.market_id)
        there = set(rows.values_list("key", flat=True))
        new = [
            QualificationKind(
                market_id=actor.market_id,
                key=kind.key,
                name=kind.name,
                names=dict(kind.names),
                warn_days=kind.warn_days,
            )
            for kind in ready_kinds()
            if kind.key not in there
        ]
        QualificationKind.objects.bulk_create(new, ignore_conflicts=True)
        return len(new)
