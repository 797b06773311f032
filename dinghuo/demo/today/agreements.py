"""A contract of the demo that ends in three weeks, with its signed paper, and the draft of its extension."""

from datetime import timedelta
from decimal import Decimal

from dinghuo.demo.companies.market import Opened
from dinghuo.demo.today.licences import SCAN
from dinghuo.demo.today.price_rise import ZONE
from dinghuo.demo.today.special_prices import SELLER
from dinghuo.foundation.clock import now, today
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.actions.contracts.extend_contract import extend_contract
from dinghuo.pricing.actions.contracts.remind_of_contracts import remind_of_contracts
from dinghuo.pricing.actions.contracts.save_contract import ContractInput, save_contract
from dinghuo.pricing.actions.contracts.sign_contract import sign_contract
from dinghuo.pricing.actions.load_prices import load_prices
from dinghuo.pricing.actions.save_price_list import ListInput, save_price_list
from dinghuo.pricing.models import Price
from dinghuo.pricing.rules.rows import PriceInput
from dinghuo.pricing.states import ListKind

#: The customer, how many articles, and what they cost of the price for everybody.
BUYER, GOODS, PERCENT = "B003", 12, Decimal("0.93")
NAME = "年度供货合同"
TERMS = "按月结算，30 天付款。协议价在合同有效期内不随牌价调整。"
CENT = Decimal("0.01")


def sign_for_a_year(opened: Opened) -> None:
    """By the domain's own actions: a list, its prices, the contract, its signature and what reminds of its end."""
    actor, seller_id = opened.actor, opened.companies[SELLER].id
    key = f"{SELLER}-{BUYER}".lower()
    with acting(actor):
        rows = Price.objects.filter(
            market_id=actor.market_id,
            list__key=f"{SELLER}-base".lower(),
            min_quantity=1,
            valid__contains=now(),
        )
        columns = ("variant__sku", "unit", "amount")
        found = list(rows.order_by("variant__sku").values_list(*columns)[:GOODS])
    save_price_list(
        actor, ListInput(key, "合同价", ListKind.CONTRACT, "CNY", buyer=BUYER, seller_id=seller_id)
    )
    load_prices(
        actor, key, [PriceInput(sku, (amount * PERCENT).quantize(CENT), unit) for sku, unit, amount in found]
    )
    last = today(ZONE) + timedelta(days=21)
    wanted = ContractInput(
        NAME,
        BUYER,
        [key],
        last - timedelta(days=364),
        last,
        terms=TERMS,
        seller_id=seller_id,
        paper=SCAN,
    )
    number = save_contract(actor, wanted).number
    sign_contract(actor, number)
    remind_of_contracts(actor)
    extend_contract(actor, number)
