"""The price grid, the terms of goods and the team, as a browser without scripts sees them."""

import json
import re

from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Membership
from dinghuo.pricing.models import Price, PriceList
from tests.web.selling.conftest import Shop
from tests.web.selling.test_orders import text_of


def the_list(shop: Shop) -> PriceList:
    with acting(shop.world.system):
        return PriceList.objects.get(market_id=shop.world.market_id, seller=shop.seller)


def cell(shop: Shop, place: int, amount: str) -> dict[str, str]:
    """A cell of the grid as it is sent."""
    variant = shop.goods[place]
    key = f"cells.{variant.id.hex}{the_list(shop).id.hex}"
    packed = [the_list(shop).key, variant.sku, "瓶", "1", "10"]
    return {key: json.dumps(packed), f"{key}.amount": amount}


def test_the_grid_shows_the_prices_of_now(shop: Shop) -> None:
    page = text_of(shop.ask("prices"))
    assert shop.goods[0].sku in page
    assert shop.goods[0].name in page
    assert 'value="10"' in page
    key = re.search(r'name="(cells\.[0-9a-f]+)"', page)
    assert key


def test_one_save_writes_what_was_changed(shop: Shop) -> None:
    answer = shop.send("prices", **(cell(shop, 0, "12.5") | cell(shop, 1, "10")))
    assert answer.status_code == 302
    page = text_of(shop.ask("prices"))
    assert 'value="12.5"' in page
    with acting(shop.world.system):
        rows = Price.objects.filter(market_id=shop.world.market_id, variant=shop.goods[0])
        assert rows.count() == 2
        assert Price.objects.filter(market_id=shop.world.market_id, variant=shop.goods[1]).count() == 1


def test_faults_of_prices_stand_beside_their_cells(shop: Shop) -> None:
    answer = shop.send("prices", **(cell(shop, 0, "cheap") | cell(shop, 1, "11")))
    assert answer.status_code == 422
    page = text_of(answer)
    assert 'value="cheap"' in page
    assert 'value="11"' in page
    answer = shop.send("prices", **cell(shop, 0, "0"))
    assert answer.status_code == 422
    assert "field-fault" in text_of(answer)


def test_a_step_is_put_on_a_list_and_taken_off(shop: Shop) -> None:
    sku, key = shop.goods[0].sku, the_list(shop).key
    typed = {"list": key, "unit": "瓶", "min_quantity": "24", "amount": "9.5"}
    assert shop.send(f"prices/{sku}/put", **typed).status_code == 302
    page = re.sub(r"<[^>]+>", "", text_of(shop.ask(f"prices/{sku}", list=key)))
    assert "9.50" in page
    taken = {"list": key, "unit": "瓶", "min_quantity": "24"}
    assert shop.send(f"prices/{sku}/remove", **taken).status_code == 302
    assert "Past" in text_of(shop.ask(f"prices/{sku}", list=key))
    answer = shop.send(f"prices/{sku}/put", **(typed | {"amount": "free"}))
    assert answer.status_code == 422
    assert 'value="free"' in text_of(answer)


def test_terms_are_saved(shop: Shop) -> None:
    sku = shop.goods[0].sku
    typed = {"minimum": "6", "multiple": "6", "lead_time_days": "3", "active": "1"}
    assert shop.send(f"goods/{sku}", **typed).status_code == 302
    assert 'value="6"' in text_of(shop.ask(f"goods/{sku}"))
    answer = shop.send(f"goods/{sku}", **(typed | {"lead_time_days": "soon"}))
    assert answer.status_code == 422
    assert 'value="soon"' in text_of(answer)
    assert shop.goods[0].name in text_of(shop.ask("goods"))


def test_prices_are_for_those_who_sell(shop: Shop) -> None:
    clerk = shop.browser_of(f"{shop.door}-warehouse")
    assert clerk.get(shop.path("prices")).status_code == 403
    other = shop.world.organisation("Another seller", shop.door)
    stranger = shop.browser_of(f"{shop.door}-sales", other)
    assert stranger.post(shop.path("prices"), cell(shop, 0, "1")).status_code == 404
    assert stranger.get(shop.path(f"goods/{shop.goods[0].sku}")).status_code == 404


def test_somebody_joins_the_team_changes_roles_and_is_suspended(shop: Shop) -> None:
    role = f"{shop.door}-warehouse"
    typed = {"name": "Zhou Jie", "email": "zhou@example.com", "roles": role}
    assert shop.send("team/add", **typed).status_code == 302
    assert "Zhou Jie" in text_of(shop.ask("team"))
    with acting(shop.world.system):
        member = Membership.objects.get(market_id=shop.world.market_id, person__name="Zhou Jie")
    assert shop.send(f"team/{member.id}/roles", roles=f"{shop.door}-sales").status_code == 302
    assert shop.send(f"team/{member.id}/status", status="suspended").status_code == 302
    assert "Suspended" in text_of(shop.ask("team"))
    answer = shop.send("team/add", name="", phone="12", roles=role)
    assert answer.status_code == 422
    assert 'value="12"' in text_of(answer)


def test_it_says_what_a_customer_pays_and_why(shop: Shop) -> None:
    sku, code = shop.goods[0].sku, shop.world.buyer.code
    with acting(shop.world.system):
        # A supplier knows the customers for whom it keeps a list.
        PriceList.objects.create(
            market_id=shop.world.market_id,
            key="deal",
            name="Deal",
            kind="contract",
            seller=shop.seller,
            buyer=shop.world.buyer,
            currency="CNY",
        )
    page = re.sub(r"<[^>]+>", "", text_of(shop.ask("price-question", goods=sku, customer=code, quantity="3")))
    assert "30.00" in page
    assert "For everybody" in page
    both = text_of(shop.ask("price-question", goods=sku, customer=code, day_2="2026-06-01"))
    assert both.count("why-rules") == 2


def test_what_it_does_not_know_stands_beside_the_field(shop: Shop) -> None:
    answer = shop.ask("price-question", goods="nothing", customer="nobody", day="soon")
    assert answer.status_code == 422
    assert text_of(answer).count('class="field-fault"') == 3
