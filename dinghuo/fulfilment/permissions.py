"""The permissions of this domain, each named after the action or the sight it opens."""

PERMISSIONS = frozenset(
    {
        "fulfilment.ship_order",
        "fulfilment.add_tracking",
        "fulfilment.receive_shipment",
        "fulfilment.declare_lost",
        "fulfilment.see_shipments",
    }
)
