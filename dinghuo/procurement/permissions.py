"""What a person may be granted in replenishment."""

SEE = "procurement.see_replenishment"
SET = "procurement.set_replenishment"
PROPOSE = "procurement.propose_replenishment"
ORDER = "procurement.order_proposal"  # edits, orders and dismisses proposals
RECEIVE = "procurement.receive_purchase"
SEE_FORECAST = "procurement.see_forecast"
SHARE_FORECAST = "procurement.share_forecast"

PERMISSIONS = frozenset({SEE, SET, PROPOSE, ORDER, RECEIVE, SEE_FORECAST, SHARE_FORECAST})
