"""Colours of a picture: of the thing, its lid, its label and what is printed on it, with light and shade."""

from dataclasses import dataclass

#: Muted colours that keep their contrast on paper (#fbfaf7) and on ink (#14161a).
HUES = {
    "teal": "#2f8079",
    "sky": "#6fa3bd",
    "navy": "#3d5578",
    "leaf": "#5f8f58",
    "olive": "#8a8a4a",
    "mustard": "#c99a3c",
    "orange": "#cf7c3f",
    "brick": "#b2503f",
    "rose": "#c98a8a",
    "plum": "#7b5470",
    "cocoa": "#7d5a45",
    "slate": "#6f7680",
}
PAPER = "#f5f1e7"
GLASS = "#bcd3cf"


@dataclass(frozen=True)
class Paint:
    """Hex colours: `body` of the thing, `lid`, `label`; `motif` is what is printed on the label, in `ink`."""

    body: str
    lid: str
    label: str
    ink: str
    motif: str


def mixed(colour: str, other: str, share: float) -> str:
    """`colour` with a share (0 to 1) of another mixed in."""
    pairs = zip(_rgb(colour), _rgb(other), strict=True)
    return "#" + "".join(f"{round(one * (1 - share) + two * share):02x}" for one, two in pairs)


def darker(colour: str, share: float = 0.18) -> str:
    """A shade of the colour, towards ink."""
    return mixed(colour, "#1b1e24", share)


def lighter(colour: str, share: float = 0.3) -> str:
    """A tint of the colour, towards paper."""
    return mixed(colour, "#ffffff", share)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
