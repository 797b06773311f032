"""Cartons, bags, cups: what is packed flat or soft, on a canvas of 200 x 200."""

from dinghuo.demo.drawings.motifs import motif
from dinghuo.demo.drawings.paint import Paint, darker, lighter


def carton(p: Paint) -> str:
    """A gable-top carton of milk or juice."""
    return (
        f'<path d="M62 70h56v112H62Z" fill="{p.body}"/><path d="M118 70l22-8v110l-22 10Z" fill="{darker(p.body)}"/>'
        f'<path d="M62 70l16-32h50l-10 32Z" fill="{lighter(p.body, 0.35)}"/>'
        f'<path d="M118 70l10-32l12 24Z" fill="{darker(p.body, 0.08)}"/>'
        f'<path d="M78 24h50v14H78Z" fill="{p.lid}"/>'
        f'<path d="M62 96h56v60H62Z" fill="{p.label}"/>{motif(p.motif, p.ink, 90, 126, 1.05)}'
        f'<path d="M118 96l22-9v59l-22 10Z" fill="{darker(p.label, 0.14)}"/>'
    )


def pouch(p: Paint) -> str:
    """A foil bag with sealed ends."""
    return (
        f'<path d="M56 34h88l4 10q-8 56 0 124l-4 10H56l-4-10q8-68 0-124Z" fill="{p.body}"/>'
        f'<path d="M56 34h88l4 10H52ZM52 168h96l-4 10H56Z" fill="{darker(p.body, 0.22)}"/>'
        f'<path d="M60 36v7M68 36v7M76 36v7M84 36v7M92 36v7M100 36v7M108 36v7M116 36v7M124 36v7M132 36v7M140 36v7" '
        f'stroke="#fff" stroke-opacity=".35" stroke-width="2"/>'
        f'<ellipse cx="100" cy="98" rx="36" ry="35" fill="{p.label}"/>{motif(p.motif, p.ink, 100, 98, 1.25)}'
        f'<path d="M70 148h60" stroke="{p.lid}" stroke-width="9" stroke-linecap="round"/>'
        f'<path d="M64 52q6 52-1 106" stroke="#fff" stroke-opacity=".3" stroke-width="6" fill="none" '
        f'stroke-linecap="round"/>'
    )


def sack(p: Paint) -> str:
    """A woven sack of rice or flour with a sewn top."""
    return (
        f'<path d="M54 44q46-8 92 0q10 62 2 130q-48 12-96 0q-8-68 2-130Z" fill="{lighter(p.body, 0.62)}"/>'
        f'<path d="M54 30q46-8 92 0l0 16q-46-8-92 0Z" fill="{p.body}"/>'
        f'<path d="M58 38q42-7 84 0" stroke="#fff" stroke-width="2.6" stroke-dasharray="5 4" fill="none"/>'
        f'<path d="M50 96q50 10 100 0v50q-50 10-100 0Z" fill="{p.body}"/><circle cx="100" cy="124" r="31" '
        f'fill="{p.label}"/>{motif(p.motif, p.ink, 100, 124, 1.2)}'
        f'<path d="M140 56q6 52 0 114" stroke="#000" stroke-opacity=".1" stroke-width="8" fill="none"/>'
    )


def box(p: Paint) -> str:
    """A cardboard box of biscuits or coffee."""
    return (
        f'<path d="M40 66h92v108H40Z" fill="{p.body}"/>'
        f'<path d="M132 66l28-18v106l-28 20Z" fill="{darker(p.body, 0.24)}"/>'
        f'<path d="M40 66l28-18h92l-28 18Z" fill="{lighter(p.body, 0.28)}"/>'
        f'<rect x="52" y="82" width="68" height="60" rx="4" fill="{p.label}"/>{motif(p.motif, p.ink, 86, 112, 1.2)}'
        f'<path d="M52 156h50" stroke="{p.lid}" stroke-width="7" stroke-linecap="round"/>'
    )


def pack(p: Paint) -> str:
    """A flat wrapped pack with a band."""
    return (
        f'<rect x="34" y="62" width="132" height="88" rx="10" fill="{lighter(p.body, 0.4)}"/>'
        f'<path d="M34 74l-8-6v76l8-6ZM166 74l8-6v76l-8-6Z" fill="{p.body}"/>'
        f'<rect x="58" y="62" width="84" height="88" fill="{p.body}"/>'
        f'<circle cx="100" cy="106" r="30" fill="{p.label}"/>{motif(p.motif, p.ink, 100, 106, 1.1)}'
        f'<path d="M44 76h6M44 86h6M44 96h6M44 106h6" stroke="{p.lid}" stroke-width="3" stroke-linecap="round"/>'
        f'<path d="M34 138q66 10 132 0v2q0 10-10 10H44q-10 0-10-10Z" fill="#000" opacity=".1"/>'
    )


def bucket(p: Paint) -> str:
    """A paper bucket of noodles with a foil lid and a fork's worth of steam."""
    return (
        f'<path d="M50 76h100l-13 96q-2 10-37 10t-37-10Z" fill="{p.body}"/>'
        f'<ellipse cx="100" cy="72" rx="54" ry="13" fill="{p.lid}"/>'
        f'<ellipse cx="100" cy="70" rx="46" ry="9" fill="{lighter(p.lid, 0.35)}"/>'
        f'<path d="M53 98q47 14 94 0l-7 50q-40 12-80 0Z" fill="{p.label}"/>{motif(p.motif, p.ink, 100, 128, 1.15)}'
        f'<path d="M84 44q-6-8 0-16t0-14M100 44q-6-8 0-16t0-14M116 44q-6-8 0-16t0-14" fill="none" stroke="{p.body}" '
        f'stroke-opacity=".5" stroke-width="4" stroke-linecap="round"/>'
    )


def bowl(p: Paint) -> str:
    """A covered bowl of a ready meal."""
    return (
        f'<path d="M34 92h132l-16 66q-4 16-50 16t-50-16Z" fill="{p.body}"/>'
        f'<rect x="30" y="74" width="140" height="20" rx="9" fill="{p.lid}"/>'
        f'<path d="M44 74q8-26 56-26t56 26Z" fill="{lighter(p.lid, 0.4)}"/>'
        f'<rect x="68" y="102" width="64" height="50" rx="6" fill="{p.label}"/>{motif(p.motif, p.ink, 100, 127)}'
    )


def cup(p: Paint) -> str:
    """A small cup with a peel-off lid."""
    return (
        f'<path d="M58 72h84l-10 98q-2 10-32 10t-32-10Z" fill="{lighter(p.body, 0.5)}"/>'
        f'<path d="M62 112h76l-6 58q-2 10-32 10t-32-10Z" fill="{p.body}"/>'
        f'<path d="M52 60h96l4 8-6 6H54l-6-6Z" fill="{p.lid}"/><path d="M146 60l14-8v10l-8 6Z" fill="{p.lid}"/>'
        f'<circle cx="100" cy="124" r="25" fill="{p.label}"/>{motif(p.motif, p.ink, 100, 124, 0.95)}'
        f'<path d="M70 82l7 80" stroke="#fff" stroke-opacity=".55" stroke-width="6" stroke-linecap="round"/>'
    )


def ice(p: Paint) -> str:
    """An ice lolly with a bite missing."""
    return (
        f'<rect x="92" y="140" width="16" height="44" rx="7" fill="#d9bf95"/>'
        f'<path d="M64 62q0-38 36-38t36 38v76q0 12-12 12H76q-12 0-12-12Z" fill="{p.body}"/>'
        f'<path d="M64 62q0-38 36-38t36 38v22q-10 14-18 2t-18 4-18-2-18-4Z" fill="{p.lid}"/>'
        f'<circle cx="100" cy="112" r="22" fill="{p.label}"/>{motif(p.motif, p.ink, 100, 112, 0.85)}'
        f'<path d="M76 56q2-16 12-20" stroke="#fff" stroke-opacity=".6" stroke-width="6" fill="none" '
        f'stroke-linecap="round"/>'
    )


def tissue(p: Paint) -> str:
    """A pack of tissues with one half out."""
    return (
        f'<path d="M72 74q6-34 24-38q-2 14 10 12q16-2 22 26Z" fill="#fbfaf6" stroke="#d9d5ca" stroke-width="2"/>'
        f'<rect x="30" y="72" width="140" height="92" rx="12" fill="{p.body}"/>'
        f'<ellipse cx="100" cy="76" rx="42" ry="8" fill="{darker(p.body, 0.3)}"/>'
        f'<path d="M66 76q34 6 68 0" stroke="#fbfaf6" stroke-width="5" fill="none"/>'
        f'<circle cx="100" cy="122" r="29" fill="{p.label}"/>{motif(p.motif, p.ink, 100, 122, 1.1)}'
        f'<path d="M30 146q70 12 140 0v6q0 12-12 12H42q-12 0-12-12Z" fill="#000" opacity=".1"/>'
    )
