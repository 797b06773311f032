"""Customers by sheet: taken in, changed, left alone where they are somebody else's, taken back."""

import pytest

from dinghuo.foundation.tenancy import acting
from dinghuo.integration.actions.imports.apply_import import apply_import
from dinghuo.integration.actions.imports.undo_import import undo_import
from dinghuo.members.actions.save_level import save_level
from dinghuo.members.queries.level_of import level_of
from dinghuo.organisations.models import Address, Customer, Organisation, Storefront
from tests.integration.imports.bring import Bringing, book
from tests.organisations.world import World

pytestmark = pytest.mark.django_db
HEAD = ("客户编码", "客户名称", "联系人", "电话", "省市区", "地址", "客户等级", "账期（天）")
SHOP = ("N1", "滨江超市", "李伟", "138 0013 8000", "浙江省 杭州市 西湖区", "文三路100号", "金牌", 30)


class Companies(Bringing):
    """The same bringing in a market with a storefront of the house and one of a branch."""

    def __init__(self, drain):
        self.world = World()
        self.drain = drain
        self.actor = self.world.person(self.world.operator, "operator-admin")


@pytest.fixture
def bringing(drain):
    made = Companies(drain)
    save_level(made.world.system, "gold", "Gold", 10, {"zh-hans": "金牌"})
    return made


@pytest.fixture
def operator(bringing):
    return bringing.actor


def bring(bringing, operator, *rows, head=HEAD):
    key = bringing.world.storefront.key
    return bringing.bring("customers", book(head, *rows), operator, storefront=key)


def write(bringing, operator, found):
    apply_import(operator, found.id)
    bringing.drain()
    return bringing.look(found)


def company(bringing, code="N1"):
    with acting(bringing.world.system):
        return Organisation.objects.filter(code=code, market_id=bringing.world.market_id).first()


def test_a_customer_is_taken_in_whole(bringing, operator):
    found = bring(bringing, operator, SHOP)
    assert bringing.faults(found) == {}
    assert write(bringing, operator, found).counts["written_new"] == 1
    made = company(bringing)
    assert (made.name, made.contact, made.phone, made.parts) == (
        "滨江超市",
        "李伟",
        "+8613800138000",
        ["buyer"],
    )
    with acting(bringing.world.system):
        terms = Customer.objects.get(buyer=made)
        place = Address.objects.get(organisation=made)
        level = level_of(bringing.world.system, made.id)
    assert terms.payment_term_days == 30
    assert (place.region_code, place.street, place.is_default) == ("330106", "文三路100号", True)
    assert level is not None


def test_the_same_again_changes_nothing_and_a_change_says_what_it_replaces(bringing, operator):
    write(bringing, operator, bring(bringing, operator, SHOP))
    assert bringing.states(bring(bringing, operator, SHOP)) == {2: "unchanged"}
    again = bring(bringing, operator, ("N1", 45), head=("客户编码", "账期"))
    assert bringing.rows(again)[0].before == {"payment_term_days": "30"}
    write(bringing, operator, again)
    with acting(bringing.world.system):
        assert Customer.objects.get(buyer__code="N1").payment_term_days == 45
        assert Address.objects.get(organisation__code="N1").street == "文三路100号"
    undo_import(operator, again.id)
    bringing.drain()
    assert bringing.look(again).state == "undone"
    with acting(bringing.world.system):
        assert Customer.objects.get(buyer__code="N1").payment_term_days == 30


def test_every_fault_stands_in_its_cell(bringing, operator):
    found = bring(
        bringing,
        operator,
        ("N1", None, None, "12", None, None, None, None),
        ("N2", "Name", None, None, "Nowhere", "Street", None, None),
        ("N3", "Name", None, None, None, None, "Platinum", 999),
        (bringing.world.supplier.code, "Name", None, None, None, None, None, None),
    )
    faults = bringing.faults(found)
    assert {("phone", "phone"), ("name", "needed")} == set(faults[2])
    assert faults[3] == [("region", "unknown-region")]
    assert set(faults[4]) == {("level", "unknown-level"), ("payment_term_days", "term")}
    assert faults[5] == [("code", "no-buyer")]
    assert found.counts == {"wrong": 4}


def test_undone_new_customers_are_gone_unless_somebody_has_joined(bringing, operator):
    found = bring(bringing, operator, SHOP, ("N2", *SHOP[1:]))
    write(bringing, operator, found)
    bringing.world.member(company(bringing, "N2"), "buyer-admin")
    undo_import(operator, found.id)
    bringing.drain()
    stuck = bringing.look(found)
    assert (stuck.state, "3" in stuck.refusal) == ("applied", True)
    assert company(bringing, "N1")
    with acting(bringing.world.system):
        Customer.objects.filter(buyer__code="N2").update(payment_term_days=30)
        company(bringing, "N2").memberships.all().delete()
    undo_import(operator, found.id)
    bringing.drain()
    assert bringing.look(found).state == "undone"
    assert company(bringing, "N1") is None


def test_a_branch_changes_its_own_customers_terms_and_nothing_else(bringing, operator):
    world = bringing.world
    write(bringing, operator, bring(bringing, operator, SHOP, ("N2", *SHOP[1:])))
    with acting(world.system):
        east = Storefront.objects.create(
            market_id=world.market_id,
            key="east",
            name="East",
            owner=world.branch,
            languages=["zh-hans"],
            currency="CNY",
            payment_methods=[],
        )
        Customer.objects.create(market_id=world.market_id, buyer=company(bringing), storefront=east)
    branch = world.person(world.branch, "branch-manager")
    head = ("客户编码", "客户名称", "账期")
    found = bringing.bring(
        "customers",
        book(head, ("N1", None, 10), ("N1", "Mine", 10), ("N2", None, 5)),
        branch,
        storefront="east",
    )
    assert bringing.faults(found) == {
        3: [("name", "not-your-facts"), ("code", "twice")],
        4: [("code", "no-buyer")],
    }
    write(bringing, branch, found)
    with acting(world.system):
        terms = dict(
            Customer.objects.filter(buyer__code="N1").values_list("storefront__key", "payment_term_days")
        )
        assert terms["east"] == 10
        assert 30 in terms.values()


def test_all_that_is_wrong_with_a_customer_is_told_at_once(bringing, operator):
    row = ("N1", "滨江超市", "李伟", "138", "火星", "x", "不存在", "soon")
    found = bring(bringing, operator, row)
    assert sorted(column for column, _code in bringing.faults(found)[2]) == [
        "level",
        "payment_term_days",
        "phone",
        "region",
    ]


def test_a_code_in_small_letters_is_the_customer_that_is_there(bringing, operator):
    write(bringing, operator, bring(bringing, operator, SHOP))
    found = bring(bringing, operator, ("n1", *SHOP[1:7], 45))
    assert write(bringing, operator, found).counts["written_changed"] == 1
    assert company(bringing, "n1") is None


def test_a_new_customer_stands_once_however_it_is_spelled(bringing, operator):
    found = bring(bringing, operator, SHOP, ("n1", *SHOP[1:]))
    assert bringing.faults(found) == {3: [("code", "twice")]}
