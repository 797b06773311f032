"""Bottles, cans, jars: vessels that stand upright, on a canvas of 200 x 200."""

from dinghuo.demo.drawings.motifs import motif
from dinghuo.demo.drawings.paint import GLASS, Paint, darker, lighter


def bottle(p: Paint) -> str:
    """A plastic bottle of a drink with a wrapped label."""
    shape = "M88 40h24v14c0 8 18 12 18 32v84q0 14-12 14H82q-12 0-12-14V86c0-20 18-24 18-32Z"
    return (
        f'<path d="{shape}" fill="{lighter(p.body, 0.45)}"/>'
        f'<path d="M70 96h60v74q0 14-12 14H82q-12 0-12-14Z" fill="{lighter(p.body, 0.2)}"/>'
        f'<rect x="86" y="22" width="28" height="17" rx="4" fill="{p.lid}"/>'
        f'<rect x="68" y="100" width="64" height="52" rx="3" fill="{p.label}"/>'
        f'<path d="M118 64q6 8 6 22v84q0 8-4 12" fill="none" stroke="#000" stroke-opacity=".12" stroke-width="7"/>'
        f'<path d="M82 66q-5 8-5 20v10" fill="none" stroke="#fff" stroke-opacity=".65" stroke-width="5" '
        f'stroke-linecap="round"/>{motif(p.motif, p.ink, 100, 126)}'
    )


def can(p: Paint) -> str:
    """A drinks can."""
    return (
        f'<path d="M66 42l8-16h52l8 16v126l-8 12H74l-8-12Z" fill="{p.body}"/>'
        f'<ellipse cx="100" cy="27" rx="27" ry="6" fill="#c9ccd0"/>'
        f'<ellipse cx="100" cy="26" rx="19" ry="3.6" fill="#a9adb3"/>'
        f'<path d="M66 42l3-6h62l3 6ZM66 168h68l-4 6H70Z" fill="#d5d8db"/>'
        f'<circle cx="100" cy="104" r="29" fill="{p.label}"/>{motif(p.motif, p.ink, 100, 104)}'
        f'<path d="M66 146q34 12 68 0v14q-34 12-68 0Z" fill="{p.lid}"/>'
        f'<rect x="72" y="42" width="7" height="126" fill="#fff" opacity=".28"/>'
        f'<rect x="119" y="42" width="15" height="126" fill="#000" opacity=".12"/>'
    )


def spirit(p: Paint) -> str:
    """A porcelain or glass bottle of spirit, square shouldered, with a seal."""
    return (
        f'<path d="M90 50h20v20l22 16v86q0 12-12 12H80q-12 0-12-12V86l22-16Z" fill="{p.body}"/>'
        f'<rect x="86" y="20" width="28" height="34" rx="5" fill="{p.lid}"/>'
        f'<path d="M86 40h28v5H86Z" fill="{lighter(p.lid, 0.5)}"/>'
        f'<rect x="78" y="98" width="44" height="66" rx="3" fill="{p.label}"/>'
        f"{motif(p.motif, p.ink, 100, 126, 0.95)}"
        f'<path d="M86 152h28" stroke="{p.ink}" stroke-width="3" stroke-linecap="round"/>'
        f'<path d="M126 90v82q0 6-4 9" fill="none" stroke="#000" stroke-opacity=".14" stroke-width="7"/>'
    )


def wine(p: Paint) -> str:
    """A wine bottle."""
    glass = darker(p.body, 0.5)
    return (
        f'<path d="M91 24h18v48c0 10 21 14 21 36v62q0 14-12 14H82q-12 0-12-14v-62c0-22 21-26 21-36Z" fill="{glass}"/>'
        f'<rect x="90" y="18" width="20" height="36" rx="3" fill="{p.lid}"/>'
        f'<rect x="70" y="110" width="60" height="52" fill="{p.label}"/>'
        f"{motif(p.motif, p.ink, 100, 131, 0.85)}"
        f'<path d="M84 153h32" stroke="{p.ink}" stroke-width="2.6" stroke-linecap="round"/>'
        f'<path d="M80 92q-4 6-4 14" fill="none" stroke="#fff" stroke-opacity=".4" stroke-width="4" '
        f'stroke-linecap="round"/>'
    )


def sauce(p: Paint) -> str:
    """A glass bottle of sauce: long neck, dark content."""
    return (
        f'<path d="M90 36h20v34c0 10 18 12 18 30v72q0 12-10 12H82q-10 0-10-12v-72c0-18 18-20 18-30Z" '
        f'fill="{darker(p.body, 0.42)}"/>'
        f'<path d="M87 18h26l-2 22H89Z" fill="{p.lid}"/>'
        f'<path d="M70 106h60v56H70Z" fill="{p.label}"/><path d="M70 106h60v7H70ZM70 155h60v7H70Z" fill="{p.ink}"/>'
        f"{motif(p.motif, p.ink, 100, 134, 0.9)}"
        f'<path d="M82 92q-4 4-4 12" stroke="#fff" stroke-opacity=".45" stroke-width="4" fill="none" '
        f'stroke-linecap="round"/>'
    )


def jar(p: Paint) -> str:
    """A jar with a screwed lid."""
    return (
        f'<path d="M64 72q0-12 12-14h48q12 2 12 14v94q0 16-14 16H78q-14 0-14-16Z" fill="{p.body}"/>'
        f'<path d="M64 80q0-10 6-16v114q-6-4-6-14ZM136 80q0-10-6-16v114q6-4 6-14Z" fill="{GLASS}" opacity=".75"/>'
        f'<rect x="66" y="34" width="68" height="25" rx="6" fill="{p.lid}"/>'
        f'<path d="M74 34v25M84 34v25M94 34v25M104 34v25M114 34v25M124 34v25" stroke="#000" stroke-opacity=".14" '
        f'stroke-width="2.4"/><rect x="64" y="88" width="72" height="66" fill="{p.label}"/>'
        f"{motif(p.motif, p.ink, 100, 121, 1.15)}"
    )


def jug(p: Paint) -> str:
    """A large bottle with a handle, of oil."""
    return (
        f'<path d="M84 42h24v10q30 8 30 42v76q0 14-12 14H70q-12 0-12-14v-72c0-32 26-34 26-46Z" '
        f'fill="{lighter(p.body, 0.18)}"/>'
        f'<path d="M112 66c20 4 22 20 18 46h-12c4-22 2-30-12-34Z" fill="none" stroke="{darker(p.body, 0.25)}" '
        f'stroke-width="5" stroke-linejoin="round"/>'
        f'<rect x="80" y="22" width="32" height="20" rx="5" fill="{p.lid}"/>'
        f'<rect x="58" y="116" width="80" height="52" fill="{p.label}"/>'
        f"{motif(p.motif, p.ink, 98, 142, 1.05)}"
        f'<path d="M72 86q-6 8-6 20" fill="none" stroke="#fff" stroke-opacity=".6" stroke-width="5" '
        f'stroke-linecap="round"/>'
    )


def tin(p: Paint) -> str:
    """A tin with a ring pull."""
    return (
        f'<path d="M52 66v96q0 14 48 14t48-14V66Z" fill="{p.body}"/>'
        f'<ellipse cx="100" cy="64" rx="48" ry="14" fill="#d3d6d9"/>'
        f'<ellipse cx="100" cy="63" rx="39" ry="10" fill="#b4b8bd"/>'
        f'<path d="M100 58q12-3 16 2t-14 5Z" fill="none" stroke="#eceef0" stroke-width="3"/>'
        f'<path d="M52 92q48 18 96 0v54q-48 18-96 0Z" fill="{p.label}"/>{motif(p.motif, p.ink, 100, 128, 1.1)}'
        f'<path d="M140 72v96q8-3 8-6V66q-2 4-8 6Z" fill="#000" opacity=".14"/>'
    )


def pump(p: Paint) -> str:
    """A bottle with a pump, of soap."""
    return (
        f'<path d="M68 92q0-14 14-16h36q14 2 14 16v78q0 14-12 14H80q-12 0-12-14Z" fill="{p.body}"/>'
        f'<path d="M84 62h32v16H84ZM96 40h8v24h-8ZM76 30h38q6 0 6 6v6H90q-2-4-8-4h-6Z" fill="{p.lid}"/>'
        f'<rect x="76" y="104" width="48" height="56" rx="6" fill="{p.label}"/>'
        f"{motif(p.motif, p.ink, 100, 132)}"
        f'<path d="M126 94v76q0 8-5 12" stroke="#000" stroke-opacity=".12" stroke-width="7" fill="none"/>'
    )


def yoghurt(p: Paint) -> str:
    """A small bottle of yoghurt with a foil lid."""
    return (
        f'<path d="M74 54h52l4 16q10 14 10 32v66q0 14-14 14H74q-14 0-14-14v-66q0-18 10-32Z" '
        f'fill="{lighter(p.body, 0.55)}"/>'
        f'<path d="M70 40q30-8 60 0l-2 15H72Z" fill="{p.lid}"/>'
        f'<path d="M60 104h80v54H60Z" fill="{p.body}"/><circle cx="100" cy="131" r="23" fill="{p.label}"/>'
        f"{motif(p.motif, p.ink, 100, 131, 0.85)}"
        f'<path d="M78 72q-6 10-7 22" stroke="#fff" stroke-opacity=".8" stroke-width="5" fill="none" '
        f'stroke-linecap="round"/>'
    )
