"""Variants that differ in two options as a matrix: one option down, the other across, a quantity in each cell."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dinghuo.web.buyer.shelf_view import Goods

#: Wider than this a phone shows nothing any more: such variants are a list.
MOST_COLUMNS = 12


@dataclass(frozen=True)
class Matrix:
    """`rows` are (option value, cells); a cell is None where there is no such variant."""

    down: str
    across: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Goods | None]]]


def matrix_of(variants: Sequence[Goods]) -> Matrix | None:
    """The matrix; None where the variants have not exactly two options, or two of them are the same cell."""
    names = {name: None for one in variants for name in one.item.options}
    if len(variants) < 2 or len(names) != 2:
        return None
    values = {name: list(dict.fromkeys(one.item.options.get(name, "") for one in variants)) for name in names}
    across, down = sorted(
        names, key=lambda name: (len(values[name]) > MOST_COLUMNS, not _is_size(name), len(values[name]))
    )
    cells = {(one.item.options.get(down, ""), one.item.options.get(across, "")): one for one in variants}
    if len(cells) != len(variants) or len(values[across]) > MOST_COLUMNS:
        return None
    return Matrix(
        down=option_words(down),
        across=option_words(across),
        columns=values[across],
        rows=[(row, [cells.get((row, column)) for column in values[across]]) for row in values[down]],
    )


def _is_size(name: str) -> bool:
    return name.lower() in ("size", "尺码", "尺碼")


def option_words(name: str) -> str:
    """An option's name; the two that everybody has are translated, others stand as the market writes them."""
    return {"size": _("Size"), "colour": _("Colour"), "color": _("Colour")}.get(name.lower(), name)
