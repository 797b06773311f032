"""sign_in: who gets in, who doesn't, and how little the gate tells."""

import pytest

from dinghuo.foundation.errors import NotAllowed
from dinghuo.foundation.tenancy import acting, in_market
from dinghuo.organisations.actions.account.sign_out import sign_out
from dinghuo.organisations.actions.gate import sign_in as module
from dinghuo.organisations.actions.gate.choose_market import choose_market
from dinghuo.organisations.actions.gate.sign_in import sign_in
from dinghuo.organisations.actions.market.change_status import change_status
from dinghuo.organisations.actions.people.set_membership_status import set_membership_status
from dinghuo.organisations.errors import ChoiceExpired, NoEntry, TooManyAttempts, WrongLogin
from dinghuo.organisations.models import Person
from dinghuo.organisations.queries.actors import session_of
from dinghuo.organisations.queries.visitor import visitor
from dinghuo.organisations.rules.limits import SIGN_IN_BY_ADDRESS, SIGN_IN_BY_LOGIN
from dinghuo.organisations.rules.secrets import read_cookie
from tests.organisations.world import PASSWORD, World, a_phone


def an_ip() -> str:
    return "test-" + a_phone()


def who(cookie: str):
    market_id, secret = read_cookie(cookie)
    with in_market(market_id):
        return session_of(market_id, secret)


@pytest.mark.parametrize("shape", ["{}", " 0086 {1} ", "{1}", "{2}"])
def test_a_phone_number_is_known_however_it_is_typed(world: World, shape: str) -> None:
    person = world.person(world.buyer, "buyer-admin")
    with acting(world.system):
        phone = Person.objects.get(id=person.person_id).phone
    national = phone.removeprefix("+86")
    login = shape.format(phone, national, f"{national[:3]}-{national[3:7]} {national[7:]}")
    cookie = sign_in(visitor(), login, PASSWORD, an_ip()).cookie
    assert who(cookie).actor == person
    assert [event.data["ip"][:4] for event in world.events("person.signed_in")] == ["test"]


def test_an_email_address_and_a_company_name_work_too(world: World) -> None:
    address = f"Li.Na@{world.market_id.hex}.example"
    person = world.person(world.buyer, "buyer-admin", email=address, is_main=True)
    at_market = visitor(world.market_id)
    for login in (address.lower(), address.upper(), "Corner shop", "corner SHOP", "BUY"):
        assert who(sign_in(at_market, login, PASSWORD, an_ip()).cookie).actor == person


@pytest.mark.parametrize(
    "login", ["nobody@example.com", "13900000000", "No such company", "", "Corner shop", "\0x"]
)
def test_a_wrong_login_is_refused_without_telling_why(world: World, login: str) -> None:
    world.person(world.buyer, "buyer-admin", is_main=True)
    with pytest.raises(WrongLogin) as refused:
        sign_in(visitor(world.market_id), login, "wrong password", an_ip())
    assert refused.value.message == "Login and password don't belong together."


@pytest.mark.parametrize("login", ["nobody@example.com", "Corner shop", "Spring water"])
def test_the_same_work_is_done_whoever_asks(
    world: World, login: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.person(world.buyer, "buyer-admin", is_main=True)
    hashed = []
    monkeypatch.setattr(module, "make_password", lambda password: hashed.append("padding"))
    monkeypatch.setattr(module, "check_password", lambda password, encoded: bool(hashed.append("person")))
    with pytest.raises(WrongLogin):
        sign_in(visitor(world.market_id), login, "wrong password", an_ip())
    assert len(hashed) == 1


def test_a_login_is_locked_after_ten_wrong_passwords(world: World) -> None:
    member = world.member(world.buyer, "buyer-admin")
    phone = member.person.phone
    for _attempt in range(SIGN_IN_BY_LOGIN.most):
        with pytest.raises(WrongLogin):
            sign_in(visitor(), phone, "wrong password", an_ip())
    with pytest.raises(TooManyAttempts) as refused:
        sign_in(visitor(), phone, PASSWORD, an_ip())
    assert "Wait" in refused.value.message
    assert 0 < refused.value.instead["wait_seconds"] <= SIGN_IN_BY_LOGIN.window_seconds


def test_the_right_password_forgets_the_wrong_ones(world: World) -> None:
    phone = world.member(world.buyer, "buyer-admin").person.phone
    for _round in range(2):
        for _attempt in range(SIGN_IN_BY_LOGIN.most - 1):
            with pytest.raises(WrongLogin):
                sign_in(visitor(), phone, "wrong password", an_ip())
        assert sign_in(visitor(), phone, PASSWORD, an_ip()).cookie


def test_an_address_is_locked_whatever_logins_it_tries(world: World) -> None:
    ip = an_ip()
    for attempt in range(SIGN_IN_BY_ADDRESS.most):
        with pytest.raises(WrongLogin):
            sign_in(visitor(world.market_id), f"guess-{attempt}@example.com", "wrong password", ip)
    with pytest.raises(TooManyAttempts):
        sign_in(visitor(world.market_id), "one-more@example.com", "wrong password", ip)


def test_many_tries_at_once_are_all_counted(live_world: World, two_at_once) -> None:
    phone = live_world.member(live_world.buyer, "buyer-admin").person.phone

    def guess() -> None:
        sign_in(visitor(), phone, "wrong password", an_ip())

    outcomes = two_at_once(*[guess] * (SIGN_IN_BY_LOGIN.most + 4))
    assert sum(isinstance(outcome, WrongLogin) for outcome in outcomes) == SIGN_IN_BY_LOGIN.most
    assert sum(isinstance(outcome, TooManyAttempts) for outcome in outcomes) == 4


def test_who_is_known_in_two_markets_chooses_one(world: World) -> None:
    other = World()
    phone = a_phone()
    world.person(world.buyer, "buyer-admin", phone=phone)
    there = other.person(other.supplier, "supplier-sales", phone=phone)
    entrance = sign_in(visitor(), phone, PASSWORD, an_ip())
    assert not entrance.cookie
    assert [choice.market for choice in entrance.choices] == ["Test market", "Test market"]
    cookie = choose_market(visitor(), entrance.choices[1].token, an_ip()).cookie
    assert who(cookie).actor == there


def test_at_a_market_of_its_own_nobody_is_asked(world: World) -> None:
    other = World()
    phone = a_phone()
    here = world.person(world.buyer, "buyer-admin", phone=phone)
    other.person(other.supplier, "supplier-sales", phone=phone)
    assert who(sign_in(visitor(world.market_id), phone, PASSWORD, an_ip()).cookie).actor == here


def test_the_choice_dies_with_the_password(world: World) -> None:
    other = World()
    phone = a_phone()
    world.person(world.buyer, "buyer-admin", phone=phone)
    there = other.person(other.supplier, "supplier-sales", phone=phone)
    token = sign_in(visitor(), phone, PASSWORD, an_ip()).choices[1].token
    with acting(other.system):
        person = Person.objects.get(id=there.person_id)
        person.set_password("another password")
        person.save()
    for bad in (token, token + "x", ""):
        with pytest.raises(ChoiceExpired):
            choose_market(visitor(), bad, an_ip())


def test_a_closed_company_or_a_suspended_member_gets_no_further(world: World) -> None:
    member = world.member(world.buyer, "buyer-admin")
    cookie = sign_in(visitor(), member.person.phone, PASSWORD, an_ip()).cookie
    change_status(world.system, world.buyer.id, "blocked")
    assert who(cookie) is None
    with pytest.raises(NoEntry):
        sign_in(visitor(), member.person.phone, PASSWORD, an_ip())
    change_status(world.system, world.buyer.id, "active")
    assert who(cookie)
    world.member(world.buyer, "buyer-admin")
    set_membership_status(world.system, member.id, "suspended")
    assert who(cookie) is None


def test_a_session_ends_when_signed_out(world: World) -> None:
    phone = world.member(world.buyer, "buyer-admin").person.phone
    cookie = sign_in(visitor(), phone, PASSWORD, an_ip(), "Firefox").cookie
    signed_in = who(cookie)
    sign_out(signed_in.actor, signed_in.session_id)
    assert who(cookie) is None


def test_whoever_is_signed_in_is_no_visitor(world: World) -> None:
    with pytest.raises(NotAllowed):
        sign_in(world.person(world.buyer, "buyer-admin"), "x", "y", an_ip())
