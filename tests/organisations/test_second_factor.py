"""A second factor: set up, asked for, lost, demanded."""

import pytest
from django.conf import settings

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.actions.gate.enter_code import enter_code
from dinghuo.organisations.actions.people.demand_second_factor import demand_second_factor
from dinghuo.organisations.actions.people.reset_second_factor import reset_second_factor
from dinghuo.organisations.actions.second_factor.begin_app import begin_app
from dinghuo.organisations.actions.second_factor.confirm_app import confirm_app
from dinghuo.organisations.actions.second_factor.prove_session import prove_session
from dinghuo.organisations.actions.second_factor.remove_app import remove_app
from dinghuo.organisations.actions.second_factor.renew_recovery_codes import renew_recovery_codes
from dinghuo.organisations.errors import (
    ChoiceExpired,
    FactorPresent,
    ProveFirst,
    TooManyAttempts,
    WrongCode,
)
from dinghuo.organisations.models import Authenticator, Passkey, RecoveryCode, Session
from dinghuo.organisations.queries.second_factor import second_factors
from dinghuo.organisations.queries.visitor import visitor
from tests.organisations.factors import App, code_of, entered, secret_of, seen
from tests.organisations.world import PASSWORD, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return World()


@pytest.fixture
def member(world):
    return world.member(world.buyer, "buyer-admin")


def proven(world, member, app, ahead=0) -> tuple[Actor, object]:
    """Somebody who has signed in with password and code: the actor and the session's id."""
    cookie = enter_code(visitor(world.market_id), entered(world, member).proof, app.code(ahead), "ip")
    found = seen(cookie)
    return found.actor, found.session_id


def test_after_the_password_the_code_is_asked(world, member):
    assert entered(world, member).cookie
    app = App(world, member)
    entrance = entered(world, member)
    assert (entrance.cookie, bool(entrance.proof)) == ("", True)
    cookie = enter_code(visitor(world.market_id), entrance.proof, app.code(), "198.51.100.7")
    with acting(world.system):
        assert Session.objects.get(person=member.person, revoked_at=None).opened_by == "app"
    assert seen(cookie).actor.person_id == member.person_id
    assert [event.data.get("factor") for event in world.events("person.factor_added")] == ["app"]


def test_each_code_opens_once(world, member):
    app = App(world, member)
    code = app.code()
    enter_code(visitor(world.market_id), entered(world, member).proof, code, "ip")
    with pytest.raises(WrongCode):
        enter_code(visitor(world.market_id), entered(world, member).proof, code, "ip")


def test_a_recovery_code_stands_in_once_however_it_is_typed(world, member):
    app = App(world, member)
    typed = app.codes[3].upper().replace("-", " ")
    assert seen(enter_code(visitor(world.market_id), entered(world, member).proof, typed, "ip"))
    with pytest.raises(WrongCode):
        enter_code(visitor(world.market_id), entered(world, member).proof, typed, "ip")
    actor = world.acts(member)
    with acting(actor):
        assert second_factors(actor).codes_left == 9


def test_two_with_the_same_recovery_code_and_one_wins(two_at_once):
    world = World()
    member = world.member(world.buyer, "buyer-admin")
    app = App(world, member)
    proof = entered(world, member).proof
    outcomes = two_at_once(*[lambda: enter_code(visitor(world.market_id), proof, app.codes[0], "ip")] * 2)
    assert sorted(type(each).__name__ for each in outcomes) == ["WrongCode", "str"]


def test_guessing_is_stopped_before_the_sixth_code_even_if_it_is_right(world, member):
    app = App(world, member)
    proof = entered(world, member).proof
    for guess in ("000000", "111111", "abcde-fghjk", "", "999999"):
        with pytest.raises(WrongCode):
            enter_code(visitor(world.market_id), proof, guess, "ip")
    with pytest.raises(TooManyAttempts):
        enter_code(visitor(world.market_id), proof, app.code(), "ip")


def test_a_proof_is_no_other_person_s_and_dies_with_the_password(world, member):
    app = App(world, member)
    other = world.member(world.other_buyer, "buyer-admin")
    theirs = App(world, other)
    with pytest.raises(WrongCode):
        enter_code(visitor(world.market_id), entered(world, other).proof, app.code(), "ip")
    proof = entered(world, member).proof
    with acting(world.system):
        member.person.set_password("another pass phrase")
        member.person.save()
    for token in (proof, "made up"):
        with pytest.raises(ChoiceExpired):
            enter_code(visitor(world.market_id), token, app.code(), "ip")
    assert theirs.codes


def test_setting_up_needs_the_password_and_signs_other_devices_out(world, member):
    elsewhere, here = entered(world, member).cookie, seen(entered(world, member).cookie).session_id
    actor = world.acts(member)
    with pytest.raises(Invalid):
        begin_app(actor, "guess", here)
    App(world, member, here)
    assert seen(elsewhere) is None
    with acting(world.system):
        assert Session.objects.get(id=here).opened_by == "app"
    with pytest.raises(FactorPresent):
        begin_app(actor, PASSWORD, here)


def test_a_wrong_first_code_changes_nothing(world, member):
    actor = world.acts(member)
    begin_app(actor, PASSWORD, None)
    with pytest.raises(WrongCode):
        confirm_app(actor, "000000")
    assert entered(world, member).cookie
    before = secret_of(actor)
    begin_app(actor, PASSWORD, None)
    assert secret_of(actor) != before


def test_the_secret_is_sealed_in_the_database(world, member, settings):
    app = App(world, member)
    with acting(world.system):
        kept = Authenticator.objects.get(person=member.person).secret
        hashes = set(RecoveryCode.objects.values_list("code_hash", flat=True))
    assert app.secret not in kept
    assert not hashes & set(app.codes)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "x" * 60, [settings.SECRET_KEY]
    entrance = entered(world, member)
    assert enter_code(visitor(world.market_id), entrance.proof, app.code(), "ip")
    assert len(settings.SECRET_KEY) == 60


def test_whoever_knows_only_the_password_can_t_change_what_guards_against_that(world, member):
    cookie = entered(world, member).cookie
    here = seen(cookie).session_id
    actor = world.acts(member)
    with acting(world.system):
        Passkey.objects.create(
            market_id=world.market_id,
            person=member.person,
            credential="c",
            public_key="k",
            site="s",
            name="n",
        )
    with pytest.raises(ProveFirst):
        begin_app(actor, PASSWORD, here)


def test_given_up_with_the_password(world, member):
    app = App(world, member)
    actor, here = proven(world, member, app)
    with pytest.raises(Invalid):
        remove_app(actor, "guess", here)
    remove_app(actor, PASSWORD, here)
    assert entered(world, member).cookie
    with pytest.raises(NotFound):
        remove_app(actor, PASSWORD, here)


def test_new_recovery_codes_make_the_old_ones_void(world, member):
    app = App(world, member)
    actor, here = proven(world, member, app)
    codes = renew_recovery_codes(actor, PASSWORD, here)
    assert not set(codes) & set(app.codes)
    with pytest.raises(WrongCode):
        enter_code(visitor(world.market_id), entered(world, member).proof, app.codes[0], "ip")
    assert enter_code(visitor(world.market_id), entered(world, member).proof, codes[0], "ip")


def test_a_role_may_demand_it_at_once(world, member):
    cookie = entered(world, member).cookie
    assert "ordering.place_order" in seen(cookie).actor.grants
    demand_second_factor(world.system, "buyer-admin", True)
    held = seen(cookie)
    assert held.unproven
    assert (held.actor.parts, held.actor.scope) == (frozenset(), "party")
    assert "ordering.place_order" not in held.actor.grants
    assert "organisations.change_password" not in held.actor.grants
    App(world, member, held.session_id)
    free = seen(cookie)
    assert not free.unproven
    assert "ordering.place_order" in free.actor.grants
    demand_second_factor(world.system, "buyer-admin", False)
    assert world.events("role.saved")[-1].data == {"second_factor": False}


def test_a_session_that_stood_proves_itself_with_a_code(world, member):
    app = App(world, member)
    with acting(world.system):
        member.person.refresh_from_db()
    cookie = enter_code(visitor(world.market_id), entered(world, member).proof, app.code(), "ip")
    with acting(world.system):
        Session.objects.filter(person=member.person).update(opened_by="password")
    demand_second_factor(world.system, "buyer-admin", True)
    held = seen(cookie)
    with pytest.raises(WrongCode):
        prove_session(held.actor, "000000", held.session_id)
    prove_session(held.actor, app.code(1), held.session_id)
    assert not seen(cookie).unproven


def test_only_the_operator_demands_and_resets(world, member):
    boss = world.person(world.buyer, "buyer-admin")
    for attempt in (
        lambda: demand_second_factor(boss, "buyer-admin", True),
        lambda: reset_second_factor(boss, member.id, "lost"),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    house = world.person(world.operator, "operator-admin")
    with pytest.raises(NotFound):
        demand_second_factor(house, "no-such-role", True)
    with pytest.raises(Invalid):
        reset_second_factor(house, member.id, " ")


def test_phone_and_paper_lost(world, member):
    App(world, member)
    entrance = entered(world, member)
    assert entrance.proof
    house = world.person(world.operator, "operator-admin")
    reset_second_factor(house, member.id, "Called back at the number in the contract")
    assert entered(world, member).cookie
    assert world.events("person.factor_removed")[-1].data == {"factor": "all", "how": "operator"}


def test_another_s_secret_opens_nothing(world, member):
    App(world, member)
    assert settings.SECRET_KEY
    with pytest.raises(WrongCode):
        enter_code(visitor(world.market_id), entered(world, member).proof, code_of("A" * 32), "ip")
