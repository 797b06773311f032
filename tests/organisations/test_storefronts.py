"""save_storefront, save_logo, save_customer and where a buyer orders."""

from decimal import Decimal
from io import BytesIO

import pytest
from PIL import Image

from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.actions.storefronts.save_customer import save_customer
from dinghuo.organisations.actions.storefronts.save_logo import save_logo
from dinghuo.organisations.actions.storefronts.save_storefront import save_storefront
from dinghuo.organisations.errors import KeyTaken
from dinghuo.organisations.models import Storefront
from dinghuo.organisations.queries.buying_terms import buying_terms
from dinghuo.organisations.queries.storefronts import customers, home_storefront, storefront, storefronts
from tests.organisations.world import World

EAST = {
    "key": "east",
    "name": "East shop",
    "currency": "CNY",
    "languages": ["zh-hans", "en"],
    "payment_methods": ["credit"],
}


def test_the_operator_opens_a_branch_s_storefront(world: World) -> None:
    admin = world.person(world.operator, "operator-admin")
    saved = save_storefront(
        admin,
        **EAST,
        owner_id=world.branch.id,
        host="East.Example.com",
        accent="#7A1F1F",
        minimum_order=Decimal(200),
    )
    assert (saved.host, saved.accent, saved.is_default) == ("east.example.com", "#7a1f1f", False)
    event = world.events("storefront.saved")[-1]
    assert world.branch.id in event.parties
    assert "minimum_order" in event.data["changed"]
    again = save_storefront(admin, **EAST, owner_id=world.branch.id, storefront_id=saved.id, is_default=True)
    assert again.id == saved.id
    with acting(admin):
        assert [(row.key, row.is_default) for row in storefronts(admin)] == [
            ("east", True),
            (world.market.key, False),
        ]


def test_every_fault_is_told(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        save_storefront(
            world.system,
            key="East Shop",
            name="",
            owner_id=world.branch.id,
            currency="yuan",
            languages=["tlh"],
            payment_methods=[],
            host="http://x",
            accent="red",
            guest_policy="all",
            minimum_order=Decimal(-1),
        )
    assert {fault.path for fault in refused.value.faults} == {
        *("key", "name", "currency", "languages", "payment_methods", "host", "accent", "guest_policy"),
        "minimum_order",
    }


def test_an_accent_on_which_white_can_t_be_read_is_refused(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        save_storefront(world.system, **EAST, owner_id=world.branch.id, accent="#ffcc00")
    assert refused.value.faults[0].code == "contrast"


def test_keys_are_the_market_s_and_hosts_the_world_s(world: World) -> None:
    host = f"{world.market_id.hex}.example.com"
    save_storefront(world.system, **EAST, owner_id=world.branch.id, host=host)
    other = World()
    assert save_storefront(other.system, **EAST, owner_id=other.branch.id).key == "east"
    for more in ({"key": "east"}, {"key": "west", "host": host}):
        with pytest.raises(KeyTaken):
            save_storefront(world.system, **EAST | more, owner_id=world.branch.id)
    with pytest.raises(KeyTaken):
        save_storefront(other.system, **EAST | {"key": "west", "host": host}, owner_id=other.branch.id)


def test_others_may_not(world: World) -> None:
    with pytest.raises(NotAllowed):
        save_storefront(world.person(world.branch, "branch-manager"), **EAST, owner_id=world.branch.id)
    with pytest.raises(NotAllowed):
        save_logo(world.person(world.branch, "branch-manager"), world.storefront.id, None)
    with pytest.raises(NotFound):
        save_storefront(world.system, **EAST, owner_id=World().branch.id)
    with pytest.raises(NotFound):
        save_logo(world.system, World().storefront.id, None)


def a_picture(kind: str = "PNG", size: tuple[int, int] = (900, 300)) -> BytesIO:
    file = BytesIO()
    Image.new("RGB", size, "#0b6e69").save(file, kind)
    return BytesIO(file.getvalue() + b"<script>alert(1)</script>")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_logo_is_drawn_anew(world: World, kind: str) -> None:
    saved = save_logo(world.system, world.storefront.id, a_picture(kind))
    with saved.logo.open() as file:
        content = file.read()
    assert b"script" not in content
    with Image.open(BytesIO(content)) as image:
        assert (image.format, image.width) == ("PNG", 512)
    assert not save_logo(world.system, world.storefront.id, None).logo
    assert world.events("storefront.saved")[-1].data == {"changed": ["logo"]}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"\x89PNG\r\n\x1a\n" + b"0" * 100,
        b"0" * 3_000_000,
    ],
)
def test_what_isn_t_a_picture_is_refused(world: World, content: bytes) -> None:
    with pytest.raises(Invalid):
        save_logo(world.system, world.storefront.id, BytesIO(content))


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked(world: World) -> None:
    with pytest.raises(Invalid):
        save_logo(world.system, world.storefront.id, a_picture(size=(30_000, 600)))


def east_of(world: World) -> Storefront:
    return save_storefront(world.system, **EAST, owner_id=world.branch.id)


def test_a_buyer_orders_where_it_is_a_customer(world: World) -> None:
    buyer = world.person(world.buyer, "buyer-purchaser")
    manager = world.person(world.branch, "branch-manager")
    with acting(buyer):
        assert home_storefront(buyer).is_default
    east = east_of(world)
    made = save_customer(
        world.person(world.operator, "operator-trade"), world.buyer.id, east.id, manager.person_id, 30
    )
    assert (made.payment_term_days, made.representative_id) == (30, manager.person_id)
    with acting(buyer):
        assert home_storefront(buyer) == east
        terms = buying_terms(buyer, world.buyer.id, east.id)
        assert terms is not None
        assert (terms.storefront_id, terms.payment_term_days) == (east.id, 30)
    with acting(manager):
        assert home_storefront(manager) == east
        assert [row.buyer_id for row in customers(manager).items] == [world.buyer.id]
        assert storefronts_of(manager) == ["NotAllowed"]
    assert set(world.events("customer.saved")[-1].parties) >= {world.buyer.id, world.branch.id}


def storefronts_of(actor) -> list[str]:
    try:
        return [storefront(actor, "east").key]
    except NotAllowed:
        return ["NotAllowed"]


def test_a_branch_changes_the_terms_of_its_own_customers_only(world: World) -> None:
    east = east_of(world)
    manager = world.person(world.branch, "branch-manager")
    for buyer, shop in ((world.buyer.id, east.id), (world.buyer.id, world.storefront.id)):
        with pytest.raises(NotFound):
            save_customer(manager, buyer, shop)
    save_customer(world.system, world.buyer.id, east.id)
    assert save_customer(manager, world.buyer.id, east.id, payment_term_days=15).payment_term_days == 15


def test_faults_of_terms_are_told(world: World) -> None:
    stranger = world.person(world.supplier, "supplier-sales")
    with pytest.raises(Invalid) as refused:
        save_customer(world.system, world.buyer.id, world.storefront.id, stranger.person_id, 1000)
    assert {fault.path for fault in refused.value.faults} == {"representative", "payment_term_days"}
    with pytest.raises(NotFound):
        save_customer(world.system, world.supplier.id, world.storefront.id)
    with pytest.raises(NotAllowed):
        save_customer(world.person(world.buyer, "buyer-admin"), world.buyer.id, world.storefront.id)
