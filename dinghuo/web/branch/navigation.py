"""The places of the branch's door."""

from dinghuo.web.selling.navigation import selling_navigation
from dinghuo.web.shared.navigation import Navigation
from dinghuo.web.shared.session import Request


def navigation(request: Request) -> Navigation:
    """What this reader may go to."""
    return selling_navigation(request)
