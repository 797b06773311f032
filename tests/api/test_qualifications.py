"""Papers over the API: sent in, listed, and why something isn't sold."""

import base64
from datetime import timedelta

import pytest

from dinghuo.catalogue.actions.qualifications.accept_qualification import accept_qualification
from dinghuo.catalogue.actions.qualifications.save_qualification_kind import save_qualification_kind
from dinghuo.catalogue.models import Qualification
from dinghuo.catalogue.rules.qualifications import KindRow, Need
from dinghuo.catalogue.states import QualifiedPart
from dinghuo.foundation.clock import today
from dinghuo.foundation.tenancy import acting
from tests.makers import make_actor, make_goods, make_world
from tests.makers.staff import make_staff

pytestmark = pytest.mark.django_db
PDF = base64.b64encode(b"%PDF-1.4\n%%EOF\n").decode()


def test_a_product_is_sold_once_its_paper_is_accepted():
    world = make_world()
    staff = make_staff(world)
    make_goods(world.supplier, "WATER", stock=10)
    keeper = make_actor(
        world.operator, ("catalogue.save_qualification_kind", "catalogue.review_qualification")
    )
    needs = [Need(QualifiedPart.PRODUCT, "all")]
    save_qualification_kind(keeper, KindRow("report", "检验报告", {"en": "inspection report"}, needs=needs))
    [item] = staff.buyer.get("/products")["items"]
    assert item["not_for_sale"]["of"] == "product"
    assert (item["not_for_sale"]["paper"], item["not_for_sale"]["expired_on"]) == ("report", None)
    wanted = {"lines": [{"sku": "WATER", "quantity": 1}], "payment": {"method": "transfer"}}
    refused = staff.buyer.post("/orders", wanted)
    assert refused.status == 422
    assert [fault["code"] for fault in refused["errors"]] == ["not-for-sale"]
    day = today("Asia/Shanghai")
    body = {
        "kind": "report",
        "number": "QC 1",
        "product": "WATER",
        "valid_from": day.isoformat(),
        "valid_until": (day + timedelta(days=9)).isoformat(),
        "content": PDF,
    }
    made = staff.seller.post("/qualifications", body)
    assert (made.status, made["state"]) == (201, "submitted")
    assert staff.buyer.post("/orders", wanted).status == 422
    with acting(world.system):
        accept_qualification(keeper, Qualification.objects.get(id=made["id"]).id)
    assert [each["state"] for each in staff.seller.get("/qualifications?state=ending")["items"]] == [
        "accepted"
    ]
    assert staff.buyer.post("/orders", wanted).status == 201
    assert staff.buyer.get("/products")["items"][0]["not_for_sale"] is None


def test_what_is_no_base64_is_told():
    staff = make_staff(make_world())
    body = {"kind": "report", "number": "1", "valid_from": "2026-01-01", "content": "%"}
    refused = staff.seller.post("/qualifications", body)
    assert refused.paths == {"kind": "unknown", "content": "base64"}


def test_the_operator_decides_and_the_owner_withdraws():
    world = make_world()
    staff = make_staff(world)
    make_goods(world.supplier, "WATER", stock=10)
    keeper = make_actor(world.operator, ("catalogue.save_qualification_kind",))
    save_qualification_kind(keeper, KindRow("report", "检验报告"))
    body = {"kind": "report", "number": "QC 1", "valid_from": "2026-01-01", "content": PDF}
    first, second = (staff.seller.post("/qualifications", body | {"number": n})["id"] for n in ("1", "2"))
    assert staff.seller.post(f"/qualifications/{first}/acceptance").status == 403
    assert staff.buyer.get(f"/qualifications/{first}").status in (403, 404)
    assert staff.operator.post(f"/qualifications/{first}/acceptance")["state"] == "accepted"
    again = staff.operator.post(f"/qualifications/{first}/acceptance")
    assert (again.status, again["type"]) == (409, "qualification-decided")
    assert staff.operator.post(f"/qualifications/{second}/rejection", {"reason": " "}).paths == {
        "reason": "required"
    }
    sent_back = staff.operator.post(f"/qualifications/{second}/rejection", {"reason": "No stamp."})
    assert (sent_back["state"], sent_back["reason"]) == ("rejected", "No stamp.")
    assert (
        staff.seller.post(f"/qualifications/{first}/withdrawal", {"reason": "Revoked"})["state"]
        == "withdrawn"
    )
    assert staff.seller.get(f"/qualifications/{first}")["state"] == "withdrawn"
