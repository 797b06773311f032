"""A contract is written, signed, extended and ended on screens, and its buyer sees it with its prices and its paper."""

from datetime import timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from dinghuo.foundation.clock import today
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.actions.put_price import PriceInput, put_price
from dinghuo.pricing.models import Contract
from tests.pricing.test_contracts import PDF
from tests.web.gate.conftest import browser_at, sign_in
from tests.web.selling.conftest import Shop
from tests.web.selling.test_orders import text_of

LAST = today("Asia/Shanghai") + timedelta(days=20)


def contracts_of(shop: Shop) -> list[Contract]:
    with acting(shop.world.system):
        return list(Contract.objects.filter(market_id=shop.world.market_id).order_by("number"))


def written(shop: Shop, **more: object) -> str:
    listed = {"key": "deal", "name": "Deal prices", "kind": "contract", "buyer": shop.world.buyer.code}
    shop.send("price-lists/new", **listed, currency="CNY", state="active")
    put_price(shop.world.system, "deal", PriceInput(shop.goods[0].sku, Decimal("7.5")))
    typed = {"name": "Deal", "buyer": shop.world.buyer.code, "lists": "deal", "starts_on": "2026-01-01"}
    typed |= {"ends_on": LAST.isoformat(), "remind_days": "30", "terms": "Net 30", **more}
    assert shop.send("contracts/new", **typed).status_code == 302
    return contracts_of(shop)[-1].number


def test_written_signed_seen_by_the_buyer_extended_and_ended(shop: Shop) -> None:
    number = written(shop)
    refused = shop.send(f"contracts/{number}/signature")
    assert refused.status_code == 409
    assert "signed paper" in text_of(refused)
    typed = {"name": "Deal", "buyer": shop.world.buyer.code, "lists": "deal", "starts_on": "2026-01-01"}
    paper = SimpleUploadedFile("c.pdf", PDF, "application/pdf")
    typed |= {"ends_on": LAST.isoformat(), "remind_days": "30", "terms": "Net 30"}
    assert shop.send(f"contracts/{number}/change", **typed, paper=paper).status_code == 302
    member = shop.world.member(shop.world.buyer, "buyer-purchaser")
    buyer = browser_at(shop.world)
    sign_in(buyer, member.person.phone)
    assert buyer.get(f"/company/contracts/{number}/").status_code == 404
    assert shop.send(f"contracts/{number}/signature").status_code == 302
    page = text_of(buyer.get(f"/company/contracts/{number}/"))
    assert "Net 30" in page
    assert shop.goods[0].sku in page
    assert number in text_of(buyer.get("/company/contracts/"))
    answer = buyer.get(f"/company/contracts/{number}/paper/")
    assert (answer.content, answer["Content-Security-Policy"]) == (PDF, "default-src 'none'; sandbox")
    assert answer["Cache-Control"] == "private, no-store"
    assert "Ends soon" in text_of(shop.ask("contracts"))
    assert shop.send(f"contracts/{number}/extension").status_code == 302
    later = contracts_of(shop)[-1]
    assert later.starts_on == LAST + timedelta(days=1)
    assert later.number in text_of(shop.ask(f"contracts/{number}"))
    assert shop.send(f"contracts/{number}/end", reason="").status_code == 422
    assert shop.send(f"contracts/{number}/end", reason="They closed").status_code == 302
    assert "They closed" in text_of(shop.ask(f"contracts/{number}"))


def test_faults_stand_beside_their_fields_and_strangers_find_nothing(shop: Shop) -> None:
    answer = shop.send("contracts/new", name="", buyer="nobody", starts_on="2026-13-40")
    assert answer.status_code == 422
    assert "This is no day" in text_of(answer)
    number = written(shop)
    stranger = shop.browser_of("branch-manager" if shop.door == "supplier" else "supplier-admin", other(shop))
    door = "branch" if shop.door == "supplier" else "supplier"
    assert stranger.get(f"/{door}/contracts/{number}").status_code == 404
    assert stranger.get(f"/{door}/contracts/{number}/paper").status_code == 404


def other(shop: Shop):
    return shop.world.branch if shop.door == "supplier" else shop.world.supplier
