"""A branch's price list in the making: below the seller's own, inside a band, with one price that is outside."""

from decimal import Decimal

from dinghuo.demo.companies.market import Opened
from dinghuo.demo.today.special_prices import SELLER
from dinghuo.demo.words import Words
from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.actions.load_prices import load_prices
from dinghuo.pricing.actions.save_price_list import ListInput, save_price_list
from dinghuo.pricing.actions.set_bands import BandInput, set_bands
from dinghuo.pricing.models import Price
from dinghuo.pricing.rules.rows import PriceInput
from dinghuo.pricing.states import ListKind, ListState

BRANCH, GOODS = "HYHN", 8
NAME = Words("华南分公司价（筹备）", "South branch, in the making")
LEAST, MOST = Decimal(95), Decimal(108)
#: Of the price for everybody; the first was set before there was a band.
PERCENT, PERCENT_FIRST = Decimal("1.04"), Decimal("1.15")
CENT = Decimal("0.01")


def plan_branch_prices(opened: Opened) -> None:
    """By the domain's own actions. The list is a draft: nobody pays its prices yet."""
    actor, seller_id = opened.actor, opened.companies[SELLER].id
    base, key = f"{SELLER}-base".lower(), f"{SELLER}-{BRANCH}".lower()
    with acting(actor):
        rows = Price.objects.filter(
            market_id=actor.market_id, list__key=base, min_quantity=1, valid__contains=now()
        )
        found = list(rows.order_by("variant__sku").values_list("variant__sku", "unit", "amount")[:GOODS])
    wanted = ListInput(
        key,
        NAME.chinese,
        ListKind.CHANNEL,
        "CNY",
        names=NAME.translations,
        branch=BRANCH,
        state=ListState.DRAFT,
        seller_id=seller_id,
    )
    save_price_list(actor, wanted)
    shares = [PERCENT_FIRST] + [PERCENT] * GOODS
    prices = [
        PriceInput(sku, (amount * share).quantize(CENT), unit)
        for (sku, unit, amount), share in zip(found, shares, strict=False)
    ]
    load_prices(actor, key, prices)
    set_bands(actor, key, base, [BandInput("", LEAST, MOST)])
