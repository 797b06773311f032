"""Colours by number: contrast after WCAG 2, and a market's accent made readable on light and dark paper."""

import re
from dataclasses import dataclass

# Text of 14 px needs 4.5 : 1 (WCAG 2.2, 1.4.3 level AA).
READABLE = 4.5
LIGHT_PAPER, DARK_PAPER = "#fbfaf7", "#14161a"
LIGHT_SURFACE, DARK_SURFACE = "#ffffff", "#1b1e24"
WHITE, INK = "#ffffff", "#14161a"
_HEX = re.compile(r"^#?([0-9a-fA-F]{6})$")


@dataclass(frozen=True, slots=True)
class Accent:
    """An accent for one theme: the colour itself and what is written on it."""

    colour: str
    on: str


def is_hex(text: str) -> bool:
    """True for six hexadecimal figures, with or without #."""
    return bool(_HEX.match(text))


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of `#rrggbb`. Raises ValueError for anything else."""
    match = _HEX.match(colour)
    if not match:
        raise ValueError(f"{colour!r} is not #rrggbb")
    figures = match.group(1)
    return int(figures[0:2], 16), int(figures[2:4], 16), int(figures[4:6], 16)


def luminance(colour: str) -> float:
    """Relative luminance, 0 black to 1 white (WCAG 2.2)."""
    red, green, blue = (_linear(value / 255) for value in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """`share` of the other colour in this one, 0 to 1, channel by channel."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def light_accent(colour: str) -> Accent:
    """The accent on light paper: darkened until it reads as text there and carries white text."""
    return _readable(colour, (LIGHT_PAPER, LIGHT_SURFACE), "#000000")


def dark_accent(colour: str) -> Accent:
    """The accent on dark paper: lightened until it reads as text there."""
    return _readable(mixed(colour, WHITE, 0.25), (DARK_PAPER, DARK_SURFACE), WHITE)


def _readable(colour: str, grounds: tuple[str, ...], towards: str) -> Accent:
    for step in range(51):
        shade = mixed(colour, towards, step / 50)
        if min(contrast(shade, ground) for ground in grounds) >= READABLE:
            break
    return Accent(shade, max((WHITE, INK), key=lambda text: contrast(text, shade)))
