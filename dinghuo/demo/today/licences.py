"""The papers of the demo: spirits need an inspection report of the product and a licence of their seller."""

from datetime import timedelta
from pathlib import Path

from dinghuo.catalogue.actions.qualifications.add_ready_kinds import add_ready_kinds
from dinghuo.catalogue.actions.qualifications.save_qualification_kind import (
    KindRow,
    Need,
    save_qualification_kind,
)
from dinghuo.catalogue.actions.qualifications.submit_qualification import PaperRow, submit_qualification
from dinghuo.catalogue.actions.qualifications.warn_owners import warn_owners
from dinghuo.catalogue.models import Offer, Qualification, QualificationCover, QualificationKind
from dinghuo.catalogue.queries.qualifications.kinds import kind as find_kind
from dinghuo.catalogue.states import QualificationState, QualifiedPart
from dinghuo.catalogue.steps.keep_paper import keep_paper
from dinghuo.demo.today.desk import Desk
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting

CATEGORY = "baijiu"
REPORT, LICENCE = "inspection-report", "alcohol-licence"
ISSUER = "市质量检验研究院"
SCAN = (Path(__file__).parents[1] / "data" / "scan.pdf").read_bytes()
#: Days from today on which the first products' reports end; the others' end within the year.
ENDS = (-3, 12, 25)


def hold_papers(desk: Desk) -> None:
    """Each spirit has its report - one has just expired, two end soon - and each of their sellers a licence; one new
    report waits to be looked at."""
    keeper = desk.actor(desk.opened.operator.code, "admin")
    add_ready_kinds(keeper)
    for key, part in ((REPORT, QualifiedPart.PRODUCT), (LICENCE, QualifiedPart.SELLER)):
        with acting(keeper):
            row = find_kind(keeper, key)
        save_qualification_kind(
            keeper, KindRow(row.key, row.name, row.names, row.warn_days, [Need(part, CATEGORY)])
        )
    with acting(desk.opened.actor):
        first = _write(desk)
    warn_owners(desk.opened.actor)
    if first:
        seller = next(each for each in desk.opened.companies.values() if each.id == first.seller_id)
        paper = PaperRow(REPORT, "QC-2026-9001", desk.today, None, ISSUER, product=first.variant.product.code)
        submit_qualification(desk.actor(seller.code, "admin"), paper, SCAN)


def _write(desk: Desk) -> Offer | None:
    """The papers that are there already, written as a whole; the offer of the product whose report has expired."""
    actor = desk.opened.actor
    offers = Offer.objects.filter(
        market_id=actor.market_id, variant__product__category__key=CATEGORY, position=0, state="active"
    )
    found = list(offers.select_related("variant__product").order_by("variant__listing__sort_key", "id"))
    kinds = {each.key: each for each in QualificationKind.objects.filter(market_id=actor.market_id)}
    file = keep_paper(actor, SCAN)
    papers: dict[object, Qualification] = {}
    every = Offer.objects.filter(market_id=actor.market_id, variant__product__category__key=CATEGORY)
    for seller_id in sorted(set(every.values_list("seller_id", flat=True))):
        number = f"JL-{len(papers) + 1:04d}"
        papers[seller_id] = _paper(actor, kinds[LICENCE], number, file, desk, 400, owner_id=seller_id)
    for offer in found:
        product = offer.variant.product
        if product.id not in papers:
            place = sum(paper.product_id is not None for paper in papers.values())
            ends = ENDS[place] if place < len(ENDS) else 90 + place * 5 % 270
            number = f"QC-2025-{place + 1:04d}"
            papers[product.id] = _paper(
                actor, kinds[REPORT], number, file, desk, ends, owner_id=offer.seller_id, product=product
            )
    Qualification.objects.bulk_create(papers.values())
    QualificationCover.objects.bulk_create(
        QualificationCover(
            market_id=actor.market_id,
            qualification=paper,
            kind=paper.kind,
            holder_id=paper.product_id or paper.owner_id,
            number=paper.number if paper.product_id else "",
            valid_from=paper.valid_from,
            valid_until=paper.valid_until,
        )
        for paper in papers.values()
    )
    return found[0] if found else None


def _paper(
    actor: Actor, kind: QualificationKind, number: str, file: str, desk: Desk, ends: int, **whose: object
) -> Qualification:
    until = desk.today + timedelta(days=ends)
    return Qualification(
        market_id=actor.market_id,
        kind=kind,
        number=number,
        issuer=ISSUER,
        valid_from=until - timedelta(days=730),
        valid_until=until,
        file=file,
        state=QualificationState.ACCEPTED.value,
        written_by="demo",
        decided_by="demo",
        **whose,
    )
