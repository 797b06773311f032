"""Every call of the API, as its OpenAPI document lists them, with a right body for each."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from dinghuo.api.reference import described

#: Method, path below /api/v1, and the call's description.
Listed = tuple[str, str, dict[str, Any]]

#: A right body for each call that takes one.
BODIES = {
    "place_order": {"lines": [{"sku": "WATER", "quantity": 1}], "payment": {"method": "credit"}},
    "place_orders": {
        "orders": [{"lines": [{"sku": "WATER", "quantity": 1}], "payment": {"method": "credit"}}] * 2
    },
    "check_prices": {"lines": [{"sku": "WATER", "quantity": 1}]},
    "refuse_approval": {"reason": "Too dear"},
    "cancel_order": {"reason": "Ordered twice"},
    "propose_change": {
        "base_version": 1,
        "actions": [{"kind": "quantity", "line": 1, "quantity": "1"}],
        "reason": "Less",
    },
    "send_message": {"text": "Hello"},
    "begin_picking": {"order": "SO-1"},
    "scan_pick": {"code": "OTHER"},
    "put_back_pick": {"line": 1},
    "ship_picked": {},
    "add_tracking": {"status": "in_transit"},
    "report_payment": {"amount": "1.00", "currency": "CNY", "method": "transfer"},
    "refuse_payment": {"reason": "Not found"},
    "start_import": {"kind": "stock", "file_name": "a.csv", "content": "U0tVLFN0b2NrCldBVEVSLDEwMQo="},
    "save_contract": {"name": "Contract", "buyer": "buyer", "lists": ["deal"], "starts_on": "2026-01-01"},
    "extend_contract": {"ends_on": "2099-12-31"},
    "end_contract": {"reason": "They closed."},
    "save_tax_exemption": {
        "buyer": "buyer",
        "certificate": "MS-18",
        "starts_on": "2027-01-01",
        "ends_on": "2027-12-31",
        "content": "JVBERi0xLjQKJSVFT0YK",
    },
    "save_tax_policy": {"rounding": "order"},
    "reject_qualification": {"reason": "The stamp can't be read."},
    "withdraw_qualification": {"reason": "Revoked"},
    "submit_qualification": {
        "kind": "licence",
        "number": "No 1",
        "valid_from": "2026-01-01",
        "content": "JVBERi0xLjQKJSVFT0YK",
    },
    "add_product_file": {"use": "document", "content": "JVBERi0xLjQKJSVFT0YK"},
    "submit_looks": {"pictures": [], "documents": []},
    "save_promotion": {
        "key": "spring",
        "name": "Spring",
        "benefit": "percent",
        "value": "10",
        "currency": "CNY",
        "starts_at": "2026-01-01",
    },
    "make_coupons": {"count": 2},
    "put_price": {"amount": "1.00", "currency": "CNY"},
    "set_stock": {"on_hand": "50"},
    "open_stock_document": {"kind": "receipt", "lines": [{"sku": "WATER", "quantity": "5"}]},
    "set_stock_line": {"sku": "WATER", "quantity": "7", "lot": "L9"},
    "scan_into_document": {"code": "WATER"},
    "approve_stock_document": {"note": "Seen"},
    "refuse_stock_document": {"reason": "Count again"},
    "cancel_stock_document": {},
    "receive_transfer": {},
    "scan_arrival": {"code": "WATER"},
    "propose_consignment": {"other": "KEEP", "warehouse": "keep", "valid_from": "2026-01-01"},
    "answer_consignment": {"accept": True},
    "end_consignment": {"why": "Moved"},
    "put_away": {"bin": "A-01", "code": "WATER"},
    "save_assortment": {
        "key": "local",
        "name": "Local goods",
        "lines": [{"kind": "product", "key": "WATER"}],
        "reaches": [{"kind": "everybody"}],
    },
    "merge_goods": {"kept": "WATER", "merged": "JUICE"},
    "decide_offer_proposal": {"sku": "JUICE", "accept": True},
    "set_comparison": {"price": 50, "lead_time": 30, "score": 20, "view": "unnamed"},
    "score_seller": {"seller": "SELLER", "score": "88.5", "why": "No claims"},
    "limit_offer": {"sku": "WATER", "regions": ["44"]},
    "schedule_sale": {"product": "WATER", "starts_at": "2020-01-01"},
    "save_kit": {"sku": "WATER", "parts": []},
    "save_links": {"product": "WATER", "kind": "substitute", "others": []},
    "save_customer_group": {"key": "chains", "name": "Chains", "buyers": []},
    "save_warehouse": {"key": "second", "name": "Second", "kind": "store"},
    "recall_lot": {"sku": "WATER", "lot": "L7", "reason": "Glass"},
    "lift_recall": {"sku": "WATER", "lot": "L7", "reason": "Looked at"},
    "save_supply": {"sku": "WATER", "quantity": "60", "expected": "2035-12-03", "reference": "PO-118"},
    "change_supply": {"quantity": "80"},
    "receive_supply": {"quantity": "5"},
    "cancel_supply": {},
    "set_sharing_rule": {"rule": "proportional"},
    "set_display_rules": {"rules": [{"shows": "bands"}]},
    "set_safety_stock": {"entries": [{"sku": "WATER", "warehouse": "second", "quantity": "24"}]},
    "set_quotas": {"quotas": [{"sku": "WATER", "quantity": "24"}]},
    "set_routing": {"rules": ["fewest"]},
    "try_routing": {"rules": ["fewest"]},
    "confirm_orders": {"orders": ["SO-2026-000001"]},
    "reallocate_goods": {"to": "SO-2026-000001", "quantity": "1", "why": "The hospital needs it"},
    "reroute_line": {"warehouse": "second", "why": "The truck leaves from there"},
    "set_life_rules": {"rules": [{"min_days": 30}]},
    "add_synonym": {"words": ["啤酒", "beer"]},
    "remove_synonym": {"word": "beer"},
    "save_level": {"key": "silver", "name": "Silver", "rank": 7},
    "save_level_rules": {"window_months": 12, "grace_days": 30, "rules": []},
    "grant_level": {"buyer": "BUYER"},
    "save_tax_rate": {"target": "all", "region": "46", "rate": "0.06", "starts_on": "2026-01-01"},
    "save_quantity_term": {"minimum": "12", "soft": True, "fee": "6", "fee_tax_rate": "0.09"},
    "save_freight_term": {"amount": "12", "free_from": "1000", "tax_rate": "0.09"},
    "save_order_minimum": {"threshold": "500", "fee": "30", "fee_tax_rate": "0.13"},
    "put_own_codes": {"codes": [{"sku": "WATER", "code": "8800123"}]},
    "save_price_list": {
        "key": "special",
        "name": "Special",
        "kind": "level",
        "level": "gold",
        "currency": "CNY",
    },
    "give_price": {
        "buyer": "BUYER",
        "sku": "WATER",
        "amount": "9.50",
        "until": (date.today() + timedelta(days=30)).isoformat(),
        "why": "A new shop",
    },
    "decline_price": {"reason": "Too low"},
    "set_price_bands": {"bands": []},
    "set_price_floor": {"of_list": "90", "margin": "8"},
    "put_rule": {"target": "all", "amount": "5"},
    "save_price_changes": {
        "list": "L",
        "name": "A rise",
        "starts_at": "2999-01-01",
        "rows": [{"sku": "WATER", "amount": "1.10"}],
    },
    "mass_change_prices": {"list": "L", "percent": "3"},
    "refuse_price_changes": {"reason": "Too early"},
    "save_price_policy": {"lowest_from": "level"},
    "save_rates": {
        "rates": [
            {"currency": "USD", "quoted": "CNY", "day": "2026-01-05", "rate": "7.1", "source": "A bank"}
        ]
    },
    "set_replenishment": {"window_days": 30, "review_days": 7, "service_percent": 90},
    "set_limits": {"limits": [{"sku": "WATER", "warehouse": "main", "minimum": "5", "maximum": "50"}]},
    "edit_proposal": {"lines": [{"line": 1, "quantity": "3"}]},
    "order_proposal": {},
    "dismiss_proposal": {},
    "receive_purchase": {"warehouse": "depot"},
    "share_forecast": {"house": "SELLER", "shares": True},
    "count_stock": {"sku": "WATER", "on_hand": "50"},
}
#: An id that nothing has; a rule is made by whoever needs one.
MISSING = "01900000-0000-7000-8000-000000000000"
CALLS: list[Listed] = [
    (method.upper(), path.removeprefix("/api/v1"), call)
    for path, methods in described()["paths"].items()
    for method, call in methods.items()
]


def names(calls: Sequence[Listed]) -> list[str]:
    """What the calls are called, for the names of tests."""
    return [call["operationId"] for _method, _path, call in calls]


def filled(path: str, documents: Mapping[str, str]) -> str:
    """The path about these documents (underway.py); the article is WATER."""
    return named(path, documents.get(path.split("/")[1], ""))


def named(path: str, word: str) -> str:
    """The path about a document of this number, id or key."""
    for name in ("{number}", "{id}", "{list}", "{key}"):
        path = path.replace(name, word)
    return (
        path.replace("{rule}", MISSING)
        .replace("{line}", "1")
        .replace("{sku}", "WATER")
        .replace("{product}", "WATER")
        .replace("{kind}", "purchase-order")
    )
