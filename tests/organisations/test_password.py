"""request_reset_code, reset_password, change_password."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Invalid, NotAllowed
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.actions.account.change_password import change_password
from dinghuo.organisations.actions.gate.request_reset_code import request_reset_code
from dinghuo.organisations.actions.gate.reset_password import reset_password
from dinghuo.organisations.actions.gate.sign_in import sign_in
from dinghuo.organisations.errors import TooManyAttempts, WrongCode, WrongLogin
from dinghuo.organisations.models import ResetCode, Session
from dinghuo.organisations.queries.visitor import visitor
from dinghuo.organisations.rules.limits import CODE_TRIES, SIGN_IN_BY_LOGIN
from tests.organisations.world import PASSWORD, World, a_phone, send_asked_codes

NEW = "a new pass phrase"


def an_ip() -> str:
    return "test-" + a_phone()


def open_sessions(world: World) -> int:
    with acting(world.system):
        return Session.objects.filter(market_id=world.market_id, revoked_at=None).count()


def test_a_code_sets_a_new_password_and_signs_every_device_out(world: World) -> None:
    phone = world.member(world.buyer, "buyer-admin").person.phone
    sign_in(visitor(), phone, PASSWORD, an_ip())
    assert request_reset_code(visitor(), phone.removeprefix("+86"), an_ip()) == phone
    assert reset_password(visitor(), phone, world.code_sent(phone), NEW, an_ip()) == 1
    assert open_sessions(world) == 0
    assert sign_in(visitor(), phone, NEW, an_ip()).cookie
    with pytest.raises(WrongLogin):
        sign_in(visitor(), phone, PASSWORD, an_ip())
    assert world.events("person.password_changed")[-1].data == {"how": "code"}


def test_a_code_comes_by_e_mail_too(world: World) -> None:
    address = f"li@{world.market_id.hex}.example"
    world.member(world.buyer, "buyer-admin", phone="", email=address)
    request_reset_code(visitor(), address, an_ip())
    assert send_asked_codes(address) == 1
    assert world.sent(address)[-1].channel == "email"
    code = next(word for word in world.sent(address)[-1].text.split() if word.isdigit() and len(word) == 6)
    reset_password(visitor(), address.upper(), code, NEW, an_ip())
    assert sign_in(visitor(), address, NEW, an_ip()).cookie


def test_whoever_was_invited_sets_a_first_password(world: World) -> None:
    phone = a_phone()
    world.member(world.buyer, "buyer-admin", phone=phone, password="")
    with pytest.raises(WrongLogin):
        sign_in(visitor(), phone, "", an_ip())
    request_reset_code(visitor(), phone, an_ip())
    reset_password(visitor(), phone, world.code_sent(phone), NEW, an_ip())
    assert sign_in(visitor(), phone, NEW, an_ip()).cookie


def test_one_code_serves_every_market(world: World) -> None:
    other = World()
    phone = a_phone()
    world.member(world.buyer, "buyer-admin", phone=phone)
    other.member(other.buyer, "buyer-admin", phone=phone)
    request_reset_code(visitor(), phone, an_ip())
    send_asked_codes(phone)
    sent = [message for each in (world, other) for message in each.sent(phone)]
    assert len(sent) == 1
    code = next(word for word in sent[0].text.split() if word.isdigit() and len(word) == 6)
    assert reset_password(visitor(), phone, code, NEW, an_ip()) == 2


def test_the_answer_is_the_same_whoever_asks(world: World) -> None:
    unknown = a_phone()
    assert request_reset_code(visitor(), unknown, an_ip()) == unknown
    assert send_asked_codes(unknown) == 1
    assert not world.sent(unknown)
    with pytest.raises(WrongCode) as refused:
        reset_password(visitor(), unknown, "123456", NEW, an_ip())
    known = world.member(world.buyer).person.phone
    with pytest.raises(WrongCode) as also:
        reset_password(visitor(), known, "123456", NEW, an_ip())
    assert refused.value.message == also.value.message


def statements_of(ask: Callable[[], object]) -> list[str]:
    """The text of every statement, without its values."""
    with CaptureQueriesContext(connection) as heard, suppress(WrongCode):
        ask()
    return [re.sub(r"'[^']*'|\d+", "?", each["sql"]) for each in heard]


def test_the_same_work_is_done_whoever_asks(world: World) -> None:
    """Time can't tell what statements don't: asked for, guessed without asking, and guessed after asking."""
    told: list[list[list[str]]] = []
    for phone in (world.member(world.buyer).person.phone, a_phone()):
        ip = an_ip()
        guess = partial(reset_password, visitor(), phone, "000000", NEW, ip)
        asked = [statements_of(guess), statements_of(partial(request_reset_code, visitor(), phone, ip))]
        send_asked_codes(phone)
        told.append([*asked, statements_of(guess)])
    known, unknown = told
    assert known == unknown
    assert len(known[2]) > len(known[0]) > 3


def test_a_code_asked_for_in_one_market_opens_no_other(world: World) -> None:
    other = World()
    phone = a_phone()
    world.member(world.buyer, "buyer-admin", phone=phone)
    other.member(other.buyer, "buyer-admin", phone=phone)
    request_reset_code(visitor(world.market_id), phone, an_ip())
    code = world.code_sent(phone)
    with pytest.raises(WrongCode):
        reset_password(visitor(other.market_id), phone, code, NEW, an_ip())
    assert reset_password(visitor(world.market_id), phone, code, NEW, an_ip()) == 1


def test_a_code_comes_in_the_language_of_who_asks(world: World) -> None:
    phone = world.member(world.buyer).person.phone
    request_reset_code(visitor(language="zh-hans"), phone, an_ip())
    world.code_sent(phone)
    assert "验证码" in world.sent(phone)[-1].text


def test_a_code_dies_by_use_by_wrong_tries_and_by_age(world: World) -> None:
    by_use, by_tries, by_age = (world.member(world.buyer).person.phone for _number in range(3))
    for phone in (by_use, by_tries, by_age):
        request_reset_code(visitor(), phone, an_ip())
        send_asked_codes(phone)
    reset_password(visitor(), by_use, world.code_sent(by_use), NEW, an_ip())
    for _try in range(CODE_TRIES):
        with pytest.raises(WrongCode):
            reset_password(visitor(), by_tries, "no code", NEW, an_ip())
    with acting(visitor()):
        ResetCode.objects.filter(sent_to=by_age).update(expires_at=now() - timedelta(seconds=1))
    for phone in (by_use, by_tries, by_age):
        with pytest.raises(WrongCode):
            reset_password(visitor(), phone, world.code_sent(phone), NEW, an_ip())


def test_of_two_who_use_a_code_at_once_one_does(live_world: World, two_at_once) -> None:
    phone = live_world.member(live_world.buyer).person.phone
    request_reset_code(visitor(), phone, an_ip())
    code = live_world.code_sent(phone)
    outcomes = two_at_once(*[lambda: reset_password(visitor(), phone, code, NEW, an_ip())] * 3)
    assert outcomes.count(1) == 1
    assert sum(isinstance(outcome, WrongCode) for outcome in outcomes) == 2


def test_wrong_codes_lock_the_login(world: World) -> None:
    phone = world.member(world.buyer).person.phone
    for _try in range(SIGN_IN_BY_LOGIN.most):
        with pytest.raises(WrongCode):
            reset_password(visitor(), phone, "000000", NEW, an_ip())
    with pytest.raises(TooManyAttempts):
        reset_password(visitor(), phone, "000000", NEW, an_ip())


def test_one_phone_gets_one_code_a_minute(world: World) -> None:
    phone = a_phone()
    request_reset_code(visitor(), phone, an_ip())
    with pytest.raises(TooManyAttempts):
        request_reset_code(visitor(), phone, an_ip())


def test_every_fault_is_told(world: World) -> None:
    with pytest.raises(Invalid) as refused:
        reset_password(visitor(), "nobody", " ", "123", an_ip())
    assert {fault.path for fault in refused.value.faults} == {"login", "code", "password"}
    with pytest.raises(Invalid):
        request_reset_code(visitor(), "nobody", an_ip())


def test_one_changes_one_s_own_password(world: World) -> None:
    member = world.member(world.buyer, "buyer-admin")
    phone, actor = member.person.phone, world.acts(member)
    sign_in(visitor(), phone, PASSWORD, an_ip())
    change_password(actor, PASSWORD, NEW)
    assert open_sessions(world) == 0
    assert sign_in(visitor(), phone, NEW, an_ip()).cookie
    assert world.events("person.password_changed")[-1].data == {"how": "own"}


def test_without_the_present_password_nothing_changes(world: World) -> None:
    actor = world.person(world.buyer, "buyer-admin")
    for _try in range(SIGN_IN_BY_LOGIN.most):
        with pytest.raises(Invalid) as refused:
            change_password(actor, "guess", "short")
    assert {fault.path for fault in refused.value.faults} == {"current", "password"}
    with pytest.raises(TooManyAttempts):
        change_password(actor, PASSWORD, NEW)


def test_visitors_change_nothing_and_members_reset_nothing(world: World) -> None:
    actor = world.person(world.buyer)
    with pytest.raises(NotAllowed):
        change_password(visitor(world.market_id), PASSWORD, NEW)
    with pytest.raises(NotAllowed):
        request_reset_code(actor, a_phone(), an_ip())
    with pytest.raises(NotAllowed):
        reset_password(actor, a_phone(), "123456", NEW, an_ip())
