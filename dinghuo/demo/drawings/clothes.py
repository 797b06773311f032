"""Clothes, shoes and hats, laid flat on a canvas of 200 x 200. `body` is the cloth, `ink` the stitching."""

from dinghuo.demo.drawings.motifs import motif
from dinghuo.demo.drawings.paint import Paint, darker, lighter

EDGE = 'stroke="#000" stroke-opacity=".16" stroke-width="2" stroke-linejoin="round"'


def _seam(path: str, p: Paint) -> str:
    return f'<path d="{path}" fill="none" stroke="{darker(p.body, 0.35)}" stroke-width="2.4" stroke-linecap="round"/>'


def tee(p: Paint) -> str:
    """A shirt with short sleeves."""
    return (
        f'<path d="M72 34Q100 56 128 34L176 62L158 98L140 88V172H60V88L42 98L24 62Z" fill="{p.body}" {EDGE}/>'
        f'<path d="M72 34Q100 62 128 34l-8-4Q100 46 80 30Z" fill="{darker(p.body)}"/>'
        f"{_seam('M60 88V66M140 88V66M60 164H140', p)}{motif(p.motif, lighter(p.body, 0.5), 118, 84, 0.5)}"
    )


def jacket(p: Paint) -> str:
    """A jacket with a zip and pockets."""
    return (
        f'<path d="M70 30h60L172 56L182 138L154 142L148 96V176H52V96L46 142L18 138L28 56Z" fill="{p.body}" {EDGE}/>'
        f'<path d="M70 30h60l-12 22H82Z" fill="{darker(p.body, 0.28)}"/>'
        f'<path d="M100 52V176" stroke="{lighter(p.body, 0.45)}" stroke-width="4" stroke-dasharray="4 3"/>'
        f"{_seam('M64 132l24 8M136 132l-24 8M52 96V74M148 96V74M52 164h44M104 164h44', p)}"
        f"{motif(p.motif, lighter(p.body, 0.5), 124, 92, 0.42)}"
    )


def dress(p: Paint) -> str:
    """A dress with a waist."""
    return (
        f'<path d="M72 26l10 4q18 18 36 0l10-4l16 36l-16 10l-4 24l34 82q-58 14-116 0l34-82l-4-24l-16-10Z" '
        f'fill="{p.body}" {EDGE}/>'
        f'<path d="M76 92h48v9H76Z" fill="{darker(p.body, 0.3)}"/>'
        f"{_seam('M88 104L72 178M112 104L128 178M100 104V182', p)}"
        f'<path d="M82 30q18 18 36 0" fill="none" stroke="{lighter(p.body, 0.5)}" stroke-width="3"/>'
    )


def trousers(p: Paint) -> str:
    """A pair of trousers."""
    return (
        f'<path d="M62 24h76l14 156h-38L100 78L86 180H48Z" fill="{p.body}" {EDGE}/>'
        f'<path d="M62 24h76l1 14H61Z" fill="{darker(p.body, 0.26)}"/>'
        f"{_seam('M100 38v40M66 44q4 18-6 26M134 44q-4 18 6 26M100 44q10 4 8 24', p)}"
        f'<circle cx="100" cy="31" r="3.4" fill="{lighter(p.body, 0.6)}"/>'
    )


def shoe(p: Paint) -> str:
    """A sports shoe."""
    return (
        f'<path d="M30 84q14 10 34-10l12-10q26 34 62 44q34 8 36 32v8H28q-6-34 2-64Z" fill="{p.body}" {EDGE}/>'
        f'<path d="M24 146h152q2 18-14 18H38q-14 0-14-18Z" fill="#efece4"/>'
        f'<path d="M24 156h151" stroke="#c9c5ba" stroke-width="2.4"/>'
        f'<path d="M84 74l-14 12M96 86l-14 12M109 96l-13 12M122 104l-12 12" stroke="#f4f1e9" stroke-width="5" '
        f'stroke-linecap="round"/>'
        f'<path d="M40 140q34-12 62-2t72 2" fill="none" stroke="{lighter(p.body, 0.5)}" stroke-width="5"/>'
    )


def cap(p: Paint) -> str:
    """A cap."""
    return (
        f'<path d="M40 120q0-66 60-66t60 66Z" fill="{p.body}" {EDGE}/>'
        f'<path d="M34 118q66-16 132 0q18 6 18 20q-60-20-150 0q-14-12 0-20Z" fill="{darker(p.body, 0.24)}"/>'
        f"{_seam('M100 54v56M74 60q-14 22-15 54M126 60q14 22 15 54', p)}"
        f'<circle cx="100" cy="53" r="5" fill="{darker(p.body, 0.3)}"/>'
        f"{motif(p.motif, lighter(p.body, 0.55), 100, 92, 0.55)}"
    )
