"""Says who sells what: every article has its usual seller, some a second one, and branches sell the popular ones."""

import random
from collections.abc import Iterator, Sequence
from decimal import Decimal

from dinghuo.demo.companies import company as told
from dinghuo.demo.shelf.item import Item, Range, Sold
from dinghuo.demo.shelf.items import products

#: Products that each branch keeps itself: of food, and of clothing.
BRANCH_FOOD, BRANCH_CLOTHING = 420, 36
#: A second seller has this share of the products of its second shelves.
SECOND_SHARE = 0.6


def sold_by_all(items: Sequence[Item]) -> list[Sold]:
    """Every item with each of its sellers; an item's usual seller comes first."""
    house = [told.operator(), *told.suppliers()]
    usual = {group: seller.code for seller in house for group in seller.groups}
    second = {shelf: seller.code for seller in house for shelf in seller.second}
    chance = random.Random("who sells what")
    found = []
    for group in products(items).values():
        article = group[0].article
        also = second.get(article.shelf) if chance.random() < SECOND_SHARE else None
        usually = Decimal(chance.choice((97, 98, 103))) / 100
        backorder = chance.random() < 0.5
        for item in group:
            found.append(
                Sold(item, usual[article.group], article.price, False, backorder, chance.choice((1, 1, 2)))
            )
            if also:
                found.append(Sold(item, also, _rounded(article.price * usually), True, False, 3))
    return [*found, *_branches(items)]


def ranges(sold: Sequence[Sold]) -> dict[str, Range]:
    """What each storefront, by key, shows: the market's own all but the branches, a branch's what the branch sells."""
    branches = {branch.code: branch.key for branch in told.branches()}
    found = {key: Range((code,)) for code, key in branches.items()}
    found["huayuan"] = Range((told.operator().code, *(supplier.code for supplier in told.suppliers())))
    for one in sorted(sold, key=lambda one: (one.item.rank, one.is_second)):
        groups = found[branches.get(one.seller, "huayuan")].groups
        groups.setdefault(one.item.group, []).append(one)
    return found


def _branches(items: Sequence[Item]) -> Iterator[Sold]:
    by_rank = sorted(products(items).values(), key=lambda group: group[0].rank)
    for branch in told.branches():
        chance = random.Random(f"range of {branch.code}")
        left = {False: BRANCH_FOOD, True: BRANCH_CLOTHING}
        for group in by_rank:
            clothing = group[0].is_clothing
            if left[clothing] <= 0 or chance.random() < 0.35:
                continue
            left[clothing] -= 1
            dearer = Decimal(chance.choice((102, 103, 105))) / 100
            for item in group:
                yield Sold(item, branch.code, _rounded(item.article.price * dearer), False, False, 1)


def _rounded(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"))
