"""Registering a company, and the operator's decision."""

from dataclasses import replace

import pytest

from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.actions.gate.register_organisation import Application, register_organisation
from dinghuo.organisations.actions.gate.request_registration_code import request_registration_code
from dinghuo.organisations.actions.gate.sign_in import sign_in
from dinghuo.organisations.actions.registrations.approve_registration import approve_registration
from dinghuo.organisations.actions.registrations.refuse_registration import refuse_registration
from dinghuo.organisations.errors import (
    AlreadyDecided,
    AlreadyRegistered,
    NoEntry,
    PhoneTaken,
    TooManyAttempts,
)
from dinghuo.organisations.models import Address, Customer, Membership, Registration
from dinghuo.organisations.queries.registrations import own_registration, registration, registrations
from dinghuo.organisations.queries.visitor import visitor
from dinghuo.organisations.rules.limits import CODE_TRIES
from dinghuo.organisations.rules.tax_numbers import ALPHABET, check_character
from tests.organisations.world import PASSWORD, World, a_phone


def a_tax_number() -> str:
    figures = new_id().int
    body = "91330106" + "".join(ALPHABET[figures // 31**place % 31] for place in range(9))
    return body + check_character(body)


def an_application(**changes: str) -> Application:
    told = Application(
        part="buyer",
        company="西湖便利店",
        tax_number=a_tax_number(),
        contact="王伟",
        phone=a_phone(),
        code="",
        password=PASSWORD,
        street="文三路 90 号",
        region_code="330106",
    )
    return replace(told, **changes)


def an_ip() -> str:
    return "test-" + a_phone()


def with_code(world: World, told: Application) -> Application:
    actor = visitor(world.market_id)
    return replace(told, code=world.code_sent(request_registration_code(actor, told.phone, an_ip())))


def registered(world: World, **changes: str) -> Registration:
    told = with_code(world, an_application(**changes))
    return register_organisation(visitor(world.market_id, "zh-hans"), told, an_ip())


def test_a_company_asks_to_join(world: World) -> None:
    asked = registered(world)
    assert (asked.state, asked.language) == ("pending", "zh-hans")
    assert PASSWORD not in asked.password
    [event] = world.events("registration.received")
    assert event.parties == [world.operator.id]
    applicant = visitor(world.market_id)
    with acting(applicant):
        assert own_registration(applicant, asked.id) == asked


def test_every_fault_is_told(world: World) -> None:
    told = an_application(
        part="king",
        company="",
        tax_number="91330106MA",
        contact="",
        phone="1",
        password="12345678",
        region_code="33",
    )
    with pytest.raises(Invalid) as refused:
        register_organisation(visitor(world.market_id), replace(told, street="", email="x"), an_ip())
    assert {fault.path for fault in refused.value.faults} == {
        *("part", "company", "tax_number", "contact", "phone", "password", "region_code", "street", "email"),
        "code",
    }


@pytest.mark.parametrize("password", ["short", "password123", "王伟王伟王伟王伟"])
def test_bad_passwords_are_refused(world: World, password: str) -> None:
    told = an_application(password=password, contact="王伟王伟王伟王伟", code="123456")
    with pytest.raises(Invalid) as refused:
        register_organisation(visitor(world.market_id), told, an_ip())
    assert [fault.path for fault in refused.value.faults] == ["password"]


def test_a_wrong_code_counts_and_the_right_one_dies_of_it(world: World) -> None:
    told = with_code(world, an_application())
    wrong = "000000" if told.code != "000000" else "111111"
    for _try in range(CODE_TRIES):
        with pytest.raises(Invalid):
            register_organisation(visitor(world.market_id), replace(told, code=wrong), an_ip())
    with pytest.raises(Invalid) as refused:
        register_organisation(visitor(world.market_id), told, an_ip())
    assert refused.value.faults[0].path == "code"


def test_a_code_is_good_for_its_phone_and_market_only(world: World) -> None:
    told = with_code(world, an_application())
    with pytest.raises(Invalid):
        register_organisation(visitor(world.market_id), replace(told, phone=a_phone()), an_ip())
    with pytest.raises(Invalid):
        register_organisation(visitor(World().market_id), told, an_ip())


def test_one_phone_gets_one_code_a_minute(world: World) -> None:
    phone, actor = a_phone(), visitor(world.market_id)
    request_registration_code(actor, phone, an_ip())
    with pytest.raises(TooManyAttempts):
        request_registration_code(actor, phone, an_ip())
    with pytest.raises(Invalid):
        request_registration_code(actor, "12", an_ip())


def test_who_is_known_is_told_so_only_with_the_code(world: World) -> None:
    asked = registered(world)
    again = an_application(tax_number=asked.tax_number)
    with pytest.raises(Invalid):
        register_organisation(visitor(world.market_id), replace(again, code="000000"), an_ip())
    with pytest.raises(AlreadyRegistered):
        register_organisation(visitor(world.market_id), with_code(world, again), an_ip())
    member = world.member(world.buyer)
    with pytest.raises(AlreadyRegistered):
        registered(world, phone=member.person.phone)


def test_the_operator_lets_a_buyer_join(world: World) -> None:
    asked = registered(world)
    with pytest.raises(NoEntry):
        sign_in(visitor(world.market_id), asked.phone, PASSWORD, an_ip())
    admin = world.person(world.operator, "operator-admin")
    made = approve_registration(admin, asked.id, payment_term_days=30)
    with acting(world.system):
        member = Membership.objects.get(organisation=made)
        customer = Customer.objects.get(buyer=made)
        address = Address.objects.get(organisation=made)
        asked.refresh_from_db()
    assert member.is_main
    assert "organisations.add_person" in world.acts(member).grants
    assert (customer.storefront_id, customer.payment_term_days) == (world.storefront.id, 30)
    assert address.line == "浙江省杭州市西湖区文三路 90 号"
    assert (asked.state, asked.organisation_id, asked.decided_by_id) == ("approved", made.id, admin.person_id)
    for login in (asked.phone, "西湖便利店"):
        assert sign_in(visitor(world.market_id), login, PASSWORD, an_ip()).cookie
    assert world.sent(asked.phone)[-1].channel == "sms"
    assert world.events("registration.approved")
    assert world.events("organisation.created")[-1].subject_id == made.id


def test_a_supplier_becomes_no_customer(world: World) -> None:
    made = approve_registration(world.system, registered(world, part="supplier").id)
    with acting(world.system):
        assert not Customer.objects.filter(buyer=made).exists()
        assert world.acts(Membership.objects.get(organisation=made)).parts == {"supplier"}


def test_the_operator_refuses_with_a_reason(world: World) -> None:
    asked = registered(world)
    admin = world.person(world.operator, "operator-admin")
    with pytest.raises(Invalid):
        refuse_registration(admin, asked.id, " ")
    assert refuse_registration(admin, asked.id, "The licence has expired.").state == "refused"
    assert "The licence has expired." in world.sent(asked.phone)[-1].text
    assert world.events("registration.refused")[-1].why == "The licence has expired."
    with pytest.raises(AlreadyDecided):
        approve_registration(admin, asked.id)
    told = with_code_again(world, asked)
    assert register_organisation(visitor(world.market_id), told, an_ip()).state == "pending"


def with_code_again(world: World, asked: Registration) -> Application:
    # The minute between two codes to one phone hasn't passed: the company has another number now.
    return with_code(world, an_application(tax_number=asked.tax_number))


def test_two_who_decide_at_once_decide_once(live_world: World, two_at_once) -> None:
    asked = registered(live_world)
    outcomes = two_at_once(*[lambda: approve_registration(live_world.system, asked.id)] * 2)
    assert sum(isinstance(outcome, AlreadyDecided) for outcome in outcomes) == 1
    assert len(live_world.events("registration.approved")) == 1


def test_a_phone_that_is_taken_meanwhile_refuses_and_changes_nothing(world: World) -> None:
    asked = registered(world)
    world.member(world.buyer, phone=asked.phone)
    with pytest.raises(PhoneTaken):
        approve_registration(world.system, asked.id)
    with acting(world.system):
        assert registration(world.system, asked.id).state == "pending"


def test_registrations_are_the_operator_s(world: World) -> None:
    asked = registered(world)
    buyer = world.person(world.buyer, "buyer-admin")
    operator = world.person(world.operator, "operator-admin")
    with acting(buyer):
        for forbidden in (
            lambda: registrations(buyer),
            lambda: registration(buyer, asked.id),
            lambda: approve_registration(buyer, asked.id),
            lambda: refuse_registration(buyer, asked.id, "No"),
            lambda: own_registration(buyer, asked.id),
        ):
            with pytest.raises(NotAllowed):
                forbidden()
    with acting(operator):
        assert [row.id for row in registrations(operator, state="pending").items] == [asked.id]
    other = World()
    with pytest.raises(NotFound):
        approve_registration(other.system, asked.id)
    applicant = visitor(other.market_id)
    with acting(applicant), pytest.raises(NotFound):
        own_registration(applicant, asked.id)
