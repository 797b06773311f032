"""A contract is written, signed, reminded of, extended and ended; its lists count on its days."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from dinghuo.foundation.clock import now, today
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.actions.contracts.end_contract import end_contract
from dinghuo.pricing.actions.contracts.extend_contract import extend_contract
from dinghuo.pricing.actions.contracts.remind_of_contracts import remind_of_contracts
from dinghuo.pricing.actions.contracts.save_contract import ContractInput, save_contract
from dinghuo.pricing.actions.contracts.sign_contract import sign_contract
from dinghuo.pricing.actions.save_price_list import ListInput, save_price_list
from dinghuo.pricing.errors import ContractElsewhere, ContractExtended, ContractUnsigned
from dinghuo.pricing.models import Contract, PriceList
from dinghuo.pricing.permissions import PERMISSIONS
from dinghuo.pricing.queries.contracts.contract_prices import contract_prices
from dinghuo.pricing.queries.contracts.contracts import contract, contract_paper, contracts
from dinghuo.pricing.rules.contract_days import follow_on, joined, span
from dinghuo.pricing.states import ListKind
from tests.makers.trade import member_of
from tests.pricing.conftest import Prices, make_prices

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
DAY = timedelta(days=1)


def clerk(prices: Prices):
    return member_of(prices.system, prices.seller, *PERMISSIONS)


def day() -> date:
    return today("Asia/Shanghai")


def written(prices: Prices, **more: Any) -> str:
    """A contract with the buyer: A costs 8 by it, 10 for everybody."""
    if "deal" not in prices.lists:
        prices.list("base")
        prices.price("base", "10")
        prices.list("deal", "contract", buyer=prices.buyer)
        prices.price("deal", "8")
    values = {"starts_on": day() - DAY, "ends_on": day() + 30 * DAY, "paper": PDF} | more
    return save_contract(clerk(prices), ContractInput("Deal", "buyer", ["deal"], **values)).number


def signed(prices: Prices, **more: Any) -> str:
    return sign_contract(clerk(prices), written(prices, **more)).number


def test_signed_its_prices_count_on_its_days_and_on_no_others(prices: Prices) -> None:
    number = signed(prices, starts_on=day() + 10 * DAY, promotable=True)
    at = [prices.ask(at=now() + days * DAY).amount for days in (0, 9, 11, 29, 32)]
    assert at == [10, 10, 8, 8, 10]
    with acting(prices.system):
        assert PriceList.objects.get(key="deal").promotable
        kinds = EventRow.objects.filter(subject_number=number).order_by("id").values_list("kind", flat=True)
        assert list(kinds) == ["contract.saved", "contract.signed"]


def test_it_is_signed_once_and_not_without_its_paper(prices: Prices) -> None:
    number = written(prices, paper=b"")
    with pytest.raises(ContractUnsigned):
        sign_contract(clerk(prices), number)
    with pytest.raises(Invalid):
        written(prices, number=number, paper=b"<html>")
    written(prices, number=number)
    sign_contract(clerk(prices), number)
    for again in (lambda: sign_contract(clerk(prices), number), lambda: written(prices, number=number)):
        with pytest.raises(ContractElsewhere):
            again()


def test_a_buyer_sees_its_own_once_it_is_signed_and_strangers_nothing(prices: Prices) -> None:
    number = written(prices)
    buyer = member_of(prices.system, prices.buyer, "pricing.see_contracts")
    strangers = [
        member_of(prices.system, each, *PERMISSIONS) for each in (prices.other_buyer, prices.other_seller)
    ]
    with acting(buyer), pytest.raises(NotFound):
        contract(buyer, number)
    sign_contract(clerk(prices), number)
    with acting(buyer):
        assert contract_paper(buyer, number) == (PDF, "contract.pdf")
        [price] = contract_prices(buyer, contract(buyer, number)).items
        assert (price.sku, price.amount, price.unit) == ("A", Decimal(8), "瓶")
    for stranger in strangers:
        with acting(stranger):
            assert not contracts(stranger).items
            with pytest.raises(NotFound):
                contract_paper(stranger, number)
        with pytest.raises(NotFound):
            end_contract(stranger, number, "Mine")
    with pytest.raises(NotAllowed):
        sign_contract(member_of(prices.system, prices.seller, "pricing.save_contract"), number)


def test_every_fault_is_told_at_once(prices: Prices) -> None:
    written(prices)
    with pytest.raises(Invalid) as told:
        written(prices, ends_on=day() - 9 * DAY, remind_days=900)
    assert {fault.path for fault in told.value.faults} == {"ends_on", "remind_days"}
    row = ContractInput(" ", "nobody", ["base", "none"], day())
    with pytest.raises(Invalid) as told:
        save_contract(clerk(prices), row)
    paths = sorted((fault.path, fault.code) for fault in told.value.faults)
    assert paths == [
        ("buyer", "unknown"),
        ("lists", "other-customer"),
        ("lists", "unknown"),
        ("name", "required"),
    ]


def test_an_extension_goes_on_with_the_same_list(prices: Prices) -> None:
    first = signed(prices)
    second = extend_contract(clerk(prices), first)
    assert (second.starts_on, second.ends_on) == (day() + 31 * DAY, day() + 62 * DAY)
    with pytest.raises(ContractExtended):
        extend_contract(clerk(prices), first)
    again = ContractInput("Deal", "buyer", ["deal"], second.starts_on, None, number=second.number, paper=PDF)
    save_contract(clerk(prices), again)
    sign_contract(clerk(prices), second.number)
    assert [prices.ask(at=now() + days * DAY).amount for days in (0, 32, 900)] == [8, 8, 8]
    with pytest.raises(ContractExtended):
        end_contract(clerk(prices), first, "They closed.")
    end_contract(clerk(prices), second.number, "They closed.")
    assert [prices.ask(at=now() + days * DAY).amount for days in (0, 29, 32)] == [8, 8, 10]
    actor = clerk(prices)
    with acting(actor):
        assert contract(actor, second.number).follows.number == first


def test_days_between_two_contracts_of_one_list_are_refused(prices: Prices) -> None:
    first = signed(prices)
    second = extend_contract(clerk(prices), first)
    late = second.starts_on + 5 * DAY
    row = ContractInput("Deal", "buyer", ["deal"], late, None, number=second.number, paper=PDF)
    save_contract(clerk(prices), row)
    with pytest.raises(Invalid) as told:
        sign_contract(clerk(prices), second.number)
    assert [fault.code for fault in told.value.faults] == ["gap"]
    assert prices.ask(at=now() + 40 * DAY).amount == 10


def test_ended_early_its_prices_stop_and_a_dropped_draft_frees_its_place(prices: Prices) -> None:
    number = signed(prices)
    draft = extend_contract(clerk(prices), number)
    end_contract(clerk(prices), draft.number, "Not wanted")
    assert extend_contract(clerk(prices), number).follows_id
    with pytest.raises(Invalid):
        end_contract(clerk(prices), number, " ")
    end_contract(clerk(prices), number, "They closed.")
    assert prices.ask(at=now()).amount == 10
    assert prices.ask(at=now() - timedelta(hours=1)).amount == 8


def test_reminded_once_before_its_end_unless_it_is_extended(prices: Prices) -> None:
    number = signed(prices, remind_days=30)
    assert remind_of_contracts(prices.system) == 1
    assert remind_of_contracts(prices.system) == 0
    with acting(prices.system):
        [event] = EventRow.objects.filter(kind="contract.ending")
        assert event.subject_number == number
        Contract.objects.update(reminded=False)
    later = extend_contract(clerk(prices), number, day() + 400 * DAY)
    row = ContractInput("Deal", "buyer", ["deal"], later.starts_on, number=later.number, paper=PDF)
    save_contract(clerk(prices), row)
    sign_contract(clerk(prices), later.number)
    assert remind_of_contracts(prices.system) == 0


def test_what_a_signed_contract_says_isnt_changed_on_its_list(prices: Prices) -> None:
    signed(prices)
    wanted = ListInput("deal", "Renamed", ListKind.CONTRACT, "CNY", buyer="buyer")
    with pytest.raises(Invalid) as told:
        save_price_list(clerk(prices), wanted)
    assert [fault.code for fault in told.value.faults] == ["contract"]


def test_two_who_extend_at_once_make_one_extension(live: None) -> None:
    prices = make_prices()
    number = signed(prices)

    def extend(_n: int) -> str:
        try:
            return extend_contract(clerk(prices), number).number
        except ContractExtended:
            return ""
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(map(bool, pool.map(extend, range(2)))) == [False, True]


def test_the_days_of_contracts() -> None:
    first = span(date(2026, 1, 1), date(2026, 1, 31), "Asia/Shanghai")
    assert [at.isoformat() for at in first if at] == [
        "2026-01-01T00:00:00+08:00",
        "2026-02-01T00:00:00+08:00",
    ]
    then, late = (span(date(2026, 2, n), None, "Asia/Shanghai") for n in (1, 2))
    assert joined(None, late) == late
    assert joined(first, then) == (first[0], None)
    assert joined(first, late) is None
    assert follow_on(date(2026, 1, 1), date(2026, 1, 31)) == (date(2026, 2, 1), date(2026, 3, 3))
