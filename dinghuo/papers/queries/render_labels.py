"""Renders labels of goods, packs and shelves as a PDF in the size of the sheet or roll that lies in the printer."""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

import typst
from django.utils import translation
from django.utils.translation import gettext as _

from dinghuo.catalogue.permissions import SEE_PRODUCTS
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Fault, Faults, Invalid
from dinghuo.inventory.permissions import SEE_STOCK
from dinghuo.papers.queries.labelled import (
    MOST_LABELS,
    GoodsLabel,
    ShelfLabel,
    labelled_goods,
    labelled_shelves,
)
from dinghuo.papers.queries.paper import house
from dinghuo.papers.queries.typeset import DATA, REGIONS, fonts, square_of
from dinghuo.papers.rules.label_formats import FORMATS, LabelFormat
from dinghuo.papers.rules.labels import Label, Thing, laid_out

#: The keys of the sizes, sheets first.
SIZES = tuple(FORMATS)
#: Labels say nothing of when they were made: the same ones are the same bytes.
MADE_AT = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())


def render_labels(
    actor: Actor,
    size: str,
    goods: Sequence[GoodsLabel] = (),
    shelves: Sequence[ShelfLabel] = (),
    skip: int = 0,
    *,
    square: bool = False,
) -> bytes:
    """The labels in their order; of a sheet that has been begun, the first `skip` labels are left out. With `square`
    all codes are square ones. Raises NotAllowed, and Invalid with every fault. At most four statements."""
    if goods or not shelves:
        require(actor, SEE_PRODUCTS)
    if shelves:
        require(actor, SEE_STOCK)
    format_ = FORMATS.get(size)
    if format_ is None:
        raise Invalid([Fault("size", "unknown", _("There is no such size of labels."))])
    faults = Faults()
    _check(goods, shelves, skip, format_, faults)
    faults.raise_any()
    with translation.override(actor.language):
        things = [
            *labelled_goods(actor, goods, faults, actor.language),
            *labelled_shelves(actor, shelves, faults, actor.language),
        ]
        faults.raise_any()
        name = house(actor).name
    things = [replace(each, prefers_square=True) for each in things] if square else things
    return set_labels(things, format_, skip, name, actor.language)


def _check(
    goods: Sequence[GoodsLabel], shelves: Sequence[ShelfLabel], skip: int, size: LabelFormat, faults: Faults
) -> None:
    total = 0
    asked = [(f"lines.{i}", each.quantity) for i, each in enumerate(goods)]
    asked += [(f"shelves.{i}", each.quantity) for i, each in enumerate(shelves)]
    for at, quantity in asked:
        total += max(quantity, 0)
        if quantity < 1:
            faults.add(f"{at}.quantity", "positive", _("Print at least one."))
    for i, line in enumerate(goods):
        if len(line.lot) > 20 or not (line.lot.isascii() and line.lot.isprintable()):
            told = _("At most 20 letters, digits and signs: a barcode holds no more.")
            faults.add(f"lines.{i}.lot", "too-long", told)
    if not goods and not shelves:
        faults.add("lines", "required", _("Choose what to print labels of."))
    if total > MOST_LABELS:
        told = _("At most %(most)s labels at once: print them in parts.") % {"most": MOST_LABELS}
        faults.add("lines", "too-many", told)
    if not 0 <= skip < size.a_page:
        told = _("A page holds %(most)s labels: leave fewer out.") % {"most": size.a_page}
        faults.add("skip", "range", told)


def set_labels(
    things: Sequence[Thing], size: LabelFormat, skip: int, house_name: str, language: str
) -> bytes:
    """A PDF of these labels."""
    made = typst.compile(
        DATA / "labels.typ",
        root=DATA,
        font_paths=fonts(),
        format="pdf",
        sys_inputs={"data": label_data(things, size, skip, house_name, language)},
        timestamp=MADE_AT,
    )
    assert isinstance(made, bytes)
    return made


def label_data(things: Sequence[Thing], size: LabelFormat, skip: int, house_name: str, language: str) -> str:
    """What the template draws, as JSON."""
    lang, region = REGIONS.get(language.lower(), REGIONS["en"])
    # The same label many times is laid out once.
    drawn = {each: _drawn(laid_out(_hashable(each), size)) for each in dict.fromkeys(map(_hashable, things))}
    pages: list[list[tuple[int, Any]]] = []
    for turn, thing in enumerate(things, start=skip):
        if turn % size.a_page == 0 or not pages:
            pages.append([])
        pages[-1].append((turn % size.a_page, drawn[_hashable(thing)]))
    measures = asdict(size) | {"page": size.page, "left_mm": size.left_mm, "top_mm": size.top_mm}
    told = {"title": _("Labels"), "author": house_name, "lang": lang, "region": region}
    return json.dumps(told | {"size": measures, "pages": pages}, ensure_ascii=False)


def _hashable(thing: Thing) -> Thing:
    return replace(thing, facts=tuple(thing.facts))


def _drawn(label: Label) -> dict[str, Any]:
    return asdict(label) | {"square": square_of(label.code) if label.square_mm else ""}
