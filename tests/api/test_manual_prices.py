"""A program gives a customer a price; below the floor the operator's agrees, and the customer's cart has it."""

from tests.makers.calls import BODIES
from tests.makers.underway import make_trade
from tests.makers.world import make_world


def test_given_agreed_to_and_taken_back(db):
    world = make_world()
    staff, documents = make_trade(world)
    path = f"/manual-prices/{documents['manual-prices']}"
    waiting = staff.seller.get(path)
    assert (waiting["state"], waiting["least"], waiting["counts"]) == ("waiting", "9", False)
    wanted = {"lines": [{"sku": "WATER", "quantity": "1"}]}
    assert staff.buyer.post("/price-checks", wanted)["lines"][0]["amount"] == "10.00"
    assert staff.operator.post(f"{path}/approval")["counts"] is True
    [line] = staff.buyer.post("/price-checks", wanted)["lines"]
    assert (line["amount"], line["explanation"][0]["level"]) == ("1.00", "manual")
    assert staff.operator.delete(f"{path}/approval", {"reason": "No"})["type"] == "manual-price-elsewhere"
    assert staff.buyer.get(path).status == 404
    assert staff.seller.delete(path)["state"] == "withdrawn"
    assert staff.buyer.post("/price-checks", wanted)["lines"][0]["amount"] == "10.00"
    given = BODIES["give_price"] | {"buyer": world.buyer.code}
    assert staff.seller.post("/manual-prices", given)["state"] == "approved"
    assert staff.seller.put("/price-floor", {"of_list": "0"}).status == 422
