"""Writes what a seller asks to be shown, on top of what it has asked already."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Max

from dinghuo.catalogue.models import ProductVersion
from dinghuo.catalogue.rules.content import Content, content_of
from dinghuo.catalogue.rules.rows import ProductRow
from dinghuo.catalogue.states import VersionState
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now


def write_versions(
    actor: Actor,
    seller_id: UUID,
    rows: Sequence[ProductRow],
    state: VersionState,
    before: Mapping[str, Content] | None = None,
) -> list[ProductVersion]:
    """Write the rows as the seller's open versions, in the rows' order: the ones it is working on, or new ones.

    Four statements, however many rows. What waited to be looked at waits anew, or is a draft again.
    """
    mine = ProductVersion.objects.filter(
        market_id=actor.market_id, seller_id=seller_id, code__in=[row.code for row in rows]
    )
    working = mine.filter(state__in=[VersionState.DRAFT.value, VersionState.SUBMITTED.value])
    there = {each.code: each for each in working.select_for_update(no_key=True).order_by("id")}
    last = dict(mine.order_by().values("code").annotate(last=Max("number")).values_list("code", "last"))
    at = now()
    versions = []
    for row in rows:
        version = there.get(row.code) or ProductVersion(
            market_id=actor.market_id, seller_id=seller_id, code=row.code, number=last.get(row.code, 0) + 1
        )
        version.name, version.content, version.state = row.name, content_of(row), state.value
        version.before = (before or {}).get(row.code)
        version.written_at, version.written_by = at, actor.person_name
        version.submitted_at = at if state is VersionState.SUBMITTED else None
        versions.append(version)
    columns = ["name", "content", "state", "before", "written_at", "written_by", "submitted_at"]
    ProductVersion.objects.bulk_update(
        [each for each in versions if each.code in there], columns, batch_size=500
    )
    ProductVersion.objects.bulk_create([each for each in versions if each.code not in there], batch_size=500)
    return versions
