"""Makes the items of the assortment, and says how popular each is."""

import random
from collections.abc import Sequence

from dinghuo.demo.goods.apparel import apparel
from dinghuo.demo.goods.article import Article, Kind
from dinghuo.demo.goods.food import CASE, food
from dinghuo.demo.rhythm import POPULARITY
from dinghuo.demo.shelf.item import Item
from dinghuo.demo.words import Words

#: A case that costs more than this, in yuan, is opened for the buyer.
DEAREST_CASE = 320


def make_items() -> list[Item]:
    """Every variant of every article, in the order of the assortment."""
    articles: list[Article] = [*food(), *apparel()]
    ranks = random.Random("popularity").sample(range(len(articles)), len(articles))
    items = []
    for rank, article in zip(ranks, articles, strict=True):
        by_case = article.life_days > 0 and article.case > 1 and article.price * article.case <= DEAREST_CASE
        for kind in article.kinds:
            items.append(
                Item(
                    article=article,
                    kind=kind,
                    rank=rank,
                    words=_words(article, kind),
                    unit=CASE if by_case else article.unit,
                    factor=article.case if by_case else 1,
                )
            )
    return items


def weights(count: int) -> list[float]:
    """How often each of so many goods is ordered, the best seller first: the measured curve, cut into that many."""
    return [_share((place + 1) / count) - _share(place / count) for place in range(count)]


def _share(part: float) -> float:
    for (low, share_low), (high, share_high) in zip(POPULARITY, POPULARITY[1:], strict=False):
        if part <= high:
            return share_low + (share_high - share_low) * (part - low) / (high - low)
    return 1.0


def _words(article: Article, kind: Kind) -> Words:
    return article.words + kind.words if kind.words else article.words


def products(items: Sequence[Item]) -> dict[str, list[Item]]:
    """The items by their product's code, in the order of the assortment."""
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(item.article.code, []).append(item)
    return found
