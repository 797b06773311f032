"""Devices: revoke_session, revoke_other_sessions, touch_session, switch_membership, set_language."""

from datetime import timedelta
from uuid import UUID

import pytest

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting, in_market
from dinghuo.organisations.actions.account.revoke_other_sessions import revoke_other_sessions
from dinghuo.organisations.actions.account.revoke_session import revoke_session
from dinghuo.organisations.actions.account.set_language import set_language
from dinghuo.organisations.actions.account.switch_membership import switch_membership
from dinghuo.organisations.actions.account.touch_session import touch_session
from dinghuo.organisations.actions.gate.sign_in import sign_in
from dinghuo.organisations.actions.market.change_status import change_status
from dinghuo.organisations.jobs import clear_gate
from dinghuo.organisations.models import Session, SignInAttempt
from dinghuo.organisations.models.sign_in_attempt import GATE
from dinghuo.organisations.queries.actors import SignedIn, session_of
from dinghuo.organisations.queries.people import own_memberships, own_person
from dinghuo.organisations.queries.sessions import sessions
from dinghuo.organisations.queries.visitor import visitor
from dinghuo.organisations.rules.limits import SEEN_SECONDS, SESSION_DAYS, SESSION_IDLE_DAYS
from dinghuo.organisations.rules.secrets import read_cookie
from tests.organisations.world import PASSWORD, World, a_phone


def signed_in(world: World, login: str) -> SignedIn:
    cookie = sign_in(visitor(world.market_id), login, PASSWORD, "test-" + a_phone()).cookie
    market_id, secret = read_cookie(cookie)
    with in_market(market_id):
        found = session_of(market_id, secret)
    assert found
    # What the cookie holds is in no table.
    with acting(world.system):
        assert not Session.objects.filter(secret_hash__contains=secret).exists()
    return found


def change(world: World, session_id: UUID, **columns: object) -> None:
    with acting(world.system):
        Session.objects.filter(id=session_id).update(**columns)


def open_ids(seen: SignedIn) -> list[UUID]:
    with acting(seen.actor):
        return [row.id for row in sessions(seen.actor)]


def test_one_device_signs_another_out(world: World) -> None:
    phone = world.member(world.buyer, "buyer-admin").person.phone
    here, there = signed_in(world, phone), signed_in(world, phone)
    assert set(open_ids(here)) == {here.session_id, there.session_id}
    revoke_session(here.actor, there.session_id)
    assert open_ids(here) == [here.session_id]
    with pytest.raises(NotFound):
        revoke_session(here.actor, there.session_id)
    assert world.events("person.sessions_revoked")[-1].data == {"count": 1}


def test_all_others_at_once(world: World) -> None:
    phone = world.member(world.buyer, "buyer-admin").person.phone
    here, *_others = (signed_in(world, phone) for _device in range(3))
    assert revoke_other_sessions(here.actor, here.session_id) == 2
    assert revoke_other_sessions(here.actor, here.session_id) == 0
    assert open_ids(here) == [here.session_id]
    assert len(world.events("person.sessions_revoked")) == 1


def test_other_people_s_devices_aren_t_there(world: World) -> None:
    mine = signed_in(world, world.member(world.buyer, "buyer-admin").person.phone)
    yours = signed_in(world, world.member(world.buyer, "buyer-admin").person.phone)
    with pytest.raises(NotFound):
        revoke_session(mine.actor, yours.session_id)
    with pytest.raises(NotFound):
        switch_membership(mine.actor, yours.session_id, mine.actor.membership_id)
    assert open_ids(yours)


def test_a_device_that_isn_t_used_signs_itself_out(world: World) -> None:
    phone = world.member(world.buyer, "buyer-admin").person.phone
    idle, old = signed_in(world, phone), signed_in(world, phone)
    change(world, idle.session_id, seen_at=now() - timedelta(days=SESSION_IDLE_DAYS, seconds=1))
    change(world, old.session_id, created_at=now() - timedelta(days=SESSION_DAYS, seconds=1))
    assert not open_ids(idle)


def test_its_use_is_noted_now_and_then(world: World) -> None:
    here = signed_in(world, world.member(world.buyer, "buyer-admin").person.phone)
    assert not here.is_stale
    assert not touch_session(here.actor, here.session_id)
    change(world, here.session_id, seen_at=now() - timedelta(seconds=SEEN_SECONDS + 1))
    assert touch_session(here.actor, here.session_id)
    assert not touch_session(here.actor, here.session_id)


def test_one_person_acts_for_several_companies(world: World) -> None:
    first = world.member(world.buyer, "buyer-admin")
    second = world.member(world.supplier, "supplier-sales", phone=first.person.phone)
    here = signed_in(world, first.person.phone)
    assert here.memberships == 2
    with acting(here.actor):
        assert [row.id for row in own_memberships(here.actor)] == [first.id, second.id]
    actor = switch_membership(here.actor, here.session_id, second.id)
    assert (actor.organisation_id, actor.parts) == (world.supplier.id, {"supplier"})
    # The next time one signs in one is where one was last.
    assert signed_in(world, first.person.phone).actor.membership_id == second.id


def test_nobody_switches_to_others_or_to_closed_companies(world: World) -> None:
    first = world.member(world.buyer, "buyer-admin")
    second = world.member(world.supplier, "supplier-sales", phone=first.person.phone)
    stranger = world.member(world.other_buyer, "buyer-admin")
    here = signed_in(world, first.person.phone)
    with pytest.raises(NotFound):
        switch_membership(here.actor, here.session_id, stranger.id)
    change_status(world.system, world.supplier.id, "blocked")
    with pytest.raises(NotFound):
        switch_membership(here.actor, here.session_id, second.id)


def test_a_language_is_the_person_s(world: World) -> None:
    actor = world.person(world.buyer, "buyer-admin")
    set_language(actor, "zh-hant")
    with acting(actor):
        assert own_person(actor).language == "zh-hant"
    with pytest.raises(Invalid):
        set_language(actor, "tlh")
    with pytest.raises(NotAllowed):
        set_language(visitor(world.market_id), "en")


def test_the_gate_is_cleared_of_what_is_over(world: World) -> None:
    phone = world.member(world.buyer, "buyer-admin").person.phone
    kept, gone = signed_in(world, phone), signed_in(world, phone)
    change(world, gone.session_id, revoked_at=now() - timedelta(days=31))
    house = Actor.system(GATE)
    with acting(house):
        tries = {"market_id": GATE, "kind": "test", "count": 1}
        SignInAttempt.objects.create(
            subject_hash=world.market_id.hex, began_at=now() - timedelta(days=2), **tries
        )
        SignInAttempt.objects.create(subject_hash=world.market_id.hex, began_at=now(), **tries)
    clear_gate(0)
    with acting(world.system):
        assert [row.id for row in Session.objects.filter(market_id=world.market_id)] == [kept.session_id]
    with acting(house):
        assert SignInAttempt.objects.filter(subject_hash=world.market_id.hex).count() == 1
