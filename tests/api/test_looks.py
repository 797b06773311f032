"""Pictures and documents of products over the API: sent in, submitted, and read by who may see the product."""

import base64

import pytest

from dinghuo.catalogue.actions.versions.approve_version import approve_version
from dinghuo.catalogue.models import ProductVersion
from dinghuo.foundation.tenancy import acting
from tests.makers import make_actor, make_goods, make_world
from tests.makers.staff import make_staff

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n%%EOF\n"


def test_a_document_is_sent_in_approved_and_read() -> None:
    world = make_world()
    staff = make_staff(world)
    make_goods(world.supplier, "WATER", stock=10)
    content = base64.b64encode(PDF).decode()
    made = staff.seller.post("/product-files", {"use": "document", "content": content})
    assert made.status == 201
    sheet = {"file": made["file"], "kind": "data-sheet", "name": "数据表", "names": {"en": "Data sheet"}}
    told = staff.seller.put("/product-looks/WATER", {"pictures": [], "documents": [sheet]})
    assert (told.status, told["documents"]) == (200, [sheet])
    assert staff.buyer.get("/products/WATER")["documents"] == []
    keeper = make_actor(world.operator, ("catalogue.review_product",))
    with acting(world.system):
        [waiting] = ProductVersion.objects.values_list("id", flat=True)
    approve_version(keeper, waiting)
    [document] = staff.buyer.get("/products/WATER")["documents"]
    assert (document["kind"], document["name"]) == ("data-sheet", "Data sheet")
    read = staff.buyer.get(document["address"].removeprefix("/api/v1"))
    assert (read.status, read.content) == (200, PDF)
    elsewhere = make_staff(make_world())
    assert elsewhere.buyer.get(document["address"].removeprefix("/api/v1")).status == 404
    again = staff.seller.put("/product-looks/WATER", {"pictures": [], "documents": [sheet]})
    assert (again.status, again["type"]) == (409, "nothing-changed")
    refused = staff.seller.post("/product-files", {"use": "picture", "content": content})
    assert (refused.status, [each["path"] for each in refused["errors"]]) == (422, ["content"])
