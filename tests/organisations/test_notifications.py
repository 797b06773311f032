"""notify, mark_notifications_read: news for whoever may act on them."""

from collections.abc import Mapping

import pytest
from django.utils.translation import gettext as _

from dinghuo.foundation.errors import NotAllowed, NotFound
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.actions.account.mark_notifications_read import mark_notifications_read
from dinghuo.organisations.actions.people.set_grant import set_grant
from dinghuo.organisations.actions.people.set_membership_status import set_membership_status
from dinghuo.organisations.models import Notification
from dinghuo.organisations.queries.notifications import notification, notifications
from dinghuo.organisations.queries.people import members_with
from dinghuo.organisations.queries.visitor import visitor
from dinghuo.organisations.steps.notify import notify
from tests.organisations.world import World

APPROVE = "ordering.approve_order"


def written(kind: str, data: Mapping[str, object]) -> tuple[str, str]:
    return f"{_('Monday')}: {data['number']} {kind}", ""


def tell(world: World, **more: object) -> list[Notification]:
    with acting(world.system):
        return notify(
            world.market_id, world.buyer.id, APPROVE, "waits", {"number": 1}, written, "/orders/1", **more
        )


def test_who_holds_the_permission_hears_of_it(world: World) -> None:
    by_role = world.member(world.buyer, "buyer-approver")
    by_grant = world.member(world.buyer, "buyer-purchaser")
    set_grant(world.system, by_grant.id, APPROVE)
    suspended = world.member(world.buyer, "buyer-approver")
    set_membership_status(world.system, suspended.id, "suspended")
    for outsider in (world.buyer, world.other_buyer):
        world.member(outsider, "buyer-finance" if outsider == world.buyer else "buyer-approver")
    told = tell(world)
    assert {row.person_id for row in told} == {by_role.person_id, by_grant.person_id}
    with acting(world.system):
        assert len(members_with(world.buyer.id, APPROVE)) == 2


def test_it_comes_by_e_mail_in_the_reader_s_language(world: World) -> None:
    address = f"li@{world.market_id.hex}.example"
    world.member(world.buyer, "buyer-approver", email=address, language="zh-hans")
    with acting(world.system):
        [row] = notify(world.market_id, world.buyer.id, APPROVE, "waits", {"number": 1}, written)
    assert (row.kind, row.data) == ("waits", {"number": 1})
    assert world.sent(address)[-1].subject == "星期一: 1 waits"


def test_a_line_break_in_a_title_breaks_no_e_mail(world: World) -> None:
    address = f"li@{world.market_id.hex}.example"
    world.member(world.buyer, "buyer-approver", email=address, language="en")
    with acting(world.system):
        data = {"number": "1\nBcc: everybody@example.com"}
        notify(world.market_id, world.buyer.id, APPROVE, "waits", data, written)
    assert world.sent(address)[-1].subject == "Monday: 1 Bcc: everybody@example.com waits"


def test_a_reaction_that_runs_again_tells_nobody_twice(world: World) -> None:
    world.member(world.buyer, "buyer-approver", email=f"li@{world.market_id.hex}.example")
    event_id = new_id()
    assert len(tell(world, event_id=event_id)) == 1
    world.member(world.buyer, "buyer-approver")
    assert len(tell(world, event_id=event_id)) == 1
    assert tell(world, event_id=event_id) == []
    assert len(tell(world)) == 2


def test_nobody_is_told_where_nobody_may(world: World) -> None:
    assert tell(world) == []


def test_news_are_read_one_by_one_or_all(world: World) -> None:
    actor = world.person(world.buyer, "buyer-approver")
    stranger = world.person(world.other_buyer, "buyer-approver")
    for _number in range(3):
        tell(world)
    with acting(actor):
        page = notifications(actor, limit=2)
        rest = notifications(actor, limit=2, after=page.next)
    assert (len(page.items), len(rest.items), rest.next) == (2, 1, None)
    assert mark_notifications_read(stranger, [page.items[0].id]) == 0
    with acting(stranger), pytest.raises(NotFound):
        notification(stranger, page.items[0].id)
    assert mark_notifications_read(actor, [page.items[0].id]) == 1
    with acting(actor):
        assert len(notifications(actor, unread_only=True).items) == 2
    assert mark_notifications_read(actor) == 2
    assert mark_notifications_read(actor) == 0
    with pytest.raises(NotAllowed):
        mark_notifications_read(visitor(world.market_id))
