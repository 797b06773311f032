"""What becomes of a product's version is told to who should know."""

import pytest

from dinghuo.catalogue.actions.save_category import save_category
from dinghuo.catalogue.actions.versions.approve_version import approve_version
from dinghuo.catalogue.actions.versions.reject_version import reject_version
from dinghuo.catalogue.actions.versions.submit_products import submit_products
from dinghuo.catalogue.rules.rows import OfferRow, ProductRow, VariantRow
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Notification
from tests.organisations.world import World

pytestmark = pytest.mark.django_db


def test_reviewers_and_the_seller_are_told(drain) -> None:
    world = World()
    reviewer, seller = (
        world.member(world.operator, "operator-admin"),
        world.member(world.supplier, "supplier-sales"),
    )
    keeper, sells = (
        world.person(world.operator, "operator-admin"),
        world.person(world.supplier, "supplier-sales"),
    )
    save_category(keeper, "all", "All")
    row = ProductRow("A", "Water", "all", "瓶", [VariantRow("A", offers=[OfferRow(world.supplier.id)])])
    [waiting] = submit_products(sells, [row])
    drain()
    assert told(world, reviewer) == [("version.submitted", f"/operator/products/{waiting}/")]
    reject_version(keeper, waiting, "No picture")
    [waiting] = submit_products(sells, [row])
    approve_version(keeper, waiting)
    drain()
    assert [kind for kind, _link in told(world, seller)] == ["version.rejected", "version.approved"]
    assert {link for _kind, link in told(world, seller)} == {"/supplier/products/A"}


def told(world: World, member) -> list[tuple[str, str]]:
    with acting(world.system):
        rows = Notification.objects.filter(person=member.person).order_by("id")
        return list(rows.values_list("kind", "link"))
