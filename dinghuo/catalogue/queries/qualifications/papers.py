"""Papers as their owners and the operator see them, and what is still wanted of a company."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import F, Q, QuerySet

from dinghuo.catalogue.models import Qualification, QualificationCover, QualificationRule
from dinghuo.catalogue.permissions import SUBMIT_QUALIFICATION
from dinghuo.catalogue.rules.qualifications import KindRow
from dinghuo.catalogue.states import QualificationState, QualifiedPart
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor
from dinghuo.organisations.queries.today import today

#: Papers that end within so many days are told as ending soon.
SOON_DAYS = 60


class PaperFilter(StrEnum):
    """Which papers a list shows."""

    WAITING = "waiting"
    ENDING = "ending"
    ENDED = "ended"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    ALL = "all"


@dataclass(frozen=True)
class WantedPaper:
    """A paper for want of which goods aren't sold: the kind, and whose it has to be."""

    part: QualifiedPart
    kind: KindRow


def papers(
    actor: Actor, wanted: PaperFilter, after: str | None = None, limit: int | None = None
) -> Page[Qualification]:
    """A page of papers, the latest first: one's own, or everybody's for who sees the whole market. One statement."""
    require(actor, SUBMIT_QUALIFICATION)
    rows = _own(actor).filter(condition(wanted, today(actor)))
    if cursor := decode_cursor(after, UUID):
        rows = rows.filter(id__lt=cursor[0])
    size = bounded(limit)
    found = list(rows.select_related("owner", "kind", "product").order_by("-id")[: size + 1])
    return cut(found, size, lambda row: (row.id,))


def condition(wanted: PaperFilter, day: date) -> Q:
    """The condition of a list on the day."""
    accepted = Q(state=QualificationState.ACCEPTED.value)
    return {
        PaperFilter.WAITING: Q(state=QualificationState.SUBMITTED.value),
        PaperFilter.ENDING: accepted
        & Q(valid_until__gte=day, valid_until__lte=day + timedelta(days=SOON_DAYS)),
        PaperFilter.ENDED: accepted & Q(valid_until__lt=day),
        PaperFilter.ACCEPTED: accepted & (Q(valid_until=None) | Q(valid_until__gte=day)),
        PaperFilter.REJECTED: Q(
            state__in=[QualificationState.REJECTED.value, QualificationState.WITHDRAWN.value]
        ),
        PaperFilter.ALL: Q(),
    }[wanted]


def paper(actor: Actor, paper_id: UUID) -> Qualification:
    """One paper. Raises NotFound. One statement."""
    require(actor, SUBMIT_QUALIFICATION)
    found = _own(actor).filter(id=paper_id).select_related("owner", "kind", "product").first()
    if found is None:
        raise NotFound(str(paper_id))
    return found


def count_waiting(actor: Actor) -> int:
    """How many papers wait to be looked at. One statement."""
    return _own(actor).filter(state=QualificationState.SUBMITTED.value).count()


def wanted_of(actor: Actor, kinds: Sequence[KindRow]) -> list[WantedPaper]:
    """The papers of these kinds that the actor's own company must have as a seller or a buyer, by the parts it takes,
    and hasn't today. One statement."""
    if actor.organisation_id is None:
        return []
    parts = {part for part in (QualifiedPart.SELLER, QualifiedPart.BUYER) if _takes(actor, part)}
    day = today(actor)
    covers = QualificationCover.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=day),
        market_id=actor.market_id,
        holder_id=actor.organisation_id,
        valid_from__lte=day,
    )
    there = set(covers.values_list("kind__key", flat=True))
    return [
        WantedPaper(part, kind)
        for kind in kinds
        if kind.key not in there
        for part in dict.fromkeys(need.part for need in kind.needs)
        if part in parts
    ]


def _takes(actor: Actor, part: QualifiedPart) -> bool:
    return (
        "buyer" in actor.parts if part is QualifiedPart.BUYER else bool({"supplier", "branch"} & actor.parts)
    )


def _own(actor: Actor) -> QuerySet[Qualification]:
    rows = Qualification.objects.filter(market_id=actor.market_id)
    return rows if actor.scope == "market" else rows.filter(owner_id=actor.organisation_id)


@dataclass(frozen=True, slots=True)
class PublicPaper:
    """What everybody may know of a product's paper."""

    name: str
    names: dict[str, str]
    number: str
    valid_until: date | None


def papers_of_product(actor: Actor, product_id: UUID) -> list[PublicPaper]:
    """The product's papers that rules ask for and that are valid today, by name. One statement."""
    day = today(actor)
    needed = QualificationRule.objects.filter(
        market_id=actor.market_id, part=QualifiedPart.PRODUCT.value
    ).values("kind_id")
    rows = QualificationCover.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=day),
        market_id=actor.market_id,
        holder_id=product_id,
        valid_from__lte=day,
        kind_id__in=needed,
    )
    found = rows.order_by("kind__name", F("valid_until").desc(nulls_first=True)).values_list(
        "kind__name", "kind__names", "number", "valid_until"
    )
    return [PublicPaper(*row) for row in found]
