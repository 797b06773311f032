"""The regions to which an offer may be limited."""

from collections.abc import Sequence

from dinghuo.organisations.rules.regions import provinces, region


def offer_regions(chosen: Sequence[str]) -> list[tuple[str, str]]:
    """The provinces as (code, name), after what is chosen below them. No statement."""
    others = [(code, found.name) for code in chosen if len(code) > 2 and (found := region(code))]
    return [*others, *provinces()]
