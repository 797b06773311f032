"""Lets a paper count, or count no more."""

from dinghuo.catalogue.models import Qualification, QualificationCover


def begin_cover(paper: Qualification) -> None:
    """From its first day on what needs such a paper is sold."""
    QualificationCover.objects.create(
        market_id=paper.market_id,
        qualification=paper,
        kind_id=paper.kind_id,
        holder_id=paper.product_id or paper.owner_id,
        number=paper.number if paper.product_id else "",
        valid_from=paper.valid_from,
        valid_until=paper.valid_until,
    )


def end_cover(paper: Qualification) -> None:
    """It counts no more, from this moment."""
    QualificationCover.objects.filter(market_id=paper.market_id, qualification=paper).delete()
