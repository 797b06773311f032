"""Asks for products to be shown as their rows describe them, which have been checked."""

from collections.abc import Sequence
from dataclasses import replace

from dinghuo.catalogue.events import VersionSubmitted
from dinghuo.catalogue.models import ProductVersion
from dinghuo.catalogue.queries.described import described, with_kits
from dinghuo.catalogue.rules.content import content_of, differences
from dinghuo.catalogue.rules.rows import KitRow, ProductRow
from dinghuo.catalogue.states import VersionState
from dinghuo.catalogue.steps.write_version import write_versions
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.record import record_all
from dinghuo.organisations.queries.own import own_organisation_id


def submit_rows(actor: Actor, rows: Sequence[ProductRow]) -> list[ProductVersion]:
    """Write a version of each that isn't as buyers see it already. A constant number of statements."""
    seller_id = own_organisation_id(actor)
    live = described(actor, [row.code for row in rows], seller_id)
    if any(variant.kit for row in rows for variant in row.variants):
        live = with_kits(actor, live)
    before = {code: content_of(row) for code, row in live.items()}
    told = [_new_kits(_with_looks(row, live.get(row.code)), live.get(row.code)) for row in rows]
    new = [row for row in told if differences(before.get(row.code), content_of(row))]
    versions = write_versions(actor, seller_id, new, VersionState.SUBMITTED, before)
    record_all(actor, [_submitted(each) for each in versions])
    return versions


def _with_looks(row: ProductRow, live: ProductRow | None) -> ProductRow:
    """A row that only adds pictures, or tells of no documents, keeps what buyers see of them."""
    if live is None:
        return row if row.documents is not None else replace(row, documents=[])
    if row.documents is None:
        row = replace(row, documents=live.documents)
    if not row.adds_pictures:
        return row
    shown = {variant.sku: variant.image for variant in live.variants}
    variants = [replace(each, image=each.image or shown.get(each.sku, "")) for each in row.variants]
    images = list(dict.fromkeys([*live.images, *row.images]))
    return replace(row, images=images, variants=variants, texts={**live.texts, **row.texts})


def _new_kits(row: ProductRow, live: ProductRow | None) -> ProductRow:
    """A row that tells of kits what buyers see already doesn't tell of them: they may be changed while it waits."""
    kits = {variant.sku: variant.kit for variant in live.variants} if live else {}
    variants = [
        replace(each, kit=None) if each.kit is not None and _same(each.kit, kits.get(each.sku)) else each
        for each in row.variants
    ]
    return replace(row, variants=variants)


def _same(told: KitRow, live: KitRow | None) -> bool:
    shown = live or KitRow()
    if not told.parts:
        return not shown.parts
    return told.by_parts == shown.by_parts and list(told.parts) == list(shown.parts)


def _submitted(version: ProductVersion) -> VersionSubmitted:
    data = {"name": version.name, "number": version.number, "is_new": version.before is None}
    return VersionSubmitted(version.id, version.code, [version.seller_id], data)
