"""The levels of prices, nearest to the buyer first, numbered as in the design; 1 is a price given by hand."""

MANUAL = 1
LEVELS = {"manual": MANUAL, "contract": 2, "customer": 3, "group": 4, "level": 5, "channel": 6, "base": 7}
BASE = LEVELS["base"]
#: Inside a list the more specific row counts. Among categories the nearest, which is the one of the longest path.
SPECIFICITY = {"variant": 0, "product": 1, "category": 1000, "brand": 1001, "all": 1002}
#: Lists that follow from one another; deeper than any trade needs, so that reading always ends.
DEEPEST = 8


def specificity(target: str, path_length: int = 0) -> int:
    """How late a row for this comes: less is sooner. `path_length` is that of a category's path, below 900."""
    return SPECIFICITY[target] - (path_length if target == "category" else 0)
