"""Gives a product of the demo a picture in all sizes, said in words, and a data sheet."""

import json
from pathlib import Path

import typst
from django.conf import settings

from dinghuo.catalogue.actions.looks.add_document import add_document
from dinghuo.catalogue.actions.looks.add_picture import add_picture
from dinghuo.catalogue.actions.looks.submit_looks import DocumentRow, Looks, submit_looks
from dinghuo.catalogue.actions.versions.approve_version import approve_version
from dinghuo.catalogue.actions.versions.save_draft import ProductRow
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.quantity import plain
from dinghuo.papers.queries.typeset import fonts

SHEET = Path(__file__).parents[1] / "data" / "data_sheet.typ"
PHOTO = SHEET.with_name("photo.typ")
#: 400 points of 288 to the inch are 1,600 pixels: the largest that is kept.
DOTS_PER_INCH = 288


def dress(seller: Actor, reviewer: Actor, row: ProductRow) -> None:
    """Submit the picture and the data sheet of the product, and approve them."""
    file = add_picture(seller, _photo(row.images[0]))
    sheet = add_document(seller, _sheet(row))
    english = row.names.get("en", row.name)
    looks = Looks(
        [file, *row.images[1:]],
        {file: {"zh-hans": f"{row.name}，正面", "en": f"{english}, from the front"}},
        [DocumentRow(sheet, "data-sheet", f"{row.name} 规格书", {"en": f"Data sheet: {english}"})],
    )
    approve_version(reviewer, submit_looks(seller, row.code, looks))


def _photo(drawing: str) -> bytes:
    told = {"drawing": (Path(settings.MEDIA_ROOT) / drawing).read_text()}
    made = typst.compile(PHOTO, format="png", ppi=DOTS_PER_INCH, sys_inputs=told)
    assert isinstance(made, bytes)
    return made


def _sheet(row: ProductRow) -> bytes:
    packs = [(pack.unit, f"{plain(pack.factor)} {row.base_unit}") for pack in row.variants[0].packs]
    rows = [("货号", row.code), ("基本单位", row.base_unit), *packs]
    rows += [(each.sku, each.gtin) for each in row.variants if each.gtin]
    data = {"title": f"{row.name} 规格书", "text": row.description, "rows": rows}
    told = {"data": json.dumps(data, ensure_ascii=False)}
    made = typst.compile(SHEET, font_paths=fonts(), format="pdf", sys_inputs=told)
    assert isinstance(made, bytes)
    return made
