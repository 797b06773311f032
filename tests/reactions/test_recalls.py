"""Who keeps goods of a recalled lot for their owner is told to put them aside, and when they are for sale again."""

import pytest

from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.lift_recall import lift_recall
from dinghuo.fulfilment.actions.recall_lot import recall_lot
from dinghuo.inventory.queries.consigned_stock import consigned_stock
from dinghuo.inventory.queries.consignments import consignment
from dinghuo.organisations.models import Notification
from dinghuo.reactions.words import write
from tests.fulfilment.kept import Kept
from tests.reactions.test_notices import member

pytestmark = pytest.mark.django_db


def test_the_keeper_of_a_recalled_lot_is_told(drain) -> None:
    kept = Kept()
    kept.receive(12)
    kept.receive(5, "L2")
    clerk = member(kept.world, kept.branch, "inventory.see_stock")
    recall_lot(kept.owner, "MILK", "L1", "Glass in a bottle")
    drain()
    with acting(kept.keeper):
        lines = consigned_stock(kept.keeper, consignment(kept.keeper, kept.number))
    assert [(line.lot, line.recalled, int(line.available)) for line in lines] == [
        ("L1", True, 0),
        ("L2", False, 5),
    ]
    lift_recall(kept.owner, "MILK", "L1", "It was another one")
    drain()
    with acting(kept.world.system):
        news = Notification.objects.filter(person=clerk, kind__endswith="_kept").order_by("id")
        told = [(*write(row.kind, row.data), row.link) for row in news]
    [recalled, lifted] = told
    assert "lot L1" in recalled[0]
    assert recalled[1].startswith("12 ")
    assert recalled[1].endswith("Glass in a bottle")
    assert recalled[2] == "/branch/consignments?side=keeper"
    assert "for sale again. It was another one" in lifted[1]
