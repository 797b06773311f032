"""People hear of what concerns them, in their language, once, and not of what they did themselves."""

import pytest
from django.urls import resolve
from django.utils import translation

from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.approve_order import approve_order
from dinghuo.ordering.actions.confirm_order import confirm_order
from dinghuo.organisations.models import Membership, MembershipGrant, Notification, Person
from dinghuo.reactions.notices import NOTICES, ORDER, tell
from dinghuo.reactions.table import TABLE
from dinghuo.reactions.words import NEWS, write
from tests.makers import make_world
from tests.ordering.placed import place
from tests.organisations.world import World
from tests.web.gate.conftest import browser_at, sign_in
from tests.web.operator.test_pages import an_order

pytestmark = pytest.mark.django_db


def member(world, organisation, permission: str, language: str = "en") -> Person:
    with acting(world.system):
        person = Person.objects.create(market_id=world.market.id, name="Member", language=language)
        membership = Membership.objects.create(
            market_id=world.market.id, person=person, organisation=organisation, status="active"
        )
        MembershipGrant.objects.create(
            market_id=world.market.id, membership=membership, permission=permission
        )
    return person


def heard(world, person: Person) -> list[str]:
    with acting(world.system):
        rows = Notification.objects.filter(person=person).order_by("id")
        return [write(row.kind, row.data)[0] for row in rows]


def test_the_seller_hears_of_an_order_and_the_buyer_of_the_answer(drain):
    world = make_world()
    clerk = member(world, world.supplier, "ordering.confirm_order")
    purchaser = member(world, world.buyer, "ordering.place_order")
    placed = place(world)
    drain()
    assert heard(world, clerk) == [f"New order {placed.number} from {world.buyer.name}"]
    assert heard(world, purchaser) == []
    confirm_order(world.seller(), placed.number)
    drain()
    assert heard(world, purchaser) == [f"{world.supplier.name} answered order {placed.number}"]
    assert len(heard(world, clerk)) == 1


def test_an_order_that_waits_tells_the_approver_first_and_the_seller_after(drain):
    world = make_world()
    clerk = member(world, world.supplier, "ordering.confirm_order")
    approver = member(world, world.buyer, "ordering.approve_order")
    placed = place(world, limit="100")
    drain()
    assert heard(world, approver) == [f"Order {placed.number} waits for your approval"]
    assert heard(world, clerk) == []
    approve_order(world.approver(), placed.number)
    drain()
    assert heard(world, clerk) == [f"New order {placed.number} from {world.buyer.name}"]


def test_every_kind_that_tells_somebody_is_in_the_table():
    assert set(NOTICES) <= set(TABLE)


OTHER_WAYS = (
    "consignment.",
    "qualification.",
    "replenishment.",
    "contract.",
    "level.",
    "manual_price.",
    "offers.",
    "variants.",
)


def test_every_kind_of_news_has_words_and_every_word_is_used():
    used = {notice.news or kind for kind, notices in NOTICES.items() for notice in notices}
    # News that goes out by other ways than the table of an order's notices.
    others = {f"registration.{part}" for part in ("buyer", "supplier")}
    others |= {f"version.{what}" for what in ("submitted", "approved", "rejected")}
    others |= {kind for kind in TABLE if kind.startswith(OTHER_WAYS)}
    others |= {f"level.{what}" for what in ("gone", "ending_without")}
    others |= {"proposal.accepted", "proposal.declined"}
    others |= {
        f"lot.{what}{where}" for what in ("recalled", "recall_lifted") for where in ("", "_here", "_kept")
    }
    others |= {"stock.differs", "price_list.outside"}
    assert used | others == set(NEWS)


def test_news_is_read_in_the_language_of_whoever_reads_it(drain):
    world = make_world()
    clerk = member(world, world.supplier, "ordering.confirm_order", language="zh-hans")
    placed = place(world)
    drain()
    with acting(world.system):
        row = Notification.objects.get(person=clerk)
    said = {}
    for language in ("en", "zh-hans", "zh-hant"):
        with translation.override(language):
            said[language] = write(row.kind, row.data)
    assert said["en"][0] == f"New order {placed.number} from {world.buyer.name}"
    assert said["en"][1].startswith("¥")
    assert len({title for title, _body in said.values()}) == 3
    assert placed.number in said["zh-hans"][0]


def test_what_is_kept_is_written_as_people_read_it():
    data = {
        "invoice": "IN-1",
        "number": "SO-1",
        "amount": "1234.5",
        "currency": "CNY",
        "due_on": "2020-12-03",
    }
    with translation.override("en"):
        assert (
            write("invoice.issued", data)[1]
            == "¥1,234.50, due on 3\N{NO-BREAK SPACE}Dec\N{NO-BREAK SPACE}2020."
        )
    with translation.override("zh-hans"):
        assert "2020年12月3日" in write("invoice.issued", data)[1]
    # Nothing to say leaves no mark of punctuation; a party is called by its name in the reader's language.
    told = {
        "number": "SO-1",
        "shipment": "SH-1",
        "why": "",
        "seller": "面粉厂",
        "seller_names": {"en": "Mill"},
    }
    with translation.override("en"):
        assert write("shipment.lost", told)[1] == "Shipment SH-1"
        assert write("order.confirmed", told)[0] == "Mill answered order SO-1"
    assert write("gone.since", told) == ("", "")


@pytest.mark.parametrize("door", list(ORDER))
def test_news_lead_to_pages_that_are_there(door):
    links = {notice.leads or ORDER[door] for notices in NOTICES.values() for notice in notices}
    for link in links:
        filled = link.format(number="SO-1", shipment="SH-1", invoice="IN-1", payment="PY-1")
        assert resolve(filled.partition("?")[0]).url_name


def test_the_seller_s_news_opens_the_order(drain):
    world = World()
    order = an_order(world)
    clerk = world.member(world.supplier, "supplier-admin")
    with acting(world.system):
        event = EventRow.objects.get(subject_id=order.id, kind="order.placed")
        tell(world.system, event)
        [row] = Notification.objects.filter(person_id=clerk.person_id)
    browser = browser_at(world)
    sign_in(browser, clerk.person.phone)
    opened = browser.get(f"/notifications/{row.id}", follow=True)
    assert opened.status_code == 200
    assert order.number in opened.content.decode()
