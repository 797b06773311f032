"""Goods by lots in several warehouses, storekeepers who move them about, and buyers who change their minds."""

import random
import threading
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from dinghuo.foundation.clock import now
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.models import Lot, Stock, Warehouse
from dinghuo.organisations.models import Organisation
from proofs.shared.crowd import Client
from proofs.shared.market import TradingMarket
from proofs.shared.wire import Lost, Wire

PLACES = 3
LOTS = 4


class Restless(Client):
    """A buyer who often changes an order before it is shipped."""

    def _carry_on(self, order: dict[str, Any]) -> None:
        if self.chance.random() < 0.3:
            self._change(order)
        super()._carry_on(order)

    def _change(self, order: dict[str, Any]) -> None:
        line, path = self.chance.choice(order["lines"]), f"/orders/{order['number']}/changes"
        wanted = {"kind": "quantity", "line": line["line"], "quantity": str(self.chance.randint(1, 5))}
        asked = {"base_version": order["version"], "actions": [wanted], "reason": "Counted the shelf again"}
        change = self._write("POST", path, asked, self.buyer)
        seller = self.market.sellers[line["sku"][0]]
        if change and self.chance.random() < 0.8:
            self._write("POST", f"/changes/{change['id']}/acceptance", {}, seller)


def open_places(market: TradingMarket) -> dict[str, list[str]]:
    """Three warehouses for each seller, by its letter."""
    places = {}
    with acting(market.system):
        for letter, owner in _owners(market).items():
            rows = [
                Warehouse(market_id=market.market_id, owner=owner, key=f"{letter.lower()}-{each}", name=each)
                for each in ("near", "far", "store")[:PLACES]
            ]
            places[letter] = [row.key for row in Warehouse.objects.bulk_create(rows)]
    return places


def lay_out(port: int, market: TradingMarket, places: dict[str, list[str]], pieces: dict[str, int]) -> None:
    """Receive so many pieces of each article, spread over every warehouse and several lots of each."""
    wire = Wire(port)
    for letter, keys in places.items():
        shares = [(place, lot) for place in keys for lot in range(LOTS)]
        for at, place in enumerate(keys):
            lines = [
                _line(sku, share, f"L{i}", i)
                for sku, whole in pieces.items()
                if sku[0] == letter
                for i, share in enumerate(_parts(whole, len(shares))[at * LOTS : (at + 1) * LOTS])
                if share
            ]
            body = {"kind": "receipt", "warehouse": place, "lines": lines, "submit": True}
            if (
                lines
                and wire.call("POST", "/stock-documents", body, token=market.sellers[letter]).status != 201
            ):
                raise RuntimeError("the goods didn't come in")
    wire.close()


class Storekeepers:
    """So many of them, each seller's by turns, who receive, carry, count, correct, throw away; and time that passes for
    a lot. Everything they are answered is counted; what nobody should be answered is a fault."""

    def __init__(self, port: int, market: TradingMarket, places: dict[str, list[str]], seed: int, hands: int):
        self.market, self.places = market, places
        self.answers: Counter[str] = Counter()
        self.faults: list[str] = []
        self._port, self._lock, self._stopped = port, threading.Lock(), threading.Event()
        self._threads = [
            threading.Thread(target=self._work, args=("AB"[each % 2], random.Random(seed * 7919 + each)))
            for each in range(hands)
        ]

    def start(self) -> None:
        """Let them in."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Ask them to finish what they are at, and wait."""
        self._stopped.set()
        for thread in self._threads:
            thread.join(120)
        if any(thread.is_alive() for thread in self._threads):
            self.faults.append("a storekeeper waits for an answer that doesn't come")

    def _work(self, letter: str, chance: random.Random) -> None:
        wire = Wire(self._port, self.market.sellers[letter])
        deeds: list[Callable[[Wire, str, random.Random], None]] = [
            *(self._receive, self._carry, self._carry, self._recount, self._set, self._scrap, self._expire)
        ]
        while not self._stopped.is_set():
            chance.choice(deeds)(wire, letter, chance)
        wire.close()

    def _receive(self, wire: Wire, letter: str, chance: random.Random) -> None:
        lot = f"N{chance.randrange(10**9)}"
        lines = [_line(sku, chance.randint(1, 12), lot, 90) for sku in self._some(letter, chance)]
        self._open(wire, "receipt", chance.choice(self.places[letter]), lines)

    def _carry(self, wire: Wire, letter: str, chance: random.Random) -> None:
        """To another warehouse; sometimes less arrives than was sent."""
        here, there = chance.sample(self.places[letter], 2)
        lines = [
            {"sku": sku, "quantity": str(chance.randint(1, 3)), "lot": self._lot(sku, here, chance)}
            for sku in self._some(letter, chance)
        ]
        sent = self._open(wire, "transfer", here, lines, target=there)
        if sent is None:
            return
        arrival = {"lines": [{"line": 1, "quantity": "1"}], "finish": True, "why": "The rest was crushed"}
        body = arrival if chance.random() < 0.3 else {}
        self._call(wire, "POST", f"/stock-documents/{sent}/arrival", body)

    def _recount(self, wire: Wire, letter: str, chance: random.Random) -> None:
        """By a document, which somebody else approves: a loss takes goods away from who ordered last."""
        place = chance.choice(self.places[letter])
        lines = [
            {"sku": sku, "quantity": str(chance.randint(0, 20)), "lot": self._lot(sku, place, chance)}
            for sku in self._some(letter, chance)[:1]
        ]
        number = self._open(wire, "count", place, lines, why="Round through the shelves")
        if number:
            path = f"/stock-documents/{number}/approval"
            self._call(wire, "POST", path, {"note": "Looked again"}, self.market.operator)

    def _set(self, wire: Wire, letter: str, chance: random.Random) -> None:
        sku, place = self._some(letter, chance)[0], chance.choice(self.places[letter])
        body = {
            "on_hand": str(chance.randint(5, 60)),
            "warehouse": place,
            "lot": self._lot(sku, place, chance),
        }
        self._call(wire, "PUT", f"/stock/{sku}", body)

    def _scrap(self, wire: Wire, letter: str, chance: random.Random) -> None:
        sku, place = self._some(letter, chance)[0], chance.choice(self.places[letter])
        lines = [{"sku": sku, "quantity": "1", "lot": self._lot(sku, place, chance)}]
        self._open(wire, "scrap", place, lines, why="Fell from the rack")

    def _expire(self, wire: Wire, letter: str, chance: random.Random) -> None:
        """The last day of a lot passes, wherever it lies."""
        sku = chance.choice(self._some(letter, chance))
        yesterday = now().date() - timedelta(days=1)
        with acting(self.market.system):
            market = {"market_id": self.market.market_id, "variant__sku": sku}
            lots = list(
                Lot.objects.select_for_update(of=("self",)).filter(**market).exclude(expires=yesterday)
            )
            lot = chance.choice(lots) if lots else None
            if lot is None:
                return
            rows = Stock.objects.select_for_update(of=("self",)).filter(**market, lot=lot.lot)
            ids = [row.id for row in rows.order_by("variant_id", "warehouse_id", "lot", "id")]
            Stock.objects.filter(market_id=self.market.market_id, id__in=ids).update(expires=yesterday)
            lot.expires = yesterday
            lot.save(update_fields=["expires"])
        with self._lock:
            self.answers["expired"] += 1

    def _some(self, letter: str, chance: random.Random) -> list[str]:
        mine = [sku for sku in (*self.market.skus, *self.market.scarce) if sku[0] == letter]
        return chance.sample(mine, min(2, len(mine)))

    def _lot(self, sku: str, place: str, chance: random.Random) -> str:
        with acting(self.market.system):
            rows = Stock.objects.filter(
                market_id=self.market.market_id, variant__sku=sku, warehouse__key=place, on_hand__gt=0
            )
            lots = list(rows.values_list("lot", flat=True))
        return chance.choice(lots) if lots else "L0"

    def _open(
        self, wire: Wire, kind: str, place: str, lines: list[dict[str, str]], **more: str
    ) -> str | None:
        body = {"kind": kind, "warehouse": place, "lines": lines, "submit": True, "expired": True, **more}
        answer = self._call(wire, "POST", "/stock-documents", body, told=kind)
        return answer["number"] if answer else None

    def _call(
        self, wire: Wire, method: str, path: str, body: Any, token: str = "", told: str = ""
    ) -> dict[str, Any] | None:
        try:
            answer = wire.call(method, path, body, str(uuid4()), token)
        except Lost as lost:
            self.faults.append(f"{method} {path}: {lost}")
            return None
        word = told or path.rsplit("/", 1)[-1] if method == "POST" else "set"
        with self._lock:
            self.answers[f"{word} {answer.kind or answer.status}"] += 1
            if answer.status not in (200, 201, 409):
                self.faults.append(f"{method} {path}: {answer.status} {answer.content[:300]!r}")
        return answer.body if answer.status in (200, 201) else None


def _owners(market: TradingMarket) -> dict[str, Organisation]:
    stock = Stock.objects.filter(market_id=market.market_id).select_related("variant", "owner")
    return {row.variant.sku[0]: row.owner for row in stock}


def _line(sku: str, quantity: int, lot: str, days: int) -> dict[str, str]:
    expires = date.today() + timedelta(days=30 + days)
    return {"sku": sku, "quantity": str(quantity), "lot": lot, "expires": expires.isoformat()}


def _parts(whole: int, parts: int) -> list[int]:
    return [whole // parts + (each < whole % parts) for each in range(parts)]
