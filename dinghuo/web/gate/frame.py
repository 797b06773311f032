"""Chooses the frame of a page that belongs to no door: the one its reader knows."""

from dinghuo.web.shared.session import Request


def frame_of(request: Request) -> str:
    """The template of the storefront for buyers, of a console for everybody else."""
    return "shared/storefront.html" if request.door == "buyer" else "shared/door.html"
