"""The book of stock lives random lives and agrees with a plain model of it, balance by balance, after every step.

DINGHUO_LIVES: how many lives (10 if not said; a life has up to 25 steps).
"""

import os
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.document import Document
from dinghuo.foundation.errors import Refusal
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.adjust_stock import adjust_stock
from dinghuo.inventory.actions.count_stock import StockCount, count_stock
from dinghuo.inventory.actions.open_stock_document import DocumentEntry, LineEntry, open_stock_document
from dinghuo.inventory.actions.receive_transfer import receive_transfer
from dinghuo.inventory.actions.submit_stock_document import submit_stock_document
from dinghuo.inventory.models import Lot, Stock, Warehouse
from dinghuo.inventory.queries.differences import differences
from dinghuo.inventory.rules.wants import Taken, Want
from dinghuo.inventory.steps.release_stock import release_stock
from dinghuo.inventory.steps.reserve_stock import reserve_stock
from dinghuo.inventory.steps.return_stock import return_stock
from dinghuo.inventory.steps.ship_stock import ship_stock
from dinghuo.organisations.queries.today import today
from tests.inventory.stock_model import Key, Model
from tests.makers.trade import make_market, make_organisation, make_variants, make_warehouse, member_of

LIVES = int(os.environ.get("DINGHUO_LIVES", "10"))
GRANTS = ("see", "count", "adjust", "receive", "transfer", "scrap")

owners = st.sampled_from(["east", "west"])
skus = st.sampled_from("AB")
places = st.sampled_from([0, 1, 2])
lots = st.sampled_from(["", "L1", "L2", "L3"])
some = st.integers(1, 9)
which = st.integers(0, 50)
#: Days that the goods of a lot are good for when they first come in.
DAYS = {"L1": 10, "L2": 40, "L3": 40}


class Life(RuleBasedStateMachine):
    """Two owners of the same articles, three warehouses each, a document that orders, transfers on their way."""

    def __init__(self) -> None:
        super().__init__()
        self.system = make_market()
        companies = {name: make_organisation(self.system, name) for name in ("east", "west")}
        self.owner_ids = {name: company.id for name, company in companies.items()}
        self.keepers: dict[str, Actor] = {
            name: member_of(self.system, company, *(f"inventory.{grant}_stock" for grant in GRANTS))
            for name, company in companies.items()
        }
        self.places: dict[str, list[Warehouse]] = {
            name: [make_warehouse(self.system, company, f"{name}-{each}", each % 2) for each in range(3)]
            for name, company in companies.items()
        }
        self.variants = make_variants(self.system, ["A", "B"], companies["east"])
        priorities = {place.id: place.priority for mine in self.places.values() for place in mine}
        self.document = Document("order", new_id())
        with acting(self.system):
            self.model = Model(priorities, today(self.system))
        #: Transfers on their way: number, owner, article, lot, where to, how much.
        self.underway: list[tuple[str, str, str, str, UUID, int]] = []
        self.transit: dict[str, UUID] = {}

    @rule(owner=owners, place=places, sku=skus, lot=lots, quantity=some)
    def receive(self, owner: str, place: int, sku: str, lot: str, quantity: int) -> None:
        known = self.model.expires.get((owner, sku, lot))
        good = self.model.today + timedelta(days=DAYS[lot]) if lot in DAYS else None
        entry = LineEntry(sku, Decimal(quantity), lot, known or good)
        self._document(owner, "receipt", place, entry)
        if good:
            self.model.expires.setdefault((owner, sku, lot), good)
        self.model.bring(self._key(owner, sku, place, lot), quantity)

    @rule(wants=st.lists(st.tuples(owners, skus, some, st.booleans()), min_size=1, max_size=4))
    def reserve(self, wants: list[tuple[str, str, int, bool]]) -> None:
        asked = [(new_id(), *want) for want in wants]
        rows = [
            Want(line, self.variants[sku].id, self.owner_ids[owner], Decimal(quantity), partial)
            for line, owner, sku, quantity, partial in asked
        ]
        with acting(self.system):
            got = reserve_stock(self.system, self.document, rows)
        for line, owner, sku, quantity, partial in asked:
            assert int(got[line]) == self.model.reserve(line, owner, sku, quantity, partial)

    @precondition(lambda self: self.model.lines)
    @rule(at=which, quantity=some)
    def release(self, at: int, quantity: int) -> None:
        line = self._line(at)
        if self._takes(release_stock, line, quantity, sum(self.model.lines[line].held.values())) is not None:
            self.model.release(line, quantity)

    @precondition(lambda self: self.model.lines)
    @rule(at=which, quantity=some)
    def ship(self, at: int, quantity: int) -> None:
        line = self._line(at)
        parts = self._takes(ship_stock, line, quantity, sum(self.model.lines[line].held.values()))
        for part in parts or []:
            self.model.ship(line, self._of_part(line, part), int(part.quantity))

    @precondition(lambda self: any(sum(line.out.values()) for line in self.model.lines.values()))
    @rule(at=which, quantity=some)
    def give_back(self, at: int, quantity: int) -> None:
        line = self._line(at)
        parts = self._takes(return_stock, line, quantity, sum(self.model.lines[line].out.values()))
        for part in parts or []:
            self.model.give_back(line, self._of_part(line, part), int(part.quantity))

    @rule(owner=owners, place=places, sku=skus, lot=lots, quantity=st.integers(0, 12))
    def count(self, owner: str, place: int, sku: str, lot: str, quantity: int) -> None:
        key = self._key(owner, sku, place, lot)
        count = StockCount(sku, Decimal(quantity), self.places[owner][place].key, lot)
        if self._may(quantity >= self.model.reserved(key), lambda: count_stock(self.keepers[owner], [count])):
            self.model.on_hand[key] = quantity

    @rule(owner=owners, place=places, sku=skus, lot=lots, change=st.integers(-9, 9).filter(bool))
    def adjust(self, owner: str, place: int, sku: str, lot: str, change: int) -> None:
        key, keeper = self._key(owner, sku, place, lot), self.keepers[owner]
        where = self.places[owner][place].key
        deed = lambda: adjust_stock(keeper, sku, Decimal(change), "Found", where, lot)  # noqa: E731 - one use
        if self._may(self.model.free(key) + change >= 0, deed):
            self.model.on_hand[key] += change

    @rule(owner=owners, place=places, sku=skus, lot=lots, quantity=some)
    def scrap(self, owner: str, place: int, sku: str, lot: str, quantity: int) -> None:
        key, entry = self._key(owner, sku, place, lot), LineEntry(sku, Decimal(quantity), lot)
        if self._may(self.model.free(key) >= quantity, lambda: self._document(owner, "scrap", place, entry)):
            self.model.on_hand[key] -= quantity

    @rule(owner=owners, way=st.permutations([0, 1, 2]), sku=skus, lot=lots, quantity=some)
    def send(self, owner: str, way: list[int], sku: str, lot: str, quantity: int) -> None:
        here, there = way[0], self.places[owner][way[1]]
        key, entry = self._key(owner, sku, here, lot), LineEntry(sku, Decimal(quantity), lot)
        numbers: list[str] = []
        deed = lambda: numbers.append(self._document(owner, "transfer", here, entry, there.key))  # noqa: E731 - one use
        if self._may(self.model.free(key) >= quantity, deed):
            self.model.on_hand[key] -= quantity
            self.model.bring((owner, sku, self._transit(owner), lot), quantity)
            self.underway.append((numbers[0], owner, sku, lot, there.id, quantity))

    @precondition(lambda self: self.underway)
    @rule(at=which, lost=st.integers(0, 3))
    def arrive(self, at: int, lost: int) -> None:
        number, owner, sku, lot, there, quantity = self.underway.pop(at % len(self.underway))
        arrived = max(quantity - lost, 0)
        receive_transfer(self.keepers[owner], number, {1: Decimal(arrived)}, finish=True, why="Crushed")
        self.model.on_hand[owner, sku, self._transit(owner), lot] -= quantity
        if arrived:
            self.model.bring((owner, sku, there, lot), arrived)

    @precondition(lambda self: self.model.expires)
    @rule(at=which)
    def expire(self, at: int) -> None:
        """The last day of a lot passes; what is promised of it already stays promised."""
        owner, sku, lot = sorted(self.model.expires)[at % len(self.model.expires)]
        past = self.model.today - timedelta(days=1)
        self.model.expires[owner, sku, lot] = past
        with acting(self.system):
            of = {"owner_id": self.owner_ids[owner], "variant": self.variants[sku], "lot": lot}
            Lot.objects.filter(**of).update(expires=past)
            Stock.objects.filter(**of).update(expires=past)

    @invariant()
    def agrees(self) -> None:
        with acting(self.system):
            names = {owner_id: name for name, owner_id in self.owner_ids.items()}
            rows = Stock.objects.filter(market_id=self.system.market_id).values_list(
                "owner_id", "variant__sku", "warehouse_id", "lot", "on_hand", "reserved"
            )
            there = {
                (names[owner_id], sku, place, lot): (int(on_hand), int(reserved))
                for owner_id, sku, place, lot, on_hand, reserved in rows
                if on_hand or reserved
            }
            assert there == self.model.figures()
            assert differences(self.system) == []

    def _key(self, owner: str, sku: str, place: int, lot: str) -> Key:
        return owner, sku, self.places[owner][place].id, lot

    def _line(self, at: int) -> UUID:
        lines = sorted(self.model.lines)
        return lines[at % len(lines)]

    def _of_part(self, line: UUID, part: Taken) -> Key:
        mine = self.model.lines[line]
        return mine.owner, mine.sku, part.warehouse_id, part.lot

    def _takes(self, step: Callable[..., list[Taken] | None], line: UUID, quantity: int, there: int):
        """What a step did, or None where it had to refuse."""
        parts: list[Taken] = []

        def deed() -> None:
            with acting(self.system):
                parts.extend(step(self.system, self.document, {line: Decimal(quantity)}) or [])

        return parts if self._may(quantity <= there, deed) else None

    def _may(self, expected: bool, deed: Callable[[], object]) -> bool:
        """Do it, where the model expects that it can be done; else see it refused."""
        if expected:
            deed()
        else:
            with pytest.raises(Refusal):
                deed()
        return expected

    def _document(self, owner: str, kind: str, place: int, line: LineEntry, target: str = "") -> str:
        keeper, where = self.keepers[owner], self.places[owner][place].key
        with acting(keeper):
            entry = DocumentEntry(kind, where, target, why="Fell from the rack", lines=[line])
            number = open_stock_document(keeper, entry).number
            submit_stock_document(keeper, number, expired=True)
        return number

    def _transit(self, owner: str) -> UUID:
        if owner not in self.transit:
            with acting(self.system):
                places = Warehouse.objects.filter(kind="transit", owner_id=self.owner_ids[owner])
                self.transit[owner] = places.get().id
        return self.transit[owner]


def test_any_life(db: None) -> None:
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=LIVES,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
