"""The roles a new market begins with: each a door, a name and the permissions it bundles, some up to a limit."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from dinghuo.organisations.states import Part


@dataclass(frozen=True)
class RolePreset:
    """A role as it is made for a new market. `limits` are in the market's currency; what isn't there has none."""

    key: str
    door: Part
    name: str
    names: Mapping[str, str]
    permissions: frozenset[str]
    limits: Mapping[str, Decimal] = field(default_factory=dict)


#: A purchaser's orders above this wait for an approver, until the market sets its own figure.
PURCHASER_LIMIT = Decimal(20_000)

SEE_GOODS = frozenset({"catalogue.see_products", "pricing.see_prices"})
SEE_ORDERS = SEE_GOODS | {
    "pricing.see_contracts",
    "pricing.see_taxes",
    "ordering.view_orders",
    "ordering.send_message",
    "fulfilment.see_shipments",
}
SEE_FIGURES = frozenset({"insight.see_dashboard"})
SEE_MONEY = frozenset({"billing.see_statements", "finance.see_credit"})
MANAGE_TEAM = frozenset(
    {
        "organisations.see_people",
        "organisations.add_person",
        "organisations.set_membership_roles",
        "organisations.set_membership_status",
        "organisations.set_grant",
        "organisations.save_department",
        "organisations.set_department",
        "integration.manage_api_keys",
    }
)
MANAGE_ADDRESSES = frozenset({"organisations.save_address", "organisations.delete_address"})

BUY = SEE_ORDERS | {
    "ordering.place_order",
    "ordering.change_order",
    "ordering.cancel_order",
    "fulfilment.receive_shipment",
    "catalogue.save_customer_codes",
}
PAY = SEE_ORDERS | SEE_MONEY | {"billing.report_payment"}
APPROVE = SEE_ORDERS | SEE_MONEY | {"ordering.approve_order"}

SELL = SEE_ORDERS | {
    "ordering.confirm_order",
    "ordering.change_order",
    "ordering.cancel_order",
    "catalogue.submit_product",
    "catalogue.load_products",
    "catalogue.withdraw_product",
    "catalogue.add_file",
    "catalogue.submit_qualification",
    "catalogue.save_offer",
    "catalogue.limit_offer",
    "catalogue.schedule_sale",
    "catalogue.save_links",
    "catalogue.save_kit",
    "pricing.see_price_lists",
    "pricing.save_price_list",
    "pricing.save_contract",
    "pricing.save_taxes",
    "pricing.save_policy",
    "pricing.save_draft",
    "pricing.submit_draft",
    "pricing.put_price",
    "pricing.remove_price",
    "pricing.put_rule",
    "pricing.load_prices",
    "pricing.see_manual_prices",
    "pricing.give_price",
    "promotions.see_promotions",
    "promotions.save_promotion",
    "promotions.start_promotion",
    "promotions.end_promotion",
    "promotions.make_coupons",
    "organisations.see_order_minimums",
    "organisations.save_order_minimum",
    "organisations.remove_order_minimum",
    "ordering.see_freight_terms",
    "ordering.save_freight_term",
    "inventory.see_stock",
    "ordering.save_supply",
    "procurement.see_forecast",
}
STORE = frozenset(
    {
        "catalogue.see_products",
        "ordering.view_orders",
        "ordering.send_message",
        "fulfilment.see_shipments",
        "fulfilment.ship_order",
        "fulfilment.add_tracking",
        "fulfilment.declare_lost",
        "inventory.see_stock",
        "inventory.count_stock",
        "inventory.adjust_stock",
        "inventory.receive_stock",
        "inventory.transfer_stock",
        "inventory.scrap_stock",
        "inventory.take_consigned",
        "inventory.set_reorder_points",
        "inventory.save_warehouse",
        "ordering.save_supply",
        "ordering.reroute_line",
        "procurement.see_replenishment",
        "procurement.receive_purchase",
    }
)
#: What a storekeeper corrects or throws away above this (in value at cost) waits for somebody's approval.
STOREKEEPER_LIMIT = Decimal(1_000)
STORE_LIMITS = {"inventory.adjust_stock": STOREKEEPER_LIMIT, "inventory.scrap_stock": STOREKEEPER_LIMIT}
#: Who runs a store says what it needs, and buys it.
RESTOCK = frozenset(
    {
        "procurement.set_replenishment",
        "procurement.propose_replenishment",
        "procurement.order_proposal",
    }
)
RUN_STORE = (
    STORE
    | RESTOCK
    | {
        "inventory.approve_stock",
        "inventory.set_life_rules",
        "inventory.recall_lot",
        "inventory.set_sharing_rule",
        "inventory.set_display_rules",
        "inventory.set_routing",
        "inventory.set_safety_stock",
        "inventory.propose_consignment",
        "ordering.set_quotas",
        "ordering.reallocate_goods",
    }
)
COLLECT = (
    SEE_ORDERS
    | SEE_MONEY
    | {
        "billing.claim_payment",
        "billing.refuse_payment",
        "billing.issue_invoice",
        "finance.save_credit_line",
        "finance.top_up_prepaid",
    }
)

#: Looks at what others mean to change of prices.
REVIEW_PRICES = frozenset(
    {"pricing.approve_draft", "pricing.sign_contract", "pricing.approve_price", "pricing.set_floor"}
)
RUN_CUSTOMERS = frozenset(
    {
        "organisations.see_organisations",
        "organisations.see_customers",
        "organisations.save_customer",
        "members.see_levels",
        "members.grant_level",
    }
)
RUN_MARKET = (
    RUN_CUSTOMERS
    | MANAGE_TEAM
    | MANAGE_ADDRESSES
    | {
        "organisations.create_organisation",
        "organisations.save_organisation",
        "organisations.change_status",
        "organisations.save_customer_group",
        "organisations.save_storefront",
        "organisations.see_storefronts",
        "organisations.see_registrations",
        "organisations.approve_registration",
        "organisations.refuse_registration",
        "organisations.save_role",
        "organisations.demand_second_factor",
        "organisations.reset_second_factor",
        "members.save_level",
        "billing.settle_levels",
        "integration.manage_api_keys",
        "integration.import_trade",
    }
)
TRADE = SELL | {
    "pricing.approve_draft",
    "pricing.approve_price",
    "pricing.set_floor",
    "pricing.sign_contract",
    "catalogue.review_qualification",
    "procurement.share_forecast",
    "catalogue.save_qualification_kind",
    "ordering.place_for_customer",
    "ordering.place_order",
    "ordering.override_price",
    "pricing.price_for_customer",
    "pricing.save_rates",
    "catalogue.review_product",
    "catalogue.save_product",
    "catalogue.add_image",
    "catalogue.publish_product",
    "catalogue.save_category",
    "catalogue.save_brand",
    "catalogue.save_tax_rate",
    "catalogue.save_assortment",
    "catalogue.merge_goods",
    "catalogue.save_links",
    "catalogue.set_comparison",
    "catalogue.score_seller",
    "catalogue.save_attribute",
    "catalogue.remove_attribute",
    "catalogue.save_synonym",
    "catalogue.save_customer_codes",
}
ACCOUNTS = COLLECT | {
    "pricing.see_price_lists",
    "pricing.save_rates",
    "finance.post_opening",
    "finance.see_ledger",
    "billing.report_payment",
}


def _role(
    key: str,
    door: Part,
    names: tuple[str, str, str],
    permissions: frozenset[str],
    limits: Mapping[str, Decimal] | None = None,
) -> RolePreset:
    english, hans, hant = names
    return RolePreset(key, door, english, {"zh-hans": hans, "zh-hant": hant}, permissions, limits or {})


PRESETS = (
    _role(
        "buyer-purchaser",
        Part.BUYER,
        ("Purchaser", "采购员", "採購員"),
        BUY | MANAGE_ADDRESSES,
        {"ordering.place_order": PURCHASER_LIMIT},
    ),
    _role("buyer-approver", Part.BUYER, ("Approver", "审批人", "審批人"), APPROVE),
    _role("buyer-finance", Part.BUYER, ("Finance", "财务", "財務"), PAY),
    _role(
        "buyer-admin",
        Part.BUYER,
        ("Administrator", "管理员", "管理員"),
        BUY
        | APPROVE
        | PAY
        | MANAGE_TEAM
        | MANAGE_ADDRESSES
        | {"organisations.save_organisation", "catalogue.submit_qualification"},
    ),
    _role("supplier-sales", Part.SUPPLIER, ("Sales", "销售", "銷售"), SELL),
    _role("supplier-warehouse", Part.SUPPLIER, ("Warehouse", "仓库", "倉庫"), STORE, STORE_LIMITS),
    _role("supplier-finance", Part.SUPPLIER, ("Finance", "财务", "財務"), COLLECT),
    _role(
        "supplier-admin",
        Part.SUPPLIER,
        ("Administrator", "管理员", "管理員"),
        SELL
        | REVIEW_PRICES
        | RUN_STORE
        | COLLECT
        | MANAGE_TEAM
        | MANAGE_ADDRESSES
        | SEE_FIGURES
        | {"organisations.save_organisation"},
    ),
    _role(
        "branch-manager",
        Part.BRANCH,
        ("Branch manager", "分公司经理", "分公司經理"),
        SELL
        | REVIEW_PRICES
        | RUN_STORE
        | COLLECT
        | MANAGE_TEAM
        | MANAGE_ADDRESSES
        | RUN_CUSTOMERS
        | SEE_FIGURES
        | {
            "catalogue.save_assortment",
            "ordering.place_for_customer",
            "ordering.place_order",
            "pricing.price_for_customer",
        },
    ),
    _role(
        "branch-sales",
        Part.BRANCH,
        ("Branch sales", "分公司销售", "分公司銷售"),
        SELL
        | {
            "organisations.see_customers",
            "ordering.place_for_customer",
            "ordering.place_order",
            "pricing.price_for_customer",
        },
    ),
    _role(
        "branch-warehouse",
        Part.BRANCH,
        ("Branch warehouse", "分公司仓库", "分公司倉庫"),
        STORE,
        STORE_LIMITS,
    ),
    _role(
        "branch-finance",
        Part.BRANCH,
        ("Branch finance", "分公司财务", "分公司財務"),
        COLLECT | {"organisations.see_customers"},
    ),
    _role(
        "operator-admin",
        Part.OPERATOR,
        ("Administrator", "平台管理员", "平台管理員"),
        RUN_MARKET | TRADE | RUN_STORE | ACCOUNTS | SEE_FIGURES,
    ),
    _role(
        "operator-trade",
        Part.OPERATOR,
        ("Trade", "交易运营", "交易營運"),
        TRADE | RUN_STORE | RUN_CUSTOMERS | SEE_FIGURES | {"organisations.save_customer_group"},
    ),
    _role(
        "operator-finance",
        Part.OPERATOR,
        ("Finance", "平台财务", "平台財務"),
        ACCOUNTS | SEE_FIGURES | {"organisations.see_organisations", "organisations.see_customers"},
    ),
    _role(
        "operator-representative",
        Part.OPERATOR,
        ("Representative", "业务员", "業務員"),
        SEE_ORDERS
        | {
            "ordering.place_for_customer",
            "ordering.place_order",
            "ordering.override_price",
            "pricing.see_manual_prices",
            "pricing.give_price",
            "ordering.cancel_order",
            "pricing.price_for_customer",
            "organisations.see_customers",
            "organisations.see_organisations",
            "inventory.see_stock",
            "catalogue.save_customer_codes",
        },
    ),
)

#: The role whose holders may manage an organisation's people, by the part it takes.
ADMINISTRATOR = {
    Part.BUYER: "buyer-admin",
    Part.SUPPLIER: "supplier-admin",
    Part.BRANCH: "branch-manager",
    Part.OPERATOR: "operator-admin",
}


def permissions_of_door(door: str) -> frozenset[str]:
    """Every permission that makes sense behind a door: what its presets carry together."""
    return frozenset().union(*(preset.permissions for preset in PRESETS if preset.door == door))
