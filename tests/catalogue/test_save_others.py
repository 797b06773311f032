"""Brands, offers, assortments and pictures."""

import io
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PIL import Image as Picture

from dinghuo.catalogue.actions.add_image import add_image
from dinghuo.catalogue.actions.save_assortment import (
    AssortmentInput,
    AssortmentLine,
    Reach,
    save_assortment,
)
from dinghuo.catalogue.actions.save_brand import save_brand
from dinghuo.catalogue.actions.save_offer import save_offer
from dinghuo.catalogue.models import Image, Offer
from dinghuo.catalogue.rules.rows import VariantRow
from dinghuo.catalogue.states import AssortmentKind, ReachKind
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from tests.catalogue.conftest import Goods, shop_shows
from tests.makers.trade import make_storefront, member_of


def test_goods_are_found_by_their_brands_new_name(goods: Goods) -> None:
    save_brand(goods.keeper, "nongfu", "Nongfu")
    goods.load(goods.row("A", brand="nongfu"))
    save_brand(goods.keeper, "nongfu", "农夫山泉", {"en": "Nongfu Spring"})
    assert goods.skus("农夫") == goods.skus("spring") == ["A"]
    with pytest.raises(Invalid):
        save_brand(goods.keeper, "", "")


def test_a_seller_saves_its_own_offer(goods: Goods) -> None:
    goods.load(goods.row("A", variants=[VariantRow("A")]))
    seller = member_of(goods.system, goods.seller, "catalogue.save_offer")
    save_offer(seller, "A", Decimal(24), Decimal(12), 3, seller_id=goods.rival.id)
    save_offer(seller, "A", Decimal(48), Decimal(12), 3)
    assert goods.skus() == ["A"]
    with acting(goods.keeper):
        [offer] = Offer.objects.all()
        assert (offer.seller_id, offer.minimum) == (goods.seller.id, 48)
        assert EventRow.objects.filter(kind="offer.saved").count() == 2
    save_offer(goods.keeper, "A", seller_id=goods.rival.id)
    with pytest.raises(NotFound):
        save_offer(seller, "nothing")
    with pytest.raises(Invalid) as fault:
        save_offer(seller, "A", Decimal(0), Decimal("0.0000001"), -1)
    assert len(fault.value.faults) == 3
    with pytest.raises(NotAllowed):
        save_offer(goods.buyer, "A")


def test_two_sellers_offer_the_same_at_once(open_goods: Goods, two_at_once) -> None:
    goods = open_goods
    goods.load(goods.row("A", variants=[VariantRow("A")]))
    sellers = [member_of(goods.system, each, "catalogue.save_offer") for each in (goods.seller, goods.rival)]
    outcomes = two_at_once(*[lambda seller=seller: save_offer(seller, "A") for seller in sellers])
    assert not any(isinstance(each, Exception) for each in outcomes)
    assert len(goods.page().items[0].offers) == 2


def test_an_assortment_is_its_owners(goods: Goods) -> None:
    make_storefront(goods.system, goods.seller, "branch")
    branch = member_of(goods.system, goods.seller, "catalogue.save_assortment")
    line = AssortmentLine(AssortmentKind.SELLER, "seller")
    shop_shows(branch, "branch", [line, line])
    with pytest.raises(Invalid) as foreign:
        shop_shows(branch, "main", [line])
    assert [(each.path, each.code) for each in foreign.value.faults] == [("reaches.0.key", "foreign")]
    shop_shows(goods.keeper, "main", [line])
    wanted = AssortmentInput("Mine", [line], [Reach(ReachKind.STOREFRONT, "branch")])
    with pytest.raises(NotFound):
        save_assortment(branch, "main", wanted)
    with pytest.raises(Invalid) as fault:
        shop_shows(branch, "branch", [line, AssortmentLine(AssortmentKind.BRAND, "nobody")])
    assert [each.path for each in fault.value.faults] == ["lines.1.key"]
    with pytest.raises(NotAllowed):
        shop_shows(goods.buyer, "main", [])


def test_every_fault_of_an_assortment_is_told(goods: Goods) -> None:
    wanted = AssortmentInput(
        name="",
        lines=[
            AssortmentLine(AssortmentKind.ATTRIBUTE, "nothing=1"),
            AssortmentLine(AssortmentKind.BRAND, "x\0"),
        ],
        reaches=[
            Reach(ReachKind.REGION, "99", excepted=True),
            Reach(ReachKind.GROUP, "nobody", excepted=True),
            Reach(ReachKind.CUSTOMER, "seller", excepted=True),
        ],
        starts_at=now(),
        ends_at=now() - timedelta(days=1),
    )
    with pytest.raises(Invalid) as told:
        save_assortment(goods.keeper, "No Key", wanted)
    assert [each.path for each in told.value.faults] == [
        "key",
        "name",
        "ends_at",
        "lines.0.key",
        "lines.1.key",
        "reaches",
        "reaches.0.key",
        "reaches.1.key",
        "reaches.2.key",
    ]
    with pytest.raises(Invalid) as told:
        save_assortment(goods.keeper, "nothing", AssortmentInput("Nothing", [], []))
    assert [each.path for each in told.value.faults] == ["lines"]


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30), **options) -> bytes:
    drawn = io.BytesIO()
    Picture.new("RGB", size, "teal").save(drawn, kind, **options)
    return drawn.getvalue()


def test_a_picture_is_redrawn_and_kept_once(goods: Goods, settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    goods.load(goods.row("A"))
    exif = Picture.Exif()
    exif[0x010E] = "secret place"
    file = add_image(goods.keeper, "A", picture("JPEG", exif=exif))
    assert add_image(goods.keeper, "A", picture("JPEG", exif=exif), "A") == file
    kept = (tmp_path / file).read_bytes()
    assert b"secret" not in kept
    assert Picture.open(io.BytesIO(kept)).format == "WEBP"
    with acting(goods.keeper):
        assert Image.objects.count() == 1
    assert goods.page().items[0].image == file


@pytest.mark.parametrize(
    "content",
    [b"", b"<svg onload='x'/>", picture()[:60], b"GIF89a" + b"\0" * 40, b"\x89PNG\r\n\x1a\n" + b"\0" * 99],
)
def test_what_is_no_picture_is_refused(goods: Goods, content: bytes) -> None:
    goods.load(goods.row("A"))
    with pytest.raises(Invalid):
        add_image(goods.keeper, "A", content)
    with pytest.raises(NotFound):
        add_image(goods.keeper, "A", picture(), "nothing")
    with pytest.raises(NotAllowed):
        add_image(goods.buyer, "A", picture())
