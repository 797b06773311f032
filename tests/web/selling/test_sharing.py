"""The seller answers several orders at once: who gets what is shown first, may be changed, and is told."""

import re
from decimal import Decimal

from dinghuo.catalogue.models import Offer
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.set_sharing_rule import set_sharing_rule
from dinghuo.ordering.models import Order, OrderLine
from tests.web.selling.conftest import Shop
from tests.web.selling.test_orders import text_of

D = Decimal


def short(shop: Shop) -> list[str]:
    """Three orders of 60 for an article of which there are 100; the seller shares in proportion."""
    with acting(shop.world.system):
        Offer.objects.filter(market_id=shop.world.market_id).update(backorder_allowed=True)
    role = "supplier-admin" if shop.door == "supplier" else "branch-manager"
    set_sharing_rule(shop.world.person(shop.seller, role), "proportional")
    return [shop.place(60) for _ in range(3)]


def accepted(shop: Shop, *numbers: str) -> list[int]:
    with acting(shop.world.system):
        lines = {line.order.number: line for line in OrderLine.objects.select_related("order")}
    return [int(lines[number].allocated) for number in numbers]


def fields(page: str) -> dict[str, str]:
    """What stands in the form."""
    found = re.findall(r'name="((?:share|was)\.[^"]+)"[^>]*value="([^"]*)"', page)
    return dict(found)


def test_the_shares_are_shown_before_and_confirmed_after(shop: Shop) -> None:
    numbers = short(shop)
    answer = shop.send("orders/accept", chosen=numbers)
    assert answer.status_code == 302
    page = shop.browser.get(answer.url)
    words = text_of(page)
    assert "In proportion to what each wants" in words
    assert [int(fields(page.content.decode())[f"share.{number}.1"]) for number in numbers] == [34, 33, 33]
    assert accepted(shop, *numbers) == [0, 0, 0]
    done = shop.send("orders/sharing", chosen=numbers, **fields(page.content.decode()))
    assert done.status_code == 302
    assert accepted(shop, *numbers) == [34, 33, 33]
    told = text_of(shop.ask(f"orders/{numbers[1]}"))
    assert "shared in proportion: 33" in told


def test_a_share_is_changed_with_a_reason(shop: Shop) -> None:
    numbers = short(shop)
    page = shop.ask("orders/sharing", chosen=numbers).content.decode()
    typed = fields(page) | {f"share.{numbers[2]}.1": "60"}
    refused = shop.send("orders/sharing", chosen=numbers, **typed)
    assert refused.status_code == 422
    assert 'value="60"' in refused.content.decode()
    for wrong in ("-1", "61", "many"):
        answer = shop.send(
            "orders/sharing", chosen=numbers, why="x", **(typed | {f"share.{numbers[2]}.1": wrong})
        )
        assert answer.status_code == 422
        assert f'value="{wrong}"' in answer.content.decode()
    assert accepted(shop, *numbers) == [0, 0, 0]
    shop.send("orders/sharing", chosen=numbers, why="The hospital needs it", **typed)
    assert accepted(shop, *numbers) == [20, 20, 60]
    assert "The hospital needs it" in text_of(shop.ask(f"orders/{numbers[2]}"))


def test_shares_that_have_changed_meanwhile_are_looked_at_again(shop: Shop) -> None:
    numbers = short(shop)
    typed = fields(shop.ask("orders/sharing", chosen=numbers).content.decode())
    shop.place(0 + 20)
    with acting(shop.world.system):
        Order.objects.filter(number=numbers[0]).update(kind="urgent")
    answer = shop.send("orders/sharing", chosen=numbers, **typed)
    assert answer.status_code == 302
    assert "chosen=" in answer.url
    assert accepted(shop, *numbers) == [0, 0, 0]


def test_where_there_is_enough_all_are_accepted_at_once(shop: Shop) -> None:
    numbers = [shop.place(30), shop.place(30)]
    assert "wait for your answer on the same goods" not in text_of(shop.ask(f"orders/{numbers[0]}"))
    answer = shop.send("orders/accept", chosen=numbers)
    assert "sharing" not in answer.url
    assert accepted(shop, *numbers) == [30, 30]
    assert "Nothing to answer" in text_of(shop.ask("orders/sharing", chosen=numbers))
    assert shop.send("orders/accept").status_code == 302


def test_an_order_says_who_else_wants_its_goods(shop: Shop) -> None:
    numbers = short(shop)
    # Who was first holds all it wants; its seller is told before it is accepted alone.
    assert "3 orders wait for your answer on the same goods." in text_of(shop.ask(f"orders/{numbers[0]}"))
    page = shop.ask(f"orders/{numbers[1]}")
    assert "3 orders wait for your answer on the same goods." in text_of(page)
    address = re.search(r'href="([^"]*orders/sharing[^"]*)"', page.content.decode())
    assert address is not None
    assert text_of(shop.browser.get(address[1].replace("&amp;", "&"))).count("Holds now") >= 1


def test_the_buyer_reads_its_own_part_and_nobody_else_s(shop: Shop) -> None:
    numbers = short(shop)
    typed = fields(shop.ask("orders/sharing", chosen=numbers).content.decode())
    shop.send("orders/sharing", chosen=numbers, **typed)
    browser = shop.browser_of("buyer-admin", shop.world.buyer)
    told = text_of(browser.get(f"/orders/{numbers[1]}/"))
    assert "shared in proportion: 33" in told
    assert "for 180" not in told
