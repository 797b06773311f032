"""What events tell of a paper."""

from typing import Any


def told_of(kind: str, names: Any, number: str, product: str, until: Any) -> dict[str, Any]:
    """The kind in the market's words and in others, the number, the product's name if it is one's, the last day."""
    return {
        "paper": kind,
        "paper_names": dict(names),
        "number": number,
        "product": product,
        "until": until.isoformat() if until else "",
    }
