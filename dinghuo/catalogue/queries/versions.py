"""Versions of products: those that wait, and what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from dinghuo.catalogue.models import ProductVersion
from dinghuo.catalogue.permissions import REVIEW_PRODUCT, SUBMIT_PRODUCT
from dinghuo.catalogue.queries.described import described, with_kits
from dinghuo.catalogue.rules.content import Difference, content_of, differences, row_of_content
from dinghuo.catalogue.rules.rows import ProductRow
from dinghuo.catalogue.states import VersionState
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.paging import Page, bounded, cut, decode_cursor

__all__ = [
    "Difference",
    "VersionSheet",
    "count_to_review",
    "open_version",
    "row_of_version",
    "version",
    "versions",
]


@dataclass(frozen=True)
class VersionSheet:
    """A version with how it differs from what buyers see now, or saw when it was decided on."""

    version: ProductVersion
    row: ProductRow
    changes: Sequence[Difference]
    is_new: bool


def versions(
    actor: Actor, states: Sequence[str], after: str | None = None, limit: int | None = None
) -> Page[ProductVersion]:
    """A page of versions in these states, the latest first: the actor's own, or everybody's. One statement."""
    require(actor, REVIEW_PRODUCT if actor.scope == "market" else SUBMIT_PRODUCT)
    rows = ProductVersion.objects.filter(market_id=actor.market_id, state__in=states)
    if actor.scope != "market":
        rows = rows.filter(seller_id=actor.organisation_id)
    if cursor := decode_cursor(after, UUID):
        rows = rows.filter(id__lt=cursor[0])
    size = bounded(limit)
    found = list(rows.select_related("seller").defer("content", "before").order_by("-id")[: size + 1])
    return cut(found, size, lambda row: (row.id,))


def count_to_review(actor: Actor) -> int:
    """How many wait to be looked at. One statement."""
    rows = ProductVersion.objects.filter(market_id=actor.market_id, state=VersionState.SUBMITTED.value)
    return rows.count()


def version(actor: Actor, version_id: UUID) -> VersionSheet:
    """One version. Raises NotFound. Eight statements at most."""
    require(actor, REVIEW_PRODUCT if actor.scope == "market" else SUBMIT_PRODUCT)
    rows = ProductVersion.objects.filter(market_id=actor.market_id, id=version_id).select_related("seller")
    found = rows.first()
    if found is None:
        raise NotFound(str(version_id))
    before = found.before
    if found.state in (VersionState.DRAFT.value, VersionState.SUBMITTED.value):
        # What buyers see may have changed since: the difference is told as it would be made now.
        shown = with_kits(actor, described(actor, [found.code], found.seller_id))
        live = shown.get(found.code)
        before = content_of(live) if live else None
    changes = differences(before, found.content)
    return VersionSheet(found, row_of_content(found.content), changes, before is None)


def row_of_version(found: ProductVersion) -> ProductRow:
    """What the version says."""
    return row_of_content(found.content)


def open_version(actor: Actor, code: str) -> ProductVersion | None:
    """The version of a product on which the actor's house works, or the last one that was sent back. One statement."""
    require(actor, SUBMIT_PRODUCT)
    rows = ProductVersion.objects.filter(
        market_id=actor.market_id, seller_id=actor.organisation_id, code=code.replace("\0", "")
    )
    found = rows.order_by("-number").first()
    return found if found and found.state != VersionState.APPROVED.value else None
