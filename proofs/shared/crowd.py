"""Many clients at once who order, and carry what they ordered through its life by chance, each call until answered."""

import random
import threading
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from proofs.shared.journal import Journal
from proofs.shared.market import TradingMarket
from proofs.shared.wire import Answer, Lost, Wire

#: How long a client waits before it asks again for what wasn't answered.
PATIENCE_SECONDS = 0.3
GIVE_UP_SECONDS = 180


class GivenUp(Exception):
    """No answer came, however often it was asked."""


class Client:
    """One of the crowd. `insists`: asks again, under the same key, until it is answered; else an order whose answer was
    lost stays unknown."""

    def __init__(self, market: TradingMarket, journal: Journal, port: int, seed: int, insists: bool):
        self.market, self.journal = market, journal
        self.chance = random.Random(seed)
        self.insists = insists
        self.think = 0.0
        self.buyer = market.buyers[seed % len(market.buyers)]
        self.wire = Wire(port, self.buyer)

    def trade(self, until: Callable[[], bool]) -> None:
        """Order again and again until told to stop."""
        try:
            while not until():
                try:
                    self.one()
                except GivenUp:
                    continue
                if self.think:
                    time.sleep(self.chance.expovariate(1 / self.think))
        finally:
            self.wire.close()

    def one(self) -> None:
        """One order, and what becomes of it."""
        if self.chance.random() < 0.3:
            self._read()
        key = str(uuid4())
        answer = self._order(key)
        if answer is None or answer.status != 201:
            return
        orders = answer.body["orders"]
        self.journal.note_order(key, [order["number"] for order in orders])
        for order in orders:
            self._carry_on(order)

    def _read(self) -> None:
        path = self.chance.choice(["/products?limit=48", "/orders?limit=20", "/me", "/categories"])
        self._ask("GET", path, token=self.buyer)

    def _order(self, key: str) -> Answer | None:
        chosen = self.chance.sample(self.market.skus, self.chance.randint(1, 5))
        if self.chance.random() < 0.1:
            chosen.append(self.chance.choice(self.market.scarce))
        body = {
            "lines": [{"sku": sku, "quantity": str(self.chance.randint(1, 3))} for sku in chosen],
            "payment": {"method": self.chance.choice(["credit", "credit", "transfer"])},
            "reference": key,
        }
        with self.journal.lock:
            self.journal.unknown.add(key)
        answer = self._ask("POST", "/orders", body, key, self.buyer)
        if answer is not None and answer.status < 500:
            with self.journal.lock:
                self.journal.unknown.discard(key)
        return answer

    def _carry_on(self, order: dict[str, Any]) -> None:
        path, luck = f"/orders/{order['number']}", self.chance.random()
        seller = self.market.sellers[order["lines"][0]["sku"][0]]
        if luck < 0.25:
            return
        if luck < 0.4:
            self._write("POST", f"{path}/cancellation", {"reason": "Ordered twice"}, self.buyer)
            return
        if not self._write("POST", f"{path}/confirmation", {}, seller) or luck < 0.5:
            return
        shipment = self._write("POST", f"{path}/shipments", {}, seller)
        if shipment is None:
            return
        self.journal.note_document("shipment", shipment["number"])
        if luck < 0.6:
            return
        self._write("POST", f"/shipments/{shipment['number']}/receipt", self._found(shipment), self.buyer)
        if luck > 0.8:
            self._pay(order)

    def _found(self, shipment: dict[str, Any]) -> dict[str, Any]:
        if self.chance.random() < 0.7:
            return {}
        first = shipment["lines"][0]
        broken = {"line": first["line"], "accepted": "0", "rejected": first["quantity"], "reason": "broken"}
        return {"lines": [broken]}

    def _pay(self, order: dict[str, Any]) -> None:
        told = {"amount": order["total"], "currency": order["currency"], "method": "transfer"}
        payment = self._write("POST", f"/orders/{order['number']}/payments", told, self.buyer)
        if payment is None:
            return
        self.journal.note_document("payment", payment["number"])
        self._write("POST", f"/payments/{payment['number']}/claim", {}, self.market.operator)

    def _write(self, method: str, path: str, body: Any, token: str) -> dict[str, Any] | None:
        answer = self._ask(method, path, body, str(uuid4()), token)
        return answer.body if answer is not None and answer.status in (200, 201) else None

    def _ask(self, method: str, path: str, body: Any = None, key: str = "", token: str = "") -> Answer | None:
        """An answer that is one: in time of need asked for again and again. None where a client of little patience
        got none. Raises GivenUp."""
        ends = time.monotonic() + GIVE_UP_SECONDS
        while time.monotonic() < ends:
            started = time.monotonic()
            try:
                answer = self.wire.call(method, path, body, key, token)
            except Lost:
                self.journal.note_lost()
            else:
                told = answer.content.decode(errors="replace")
                took = time.monotonic() - started
                self.journal.note(f"{method} {path}", answer.status, answer.kind, took, told)
                if answer.status != 503:
                    return answer
            time.sleep(PATIENCE_SECONDS)
            if not self.insists:
                return None
        raise GivenUp(path)


class Reader(Client):
    """Somebody who looks around in the storefront, signed in."""

    def one(self) -> None:
        """A page."""
        sku = self.chance.choice(self.market.skus)
        pages = ("/", "/goods/", f"/goods/{sku}/", "/orders/", "/cart/", "/goods/?q=A-1", "/orders/?q=SO")
        page = self.chance.choice(pages)
        headers = {"Cookie": f"dinghuo_session={self.chance.choice(self.market.cookies)}"}
        started = time.monotonic()
        try:
            answer = self.wire.ask("GET", page, "", headers)
        except Lost:
            self.journal.note_lost()
            return
        self.journal.note(f"GET {page}", answer.status, "", time.monotonic() - started, "")
        if answer.status != 200:
            self.journal.faults.append(f"GET {page}: {answer.status}")


class Crowd:
    """So many clients in as many threads, from `start` until `stop`.

    `forgetful` of them give up where an answer is lost; `readers` of them look at pages instead of ordering; each
    pauses for `think` seconds on average between two orders or pages. `buyer`: how they carry on
    with what they ordered.
    """

    def __init__(
        self,
        market: TradingMarket,
        port: int,
        clients: int,
        seed: int = 1,
        forgetful: float = 0.0,
        readers: float = 0.0,
        think: float = 0.0,
        buyer: type[Client] = Client,
    ):
        self.journal = Journal()
        self.since = time.monotonic()
        self._stopped = threading.Event()
        self._threads = []
        for each in range(clients):
            kind = Reader if each >= clients * (1 - readers) else buyer
            client = kind(market, self.journal, port, seed * 1_000_003 + each, each >= clients * forgetful)
            client.think = think
            self._threads.append(threading.Thread(target=client.trade, args=(self._stopped.is_set,)))

    def start(self) -> None:
        """Let them in."""
        self.since = time.monotonic()
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Ask them to finish what they are at, and wait."""
        self._stopped.set()
        for thread in self._threads:
            thread.join(GIVE_UP_SECONDS + 60)
        late = sum(thread.is_alive() for thread in self._threads)
        if late:
            self.journal.faults.append(f"{late} clients wait for an answer that doesn't come")
