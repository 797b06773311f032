"""Whatever the assortments, every way to a buyer's goods gives one answer: lists, pages, carts, orders, API.

mistakes.md 17: what somebody may not see is nowhere to be had, whichever door they try.
"""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dinghuo.catalogue.actions.save_assortment import AssortmentInput, AssortmentLine, Reach, save_assortment
from dinghuo.catalogue.models import Assortment, Attribute, Brand, Category, Listing, Offer, Product, Variant
from dinghuo.catalogue.queries.categories import categories
from dinghuo.catalogue.queries.facets import facets
from dinghuo.catalogue.queries.find_goods import find_goods
from dinghuo.catalogue.queries.list_products import Wanted, list_products
from dinghuo.catalogue.queries.product import product
from dinghuo.catalogue.queries.recognise import recognise
from dinghuo.catalogue.states import OF_THE_PLACE, AssortmentKind, ReachKind
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Invalid, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.members.models import Level, LevelGrant
from dinghuo.ordering.actions.fill_cart import fill_cart
from dinghuo.ordering.actions.place_order import OrderRequest, place_order
from dinghuo.ordering.queries.cart import cart
from dinghuo.ordering.queries.shelf import shelf
from dinghuo.ordering.rules.request import LineRequest
from dinghuo.organisations.actions.storefronts.save_customer_group import save_customer_group
from dinghuo.organisations.models import Organisation
from tests.makers.goods import make_goods, make_price, make_stock
from tests.makers.people import make_actor, make_organisation
from tests.makers.staff import BUY, make_program
from tests.makers.world import World, make_world


@dataclass(frozen=True)
class Good:
    """One variant, as the obvious definition sees it."""

    sku: str
    product: str
    path: str
    brand: str
    traits: frozenset[str]
    sellers: frozenset[str]


GOODS = (
    Good("A1", "A1", "food/drinks/", "b1", frozenset({"sugar=no", "size=s"}), frozenset({"one"})),
    Good("A2", "A1", "food/drinks/", "b1", frozenset({"sugar=no", "size=l"}), frozenset({"one", "two"})),
    Good("B1", "B1", "food/drinks/", "b2", frozenset({"sugar=yes"}), frozenset({"two"})),
    Good("C1", "C1", "food/", "", frozenset(), frozenset({"one"})),
    Good("D1", "D1", "apparel/", "b1", frozenset({"size=s"}), frozenset({"two"})),
    Good("D2", "D1", "apparel/", "b1", frozenset({"size=l"}), frozenset({"two", "one"})),
    Good("E1", "E1", "apparel/", "", frozenset({"size=l"}), frozenset({"one"})),
)
LINES = (
    *(AssortmentLine(AssortmentKind.CATEGORY, key) for key in ("food", "drinks", "apparel")),
    *(AssortmentLine(AssortmentKind.BRAND, key) for key in ("b1", "b2")),
    *(AssortmentLine(AssortmentKind.PRODUCT, key) for key in ("A1", "C1", "D1")),
    *(AssortmentLine(AssortmentKind.SELLER, key) for key in ("one", "two")),
    *(AssortmentLine(AssortmentKind.ATTRIBUTE, key) for key in ("sugar=no", "sugar=yes", "size=s", "size=l")),
)
#: Whom a set may name, and whether that is the buyer.
WHOM = (
    (ReachKind.EVERYBODY, "", True),
    (ReachKind.STOREFRONT, "main", True),
    (ReachKind.BRANCH, "house", True),
    (ReachKind.BRANCH, "one", False),
    (ReachKind.REGION, "44", True),
    (ReachKind.REGION, "4401", True),
    (ReachKind.REGION, "54", False),
    (ReachKind.LEVEL, "gold", True),
    (ReachKind.LEVEL, "silver", False),
    (ReachKind.GROUP, "chains", True),
    (ReachKind.GROUP, "hotels", False),
    (ReachKind.CUSTOMER, "me", True),
    (ReachKind.CUSTOMER, "other", False),
)
IS_MEANT = {(kind, key): meant for kind, key, meant in WHOM}


@st.composite
def assortments(draw: st.DrawFn) -> AssortmentInput:
    """A set of some goods for somebody."""
    lines = draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=4, unique=True))
    named = draw(st.lists(st.sampled_from(WHOM), min_size=0, max_size=3, unique=True))
    reaches = [Reach(kind, key, draw(st.integers(0, 3)) == 0) for kind, key, _ in named]
    if reaches and all(reach.excepted for reach in reaches):
        reaches = [Reach(each.kind, each.key) for each in reaches]
    return AssortmentInput(
        "Set", lines, reaches, denies=draw(st.booleans()), is_active=draw(st.integers(0, 5)) > 0
    )


def holds(wanted: AssortmentInput, good: Good, seller: str) -> bool:
    """True if a seller's offer of these goods is in the set."""
    keys = {kind: [line.key for line in wanted.lines if line.kind == kind] for kind in AssortmentKind}
    categories, brands = keys[AssortmentKind.CATEGORY], keys[AssortmentKind.BRAND]
    named = categories or brands or keys[AssortmentKind.PRODUCT]
    if named and not (
        any(key in good.path.split("/") for key in categories)
        or good.brand in brands
        or good.product in keys[AssortmentKind.PRODUCT]
    ):
        return False
    for attribute in {trait.split("=")[0] for trait in keys[AssortmentKind.ATTRIBUTE]}:
        values = {trait for trait in keys[AssortmentKind.ATTRIBUTE] if trait.startswith(f"{attribute}=")}
        if not values & good.traits:
            return False
    sellers = keys[AssortmentKind.SELLER]
    return not sellers or seller in sellers


def is_shown(sets: list[AssortmentInput], good: Good, seller: str) -> bool:
    """The definition as one would say it."""
    allowing: dict[str, list[bool]] = {"place": [], "buyer": []}
    for each in sets:
        meant = [reach for reach in each.reaches if IS_MEANT[reach.kind, reach.key]]
        if not each.is_active or not meant or any(reach.excepted for reach in meant):
            continue
        held = holds(each, good, seller)
        if each.denies:
            if held:
                return False
            continue
        for where in {"place" if reach.kind in OF_THE_PLACE else "buyer" for reach in meant}:
            allowing[where].append(held)
    return all(any(held) for held in allowing.values() if held)


@pytest.fixture
def market(db: None) -> World:
    """A market with these goods, and a buyer of gold level in Guangzhou that is one of the chains."""
    world = make_world("1000000000")
    two = make_organisation(world.market.id, "supplier")
    other = make_organisation(world.market.id, "buyer")
    with acting(world.system):
        ids = {"one": world.supplier, "two": two, "me": world.buyer, "other": other, "house": world.operator}
        for code, company in ids.items():
            Organisation.objects.filter(id=company.id).update(code=code)
        Organisation.objects.filter(id=world.buyer.id).update(region_code="440106")
        whole = {"market_id": world.market.id}
        for rank, key in enumerate(("silver", "gold")):
            level = Level.objects.create(**whole, key=key, name=key, rank=rank)
        LevelGrant.objects.create(
            **whole, buyer=world.buyer, level=level, valid=(now(), None), granted_by="test"
        )
        Attribute.objects.bulk_create(
            Attribute(**whole, key=key, name=key, kind="text", filterable=True) for key in ("sugar", "size")
        )
        food = Category.objects.create(**whole, key="food", path="food/", name="Food")
        rows = [("drinks", "food/drinks/", food), ("apparel", "apparel/", None)]
        shelves = {"food/": food} | {
            path: Category.objects.create(**whole, key=key, path=path, name=key, parent=parent)
            for key, path, parent in rows
        }
        brands = {key: Brand.objects.create(**whole, key=key, name=key) for key in ("b1", "b2")}
    save_customer_group(world.system, "chains", "Chains", ["me"])
    save_customer_group(world.system, "hotels", "Hotels", ["other"])
    for good in GOODS:
        first, *others = (ids[seller] for seller in sorted(good.sellers))
        variant = make_goods(first, good.sku, "1", 100_000)
        for seller in others:
            with acting(world.system):
                Offer.objects.create(**whole, variant=variant, seller=seller, position=1)
            make_price(seller, variant, "1")
            make_stock(seller, variant, 100_000)
        with acting(world.system):
            brand = brands.get(good.brand)
            Product.objects.filter(id=variant.product_id).update(category=shelves[good.path], brand=brand)
            product_id = Variant.objects.get(sku=good.product).product_id
            Variant.objects.filter(id=variant.id).update(product_id=product_id)
            Listing.objects.filter(variant_id=variant.id).update(
                product_id=product_id,
                brand=brand,
                category_path=good.path,
                traits=sorted(good.traits),
                name_text=f" article {good.sku.lower()}",
                lead=good.sku == good.product,
            )
    for path, shelf_of in shelves.items():
        number = len({good.product for good in GOODS if good.path == path})
        with acting(world.system):
            Category.objects.filter(id=shelf_of.id).update(products_listed=number)
    return world


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sets=st.lists(assortments(), max_size=4))
def test_every_way_to_the_goods_gives_one_answer(market: World, sets: list[AssortmentInput]) -> None:
    with acting(market.system):
        Assortment.objects.filter(market_id=market.market.id).delete()
    for place, each in enumerate(sets):
        save_assortment(market.system, f"set-{place}", each)
    expected = {
        good.sku: {seller for seller in good.sellers if is_shown(sets, good, seller)} for good in GOODS
    }
    expected = {sku: sellers for sku, sellers in expected.items() if sellers}
    products = {good.product for good in GOODS if good.sku in expected}
    buyer, shop = make_actor(market.buyer, BUY), market.storefront
    everything = [good.sku for good in GOODS]

    with acting(buyer):
        for wanted in (Wanted(), Wanted(search="article"), Wanted(buyer_id=market.buyer.id)):
            listed = list_products(buyer, shop.id, wanted).items
            assert {item.sku: {offer.seller_code for offer in item.offers} for item in listed} == expected
            assert facets(buyer, shop.id, wanted).total == len(expected)
        grouped = list_products(buyer, shop.id, Wanted(grouped=True)).items
        assert sorted(item.product_code for item in grouped) == sorted(products)
        assert {item.sku for item in grouped} <= expected.keys()
        assert facets(buyer, shop.id, Wanted(grouped=True)).total == len(products)
        top = [node for node in categories(buyer, shop.id) if node.depth == 0]
        assert sum(node.count for node in top) == len(products)
        found = find_goods(buyer, shop.id, everything)
        assert {sku: {each.seller_code for each in goods.offers} for sku, goods in found.items()} == expected
        assert recognise(buyer, shop.id, everything).keys() == expected.keys()
        assert {row.item.sku for row in shelf(buyer, shop, market.buyer.id).items} == expected.keys()
        for sku in everything:
            if sku in expected:
                sheet = product(buyer, shop.id, sku)
                assert {each.sku for each in sheet.variants} <= expected.keys()
            else:
                with pytest.raises(NotFound):
                    product(buyer, shop.id, sku)

    lines = [LineRequest(sku=sku, quantity=Decimal(1)) for sku in everything]
    refused = fill_cart(buyer, shop.id, lines).unknown
    assert {line.sku for line in refused} == set(everything) - expected.keys()
    with acting(buyer):
        in_cart = cart(buyer, shop.id, shop.currency)
        assert {row.line.variant.sku for row in in_cart.rows if row.offer} == expected.keys()

    hidden = [line for line in lines if line.sku not in expected]
    if hidden:
        with pytest.raises(Invalid) as fault:
            place_order(buyer, OrderRequest(lines=lines, payment_method="transfer"))
        assert {each.path for each in fault.value.faults} == {
            f"lines.{place}.sku" for place, line in enumerate(lines) if line in hidden
        }
    if expected:
        ordered = [line for line in lines if line.sku in expected]
        place_order(buyer, OrderRequest(lines=ordered, payment_method="transfer"))

    program = make_program(market.buyer, *BUY)
    assert {item["sku"] for item in program.get("/products")["items"]} == expected.keys()
    asked = {"lines": [{"sku": sku, "quantity": "1"} for sku in everything]}
    checked = program.post("/price-checks", asked)
    if hidden:
        assert checked.paths == {
            f"lines.{place}.sku": "unknown" for place, sku in enumerate(everything) if sku not in expected
        }
    else:
        assert checked.status == 200
    for sku in everything[:2]:
        assert program.get(f"/products/{sku}").status == (200 if sku in expected else 404)
