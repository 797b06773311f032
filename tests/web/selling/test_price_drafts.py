"""Price changes are pasted, looked at, published and taken back, as a browser without scripts sees it."""

from decimal import Decimal

from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.models import Price, PriceDraft, PriceReview
from tests.web.selling.conftest import Shop
from tests.web.selling.test_orders import text_of
from tests.web.selling.test_prices import the_list


def number_of(shop: Shop) -> str:
    with acting(shop.world.system):
        return PriceDraft.objects.filter(market_id=shop.world.market_id).latest("number").number


def prices_of(shop: Shop, place: int) -> list[Decimal]:
    with acting(shop.world.system):
        rows = Price.objects.filter(market_id=shop.world.market_id, variant=shop.goods[place])
        return [row.amount for row in rows.order_by("valid")]


def paste(shop: Shop, *amounts: str) -> str:
    rows = zip(shop.goods, amounts, strict=False)
    return "code\tprice\n" + "\n".join(f"{variant.sku}\t{amount}" for variant, amount in rows)


def test_a_rise_is_pasted_seen_planned_and_taken_back(shop: Shop) -> None:
    typed = {"name": "Monday", "starts_at": "2999-01-01", "rows": paste(shop, "11", "12.5")}
    assert shop.send(f"price-lists/{the_list(shop).key}/changes", **typed).status_code == 302
    page = text_of(shop.ask(f"price-changes/{number_of(shop)}"))
    assert "Whom it touches" in page
    assert shop.world.buyer.name in page
    assert prices_of(shop, 0) == [10]
    assert shop.send(f"price-changes/{number_of(shop)}/submission").status_code == 302
    assert prices_of(shop, 0) == [10, 11]
    assert "Planned" in text_of(shop.ask("price-changes"))
    assert "Monday" in text_of(shop.ask(f"price-lists/{the_list(shop).key}/"))
    assert shop.send(f"price-changes/{number_of(shop)}/undoing").status_code == 302
    assert prices_of(shop, 0) == [10]


def test_faults_of_a_paste_are_told_by_row_and_slips_are_asked_about(shop: Shop) -> None:
    path = f"price-lists/{the_list(shop).key}/changes"
    answer = shop.send(path, name="Slips", rows=paste(shop, "1000", "cheap"))
    assert answer.status_code == 422
    page = text_of(answer)
    assert "Row 1:" in page
    assert "Row 2:" in page
    assert 'name="meant"' in page
    assert shop.send(path, name="Meant", meant="1", rows=paste(shop, "1000", "-")).status_code == 302
    assert shop.send(f"price-changes/{number_of(shop)}/submission").status_code == 302
    assert prices_of(shop, 0)[-1] == 1000


def test_a_second_person_decides(shop: Shop) -> None:
    shop.send("price-lists/policy", lowest_from="", reviewed="1")
    with acting(shop.world.system):
        assert PriceReview.objects.filter(market_id=shop.world.market_id).count() == 1
    typed = {"name": "Rise", "rows": paste(shop, "11")}
    shop.send(f"price-lists/{the_list(shop).key}/changes", **typed)
    number = number_of(shop)
    shop.send(f"price-changes/{number}/submission")
    assert shop.send(f"price-changes/{number}/approval").status_code == 409
    chief = shop.browser_of("supplier-admin" if shop.door == "supplier" else "branch-manager")
    assert (
        chief.post(shop.path(f"price-changes/{number}/refusal"), {"reason": "Too early"}).status_code == 302
    )
    assert "Too early" in text_of(shop.ask(f"price-changes/{number}"))
    shop.send(f"price-changes/{number}/submission")
    assert chief.post(shop.path(f"price-changes/{number}/approval")).status_code == 302
    assert prices_of(shop, 0)[-1] == 11


def test_many_prices_are_looked_at_then_made_a_draft(shop: Shop) -> None:
    path = f"price-lists/{the_list(shop).key}/mass-change"
    typed = {"percent": "3", "step": "1", "ending": "0.9", "name": "Three per cent"}
    page = text_of(shop.send(path, **typed, then="preview"))
    assert "3 prices change" in page
    assert "10.90" in page.replace("<small>", "").replace("</small>", "") or "10" in page
    assert shop.send(path, **typed, then="draft").status_code == 302
    assert text_of(shop.ask(f"price-changes/{number_of(shop)}")).count("Three per cent")
    assert shop.send(path, percent="9999", then="preview").status_code == 422


def test_changes_of_others_are_not_there(shop: Shop) -> None:
    shop.send(f"price-lists/{the_list(shop).key}/changes", name="Rise", rows=paste(shop, "11"))
    other = shop.world.organisation("Another seller", shop.door)
    stranger = shop.browser_of(f"{shop.door}-sales", other)
    assert stranger.get(shop.path(f"price-changes/{number_of(shop)}")).status_code == 404
    assert stranger.post(shop.path(f"price-changes/{number_of(shop)}/submission")).status_code == 404
