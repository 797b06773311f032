"""Changes of prices are gathered, looked at by a second person, published for a time, and taken back before it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Customer
from dinghuo.pricing.actions.drafts.approve_draft import approve_draft
from dinghuo.pricing.actions.drafts.draft_markdown import draft_markdown
from dinghuo.pricing.actions.drafts.draft_mass_change import draft_mass_change
from dinghuo.pricing.actions.drafts.refuse_draft import refuse_draft
from dinghuo.pricing.actions.drafts.save_draft import DraftInput, DraftRow, save_draft
from dinghuo.pricing.actions.drafts.submit_draft import submit_draft
from dinghuo.pricing.actions.drafts.undo_draft import undo_draft
from dinghuo.pricing.actions.put_price import PriceInput, put_price
from dinghuo.pricing.errors import DraftElsewhere, DraftEmpty, DraftInForce, DraftNeedsSecond
from dinghuo.pricing.models import Price, PriceReview
from dinghuo.pricing.permissions import PERMISSIONS
from dinghuo.pricing.queries.drafts.affected import affected
from dinghuo.pricing.queries.drafts.drafts import draft, draft_changes
from dinghuo.pricing.queries.drafts.mass_change import mass_change
from dinghuo.pricing.rules.mass_change import MassChange, Operation, Selection
from tests.makers.trade import member_of
from tests.pricing.conftest import Prices

DAY = timedelta(days=1)


def clerk(prices: Prices):
    return member_of(prices.system, prices.seller, *PERMISSIONS)


def written(prices: Prices) -> list[tuple]:
    with acting(prices.system):
        rows = Price.objects.filter(market_id=prices.system.market_id)
        return sorted((row.list.key, str(row.amount), row.valid.lower, str(row.valid.upper)) for row in rows)


def planned(prices: Prices, *rows: DraftRow, days: int = 1, until: int | None = None) -> str:
    at = now()
    asked = DraftInput("base", "Monday", rows, at + days * DAY, at + until * DAY if until else None)
    return save_draft(clerk(prices), asked).number


def test_nothing_changes_until_it_is_published_and_then_at_its_time(prices: Prices) -> None:
    prices.list("base")
    prices.price("base", "10")
    number = planned(prices, DraftRow("A", Decimal(11)), DraftRow("B", Decimal(5)))
    assert prices.ask(at=now() + 2 * DAY).amount == 10
    submit_draft(clerk(prices), number)
    assert prices.ask(at=now()).amount == 10
    assert prices.ask(at=now() + 2 * DAY).amount == 11
    assert prices.ask(sku="B", at=now()) is None
    assert prices.ask(sku="B", at=now() + 2 * DAY).amount == 5
    with acting(prices.system):
        assert EventRow.objects.filter(kind="price_draft.published").count() == 1
    with pytest.raises(DraftElsewhere):
        submit_draft(clerk(prices), number)


def test_for_a_time_and_the_price_before_comes_back(prices: Prices) -> None:
    prices.list("base")
    prices.price("base", "10")
    submit_draft(clerk(prices), planned(prices, DraftRow("A", Decimal(8)), until=3))
    asked = [prices.ask(at=now() + days * DAY).amount for days in (0, 2, 4)]
    assert asked == [10, 8, 10]


def test_a_plan_taken_back_leaves_the_list_as_it_was(prices: Prices) -> None:
    prices.list("base")
    prices.price("base", "10")
    put_price(clerk(prices), "base", PriceInput("A", Decimal(12), valid_from=now() + 2 * DAY))
    before = written(prices)
    number = planned(prices, DraftRow("A", Decimal(8)), DraftRow("B", Decimal(3)), until=5)
    submit_draft(clerk(prices), number)
    assert written(prices) != before
    undo_draft(clerk(prices), number)
    assert written(prices) == before
    open_ended = planned(prices, DraftRow("A", None))
    submit_draft(clerk(prices), open_ended)
    assert prices.ask(at=now() + 3 * DAY) is None
    undo_draft(clerk(prices), open_ended)
    assert written(prices) == before


def test_what_counts_or_was_changed_since_is_not_taken_back(prices: Prices) -> None:
    prices.list("base")
    prices.price("base", "10")
    number = planned(prices, DraftRow("A", Decimal(11)))
    submit_draft(clerk(prices), number)
    put_price(clerk(prices), "base", PriceInput("A", Decimal(12), valid_from=now() + 2 * DAY))
    with pytest.raises(DraftInForce):
        undo_draft(clerk(prices), number)
    made = save_draft(clerk(prices), DraftInput("base", "At once", [DraftRow("A", Decimal(13))]))
    submit_draft(clerk(prices), made.number)
    with pytest.raises(DraftInForce):
        undo_draft(clerk(prices), made.number)


def test_a_second_person_agrees_or_sends_it_back(prices: Prices) -> None:
    prices.list("base")
    with acting(prices.system):
        PriceReview.objects.create(market_id=prices.system.market_id, seller=prices.seller)
    writer, chief = clerk(prices), clerk(prices)
    number = planned(prices, DraftRow("A", Decimal(11)))
    assert submit_draft(writer, number).state == "waiting"
    with pytest.raises(DraftNeedsSecond):
        approve_draft(writer, number)
    assert refuse_draft(chief, number, "Too early").state == "draft"
    submit_draft(writer, number)
    with pytest.raises(NotAllowed):
        approve_draft(member_of(prices.system, prices.seller), number)
    assert approve_draft(chief, number).state == "published"
    assert prices.ask(at=now() + 2 * DAY).amount == 11


def test_faults_by_row_and_an_empty_set(prices: Prices) -> None:
    prices.list("base")
    prices.price("base", "10")
    with pytest.raises(Invalid) as fault:
        planned(prices, DraftRow("A", Decimal(1100)), DraftRow("Z", Decimal(1)), DraftRow("B", Decimal(-1)))
    assert {(each.path, each.code) for each in fault.value.faults} == {
        ("rows.0.amount", "absurd"),
        ("rows.1.sku", "unknown"),
        ("rows.2.amount", "positive"),
    }
    wrong = DraftInput("nobody-s", "", [DraftRow("Z", Decimal(1))])
    with pytest.raises(Invalid) as fault:
        save_draft(clerk(prices), wrong)
    assert {each.path for each in fault.value.faults} == {"list", "name", "rows.0.sku"}
    with pytest.raises(DraftEmpty):
        submit_draft(clerk(prices), planned(prices))
    rival = member_of(prices.system, prices.other_seller, *PERMISSIONS)
    with pytest.raises(NotFound):
        submit_draft(rival, planned(prices, DraftRow("A", Decimal(11))))


def test_publication_takes_one_statement_however_many_prices(prices: Prices) -> None:
    prices.list("base")
    counted = []
    for minimums in (2, 40):
        rows = [DraftRow("A", Decimal(9), min_quantity=Decimal(n + 1)) for n in range(minimums)]
        number = planned(prices, *rows, days=minimums)
        with CaptureQueriesContext(
            connection,
        ) as statements:
            submit_draft(clerk(prices), number)
        counted.append(len(statements))
    assert counted[0] == counted[1]


def test_the_same_set_published_twice_at_once_counts_once(open_prices: Prices, two_at_once) -> None:
    prices = open_prices
    prices.list("base")
    prices.price("base", "10")
    number = planned(prices, DraftRow("A", Decimal(11)))
    works = [lambda: submit_draft(clerk(prices), number)] * 2
    found = two_at_once(*works)
    assert sorted(type(each).__name__ for each in found) == ["DraftElsewhere", "PriceDraft"]
    assert len(written(prices)) == 2


def customers(prices: Prices) -> None:
    with acting(prices.system):
        for buyer in (prices.buyer, prices.other_buyer):
            type(buyer).objects.filter(id=buyer.id).update(status="active")
            Customer.objects.create(
                market_id=prices.system.market_id, buyer=buyer, storefront=prices.storefront
            )


def told(prices: Prices, number: str) -> dict[str, list[tuple]]:
    with acting(clerk(prices)):
        found = affected(clerk(prices), draft(clerk(prices), number)).items
    return {row.name: [(each.change.sku, each.was, each.becomes) for each in row.touched] for row in found}


def test_who_pays_something_else_is_told_before_it_is_published_and_after(prices: Prices) -> None:
    prices.list("base")
    prices.price("base", "10")
    prices.list("vip", "customer", buyer=prices.buyer)
    prices.price("vip", "9")
    customers(prices)
    number = planned(prices, DraftRow("A", Decimal(11)), DraftRow("B", Decimal(5)))
    expected = {
        "buyer": [("B", None, 5)],
        "other-buyer": [("A", 10, 11), ("B", None, 5)],
    }
    assert told(prices, number) == expected
    submit_draft(clerk(prices), number)
    assert told(prices, number) == expected


def test_a_list_that_follows_is_reached_too(prices: Prices) -> None:
    from dinghuo.pricing.actions.put_rule import RuleInput, put_rule
    from dinghuo.pricing.states import Target

    prices.list("base")
    prices.price("base", "10")
    prices.list("gold", "level", level=prices.gold)
    put_rule(clerk(prices), "gold", RuleInput(Target.ALL, base_list="base", percent=Decimal(90)))
    customers(prices)
    number = planned(prices, DraftRow("A", Decimal(20)))
    assert told(prices, number) == {"buyer": [("A", 9, 18)], "other-buyer": [("A", 10, 20)]}


def test_many_prices_at_once_rounded_and_never_below_cost(prices: Prices) -> None:
    prices.list("base")
    for sku, amount in (("A", "10"), ("B", "20")):
        prices.price("base", amount, sku=sku)
    prices.price("base", "230", unit="箱")
    prices.list("cost", "cost")
    prices.price("cost", "10")
    operation = Operation(Decimal(3), step=Decimal(1), ending=Decimal("0.9"), min_margin=Decimal(8))
    wanted = MassChange(Selection(goods=("A", "B")), operation)
    with acting(clerk(prices)):
        seen = mass_change(clerk(prices), "base", wanted)
    assert [(row.sku, row.unit, row.was, row.amount) for row in seen.changes] == [
        ("A", "瓶", 10, Decimal("10.9")),
        ("A", "箱", 230, Decimal("259.9")),
    ]
    assert [row.sku for row in seen.unknown] == ["B"]
    made = draft_mass_change(clerk(prices), "base", "Rise", wanted)
    with acting(clerk(prices)):
        rows = draft_changes(clerk(prices), made).items
    assert [(row.amount, row.was, row.cost) for row in rows] == [
        (Decimal("10.9"), 10, 10),
        (Decimal("259.9"), 230, 240),
    ]
    for wrong in (
        MassChange(Selection(brand="nobody"), operation),
        MassChange(Selection(goods=("Z",)), operation),
        MassChange(Selection(), Operation()),
    ):
        with pytest.raises(Invalid), acting(clerk(prices)):
            mass_change(clerk(prices), "base", wrong)


def test_a_mark_down_counts_until_its_day_and_takes_nothing_off_twice(prices: Prices) -> None:
    prices.list("base")
    prices.price("base", "10")
    until = now() + 20 * DAY
    made = draft_markdown(clerk(prices), "base", "A: 30 % off", "A", Decimal(30), until)
    assert draft_markdown(clerk(prices), "base", "A: 30 % off", "A", Decimal(30), until).id == made.id
    assert prices.ask(at=now()).amount == 10
    submit_draft(clerk(prices), made.number)
    assert prices.ask(at=now()).amount == 7
    assert prices.ask(at=until + DAY).amount == 10
    assert draft_markdown(clerk(prices), "base", "A: 30 % off", "A", Decimal(30), until).id == made.id
    # The next step is off the usual price, not off what is marked down already.
    sooner = draft_markdown(clerk(prices), "base", "A: 50 % off", "A", Decimal(50), until)
    submit_draft(clerk(prices), sooner.number)
    assert prices.ask(at=now()).amount == 5
    assert prices.ask(at=until + DAY).amount == 10
    with pytest.raises(Invalid):
        draft_markdown(clerk(prices), "base", "B", "B", Decimal(30), until)
    with pytest.raises(NotAllowed):
        draft_markdown(member_of(prices.system, prices.seller), "base", "A", "A", Decimal(30), until)
