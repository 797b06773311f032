"""Documents of stock, as a scanner without scripts meets them."""

from datetime import timedelta

from dinghuo.foundation.clock import today
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.models import Stock, StockDocument, Warehouse
from dinghuo.pricing.models import Price, PriceDraft
from tests.web.selling.conftest import Shop
from tests.web.selling.test_orders import text_of


def latest(shop: Shop) -> StockDocument:
    with acting(shop.world.system):
        return StockDocument.objects.filter(market_id=shop.world.market_id).order_by("-id")[0]


def first_sku(shop: Shop) -> str:
    with acting(shop.world.system):
        rows = Stock.objects.filter(market_id=shop.world.market_id, owner=shop.seller)
        return rows.order_by("variant__sku").values_list("variant__sku", flat=True)[0]


def on_hand(shop: Shop, sku: str, **where: str) -> dict[str, int]:
    with acting(shop.world.system):
        rows = Stock.objects.filter(market_id=shop.world.market_id, variant__sku=sku, **where)
        return {lot: int(there) for lot, there in rows.values_list("lot", "on_hand")}


def begin(shop: Shop, kind: str, **typed: str) -> str:
    assert shop.send(f"stock-documents/new/{kind}", **typed).status_code == 302
    return latest(shop).number


def test_goods_come_in_by_scan(shop: Shop) -> None:
    number, sku = begin(shop, "receipt", partner="Spring", reference="DN-1"), first_sku(shop)
    at = f"stock-documents/{number}"
    assert "autofocus" in text_of(shop.ask(at))
    assert shop.send(f"{at}/scan", code=sku, scanned="12").status_code == 302
    assert shop.send(f"{at}/line", sku=sku, quantity="24", lot="L1", expires="2027-05-01").status_code == 302
    assert "L1" in text_of(shop.ask(at))
    changed = {"lines.1.quantity": "10", "lines.2.quantity": "24", "then": "submit"}
    assert shop.send(f"{at}/lines", **changed).status_code == 302
    assert on_hand(shop, sku) == {"": 110, "L1": 24}
    page = text_of(shop.ask("stock-documents"))
    assert number in page
    assert "Spring" in page


def test_the_same_label_twice_is_answered_in_words(shop: Shop) -> None:
    sku = first_sku(shop)
    with acting(shop.world.system):
        Stock.objects.get(market_id=shop.world.market_id, variant__sku=sku).variant.__class__.objects.filter(
            market_id=shop.world.market_id, sku=sku
        ).update(gtin="9521234543213")
    at = f"stock-documents/{begin(shop, 'receipt')}"
    carton = {"code": "(02)09521234543213(10)L2(37)24"}
    assert shop.send(f"{at}/scan", **carton).status_code == 302
    again = shop.send(f"{at}/scan", **carton)
    assert again.status_code == 409
    assert "It is another one" in text_of(again)
    assert carton["code"] in text_of(again)
    assert shop.send(f"{at}/scan", **carton, again="1").status_code == 302
    unknown = shop.send(f"{at}/scan", code="nothing")
    assert unknown.status_code == 422
    assert "nothing" in text_of(unknown)


def test_a_blind_count_doesnt_tell_and_somebody_else_agrees(shop: Shop) -> None:
    sku = first_sku(shop)
    number = begin(shop, "count", way="blind")
    at = f"stock-documents/{number}"
    shop.send(f"{at}/scan", code=sku, scanned="93")
    assert "Book</th>" not in text_of(shop.ask(at))
    shop.send(f"{at}/submit")
    page = text_of(shop.ask(at))
    assert "Difference" in page
    assert shop.send(f"{at}/approve").status_code == 409
    with acting(shop.world.system):
        StockDocument.objects.filter(number=number).update(submitted_by_id=None)
    assert "Agree and book" in text_of(shop.ask(at))
    assert shop.send(f"{at}/approve").status_code == 302
    assert on_hand(shop, sku) == {"": 93}


def test_a_transfer_arrives_short(shop: Shop) -> None:
    sku = first_sku(shop)
    with acting(shop.world.system):
        far = Warehouse.objects.create(
            market_id=shop.world.market_id, owner=shop.seller, key="far-1", name="Far", priority=9
        )
    at = f"stock-documents/{begin(shop, 'transfer', target='far-1')}"
    shop.send(f"{at}/scan", code=sku, scanned="5")
    shop.send(f"{at}/submit")
    assert "Receive these goods" in text_of(shop.ask(at))
    refused = shop.send(f"{at}/arrival", **{"lines.1.arrived": "4", "finish": "1"})
    assert refused.status_code == 422
    shop.send(f"{at}/arrival", **{"lines.1.arrived": "4", "finish": "1", "why": "broken"})
    assert on_hand(shop, sku, warehouse_id=str(far.id)) == {"": 4}
    assert latest(shop).state == "posted"


def test_shelf_life_and_a_lot(shop: Shop) -> None:
    sku = first_sku(shop)
    at = f"stock-documents/{begin(shop, 'receipt')}"
    shop.send(f"{at}/line", sku=sku, quantity="24", lot="L/1", expires=f"{today('UTC') + timedelta(days=20)}")
    shop.send(f"{at}/submit")
    page = text_of(shop.ask("life"))
    assert "L/1" in page
    assert "30 % off" in page
    assert "L/1" in text_of(shop.ask(f"stock/{sku}/lot", lot="L/1"))
    assert shop.ask(f"stock/{sku}/lot", lot="none").status_code == 404
    assert shop.send("life", min_days="30").status_code == 302
    assert "30 days left" in text_of(shop.ask("life"))
    assert shop.send("life", buyer="nobody", min_days="30").status_code == 422


def test_what_is_proposed_for_a_lot_becomes_its_price(shop: Shop) -> None:
    sku, last = first_sku(shop), today("Asia/Shanghai") + timedelta(days=20)
    at = f"stock-documents/{begin(shop, 'receipt')}"
    shop.send(f"{at}/line", sku=sku, quantity="24", lot="L/1", expires=f"{last}")
    shop.send(f"{at}/line", sku=sku, quantity="24", lot="L/2", expires=f"{last + timedelta(days=300)}")
    shop.send(f"{at}/submit")
    assert "Set the price" in text_of(shop.ask("life"))
    answer = shop.send("life/mark-down", sku=sku, lot="L/1")
    assert answer.status_code == 302
    draft = answer["Location"].split(f"/{shop.door}/")[1]
    page = text_of(shop.ask(draft))
    assert "30 % off" in page
    assert "publish it" in page
    # Pressed again, it is the same one.
    assert shop.send("life/mark-down", sku=sku, lot="L/1")["Location"] == answer["Location"]
    with acting(shop.world.system):
        prices = Price.objects.filter(market_id=shop.world.market_id, variant__sku=sku)
        assert [row.amount for row in prices] == [10]
    assert shop.send(f"{draft}/submission").status_code == 302
    with acting(shop.world.system):
        assert [int(row.amount) for row in prices.order_by("valid")] == [10, 7, 10]
    fresh = shop.send("life/mark-down", sku=sku, lot="L/2")
    assert fresh.status_code == 422
    assert "Nothing is proposed for this lot" in text_of(fresh)
    assert shop.send("life/mark-down", sku=sku, lot="nothing").status_code == 404
    with acting(shop.world.system):
        prices.delete()
        PriceDraft.objects.filter(market_id=shop.world.market_id).update(state="undone")
    unpriced = shop.send("life/mark-down", sku=sku, lot="L/1")
    assert unpriced.status_code == 422
    assert "No base price list has a price" in text_of(unpriced)
    stranger = shop.browser_of(
        "supplier-admin" if shop.door == "supplier" else "branch-manager",
        shop.world.organisation("Another seller", shop.door),
    )
    assert stranger.post(shop.path("life/mark-down"), {"sku": sku, "lot": "L/1"}).status_code == 404


def test_a_transfer_is_received_by_scan_and_put_away(shop: Shop) -> None:
    sku = first_sku(shop)
    places = {
        "key": "second",
        "name": "Second",
        "kind": "own",
        "priority": "9",
        "has_bins": "1",
        "is_active": "1",
    }
    assert shop.send("warehouses", **places).status_code == 302
    number = begin(shop, "transfer", target="second")
    at = f"stock-documents/{number}"
    shop.send(f"{at}/scan", code=sku, scanned="5")
    shop.send(f"{at}/submit")
    assert "Receive by scan" in text_of(shop.ask(at))
    assert shop.send(f"{at}/arrival/scan", code=sku, quantity="4").status_code == 302
    many = shop.send(f"{at}/arrival/scan", code=sku, quantity="3")
    assert many.status_code == 422
    assert "More came than was sent" in text_of(many)
    more = {"code": sku, "quantity": "3", "more": "1", "why": "In the cage"}
    assert shop.send(f"{at}/arrival/scan", **more).status_code == 302
    assert on_hand(shop, sku, warehouse__key="second") == {"": 7}
    assert sku in text_of(shop.ask("put-away"))
    assert "A-01" in text_of(shop.ask("put-away", bin="A-01", warehouse="second"))
    put = {"bin": "A-01", "warehouse": "second", "code": sku}
    assert shop.send("put-away", **put).status_code == 302
    assert "Everything has its place" in text_of(shop.ask("put-away"))
    unknown = shop.send("put-away", **{**put, "code": "nothing"})
    assert unknown.status_code == 422
    assert "nothing" in text_of(unknown)
