"""What is printed on labels: a sign of about 40 units around the origin, in one ink."""

from collections.abc import Callable
from math import cos, pi, sin

Motif = Callable[[str], str]


def _leaf(ink: str) -> str:
    return (
        f'<path d="M-15 13C-17-8-3-18 17-17C18 4 7 17-15 13Z" fill="{ink}"/>'
        f'<path d="M-15 13Q-2 2 9-9" fill="none" stroke="#fff" stroke-opacity=".7" stroke-width="2"/>'
    )


def _drop(ink: str) -> str:
    return f'<path d="M0-19C8-7 13 0 13 7a13 13 0 0 1-26 0C-13 0-8-7 0-19Z" fill="{ink}"/>'


def _waves(ink: str) -> str:
    rows = "".join(f"M-18 {y}q6-7 12 0t12 0t12 0" for y in (-8, 1, 10))
    return f'<path d="{rows}" fill="none" stroke="{ink}" stroke-width="4" stroke-linecap="round"/>'


def _sun(ink: str) -> str:
    rays = "".join(
        f"M{13 * cos(turn):.1f} {13 * sin(turn):.1f}L{19 * cos(turn):.1f} {19 * sin(turn):.1f}"
        for turn in (pi * k / 4 for k in range(8))
    )
    return f'<circle r="8.5" fill="{ink}"/><path d="{rays}" stroke="{ink}" stroke-width="3.4" stroke-linecap="round"/>'


def _mountain(ink: str) -> str:
    return (
        f'<path d="M-20 13L-6-11L2 2L7-6L20 13Z" fill="{ink}"/><circle cx="11" cy="-13" r="4" fill="{ink}"/>'
    )


def _fruit(ink: str) -> str:
    return (
        f'<circle cy="4" r="13" fill="{ink}"/>'
        f'<path d="M0-9Q1-16 9-18Q9-11 0-9Z" fill="{ink}"/>'
        f'<path d="M-7 0a8 8 0 0 1 5-5" fill="none" stroke="#fff" stroke-opacity=".6" stroke-width="2.6" '
        f'stroke-linecap="round"/>'
    )


def _grain(ink: str) -> str:
    ears = "".join(
        f'<ellipse cx="{side * 7}" cy="{y}" rx="3.6" ry="7" transform="rotate({side * 28} {side * 7} {y})"/>'
        for y in (-9, 2)
        for side in (-1, 1)
    )
    return (
        f'<g fill="{ink}"><ellipse cy="-15" rx="3.6" ry="6.5"/>{ears}</g>'
        f'<path d="M0-10V19" stroke="{ink}" stroke-width="2.6" stroke-linecap="round"/>'
    )


def _star(ink: str) -> str:
    points = " ".join(
        f"{(18 if k % 2 == 0 else 7.6) * sin(pi * k / 5):.1f},{-(18 if k % 2 == 0 else 7.6) * cos(pi * k / 5):.1f}"
        for k in range(10)
    )
    return (
        f'<polygon points="{points}" fill="{ink}" stroke="{ink}" stroke-width="3" stroke-linejoin="round"/>'
    )


def _seal(ink: str) -> str:
    return (
        f'<rect x="-15" y="-15" width="30" height="30" rx="4" fill="{ink}"/>'
        f'<path d="M-8-6H8M-8 1H8M0-9V9M-6 8H6" stroke="#fff" stroke-opacity=".85" stroke-width="2.6" '
        f'stroke-linecap="round"/>'
    )


def _arc(ink: str) -> str:
    arcs = "".join(f"M-{r} 9a{r} {r} 0 0 1 {2 * r} 0" for r in (18, 12, 6))
    return f'<path d="{arcs}" fill="none" stroke="{ink}" stroke-width="3.6" stroke-linecap="round"/>'


MOTIFS: dict[str, Motif] = {
    "leaf": _leaf,
    "drop": _drop,
    "waves": _waves,
    "sun": _sun,
    "mountain": _mountain,
    "fruit": _fruit,
    "grain": _grain,
    "star": _star,
    "seal": _seal,
    "arc": _arc,
}


def motif(name: str, ink: str, x: float, y: float, scale: float = 1.0) -> str:
    """The motif of this name, placed and scaled."""
    return f'<g transform="translate({x} {y}) scale({scale:g})">{MOTIFS[name](ink)}</g>'
