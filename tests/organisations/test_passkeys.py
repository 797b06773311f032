"""Passkeys: made, used, and all that must not open anything."""

import pytest

from dinghuo.foundation.errors import Invalid, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.actions.gate.begin_passkey_sign_in import begin_passkey_sign_in
from dinghuo.organisations.actions.gate.sign_in_with_passkey import sign_in_with_passkey
from dinghuo.organisations.actions.passkeys.add_passkey import add_passkey
from dinghuo.organisations.actions.passkeys.begin_passkey import begin_passkey
from dinghuo.organisations.actions.passkeys.remove_passkey import remove_passkey
from dinghuo.organisations.errors import NoEntry, PasskeyRefused, ProveFirst, TooManyAttempts
from dinghuo.organisations.models import Challenge, Passkey
from dinghuo.organisations.queries.visitor import visitor
from dinghuo.organisations.rules.site import Site
from tests.organisations.factors import App, entered, seen
from tests.organisations.soft_key import PRESENT, SoftKey
from tests.organisations.world import PASSWORD, World

pytestmark = pytest.mark.django_db
SITE = Site("shop.example", "https://shop.example")


@pytest.fixture
def world():
    return World()


@pytest.fixture
def member(world):
    return world.member(world.buyer, "buyer-admin")


def session(world, member):
    """The actor and the id of a session opened by the password."""
    found = seen(entered(world, member).cookie)
    return found.actor, found.session_id


def made(actor, here, site=SITE) -> tuple[SoftKey, Passkey]:
    key = SoftKey(site.origin)
    answer = key.make(begin_passkey(actor, PASSWORD, site, here))
    return key, add_passkey(actor, answer, " My laptop ", site, here)


def enter(world, key, site=SITE, **changes) -> str:
    gate = visitor(world.market_id)
    return sign_in_with_passkey(gate, key.use(begin_passkey_sign_in(gate, site, "ip"), **changes), site, "ip")


def test_made_and_used(world, member):
    actor, here = session(world, member)
    key, kept = made(actor, here)
    assert (kept.name, kept.site) == ("My laptop", "shop.example")
    found = seen(enter(world, key))
    assert (found.actor.person_id, found.actor.organisation_id) == (member.person_id, world.buyer.id)
    with acting(world.system):
        kept.refresh_from_db()
    assert (kept.sign_count, kept.used_at is not None) == (1, True)
    assert [event.data["factor"] for event in world.events("person.factor_added")] == ["passkey"]
    assert world.events("person.signed_in")[-1].data["opened_by"] == "passkey"


def test_a_wrong_password_makes_none(world, member):
    actor, here = session(world, member)
    with pytest.raises(Invalid):
        begin_passkey(actor, "guess", SITE, here)


@pytest.mark.parametrize(
    "changes",
    [{"origin": "https://shop.example.evil"}, {"type": "webauthn.create"}, {"challenge": "AAAA"}],
)
def test_signed_for_another_page_or_purpose(world, member, changes):
    key, _kept = made(*session(world, member))
    with pytest.raises(PasskeyRefused):
        enter(world, key, **changes)


def test_an_answer_opens_once(world, member):
    key, _kept = made(*session(world, member))
    gate = visitor(world.market_id)
    answer = key.use(begin_passkey_sign_in(gate, SITE, "ip"))
    sign_in_with_passkey(gate, answer, SITE, "ip")
    with pytest.raises(PasskeyRefused):
        sign_in_with_passkey(gate, answer, SITE, "ip")


def test_an_answer_that_comes_late(world, member):
    key, _kept = made(*session(world, member))
    gate = visitor(world.market_id)
    answer = key.use(begin_passkey_sign_in(gate, SITE, "ip"))
    with acting(visitor()):
        Challenge.objects.update(expires_at="2020-01-01T00:00:00Z")
    with pytest.raises(PasskeyRefused):
        sign_in_with_passkey(gate, answer, SITE, "ip")


def test_a_copy_is_noticed_by_its_count(world, member):
    key, _kept = made(*session(world, member))
    enter(world, key)
    enter(world, key)
    key.count = 0
    with pytest.raises(PasskeyRefused):
        enter(world, key)


def test_without_finger_face_or_code_it_is_no_second_factor(world, member):
    actor, here = session(world, member)
    key, _kept = made(actor, here)
    key.flags = PRESENT
    with pytest.raises(PasskeyRefused):
        enter(world, key)
    lazy = SoftKey(SITE.origin, flags=PRESENT)
    with pytest.raises(PasskeyRefused):
        add_passkey(actor, lazy.make(begin_passkey(actor, PASSWORD, SITE, here)), "x", SITE, here)


def test_somebody_else_s_signature(world, member):
    key, _kept = made(*session(world, member))
    other = SoftKey(SITE.origin, credential=key.credential, handle=key.handle)
    with pytest.raises(PasskeyRefused):
        enter(world, other)
    theirs, _kept = made(*session(world, world.member(world.other_buyer, "buyer-admin")))
    theirs.handle = key.handle
    with pytest.raises(PasskeyRefused):
        enter(world, theirs)


def test_another_site_and_another_market_are_out_of_reach(world, member):
    key, _kept = made(*session(world, member))
    elsewhere = Site("other.example", SITE.origin)
    with pytest.raises(PasskeyRefused):
        enter(world, key, elsewhere)
    with pytest.raises(PasskeyRefused):
        enter(World(), key)


def test_the_blocked_stay_out(world, member):
    key, _kept = made(*session(world, member))
    with acting(world.system):
        member.status = "suspended"
        member.save()
    with pytest.raises(NoEntry):
        enter(world, key)


def test_removed_in_a_session_that_has_shown_it(world, member):
    actor, here = session(world, member)
    key, kept = made(actor, here)
    password_only, there = session(world, member)
    for attempt in (
        lambda: remove_passkey(password_only, kept.id, there),
        lambda: begin_passkey(password_only, PASSWORD, SITE, there),
        lambda: App(world, member, there),
    ):
        with pytest.raises(ProveFirst):
            attempt()
    with pytest.raises(NotFound):
        remove_passkey(world.person(world.other_buyer, "buyer-admin"), kept.id, here)
    remove_passkey(actor, kept.id, here)
    with pytest.raises(PasskeyRefused):
        enter(world, key)
    assert world.events("person.factor_removed")[-1].data["name"] == "My laptop"


def test_the_same_passkey_isn_t_kept_twice(world, member):
    actor, here = session(world, member)
    key, _kept = made(actor, here)
    with pytest.raises(PasskeyRefused):
        add_passkey(actor, key.make(begin_passkey(actor, PASSWORD, SITE, here)), "x", SITE, here)


def test_asking_without_end_is_stopped(world):
    gate = visitor(world.market_id)
    for _ in range(120):
        begin_passkey_sign_in(gate, SITE, "203.0.113.99")
    with pytest.raises(TooManyAttempts):
        begin_passkey_sign_in(gate, SITE, "203.0.113.99")
