"""What a person may be granted in ordering. A limit is an amount in the market's currency."""

VIEW = "ordering.view_orders"
PLACE = "ordering.place_order"  # limit: above it the order waits for an approver
PLACE_FOR_CUSTOMER = "ordering.place_for_customer"
OVERRIDE_PRICE = "ordering.override_price"
APPROVE = "ordering.approve_order"  # limit: the largest order that may be approved
CONFIRM = "ordering.confirm_order"
CANCEL = "ordering.cancel_order"
CHANGE = "ordering.change_order"
MESSAGE = "ordering.send_message"
SAVE_SUPPLY = "ordering.save_supply"
REROUTE = "ordering.reroute_line"
SET_QUOTAS = "ordering.set_quotas"
REALLOCATE = "ordering.reallocate_goods"
SEE_FREIGHT = "ordering.see_freight_terms"
SAVE_FREIGHT = "ordering.save_freight_term"

PERMISSIONS = frozenset(
    {
        VIEW,
        PLACE,
        PLACE_FOR_CUSTOMER,
        OVERRIDE_PRICE,
        APPROVE,
        CONFIRM,
        CANCEL,
        CHANGE,
        MESSAGE,
        SAVE_SUPPLY,
        REROUTE,
        SET_QUOTAS,
        REALLOCATE,
        SEE_FREIGHT,
        SAVE_FREIGHT,
    }
)
