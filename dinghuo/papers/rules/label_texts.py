"""Shortens names so that they fit on a label: by measured widths, keeping the end, where sizes and colours stand."""

import unicodedata
from collections.abc import Sequence

#: Widths in ems of Noto Sans SC, on the safe side: no Latin letter or digit is wider than a capital W.
WIDE, NARROW, CAPITAL = 1.0, 0.62, 0.92
CUT = "…"
POINT_MM = 0.3528


def width_mm(text: str, size_points: float) -> float:
    """How wide a text is at most, in millimetres."""
    return sum(map(_ems, text)) * size_points * POINT_MM


def _ems(sign: str) -> float:
    if unicodedata.east_asian_width(sign) in "WFA":
        return WIDE
    return CAPITAL if sign.isupper() or sign in "@%&mw" else NARROW


def fitted(text: str, size_points: float, room_mm: float, most_lines: int) -> Sequence[str]:
    """The text in at most so many lines of the room. What doesn't fit is cut out of the middle: the last word - 550ml,
    红色 XL - stays, because it tells a thing from its sisters."""
    text = " ".join(text.split())
    lines = _lines(text, size_points, room_mm)
    if len(lines) <= most_lines:
        return lines
    tail = _tail(text, size_points, room_mm)
    for kept in range(len(text) - len(tail), 0, -1):
        shorter = _lines(f"{text[:kept].rstrip()}{CUT}{tail}", size_points, room_mm)
        if len(shorter) <= most_lines:
            return shorter
    return _lines(CUT + tail, size_points, room_mm)[:most_lines]


def _tail(text: str, size_points: float, room_mm: float) -> str:
    before, _space, last = text.rpartition(" ")
    if before and len(last) <= 3:
        # "550 ml": a unit says nothing without its number.
        last = f"{before.rpartition(' ')[2]} {last}"
    # A word that takes more than half a line is no size any more: then the last few signs stay.
    while width_mm(last, size_points) > room_mm / 2:
        last = last[1:]
    return last


def _lines(text: str, size_points: float, room_mm: float) -> list[str]:
    """Filled line by line: between words where there are any, else between any two signs."""
    lines: list[str] = []
    rest = text
    while rest:
        end = _end(rest, size_points, room_mm)
        lines.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return lines


def _end(text: str, size_points: float, room_mm: float) -> int:
    fits = len(text)
    while fits > 1 and width_mm(text[:fits], size_points) > room_mm:
        fits -= 1
    if fits == len(text) or not (_is_latin(text[fits - 1]) and _is_latin(text[fits])):
        return fits
    start = fits
    while start > 0 and _is_latin(text[start - 1]):
        start -= 1
    return start or fits


def _is_latin(sign: str) -> bool:
    return sign.isascii() and not sign.isspace()
