"""Whatever two fields of a call are wrong, the answer tells both, under names of fields that the call has."""

from itertools import islice, product
from typing import Any

import pytest
from django.db import transaction

from dinghuo.api.reference import described
from tests.makers.writes import WRITES, make_write

pytestmark = pytest.mark.django_db
#: The calls about prices, promotions, taxes, freight, what is asked of orders, and members.
OPERATIONS = (
    *("put_price", "save_price_list", "put_rule", "set_price_bands", "save_price_policy", "save_rates"),
    *("save_price_changes", "mass_change_prices", "give_price", "set_price_floor", "save_contract"),
    *("extend_contract", "save_promotion", "make_coupons", "save_tax_exemption", "save_tax_policy"),
    *("save_tax_rate", "save_freight_term", "save_order_minimum", "save_quantity_term", "save_level"),
    *("save_level_rules", "grant_level"),
)
CALLS = {call[2]["operationId"]: call for call in WRITES if call[2]["operationId"] in OPERATIONS}
#: One of them no field can hold.
SHAPELESS: tuple[Any, ...] = ({"not": "this"}, 7)
#: Values that some field of the right shape can't have: nobody's, nought, too much, long past, and of a table.
UNTRUE: tuple[Any, ...] = (
    *("nobody-s", "0", "999999999999", 10**9, "1950-01-01", [{"level": "nobody-s"}], ["nobody-s"]),
    *([{"kind": "nobody-s", "key": "x"}], [{"sku": "nobody-s", "amount": "0"}]),
)
#: What can't be told while something else is wrong: the other field says what it is held against, or that it counts.
DEPENDS = {
    "put_price": {"unit amount", "min_quantity amount", "amount valid_to", "amount valid_from"},
    "save_price_list": {"kind *"},
    "put_rule": {"unit base_list", "amount base_list", "target goods", "goods unit"},
    "give_price": {"sku unit"},
    "save_freight_term": {"starts_on ends_on", "first_grams step_grams", "step_grams step_amount"},
    "save_tax_rate": {"starts_on ends_on", "target goods"},
    "save_tax_exemption": {"starts_on ends_on", "ends_on *"},
    "save_price_changes": {"starts_at ends_at"},
    "save_contract": {"starts_on ends_on", "buyer lists"},
    "save_order_minimum": {"threshold *"},
    "mass_change_prices": {"percent *", "brand *", "category *", "goods *"},
    "save_promotion": {"benefit value", "starts_at ends_at", "platform_share supplier_share"},
}


def told(write: Any, **wrong: Any) -> set[str]:
    """The paths of the faults with these fields wrong, none where it isn't 422; nothing of it stays."""
    with transaction.atomic():
        found = write.program.call(write.method, write.path, {**write.body, **wrong})
        transaction.set_rollback(True)
    assert found.status < 500, (wrong, found.body)
    return set(found.paths) if found.status == 422 else set()


def first(write: Any, field: str, values: tuple[Any, ...]) -> list[tuple[Any, set[str]]]:
    """The first value that is refused, with the paths that are told then."""
    found = ((value, told(write, **{field: value})) for value in values)
    return list(islice(((value, paths) for value, paths in found if paths), 1))


def depends(operation: str, one: str, other: str) -> bool:
    known = DEPENDS.get(operation, set())
    return not known.isdisjoint({f"{one} {other}", f"{other} {one}", f"{one} *", f"{other} *"})


@pytest.mark.parametrize("operation", sorted(CALLS))
def test_of_two_wrong_fields_both_are_told(operation):
    method, path, call = CALLS[operation]
    write = make_write(method, path, operation)
    named = call["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    fields = list(described()["components"]["schemas"][named]["properties"])
    alone: dict[str, list[tuple[Any, set[str]]]] = {}
    for field in fields:
        alone[field] = [found for values in (SHAPELESS, UNTRUE) for found in first(write, field, values)]
        assert any(each.split(".")[0] == field for each in alone[field][0][1]), (field, alone[field])
        for _value, paths in alone[field]:
            assert {each.split(".")[0] for each in paths} <= set(fields), (field, paths)
    for place, one in enumerate(fields):
        for other in fields[place + 1 : place + 3] + fields[: max(place - 8, 0) : 6]:
            for (value, paths), (second, others) in product(alone[one], alone[other]):
                lost = (paths | others) - told(write, **{one: value, other: second})
                assert not lost or depends(operation, one, other), (one, value, other, second, lost)
