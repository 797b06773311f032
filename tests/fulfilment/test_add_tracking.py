"""News of a shipment on its way."""

from datetime import datetime, timedelta

import pytest

from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.add_tracking import add_tracking
from dinghuo.fulfilment.queries.shipments import shipment
from tests.makers import make_actor


def test_both_sides_read_the_latest_first(confirmed):
    sent = confirmed.ship()
    seller, buyer = confirmed.actor("supplier"), confirmed.actor("buyer")
    add_tracking(seller, sent.number, "picked_up", now() - timedelta(hours=3), "Guangzhou", "Collected")
    add_tracking(seller, sent.number, "in_transit", place="Changsha")
    with acting(buyer):
        news = shipment(buyer, sent.number).tracking.all()
        assert [(one.status, one.place) for one in news] == [
            ("in_transit", "Changsha"),
            ("picked_up", "Guangzhou"),
        ]
    assert confirmed.kinds[-1] == "tracking.added"


def test_all_faults_are_told_at_once(confirmed):
    sent = confirmed.ship()
    seller = confirmed.actor("supplier")
    with pytest.raises(Invalid) as invalid:
        add_tracking(seller, sent.number, " ", now() + timedelta(days=2), "p" * 201, "t" * 501)
    assert [(fault.path, fault.code) for fault in invalid.value.faults] == [
        ("at", "future"),
        ("status", "required"),
        ("place", "too-long"),
        ("text", "too-long"),
    ]
    with pytest.raises(Invalid) as invalid:
        add_tracking(seller, sent.number, "delivered", datetime(2026, 1, 1))
    assert invalid.value.faults[0].code == "zone"


def test_who_may(confirmed):
    sent = confirmed.ship()
    with pytest.raises(NotAllowed):
        add_tracking(make_actor(confirmed.world.supplier), sent.number, "delivered")
    with pytest.raises(NotAllowed):
        add_tracking(confirmed.actor("buyer"), sent.number, "delivered")
    with pytest.raises(NotFound):
        add_tracking(confirmed.actor("stranger"), sent.number, "delivered")
    assert add_tracking(confirmed.actor("operator"), sent.number, "delivered").id == sent.id
