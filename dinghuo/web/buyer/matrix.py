"""Variants that differ in two options as a matrix: one option down, the other across, a quantity in each cell."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dinghuo.catalogue.queries.items import AxisValue
from dinghuo.foundation.fields import translated
from dinghuo.web.buyer.shelf_view import Goods

#: Wider than this a phone shows nothing any more: such variants are a list.
MOST_COLUMNS = 12


@dataclass(frozen=True)
class Head:
    """What stands over a column or before a row; `swatch` is a colour, `sku` the first article with it."""

    words: str
    swatch: str = ""
    sku: str = ""


@dataclass(frozen=True)
class Matrix:
    """`rows` are (head, cells); a cell is None where there is no such variant."""

    down: str
    across: str
    columns: Sequence[Head]
    rows: Sequence[tuple[Head, Sequence[Goods | None]]]


def matrix_of(variants: Sequence[Goods]) -> Matrix | None:
    """The matrix; None where the variants have not exactly two options, or two of them are the same cell."""
    axes = {axis.key: axis for one in variants for axis in one.item.axes}
    if len(variants) < 2 or len(axes) != 2:
        return None
    heads = {key: _heads(key, variants) for key in axes}
    across, down = sorted(
        axes, key=lambda key: (len(heads[key]) > MOST_COLUMNS, not _is_size(key), len(heads[key]))
    )
    cells = {(one.item.options.get(down, ""), one.item.options.get(across, "")): one for one in variants}
    if len(cells) != len(variants) or len(heads[across]) > MOST_COLUMNS:
        return None
    return Matrix(
        down=option_words(axes[down]),
        across=option_words(axes[across]),
        columns=list(heads[across].values()),
        rows=[
            (head, [cells.get((row, column)) for column in heads[across]])
            for row, head in heads[down].items()
        ],
    )


def _heads(key: str, variants: Sequence[Goods]) -> dict[str, Head]:
    """What each value of an axis is called, in the order of the variants; one may have none."""
    heads: dict[str, Head] = {}
    for one in variants:
        axis = next((each for each in one.item.axes if each.key == key), None)
        value = one.item.options.get(key, "")
        heads.setdefault(
            value, Head(translated(axis.word, axis.words), axis.swatch, one.item.sku) if axis else Head("")
        )
    return heads


def _is_size(name: str) -> bool:
    return name.lower() in ("size", "尺码", "尺碼")


def option_words(axis: AxisValue) -> str:
    """An option's name; the two that everybody has are translated even where no template names them."""
    if axis.name == axis.key:
        known = {"size": _("Size"), "colour": _("Colour"), "color": _("Colour")}
        return known.get(axis.key.lower(), axis.name)
    return translated(axis.name, axis.names)
