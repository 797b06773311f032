"""Draws a bar chart as SVG, readable on light and dark pages."""

from collections.abc import Sequence
from html import escape

WIDTH, LEFT, BAR, GAP, HEAD = 720, 200, 18, 6, 30
COLOURS = ("#0b6e69", "#8a8f98", "#b9762f", "#5b6bb5")
INK = "#7a7f87"


def bars(title: str, unit: str, groups: Sequence[tuple[str, Sequence[tuple[str, float]]]]) -> str:
    """A chart of groups of named values; the same name has the same colour in every group."""
    names = list(dict.fromkeys(name for _group, values in groups for name, _value in values))
    most = max((value for _group, values in groups for _name, value in values), default=1) or 1
    parts, y = [_text(0, 18, title, "600 14px"), _text(WIDTH, 18, unit, "12px", "end")], HEAD
    for group, values in groups:
        parts.append(_text(0, y + 14, group, "12px"))
        for name, value in values:
            length = max(1.0, (WIDTH - LEFT - 70) * value / most)
            parts.append(
                f'<rect x="{LEFT}" y="{y}" width="{length:.1f}" height="{BAR}" rx="2" fill="{_colour(names, name)}"/>'
            )
            parts.append(_text(LEFT - 8, y + 14, name, "12px", "end"))
            parts.append(_text(LEFT + length + 6, y + 14, _short(value), "12px"))
            y += BAR + 3
        y += GAP
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" role="img" aria-label="{escape(title)}">'
    return "\n".join([head, *parts, "</svg>", ""])


def _colour(names: Sequence[str], name: str) -> str:
    return COLOURS[names.index(name) % len(COLOURS)]


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"


def _text(x: float, y: float, text: str, font: str, anchor: str = "start") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{INK}" text-anchor="{anchor}" '
        f'style="font:{font} sans-serif">{escape(text)}</text>'
    )
