"""Chooses the frame of a page that belongs to no door: the one its reader knows."""

from dinghuo.web.shared.session import Request


def frame_of(request: Request) -> str:
    """The template of the storefront for buyers, of a console for everybody else; the gate's for whoever must prove
    more than a password first."""
    seen = request.visit.signed_in
    if seen is not None and seen.unproven:
        return "shared/gate.html"
    return "shared/storefront.html" if request.door == "buyer" else "shared/door.html"
