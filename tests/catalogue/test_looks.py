"""Pictures and documents of products: what buyers see of them changes on approval only, and nobody else reads them."""

import io
import os
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings as conf
from PIL import Image as Drawing

from dinghuo.catalogue.actions.add_image import add_image
from dinghuo.catalogue.actions.looks.add_document import add_document
from dinghuo.catalogue.actions.looks.add_picture import add_picture
from dinghuo.catalogue.actions.looks.clear_files import clear_files
from dinghuo.catalogue.actions.looks.submit_looks import DocumentRow, Looks, submit_looks
from dinghuo.catalogue.actions.versions.approve_version import approve_version
from dinghuo.catalogue.actions.versions.submit_products import submit_products
from dinghuo.catalogue.actions.withdraw_product import withdraw_product
from dinghuo.catalogue.errors import NothingChanged
from dinghuo.catalogue.models import ProductDocument, ProductVersion
from dinghuo.catalogue.queries.described import described
from dinghuo.catalogue.queries.product import product
from dinghuo.catalogue.queries.product_documents import own_document, reviewed_document, shown_document
from dinghuo.catalogue.rules.picture_sizes import sized, sizes_of, whole_of
from dinghuo.catalogue.rules.rows import VariantRow
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from tests.catalogue.conftest import Goods
from tests.makers.trade import member_of

PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture(colour: str, width: int = 1200) -> bytes:
    drawn = io.BytesIO()
    Drawing.new("RGB", (width, width // 2), colour).save(drawn, "PNG")
    return drawn.getvalue()


def seller_of(goods: Goods) -> Actor:
    return member_of(goods.system, goods.seller, "catalogue.submit_product", "catalogue.see_products")


def seen(goods: Goods):
    with acting(goods.buyer):
        return product(goods.buyer, goods.storefront.id, "A")


def test_a_picture_is_kept_in_the_sizes_of_pages(goods: Goods) -> None:
    file = add_picture(seller_of(goods), picture("red"))
    widths = []
    for width, path in sizes_of(file):
        place = Path(conf.MEDIA_ROOT) / path
        if place.exists():
            with Drawing.open(place) as drawn:
                widths.append((width, drawn.width, drawn.format))
    assert widths == [(160, 160, "WEBP"), (480, 480, "WEBP"), (960, 960, "WEBP"), (1600, 1200, "WEBP")]
    small = add_picture(seller_of(goods), picture("red", 200))
    assert not (Path(conf.MEDIA_ROOT) / sized(small, 480)).exists()
    assert whole_of(sized(small, 480)) == small
    assert (sizes_of("demo/x.svg"), whole_of(small)) == ([], None)


def test_pictures_are_ordered_described_and_taken_away_once_it_is_approved(goods: Goods) -> None:
    seller = seller_of(goods)
    red, blue, green = (add_picture(seller, picture(each)) for each in ("red", "blue", "green"))
    goods.load(goods.row("A", images=[red, blue]))
    looks = Looks([green, red], {red: {"en": "A red bottle", "zh-hans": "红瓶"}})
    waiting = submit_looks(seller, "A", looks)
    assert [each.file for each in seen(goods).pictures] == [red, blue]
    approve_version(goods.keeper, waiting)
    assert [(each.file, dict(each.texts)) for each in seen(goods).pictures] == [
        (green, {}),
        (red, {"en": "A red bottle", "zh-hans": "红瓶"}),
    ]
    with pytest.raises(NothingChanged):
        submit_looks(seller, "A", looks)


def test_what_only_adds_keeps_the_others_and_a_picture_that_came_in_meanwhile_stays(goods: Goods) -> None:
    seller = seller_of(goods)
    red, blue = (add_picture(seller, picture(each)) for each in ("red", "blue"))
    goods.load(goods.row("A", images=[red]))
    goods.load(goods.row("A", "Named anew", images=[blue]))
    assert [each.file for each in seen(goods).pictures] == [red, blue]
    waiting = submit_looks(seller, "A", Looks([blue]))
    green = add_image(goods.keeper, "A", picture("green"))
    approve_version(goods.keeper, waiting)
    assert [each.file for each in seen(goods).pictures] == [blue, green]


def test_the_picture_of_a_variant_stays_while_its_row_names_one(goods: Goods) -> None:
    seller = seller_of(goods)
    red, blue = (add_picture(seller, picture(each)) for each in ("red", "blue"))
    variant = VariantRow("A", offers=[goods.offer()], image=blue)
    goods.load(goods.row("A", images=[red], variants=[variant]))
    approve_version(goods.keeper, submit_looks(seller, "A", Looks([])))
    assert [each.file for each in seen(goods).pictures] == [blue]
    with acting(seller):
        row = described(seller, ["A"], goods.seller.id)["A"]
    bare = replace(row, adds_pictures=False, variants=[replace(row.variants[0], image="")])
    # A seller takes the last one away too, by a row that names them all and none.
    goods.load(bare)
    assert not seen(goods).pictures


def test_documents_are_for_who_may_see_the_product_and_nobody_else(goods: Goods) -> None:
    seller = seller_of(goods)
    rival = member_of(goods.system, goods.rival, "catalogue.submit_product")
    goods.load(goods.row("A"))
    file = add_document(seller, PDF)
    assert file.startswith("private/")
    name = file.rsplit("/", 1)[-1]
    manual = DocumentRow(file, "manual", "说明书", {"en": "Manual"})
    waiting = submit_looks(seller, "A", Looks([], documents=[manual]))
    assert seen(goods).documents == []
    with acting(goods.keeper):
        assert reviewed_document(goods.keeper, waiting, name).read_bytes() == PDF
        with pytest.raises(NotFound):
            reviewed_document(goods.keeper, waiting, "../../x")
    with acting(seller):
        assert own_document(seller, "A", name).read_bytes() == PDF
    with acting(rival), pytest.raises(NotFound):
        own_document(rival, "A", name)
    approve_version(goods.keeper, waiting)
    [document] = seen(goods).documents
    assert (document.kind, document.name, document.names) == ("manual", "说明书", {"en": "Manual"})
    with acting(goods.buyer):
        assert shown_document(goods.buyer, goods.storefront.id, document.id).read_bytes() == PDF
    withdraw_product(goods.keeper, "A")
    with acting(goods.buyer), pytest.raises(NotFound):
        shown_document(goods.buyer, goods.storefront.id, document.id)


def test_a_row_that_tells_of_no_documents_leaves_them(goods: Goods) -> None:
    seller = seller_of(goods)
    goods.load(goods.row("A"))
    manual = DocumentRow(add_document(seller, PDF), "manual", "Manual")
    approve_version(goods.keeper, submit_looks(seller, "A", Looks([], documents=[manual])))
    [waiting] = submit_products(seller, [goods.row("A", "Named anew", state=None)])
    approve_version(goods.keeper, waiting)
    assert [each.name for each in seen(goods).documents] == ["Manual"]
    approve_version(goods.keeper, submit_looks(seller, "A", Looks([])))
    assert seen(goods).documents == []


def test_files_of_others_unknown_kinds_and_no_names_are_told_at_once(goods: Goods) -> None:
    seller, rival = seller_of(goods), member_of(goods.system, goods.rival, "catalogue.submit_product")
    goods.load(goods.row("A"))
    foreign = DocumentRow(add_document(rival, PDF), "manual", "Manual")
    bad = DocumentRow(add_document(seller, PDF), "novel", " ")
    with pytest.raises(Invalid) as refused:
        submit_looks(seller, "A", Looks(["elsewhere/x.webp"], {"a": {"fr": "x"}}, [foreign, bad]))
    assert {(each.path.removeprefix("products.0."), each.code) for each in refused.value.faults} == {
        ("images", "unknown"),
        ("images", "language"),
        ("documents.0.file", "unknown"),
        ("documents.1.kind", "unknown"),
        ("documents.1.name", "required"),
    }
    for wrong in (b"", b"%PDF-1.4 and no end", b"<html>", b"MZ" * 100):
        with pytest.raises(Invalid):
            add_document(seller, wrong)
        with pytest.raises(Invalid):
            add_picture(seller, wrong)


def test_it_needs_the_grant_and_a_product_of_ones_own(goods: Goods) -> None:
    goods.load(goods.row("A"))
    nobody = member_of(goods.system, goods.seller)
    for ask in (
        lambda: submit_looks(nobody, "A", Looks([])),
        lambda: add_document(nobody, PDF),
        lambda: add_picture(nobody, picture("red")),
    ):
        with pytest.raises(NotAllowed):
            ask()
    rival = member_of(goods.system, goods.rival, "catalogue.submit_product")
    with pytest.raises(NotFound):
        submit_looks(rival, "A", Looks([]))


def test_files_that_nothing_shows_are_cleared_away(goods: Goods) -> None:
    seller = seller_of(goods)
    root = Path(conf.MEDIA_ROOT)
    shown, old, young = (add_picture(seller, picture(each)) for each in ("red", "blue", "green"))
    drafted, lost = add_document(seller, PDF), add_document(seller, PDF + b"%%EOF\n")
    goods.load(goods.row("A", images=[shown]))
    waiting = submit_looks(seller, "A", Looks([shown], documents=[DocumentRow(drafted, "manual", "Manual")]))
    for file in (shown, old, drafted, lost):
        for place in (root / file).parent.glob("*"):
            os.utime(place, (0, 0))
    assert clear_files(goods.system) == 5
    there = [(root / each).exists() for each in (shown, sized(shown, 480), drafted, young)]
    assert there == [True, True, True, True]
    assert not any((root / each).exists() for each in (old, sized(old, 480), lost))
    # What a version showed is there for three months after it was decided on.
    approve_version(goods.keeper, waiting)
    with acting(goods.system):
        ProductDocument.objects.all().delete()
    assert clear_files(goods.system) == 0
    with acting(goods.system):
        ProductVersion.objects.update(decided_at="2020-01-01T00:00Z")
    assert clear_files(goods.system) == 1
