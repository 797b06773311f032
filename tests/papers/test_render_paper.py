"""Papers of an order: in the right fonts and words, of all lengths, safe from what people type."""

from dataclasses import replace

import pytest

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.models import Order, OrderLine
from dinghuo.papers.queries.invoice_sheet import invoice_sheet
from dinghuo.papers.queries.paper import house
from dinghuo.papers.queries.render_paper import KINDS, render_paper
from dinghuo.promotions.queries.discounts_of import LineDiscount, OrderDiscount
from tests.finance.deals import EVERYTHING, Deal, Line, make_deal
from tests.finance.world import World
from tests.papers.reading import fonts, missing, page_count

NAMES = "广州华联超市有限公司鼎湖山泉饮品股份有限公司鼎货商城"


def render(actor: Actor, kind: str, number: str, language: str = "en", **more) -> bytes:
    actor = replace(actor, language=language)
    with acting(actor):
        return render_paper(actor, kind, number, **more)


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_paper_in_every_language_has_its_fonts(deal: Deal, kind: str, language: str):
    deal.deliver()
    pdf = render(deal.buyer, kind, deal.number, language)
    assert pdf.startswith(b"%PDF")
    # A missing font raises no error; the page just stays empty where Chinese should be.
    assert fonts(pdf) == {"NotoSansSC-Regular", "NotoSerifSC-Regular"}
    assert missing(pdf, NAMES + deal.number) == set()
    assert page_count(pdf) == 1


def test_a_purchase_order_says_what_was_agreed(deal: Deal):
    pdf = render(deal.buyer, "purchase-order", deal.number, "zh-hans")
    assert missing(pdf, "李娜广东省天河区体育西路请周三前送达箱瓶壹佰玖拾陆元整") == set()
    hant = render(deal.buyer, "purchase-order", deal.number, "zh-hant")
    assert missing(hant, "訂貨培訓壹佰玖拾陸元整") == set()


def test_each_shipment_and_invoice_has_pages_of_its_own(deal: Deal):
    one, two = deal.deliver("24", "1"), deal.deliver()
    assert page_count(render(deal.seller, "delivery-note", deal.number)) == 2
    assert page_count(render(deal.seller, "invoice", deal.number)) == 2
    picked = render(deal.seller, "invoice", deal.number, document_number=two.number)
    assert page_count(picked) == 1
    assert picked != render(deal.seller, "invoice", deal.number, document_number=one.number)


def test_the_same_paper_twice_is_the_same(deal: Deal):
    deal.deliver()
    for kind in KINDS:
        assert render(deal.buyer, kind, deal.number) == render(deal.buyer, kind, deal.number)


def test_what_people_type_is_never_read_as_typst(world: World, deal: Deal):
    plain = render(deal.buyer, "purchase-order", deal.number)
    hostile = '#panic("x") #read("/etc/passwd") $ \\ *b* _i_ @ref <l> // `raw` #{ "'
    with acting(world.system):
        OrderLine.objects.filter(order_id=deal.order_id).update(name=hostile, sku=hostile[:60])
        Order.objects.filter(id=deal.order_id).update(note=hostile, reference=hostile)
    pdf = render(deal.buyer, "purchase-order", deal.number)
    assert missing(pdf, hostile) == set()
    assert len(pdf) > len(plain) - 5000
    assert b"root:" not in pdf


def test_long_words_and_many_lines_stay_on_the_paper(world: World):
    deal = make_deal(world, *[Line("3", "10")] * 120)
    with acting(world.system):
        OrderLine.objects.filter(order_id=deal.order_id).update(sku="X" * 60, name="货" * 300)
    assert page_count(render(deal.buyer, "purchase-order", deal.number)) > 10


def test_there_is_no_paper_before_there_is_something_to_say(deal: Deal):
    for kind in ("delivery-note", "invoice", "love-letter"):
        with pytest.raises(NotFound):
            render(deal.buyer, kind, deal.number)
    deal.deliver()
    with pytest.raises(NotFound):
        render(deal.buyer, "invoice", deal.number, document_number="IN-0000-000000")


def test_papers_are_for_the_parties(world: World, deal: Deal):
    deal.deliver()
    stranger = world.person(world.other_buyer, *EVERYTHING)
    for kind in KINDS:
        assert render(deal.operator, kind, deal.number)
        with pytest.raises(NotFound):
            render(stranger, kind, deal.number)
        with pytest.raises(NotAllowed):
            render(world.person(world.buyer), kind, deal.number)


def test_an_invoice_notes_the_promotions_of_its_own_lines_and_no_others(world: World):
    deal = make_deal(
        world, Line("48", "96.00", tax="11.04", discount="4"), Line("3", "100.00", tax="11.50", discount="2")
    )
    first = deal.deliver("24", "0")
    second = deal.deliver()
    actor = replace(deal.buyer, language="en")
    with acting(actor):
        lines = OrderLine.objects.filter(order_id=deal.order_id).order_by("position")
        one, two = (LineDiscount(line.id, "P", "P", "", line.discount) for line in lines)
        given = [
            OrderDiscount("AUTUMN", "Autumn", "HELLO", [one]),
            OrderDiscount("TEA", "Tea weeks", "", [two]),
        ]
        notes = [invoice_sheet(each, house(actor), {}, given).notes[0] for each in (first, second)]
        plain = invoice_sheet(first, house(actor), {}).notes
    # Names may break anywhere: what lets them is no letter.
    said = [note.replace("\u200b", "") for note in notes]
    assert "Autumn (HELLO)" in said[0]
    assert "Tea weeks" not in said[0]
    assert "Autumn (HELLO), Tea weeks" in said[1]
    assert len(plain) == 1
