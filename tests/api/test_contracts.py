"""A program writes a contract, signs it, reads its prices and paper; and takes a single price off a list."""

from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.models import Price
from tests.makers.calls import BODIES
from tests.makers.underway import make_trade
from tests.makers.world import make_world


def test_a_contract_over_the_api(db):
    world = make_world()
    staff, documents = make_trade(world)
    number = documents["contracts"]
    assert staff.buyer.get(f"/contracts/{number}").status == 404
    put = {"amount": "8.00", "currency": "CNY"}
    assert staff.seller.put("/prices/deal/WATER", put).status == 200
    signed = staff.seller.post(f"/contracts/{number}/signature")
    assert (signed["state"], signed["lists"]) == ("signed", ["deal"])
    [price] = staff.buyer.get(f"/contracts/{number}/prices")["items"]
    assert (price["sku"], price["amount"]) == ("WATER", "8.00")
    assert staff.seller.post(f"/contracts/{number}/signature")["type"] == "contract-elsewhere"
    later = staff.seller.post(f"/contracts/{number}/extension", BODIES["extend_contract"])
    assert (later["follows"], later["starts_on"]) == (number, "2099-01-01")
    assert staff.buyer.get(f"/contracts/{number}")["extended_by"] is None
    assert staff.seller.get(f"/contracts/{number}")["extended_by"] == later["number"]
    ended = staff.seller.post(f"/contracts/{number}/end", {"reason": "They closed."})
    assert (ended["state"], ended["reason"]) == ("ended", "They closed.")


def test_one_price_is_taken_off_a_list(db):
    world = make_world()
    staff, documents = make_trade(world)
    path = f"/prices/{documents['prices']}/WATER"
    with acting(world.system):
        assert Price.objects.filter(list__key=documents["prices"], valid__endswith=None).count() == 1
    left = staff.seller.delete(path)
    assert left.status == 200, left.body
    assert [each["valid_to"] is None for each in left["items"]] == [False]
    assert staff.seller.delete(path).status == 404
    assert staff.buyer.delete(path).status in (403, 404)
