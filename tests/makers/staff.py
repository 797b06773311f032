"""The people of a small market with everything that their work needs, as programs with keys."""

from dataclasses import dataclass
from decimal import Decimal

from dinghuo.organisations.models import Organisation
from tests.makers.keys import Program
from tests.makers.people import make_actor
from tests.makers.world import World

SEE = (
    "pricing.see_contracts",
    "pricing.see_taxes",
    "catalogue.see_products",
    "pricing.see_prices",
    "ordering.view_orders",
    "ordering.send_message",
    "fulfilment.see_shipments",
    "billing.see_statements",
    "finance.see_credit",
)
BUY = (
    *SEE,
    "ordering.place_order",
    "ordering.change_order",
    "ordering.cancel_order",
    "fulfilment.receive_shipment",
    "billing.report_payment",
    "catalogue.save_customer_codes",
)
APPROVE = (*SEE, "ordering.approve_order")
SELL = (
    *SEE,
    "catalogue.submit_product",
    "catalogue.submit_qualification",
    "catalogue.save_offer",
    "catalogue.limit_offer",
    "catalogue.schedule_sale",
    "catalogue.save_links",
    "catalogue.save_kit",
    "ordering.confirm_order",
    "ordering.change_order",
    "ordering.cancel_order",
    "fulfilment.ship_order",
    "fulfilment.add_tracking",
    "inventory.see_stock",
    "inventory.count_stock",
    "inventory.receive_stock",
    "inventory.transfer_stock",
    "inventory.scrap_stock",
    "inventory.adjust_stock",
    "inventory.set_life_rules",
    "inventory.recall_lot",
    "inventory.set_sharing_rule",
    "inventory.set_display_rules",
    "ordering.set_quotas",
    "ordering.reallocate_goods",
    "inventory.set_safety_stock",
    "inventory.propose_consignment",
    "inventory.take_consigned",
    "inventory.set_routing",
    "ordering.reroute_line",
    "ordering.save_supply",
    "inventory.save_warehouse",
    "procurement.see_replenishment",
    "procurement.set_replenishment",
    "procurement.propose_replenishment",
    "procurement.order_proposal",
    "procurement.receive_purchase",
    "procurement.see_forecast",
    "pricing.see_price_lists",
    "pricing.put_price",
    "pricing.put_rule",
    "pricing.save_price_list",
    "pricing.save_contract",
    "pricing.save_taxes",
    "pricing.sign_contract",
    "pricing.remove_price",
    "pricing.save_policy",
    "organisations.see_order_minimums",
    "organisations.save_order_minimum",
    "organisations.remove_order_minimum",
    "ordering.see_freight_terms",
    "ordering.save_freight_term",
    "pricing.see_manual_prices",
    "pricing.give_price",
    "pricing.set_floor",
    "pricing.save_draft",
    "pricing.submit_draft",
    "finance.see_ledger",
    "promotions.see_promotions",
    "promotions.save_promotion",
    "promotions.start_promotion",
    "promotions.end_promotion",
    "promotions.make_coupons",
)
RUN = (
    "catalogue.save_tax_rate",
    *BUY,
    *SELL,
    "ordering.place_for_customer",
    "ordering.override_price",
    "pricing.price_for_customer",
    "members.see_levels",
    "members.save_level",
    "members.grant_level",
    "billing.settle_levels",
    "pricing.save_rates",
    "pricing.approve_draft",
    "pricing.approve_price",
    "billing.claim_payment",
    "billing.refuse_payment",
    "inventory.approve_stock",
    "procurement.share_forecast",
    "catalogue.save_assortment",
    "catalogue.merge_goods",
    "catalogue.set_comparison",
    "catalogue.score_seller",
    "organisations.see_customers",
    "organisations.save_customer_group",
    "catalogue.save_synonym",
    "catalogue.review_qualification",
)


@dataclass(frozen=True)
class Staff:
    """Who takes part in an order: the purchaser's limit is 100, above it the approver is asked."""

    buyer: Program
    approver: Program
    seller: Program
    operator: Program


def make_staff(world: World, limit: str = "100") -> Staff:
    """One program for each of them."""
    return Staff(
        buyer=make_program(world.buyer, *BUY, limit=limit),
        approver=make_program(world.buyer, *APPROVE, name="Wang Fang"),
        seller=make_program(world.supplier, *SELL, name="Chen Wei"),
        operator=make_program(world.operator, *RUN, name="Zhao Min"),
    )


def make_program(
    organisation: Organisation, *grants: str, name: str = "Li Na", limit: str | None = None
) -> Program:
    """A program of somebody with these grants; `limit` is how much may be ordered without approval."""
    held: dict[str, Decimal | None] = dict.fromkeys(grants)
    if limit is not None:
        held["ordering.place_order"] = Decimal(limit)
    return Program(make_actor(organisation, held, name))
