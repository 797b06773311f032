"""A branch buys again of the house's suppliers: proposals that wait, one that is ordered and on its way."""

from decimal import Decimal

from dinghuo.demo.companies.market import KEY
from dinghuo.demo.today.desk import Desk
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.actions.ship_order import ship_order
from dinghuo.ordering.models import Order
from dinghuo.organisations.models import Customer
from dinghuo.procurement.actions.order_proposal import order_proposal
from dinghuo.procurement.actions.propose_replenishment import propose_replenishment
from dinghuo.procurement.actions.set_limits import LimitsEntry, set_limits
from dinghuo.procurement.actions.set_replenishment import PolicyEntry, set_replenishment
from dinghuo.procurement.actions.share_forecast import share_forecast
from dinghuo.procurement.models import Proposal
from dinghuo.procurement.queries.figures import figures

BRANCH = "HYHN"
#: So many of its best sellers the branch wants to have more of, by hand, than would be reckoned.
BEST = 14


def replenish(desk: Desk) -> None:
    """The branch in the south reckons what it needs, and has ordered the smallest of it."""
    opened = desk.opened
    manager = desk.actor(BRANCH, "admin")
    with acting(opened.actor):
        Customer.objects.get_or_create(
            market_id=opened.market_id,
            buyer_id=opened.companies[BRANCH].id,
            storefront_id=opened.storefronts[KEY],
            defaults={"payment_term_days": 30},
        )
    _keep_more(manager)
    set_replenishment(manager, PolicyEntry(60, 7, Decimal(95), is_nightly=True))
    share_forecast(desk.actor(opened.operator.code, "trade"), BRANCH, True)
    propose_replenishment(manager)
    with acting(opened.actor):
        waiting = Proposal.objects.filter(market_id=opened.market_id, owner_id=opened.companies[BRANCH].id)
        numbers = list(waiting.order_by("number").values_list("number", flat=True))
    if not numbers:
        raise RuntimeError("nothing runs low in the demo's branch")
    ordered = order_proposal(manager, numbers[-1])
    with acting(opened.actor):
        order = Order.objects.get(market_id=opened.market_id, number=ordered.order_number)
    desk.confirm(order)
    ship_order(
        desk.seller(order, "store"), order.number, carrier="安途快运", tracking_number=desk.tracking_number()
    )


def _keep_more(manager: Actor) -> None:
    """A holiday comes: of the best sellers the branch orders at what it has, and up to three weeks more."""
    with acting(manager):
        bought = [each for each in figures(manager) if each.article.seller_id and each.held.position > 0]
    bought.sort(key=lambda each: (-each.demand.per_day, each.article.sku))
    entries = []
    for each in bought[:BEST]:
        has = each.held.position.to_integral_value()
        more = max(Decimal(round(each.demand.per_day * 21)), each.terms.step, each.terms.minimum)
        entries.append(LimitsEntry(each.article.sku, each.article.warehouse, has, has + more))
    set_limits(manager, entries)
