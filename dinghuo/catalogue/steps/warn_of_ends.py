"""Announces the papers that end soon or have ended, each once."""

from datetime import date

from django.db.models import DateField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Value

from dinghuo.catalogue.events import QualificationExpired, QualificationExpiring
from dinghuo.catalogue.models import Qualification
from dinghuo.catalogue.rules.told_of_paper import told_of
from dinghuo.catalogue.states import QualificationState
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.record import record_all

EXPIRING, EXPIRED = "expiring", "expired"
#: Told of at a time; the rest is told by the next run.
MOST = 500


def warn_of_ends(actor: Actor, day: date) -> int:
    """Announce what on this day has ended, or ends within its kind's days, and isn't followed by another paper.

    Returns how many. Four statements.
    """
    ended = _tell(actor, _due(actor).filter(valid_until__lt=day).exclude(told=EXPIRED), EXPIRED)
    last = ExpressionWrapper(Value(day, DateField()) + F("kind__warn_days"), DateField())
    soon = _due(actor).filter(told="", valid_until__gte=day, valid_until__lte=last)
    return ended + _tell(actor, soon, EXPIRING)


def _due(actor: Actor) -> QuerySet[Qualification]:
    accepted = Qualification.objects.filter(
        market_id=actor.market_id, state=QualificationState.ACCEPTED.value
    )
    later = accepted.filter(
        Q(valid_until=None) | Q(valid_until__gt=OuterRef("valid_until")),
        Q(product_id=OuterRef("product_id")) | Q(product=None, owner_id=OuterRef("owner_id")),
        kind_id=OuterRef("kind_id"),
    )
    return accepted.filter(~Exists(later), valid_until__isnull=False)


def _tell(actor: Actor, rows: QuerySet[Qualification], told: str) -> int:
    found = list(
        rows.select_for_update(no_key=True, skip_locked=True, of=("self",))
        .select_related("kind", "product")
        .order_by("id")[:MOST]
    )
    Qualification.objects.filter(market_id=actor.market_id, id__in=[each.id for each in found]).update(
        told=told
    )
    event = QualificationExpired if told == EXPIRED else QualificationExpiring
    record_all(
        actor,
        [
            event(
                each.id,
                each.number,
                [each.owner_id],
                told_of(
                    each.kind.name,
                    each.kind.names,
                    each.number,
                    each.product.name if each.product else "",
                    each.valid_until,
                )
                | {"owner": str(each.owner_id)},
            )
            for each in found
        ],
    )
    return len(found)
