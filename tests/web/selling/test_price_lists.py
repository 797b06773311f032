"""Price lists, their rules and the rates, as a browser without scripts sees them."""

from django.core.files.uploadedfile import SimpleUploadedFile

from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.models import ExchangeRate, PriceList, PricePolicy, PriceRule
from tests.web.selling.conftest import Shop
from tests.web.selling.test_orders import text_of
from tests.web.selling.test_prices import the_list


def test_a_list_is_made_found_and_changed(shop: Shop) -> None:
    typed = {
        "key": "vip",
        "name": "For good friends",
        "kind": "customer",
        "buyer": shop.world.buyer.code,
        "currency": "CNY",
        "tax_included": "1",
        "state": "active",
        "valid_to": "2999-12-31",
    }
    assert shop.send("price-lists/new", **typed).status_code == 302
    page = text_of(shop.ask("price-lists"))
    assert "For good friends" in page
    assert shop.world.buyer.name in page
    again = shop.send("price-lists/new", **(typed | {"key": "vip-2"}))
    assert again.status_code == 409
    answer = shop.send("price-lists/new", **(typed | {"key": "?", "buyer": "nobody", "valid_to": "soon"}))
    assert answer.status_code == 422
    assert shop.send("price-lists/vip/change", name="Old friends", state="withdrawn").status_code == 302
    with acting(shop.world.system):
        found = PriceList.objects.get(market_id=shop.world.market_id, key="vip")
    assert (found.name, found.state, found.buyer_id) == ("Old friends", "withdrawn", shop.world.buyer.id)


def test_a_list_is_for_a_region_chosen_by_name_and_keeps_it(shop: Shop) -> None:
    typed = {
        "key": "south",
        "name": "In the south",
        "kind": "channel",
        "currency": "CNY",
        "tax_included": "1",
        "state": "active",
        "region_code_province": "44",
        "region_code_city": "4401",
    }
    refused = text_of(shop.send("price-lists/new", **(typed | {"name": ""})))
    assert '<option value="4401" selected>广州市</option>' in refused
    assert shop.send("price-lists/new", **typed).status_code == 302
    assert "广东省广州市" in text_of(shop.ask("price-lists"))
    assert shop.send("price-lists/south/change", name="South", state="active").status_code == 302
    with acting(shop.world.system):
        found = PriceList.objects.get(market_id=shop.world.market_id, key="south")
    assert (found.name, found.region_code) == ("South", "4401")


def test_a_rule_is_put_on_a_list_and_taken_off(shop: Shop) -> None:
    base = the_list(shop)
    typed = {"target": "all", "sums": "target", "amount": "7.5", "min_quantity": "100"}
    assert shop.send(f"price-lists/{base.key}/rules", **typed).status_code == 302
    page = text_of(shop.ask(f"price-lists/{base.key}/"))
    assert "from 100 of these goods together" in page
    with acting(shop.world.system):
        rule = PriceRule.objects.get(market_id=shop.world.market_id)
    assert shop.send(f"price-lists/{base.key}/rules/{rule.id}/end").status_code == 302
    assert "from 100 of these goods together" not in text_of(shop.ask(f"price-lists/{base.key}/"))


def test_an_odd_rule_is_asked_about_with_what_was_typed(shop: Shop) -> None:
    base = the_list(shop)
    made = {"key": "level", "name": "Follows", "kind": "customer", "buyer": shop.world.buyer.code}
    shop.send("price-lists/new", **made, currency="CNY", tax_included="1", state="active")
    typed = {"target": "all", "sums": "line", "base_list": base.key, "percent": "9.5"}
    answer = shop.send("price-lists/level/rules", **typed)
    assert answer.status_code == 422
    page = text_of(answer)
    assert 'name="meant"' in page
    assert 'value="9.5"' in page
    assert shop.send("price-lists/level/rules", **typed, meant="1").status_code == 302


def test_the_seller_chooses_how_prices_are_found(shop: Shop) -> None:
    assert shop.send("price-lists/policy", lowest_from="level").status_code == 302
    with acting(shop.world.system):
        assert PricePolicy.objects.get(market_id=shop.world.market_id).lowest_from == 5
    assert shop.send("price-lists/policy", lowest_from="nobody").status_code == 422


def test_lists_are_for_their_seller(shop: Shop) -> None:
    base = the_list(shop)
    other = shop.world.organisation("Another seller", shop.door)
    stranger = shop.browser_of(f"{shop.door}-sales", other)
    for path in (f"price-lists/{base.key}/", f"price-lists/{base.key}/change"):
        assert stranger.get(shop.path(path)).status_code == 404
    rule = {"target": "all", "sums": "line", "amount": "1"}
    assert stranger.post(shop.path(f"price-lists/{base.key}/rules"), rule).status_code == 404


def test_the_operator_stores_rates_by_hand_and_by_file(shop: Shop) -> None:
    console = shop.world.operator_browser() if hasattr(shop.world, "operator_browser") else None
    console = console or shop.browser_of("operator-trade", shop.world.operator)
    typed = {"currency": "usd", "quoted": "CNY", "day": "2026-01-05", "rate": "7.1", "source": "A bank"}
    assert console.post("/operator/rates", typed).status_code == 302
    rows = "币种,兑,日期,汇率,来源\nUSD,CNY,2026-01-06,7.11,A bank\nEUR,CNY,2026-01-06,7.9,A bank\n"
    sheet = SimpleUploadedFile("rates.csv", rows.encode("gb18030"))
    assert console.post("/operator/rates", {"file": sheet}).status_code == 302
    with acting(shop.world.system):
        assert ExchangeRate.objects.filter(market_id=shop.world.market_id).count() == 3
    slip = SimpleUploadedFile("rates.csv", b"c,q,d,r,s\nUSD,CNY,2026-01-07,711,A bank\nUSD,CNY,never,7,\n")
    answer = console.post("/operator/rates", {"file": slip})
    assert answer.status_code == 422
    page = text_of(answer)
    assert "Row 2:" in page
    assert "Row 3:" in page
    assert "7.11" in text_of(console.get("/operator/rates"))
