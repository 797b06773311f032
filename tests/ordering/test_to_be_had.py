"""What is in stock for a buyer is one answer, whatever the rules: filter, count, list, page, file and placement."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from dinghuo.catalogue.actions.save_kit import PartWanted, save_kit
from dinghuo.catalogue.models import Offer, Variant
from dinghuo.catalogue.queries.facets import facets
from dinghuo.catalogue.queries.list_products import Wanted
from dinghuo.catalogue.states import KitPricing
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Refusal
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.queries.exports.goods_rows import goods_rows
from dinghuo.inventory.actions.set_life_rules import LifeRuleEntry, set_life_rules
from dinghuo.inventory.models import CartHold, LastSent, Lot, SafetyStock, Stock, Warehouse
from dinghuo.inventory.permissions import PERMISSIONS as STOCK
from dinghuo.inventory.queries.available import available
from dinghuo.inventory.queries.free_balances import free_supply
from dinghuo.inventory.queries.life_needs import life_needs
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest
from dinghuo.ordering.actions.preview_order import preview_order
from dinghuo.ordering.actions.set_quotas import QuotaEntry, set_quotas
from dinghuo.ordering.permissions import PERMISSIONS as ORDERING
from dinghuo.ordering.queries.shelf import shelf, shelf_product
from dinghuo.ordering.queries.to_be_had import to_be_had
from dinghuo.organisations.models import Storefront
from dinghuo.organisations.queries.today import today
from tests.makers import make_actor, make_goods, make_organisation, make_world

D = Decimal
GOODS = ("A", "B", "C")
BUY = ("catalogue.see_products", "pricing.see_prices", "ordering.place_order")


@dataclass(frozen=True)
class Balance:
    """Of which article, in which of two warehouses, how much, how many days it is good and since when it is made."""

    sku: str
    place: int
    quantity: int
    good: int | None
    made: int | None
    held: int


@dataclass(frozen=True)
class Rules:
    """What stands against promising goods: days and share of life, not older than last time, kept back, quotas."""

    days: int | None
    percent: int | None
    not_older: int | None
    kept: dict[tuple[str, int], int]
    quotas: dict[str, int]


BALANCES = st.lists(
    st.builds(
        Balance,
        st.sampled_from(GOODS),
        st.integers(0, 1),
        st.integers(1, 9),
        st.sampled_from([None, -1, 0, 5, 40, 90]),
        st.sampled_from([None, 1, 60]),
        st.integers(0, 9),
    ),
    max_size=6,
    # Goods without a day have no lot: one balance in a place.
    unique_by=lambda each: (each.sku, each.place, each.good),
)
RULES = st.builds(
    Rules,
    st.sampled_from([None, 1, 30]),
    st.sampled_from([None, 30, 60]),
    st.sampled_from([None, 5, 40]),
    st.dictionaries(st.tuples(st.sampled_from(GOODS), st.integers(0, 1)), st.integers(1, 9), max_size=3),
    st.dictionaries(st.sampled_from(GOODS), st.integers(0, 6), max_size=2),
)


#: Each example makes a market of its own: a failing one is told as it was found.
QUICK = settings(
    max_examples=25,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


class Shop:
    """Three articles and a kit of two A and one B, sold to one buyer; another buyer is at the checkout."""

    def __init__(self) -> None:
        self.world = make_world("100000")
        self.keeper = make_actor(self.world.supplier, [*STOCK, *ORDERING, "catalogue.save_kit"])
        self.buyer = make_actor(self.world.buyer, BUY)
        self.other = make_organisation(self.world.market.id, "buyer")
        self.variants = {sku: make_goods(self.world.supplier, sku, price="1") for sku in GOODS}
        self.variants["KIT"] = make_goods(self.world.supplier, "KIT", price="3")
        save_kit(self.keeper, "KIT", KitPricing.WHOLE, [PartWanted("A", D(2)), PartWanted("B", D(1))])
        with acting(self.world.system):
            Storefront.objects.filter(id=self.world.storefront.id).update(hold_minutes=10)
            self.places = [
                Warehouse.objects.create(
                    **self.market, owner=self.world.supplier, key=f"w{n}", name="W", priority=n
                )
                for n in (0, 1)
            ]

    @property
    def market(self) -> dict:
        return {"market_id": self.world.market.id}

    def fill(self, balances: list[Balance]) -> None:
        day = today(self.world.system)
        owner = self.world.supplier
        for n, each in enumerate(balances):
            expires = None if each.good is None else day + timedelta(days=each.good)
            made = None if each.made is None or each.good is None else day - timedelta(days=each.made)
            lot = "" if expires is None else f"L{n}"
            goods = {"owner": owner, "variant": self.variants[each.sku]}
            if lot:
                Lot.objects.create(**self.market, **goods, lot=lot, made=made, expires=expires)
            stock = Stock.objects.create(
                **self.market,
                **goods,
                warehouse=self.places[each.place],
                lot=lot,
                expires=expires,
                on_hand=D(each.quantity),
            )
            if each.held:
                CartHold.objects.create(
                    **self.market,
                    cart_id=new_id(),
                    buyer=self.other,
                    stock=stock,
                    quantity=D(each.held),
                    expires_at=now() + timedelta(minutes=9),
                )

    def rule(self, rules: Rules) -> None:
        entry = LifeRuleEntry(
            min_days=rules.days, min_percent=rules.percent, not_older=rules.not_older is not None
        )
        if not entry.asks_nothing:
            set_life_rules(self.keeper, [entry])
        with acting(self.world.system):
            for sku in GOODS if rules.not_older is not None else ():
                LastSent.objects.create(
                    **self.market,
                    owner=self.world.supplier,
                    buyer=self.world.buyer,
                    variant=self.variants[sku],
                    expires=today(self.world.system) + timedelta(days=rules.not_older or 0),
                )
            for (sku, place), quantity in rules.kept.items():
                SafetyStock.objects.create(
                    **self.market,
                    owner=self.world.supplier,
                    variant=self.variants[sku],
                    warehouse=self.places[place],
                    quantity=D(quantity),
                )
        if rules.quotas:
            set_quotas(self.keeper, [QuotaEntry(sku, D(most)) for sku, most in rules.quotas.items()])

    def may_be_ordered(self, sku: str) -> bool:
        try:
            preview_order(self.buyer, OrderRequest([LineRequest(sku, D(1))], "credit"))
        except Refusal:
            return False
        return True


@pytest.mark.django_db
@given(balances=BALANCES, rules=RULES)
@QUICK
def test_every_way_to_ask_gives_one_answer(db, balances, rules):
    shop = Shop()
    with acting(shop.world.system):
        shop.fill(balances)
    shop.rule(rules)
    actor, front, buyer_id = shop.buyer, shop.world.storefront, shop.world.buyer.id
    with acting(actor):
        told = {row.item.sku: row.stock.in_stock for row in shelf(actor, front, buyer_id).items}
        found = {row.item.sku for row in shelf(actor, front, buyer_id, in_stock_only=True).items}
        only = Wanted(only=to_be_had(actor, front.id, buyer_id), buyer_id=buyer_id)
        assert found == {sku for sku, there in told.items() if there}
        assert facets(actor, front.id, only).total == len(found)
        for sku in told:
            assert shelf_product(actor, front, buyer_id, sku).shown.stock.in_stock == told[sku]
    assert {sku: shop.may_be_ordered(sku) for sku in told} == told


@pytest.mark.django_db
@given(balances=BALANCES, rules=RULES)
@QUICK
def test_the_statement_counts_as_the_rules_hand_out(db, balances, rules):
    shop = Shop()
    with acting(shop.world.system):
        shop.fill(balances)
    shop.rule(rules)
    seller_id, buyer_id = shop.world.supplier.id, shop.world.buyer.id
    with acting(shop.buyer):
        ids = {shop.variants[sku].id for sku in GOODS}
        free = available(shop.buyer, ids, buyer_id=buyer_id)
        supply = free_supply(shop.buyer, {(each, seller_id) for each in ids})
        needs = life_needs(shop.buyer, seller_id, buyer_id, ids)
        for each in ids:
            handed = supply.free(each, seller_id, needs.get(each), buyer_id=buyer_id)
            assert free.get((each, seller_id), D(0)) == handed
    with acting(shop.keeper):
        seen = available(shop.keeper, ids, seller_id)
        exported = {row.variant_id: row.available or D(0) for row in goods_rows(shop.keeper, {})}
        assert {each: seen.get((each, seller_id), D(0)) for each in ids} == {
            each: exported[each] for each in ids
        }


@pytest.mark.django_db
def test_stock_of_somebody_who_does_not_offer_it_counts_for_nothing():
    shop = Shop()
    with acting(shop.world.system):
        shop.fill([Balance("A", 0, 9, None, None, 0), Balance("B", 0, 9, None, None, 0)])
        Offer.objects.filter(variant=Variant.objects.get(sku="A")).update(
            seller=make_organisation(shop.world.market.id, "supplier")
        )
        front = shop.world.storefront
    with acting(shop.buyer):
        found = shelf(shop.buyer, front, shop.world.buyer.id, in_stock_only=True)
        assert "A" not in {row.item.sku for row in found.items}
