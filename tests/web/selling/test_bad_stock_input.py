"""Bad input on the pages of stock: answered in words beside what was typed, and nothing half-booked."""

from datetime import timedelta

from dinghuo.catalogue.models import Variant
from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.ship_order import ship_order
from dinghuo.inventory.models import StockDocument, StockDocumentLine
from dinghuo.ordering.actions.confirm_order import confirm_order
from tests.web.selling.conftest import Shop
from tests.web.selling.test_orders import text_of
from tests.web.selling.test_replenishment import latest, wholesale
from tests.web.selling.test_stock import balances, row
from tests.web.selling.test_stock_documents import begin, first_sku, on_hand


def test_negative_counts(shop: Shop) -> None:
    first, second, _third = balances(shop)
    answer = shop.send("stock", **(row(first, on_hand="-5") | row(second, on_hand="7")))
    assert answer.status_code == 422
    page = text_of(answer)
    assert "be less than zero." in page
    assert 'value="-5"' in page
    assert 'value="7"' in page
    at = f"stock-documents/{begin(shop, 'count', way='blind')}"
    for scan in ({"scanned": "-3"}, {"scanned": "many"}):
        refused = shop.send(f"{at}/scan", code=first.variant.sku, **scan)
        assert refused.status_code == 422
        assert f'value="{scan["scanned"]}"' in text_of(refused)
    assert shop.send(f"{at}/line", sku=first.variant.sku, quantity="-3").status_code == 422
    shop.send(f"{at}/scan", code=first.variant.sku, scanned="9")
    refused = shop.send(f"{at}/lines", **{"lines.1.quantity": "-9"})
    assert refused.status_code == 422
    assert 'value="-9"' in text_of(refused)
    assert [stock.on_hand for stock in balances(shop)] == [100, 100, 100]


def test_unknown_codes(shop: Shop) -> None:
    for kind in ("receipt", "scrap", "count"):
        at = f"stock-documents/{begin(shop, kind, why='x', way='blind')}"
        for typed in ({"code": "nothing"}, {"code": ""}, {"code": "9521234543214"}):
            answer = shop.send(f"{at}/scan", **typed)
            assert answer.status_code == 422
            assert f'value="{typed["code"]}"' in text_of(answer)
        answer = shop.send(f"{at}/line", sku="nothing", quantity="1")
        assert answer.status_code == 422
        assert "There is no article nothing." in text_of(answer)


def test_a_lot_with_two_expiry_dates(shop: Shop) -> None:
    sku = first_sku(shop)
    at = f"stock-documents/{begin(shop, 'receipt')}"
    shop.send(f"{at}/line", sku=sku, quantity="24", lot="L1", expires="2027-05-01")
    shop.send(f"{at}/submit")
    at = f"stock-documents/{begin(shop, 'receipt')}"
    shop.send(f"{at}/line", sku=sku, quantity="5", lot="L1", expires="2027-06-01")
    shop.send(f"{at}/line", sku=sku, quantity="5", lot="L2")
    answer = shop.send(f"{at}/submit")
    assert answer.status_code == 422
    assert "2027-05-01" in text_of(answer)
    assert on_hand(shop, sku) == {"": 100, "L1": 24}


def test_the_same_carton_of_a_purchase_twice(shop: Shop) -> None:
    rival, place = wholesale(shop)
    with acting(shop.world.system):
        Variant.objects.filter(market_id=shop.world.market_id, sku="PEAR").update(gtin="9521234543213")
    shop.send("replenishment/rules", sku="PEAR", warehouse=place.key, minimum="20", maximum="60")
    shop.send("replenishment/reckoning")
    at = f"proposals/{latest(shop).number}"
    shop.send(f"{at}/lines", **{"lines.1.quantity": "60", "then": "order", "payment": "transfer"})
    order, seller = latest(shop).order_number, shop.world.person(rival, "supplier-admin")
    confirm_order(seller, order)
    parcel = ship_order(seller, order).number
    carton = "(02)09521234543213(10)L7(37)24"
    scan = {"shipment": parcel, "warehouse": place.key, f"{parcel}.code": carton}
    first = shop.send(f"{at}/receipt/scan", **scan, **{f"{parcel}.1.accepted": "60"})
    assert first.status_code == 200
    assert 'value="24"' in text_of(first)
    counted = {"counting": "1", f"{parcel}.1.accepted": "24", "label": carton}
    again = shop.send(f"{at}/receipt/scan", **scan, **counted)
    assert again.status_code == 409
    assert "This carton has been scanned already." in text_of(again)
    assert 'value="24"' in text_of(again)
    meant = shop.send(f"{at}/receipt/scan", **scan, **counted, again="1")
    assert 'value="48"' in text_of(meant)
    assert on_hand(shop, "PEAR", owner=shop.seller) == {"": 0}


def test_a_document_posted_twice(shop: Shop) -> None:
    sku = first_sku(shop)
    at = f"stock-documents/{begin(shop, 'receipt')}"
    shop.send(f"{at}/scan", code=sku, scanned="12")
    assert shop.send(f"{at}/submit").status_code == 302
    assert shop.send(f"{at}/submit").status_code == 409
    assert shop.send(f"{at}/scan", code=sku).status_code == 409
    assert on_hand(shop, sku) == {"": 112}


def test_a_count_of_yesterday(shop: Shop) -> None:
    """Counted yesterday, submitted today: what came and went since stays."""
    sku = first_sku(shop)
    number = begin(shop, "count", way="blind")
    at = f"stock-documents/{number}"
    shop.send(f"{at}/scan", code=sku, scanned="93")
    shop.send(f"stock/{sku}/adjust", change="-20", why="Broken since")
    with acting(shop.world.system):
        lines = StockDocumentLine.objects.filter(document__number=number)
        assert lines.get().counted_at < now()
    shop.send(f"{at}/submit")
    with acting(shop.world.system):
        assert lines.get().expected == 100
        StockDocument.objects.filter(number=number).update(
            submitted_by_id=None, submitted_at=now() - timedelta(days=1)
        )
    assert shop.send(f"{at}/approve").status_code == 302
    assert on_hand(shop, sku) == {"": 73}
