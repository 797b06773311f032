"""Labels over the API."""

import pytest

from tests.makers import make_goods, make_world
from tests.makers.staff import make_staff

pytestmark = pytest.mark.django_db


def test_a_program_prints_labels():
    world = make_world()
    staff = make_staff(world)
    make_goods(world.supplier, "WATER", stock=10, box=24)
    answer = staff.seller.get(
        f"/labels.pdf?size=roll-60x40&line=WATER||2&line=WATER|箱|1|L-1|2027-01-31&shelf=main-{world.supplier.code}|A-1|1"
    )
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


def test_what_is_wrong_is_told():
    world = make_world()
    staff = make_staff(world)
    answer = staff.seller.get("/labels.pdf?size=roll-60x40&line=A|b|c&line=A|b|1|L|never&shelf=one")
    assert answer.status == 422
    assert answer.paths == {"line.0": "malformed", "line.1": "malformed", "shelf.0": "malformed"}
    answer = staff.buyer.get("/labels.pdf?size=roll-60x40&line=WATER")
    assert answer.paths == {"lines.0.sku": "unknown"}
    assert staff.seller.get("/labels.pdf?size=huge&line=WATER").paths == {"size": "unknown"}
