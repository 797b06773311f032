"""Lists as files over the API."""

import pytest

from tests.makers import make_goods, make_world
from tests.makers.staff import make_staff

pytestmark = pytest.mark.django_db


def saved(answer) -> str:
    return answer.content.decode("utf-8-sig")


def test_a_list_is_saved_with_keys_and_filters():
    world = make_world()
    staff = make_staff(world)
    make_goods(world.supplier, "WATER", stock=10)
    make_goods(world.supplier, "MILK", stock=4)
    answer = staff.seller.get("/exports?name=stock&format=csv&q=WAT")
    assert answer.status == 200
    text = saved(answer).splitlines()
    assert text[0].startswith("sku,name,unit,warehouse")
    assert [line.split(",")[0] for line in text[1:]] == ["WATER"]


def test_what_is_not_granted_is_not_saved():
    staff = make_staff(make_world())
    assert staff.buyer.get("/exports?name=stock&format=csv").status == 403
    assert staff.seller.get("/exports?name=people&format=csv").status == 404
    assert staff.seller.get("/exports?name=stock&format=pdf").status == 404
