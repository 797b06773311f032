"""The calls about replenishment: what is needed and why, proposals, purchases into a warehouse, forecasts."""

from decimal import Decimal
from typing import Any

from ninja import Router

from dinghuo.api.bodies import procurement as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.paging import After, Limit
from dinghuo.api.seen import the_proposal, the_shipment
from dinghuo.api.shapes import replenishment as shapes
from dinghuo.api.shapes.stock_document import StockDocumentAnswer, stock_document_shape
from dinghuo.api.values import Word
from dinghuo.foundation.actor import Actor
from dinghuo.inventory.queries.stock_documents import stock_document
from dinghuo.procurement.actions.dismiss_proposal import dismiss_proposal
from dinghuo.procurement.actions.edit_proposal import edit_proposal
from dinghuo.procurement.actions.order_proposal import order_proposal
from dinghuo.procurement.actions.propose_replenishment import propose_replenishment
from dinghuo.procurement.actions.receive_purchase import LineReceipt, receive_purchase
from dinghuo.procurement.actions.set_limits import LimitsEntry, set_limits
from dinghuo.procurement.actions.set_replenishment import PolicyEntry, set_replenishment
from dinghuo.procurement.actions.share_forecast import share_forecast
from dinghuo.procurement.queries.figure_page import figure_page
from dinghuo.procurement.queries.forecasts import forecasts
from dinghuo.procurement.queries.policy import policy
from dinghuo.procurement.queries.proposals import proposal, proposals

router = Router(tags=["Replenishment"])
PROPOSAL = "/replenishment-proposals/{number}"


@router.get("/replenishment", response=shapes.FigurePage, operation_id="replenishment")
@reading()
def get_replenishment(
    request: Call,
    standing: Word | None = None,
    warehouse: Word | None = None,
    after: After = None,
    limit: Limit = 50,
) -> dict[str, Any]:
    """What each article of the key's house needs in each warehouse, with every figure it is reckoned from.

    `standing=low` is what should be ordered, `standing=over` what there is too much of.
    """
    page = figure_page(request.auth, standing or "", warehouse or "", after, limit)
    return {"items": [shapes.figure_shape(each) for each in page.items], "next": page.next}


@router.get(
    "/replenishment-policy", response=shapes.ReplenishmentPolicyAnswer, operation_id="replenishment_policy"
)
@reading()
def get_policy(request: Call) -> dict[str, Any]:
    """How the key's house is replenished."""
    return shapes.policy_shape(policy(request.auth))


@router.put(
    "/replenishment-policy", response=shapes.ReplenishmentPolicyAnswer, operation_id="set_replenishment"
)
@writing()
def put_policy(request: Call, body: bodies.ReplenishmentPolicy) -> dict[str, Any]:
    """Say how the key's house is to be replenished."""
    service = Decimal(body.service_percent)
    entry = PolicyEntry(body.window_days, body.review_days, service, body.nightly)
    return shapes.policy_shape(set_replenishment(request.auth, entry))


@router.put("/replenishment-limits", response=shapes.FigurePage, operation_id="set_limits")
@writing()
def put_limits(request: Call, body: bodies.Limits) -> dict[str, Any]:
    """Set by hand when articles are ordered again and up to what; the answer is the first page of what is needed."""
    rows = [LimitsEntry(row.sku, row.warehouse, row.minimum, row.maximum) for row in body.limits]
    set_limits(request.auth, rows)
    page = figure_page(request.auth)
    return {"items": [shapes.figure_shape(each) for each in page.items], "next": page.next}


@router.post("/replenishment-proposals", response=shapes.ProposalPage, operation_id="propose_replenishment")
@writing()
def post_proposals(request: Call) -> dict[str, Any]:
    """Reckon what is needed now. Proposals that nobody has edited are made anew; the answer is those that are open."""
    propose_replenishment(request.auth)
    return _proposals(request.auth, "open")


@router.get("/replenishment-proposals", response=shapes.ProposalPage, operation_id="proposals")
@reading()
def get_proposals(
    request: Call, state: Word | None = None, after: After = None, limit: Limit = 50
) -> dict[str, Any]:
    """The proposals of the key's house, newest first, without their lines."""
    return _proposals(request.auth, state or "", after, limit)


@router.get(PROPOSAL, response=shapes.ProposalAnswer, operation_id="proposal")
@reading(of=the_proposal)
def get_proposal(request: Call, number: str) -> dict[str, Any]:
    """One proposal with its lines and the reason of each."""
    return _told(request.auth, number)


@router.post(f"{PROPOSAL}/lines", response=shapes.ProposalAnswer, operation_id="edit_proposal")
@writing(of=the_proposal)
def post_lines(request: Call, number: str, body: bodies.ProposalEdit) -> dict[str, Any]:
    """Change how much is ordered of some lines."""
    edit_proposal(request.auth, number, {line.line: line.quantity for line in body.lines})
    return _told(request.auth, number)


@router.post(f"{PROPOSAL}/order", response=shapes.ProposalAnswer, operation_id="order_proposal")
@writing(of=the_proposal)
def post_order(request: Call, number: str, body: bodies.ProposalOrder) -> dict[str, Any]:
    """Order it, once: `order` is the number. The second time is refused as `proposal-closed`."""
    order_proposal(request.auth, number, body.payment)
    return _told(request.auth, number)


@router.post(f"{PROPOSAL}/dismissal", response=shapes.ProposalAnswer, operation_id="dismiss_proposal")
@writing(of=the_proposal)
def post_dismissal(request: Call, number: str, body: bodies.MaybeReason) -> dict[str, Any]:
    """Put it aside: what is still needed is proposed again."""
    dismiss_proposal(request.auth, number, body.reason)
    return _told(request.auth, number)


@router.post(
    "/shipments/{number}/stock-receipt",
    response={201: StockDocumentAnswer},
    operation_id="receive_purchase",
)
@writing(status=201, of=the_shipment)
def post_stock_receipt(request: Call, number: str, body: bodies.StockReceipt) -> dict[str, Any]:
    """Inspect a shipment to the key's house, and put what is accepted into a warehouse, both at once.

    The answer is the goods receipt. Goods that are rejected as a whole don't come in: `POST
    /shipments/{number}/receipt`. What is past its last day is refused as `expired-goods`, unless `expired`.
    """
    lines = [LineReceipt(line.line, line.accepted, line.rejected, line.reason) for line in body.lines]
    document = receive_purchase(request.auth, number, body.warehouse, lines, body.note, expired=body.expired)
    return stock_document_shape(stock_document(request.auth, document.number))


@router.get("/forecasts", response=shapes.ForecastPage, operation_id="forecasts")
@reading()
def get_forecasts(request: Call, after: After = None, limit: Limit = 50) -> dict[str, Any]:
    """What houses will need of the key's, where the operator lets it see that."""
    page = forecasts(request.auth, after, limit)
    return {"items": [shapes.forecast_shape(row) for row in page.items], "next": page.next}


@router.put("/forecast-sharing", response=shapes.ReplenishmentPolicyAnswer, operation_id="share_forecast")
@writing()
def put_sharing(request: Call, body: bodies.Sharing) -> dict[str, Any]:
    """Let the suppliers of a house see what it will need, or no longer."""
    return shapes.policy_shape(share_forecast(request.auth, body.house, body.shares))


def _proposals(
    actor: Actor, state: str, after: str | None = None, limit: int | None = None
) -> dict[str, Any]:
    page = proposals(actor, state, after, limit)
    return {"items": [shapes.head_shape(each) for each in page.items], "next": page.next}


def _told(actor: Actor, number: str) -> dict[str, Any]:
    return shapes.proposal_shape(proposal(actor, number))
