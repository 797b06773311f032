"""A seller keeps an exemption with its certificate on a screen; the customer sees it and why; then it is ended."""

from django.core.files.uploadedfile import SimpleUploadedFile

from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.models import TaxExemption, TaxPolicy
from tests.pricing.test_contracts import PDF
from tests.web.gate.conftest import browser_at, sign_in
from tests.web.selling.conftest import Shop
from tests.web.selling.test_orders import text_of


def keep(shop: Shop, **more: object):
    typed = {"buyer": shop.world.buyer.code, "certificate": "MS-18", "starts_on": "2026-01-01"}
    paper = SimpleUploadedFile("c.pdf", PDF, "application/pdf")
    return shop.send("taxes/exemptions", **typed | {"paper": paper} | more)


def test_kept_seen_by_the_customer_and_ended(shop: Shop) -> None:
    assert "Every customer pays tax" in text_of(shop.ask("taxes"))
    assert keep(shop).status_code == 302
    page = text_of(shop.ask("taxes"))
    assert "MS-18" in page
    assert shop.world.buyer.name in page
    with acting(shop.world.system):
        [row] = TaxExemption.objects.filter(market_id=shop.world.market_id)
    assert shop.ask(f"taxes/exemptions/{row.id}/paper").content == PDF
    buyer = browser_at(shop.world)
    sign_in(buyer, shop.world.member(shop.world.buyer, "buyer-admin").person.phone)
    assert "MS-18" in text_of(buyer.get("/company/"))
    assert buyer.get(f"/company/exemptions/{row.id}/paper/").content == PDF
    why = text_of(buyer.get(f"/goods/{shop.goods[0].sku}/price/"))
    assert "exempt by certificate MS-18" in why
    other = browser_at(shop.world)
    sign_in(other, shop.world.member(shop.world.other_buyer, "buyer-admin").person.phone)
    assert other.get(f"/company/exemptions/{row.id}/paper/").status_code == 404
    stranger = shop.browser_of(
        "branch-manager" if shop.door == "supplier" else "supplier-admin", _other(shop)
    )
    door = "branch" if shop.door == "supplier" else "supplier"
    assert stranger.get(f"/{door}/taxes/exemptions/{row.id}/paper").status_code == 404
    assert stranger.post(f"/{door}/taxes/exemptions/{row.id}/end").status_code == 404
    assert shop.send(f"taxes/exemptions/{row.id}/end").status_code == 302
    assert "Ended early" in text_of(shop.ask("taxes"))
    assert "the article’s own rate" in text_of(buyer.get(f"/goods/{shop.goods[0].sku}/price/"))


def test_faults_stand_beside_their_fields_and_rounding_is_chosen(shop: Shop) -> None:
    answer = shop.send("taxes/exemptions", buyer="nobody", certificate="", starts_on="2026-01-01")
    assert answer.status_code == 422
    page = text_of(answer)
    assert "There is no such customer." in page
    assert "Enter the certificate’s number" in page
    assert "Choose the file" in page
    assert shop.send("taxes/exemptions", starts_on="2026-13-40").status_code == 422
    assert shop.send("taxes/rounding", rounding="up").status_code == 422
    assert shop.send("taxes/rounding", rounding="order").status_code == 302
    with acting(shop.world.system):
        assert TaxPolicy.objects.get(market_id=shop.world.market_id).rounding == "order"


def _other(shop: Shop):
    return shop.world.branch if shop.door == "supplier" else shop.world.supplier
