"""Which warehouse serves which line: a seller's rules in turn order what could serve (semantics 4.8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import combinations, groupby
from typing import Any
from uuid import UUID

from dinghuo.inventory.rules.balance import NEVER, Balance, first_out_key
from dinghuo.inventory.rules.wants import Want
from dinghuo.inventory.states import RoutingRule

ZERO = Decimal(0)
#: Of more places in one class the fewest aren't searched but picked one by one, the fullest first.
SEARCHED = 6
LEVELS = ("", "province", "city", "district")
#: Why a warehouse serves where no rule has chosen it: nowhere else is any, or expiry and turn decided as ever.
ONLY, USUAL = "only", "usual"


@dataclass(frozen=True, slots=True)
class Route:
    """A seller's rules in force, the first decides first; no rules: expiry and turn of the warehouse, as ever."""

    version: int
    rules: tuple[RoutingRule, ...]


def nearness(place: str, delivery: str) -> int:
    """3: the same district, 2: city, 1: province, 0: none of these, or nobody knows (codes of GB/T 2260)."""
    if place and place == delivery and len(place) >= 6:
        return 3
    if len(place) >= 4 and place[:4] == delivery[:4]:
        return 2
    return 1 if len(place) >= 2 and place[:2] == delivery[:2] else 0


class Plan:
    """How one order's lines of one seller are served. Balances are sorted by `key`; nothing is taken here."""

    def __init__(
        self, route: Route, region: str, wants: Sequence[Want], fit: Mapping[UUID, Sequence[Balance]]
    ):
        self.route = route
        self._region = region
        balances = {each.stock_id: each for want in wants for each in fit[want.line_id] if each.free > 0}
        self._places: dict[UUID, Balance] = {}
        self._has: dict[UUID, dict[UUID, Decimal]] = {}
        for each in balances.values():
            self._places.setdefault(each.warehouse_id, each)
            has = self._has.setdefault(each.warehouse_id, {})
            has[each.variant_id] = has.get(each.variant_id, ZERO) + each.free
        self._demand = self._wanted(wants)

    def key(self, balance: Balance) -> tuple[Any, ...]:
        """The lower, the sooner it serves."""
        return (*(self._by_rule(rule, balance) for rule in self.route.rules), *first_out_key(balance))

    def reasons(self, chosen: Balance, others: Sequence[Balance]) -> tuple[str, ...]:
        """Which rules put the chosen one's warehouse before the others', in a program's words: "region:city", "fewest".

        `others`: what else could have served the line, of warehouses that don't serve it already.
        """
        left = {each.stock_id: each for each in others if each.warehouse_id != chosen.warehouse_id}
        if not left:
            return (ONLY,)
        told = []
        for rule in self.route.rules:
            mine = self._by_rule(rule, chosen)
            worse = [key for key, each in left.items() if self._by_rule(rule, each) > mine]
            if worse:
                told.append(self._word(rule, chosen))
            left = {key: each for key, each in left.items() if self._by_rule(rule, each) == mine}
        return tuple(told) or (USUAL,)

    def _word(self, rule: RoutingRule, chosen: Balance) -> str:
        level = nearness(chosen.region, self._region)
        return f"{rule.value}:{LEVELS[level]}" if rule == RoutingRule.REGION and level else rule.value

    def _by_rule(self, rule: RoutingRule, balance: Balance) -> Any:
        if rule == RoutingRule.OLDEST:
            return balance.expires or NEVER
        if rule == RoutingRule.FEWEST:
            return self._ranks.get(balance.warehouse_id, len(self._ranks))
        return self._of_place(rule, balance)

    def _of_place(self, rule: RoutingRule, place: Balance) -> int:
        """What a rule says of a warehouse, whatever the others have."""
        if rule == RoutingRule.REGION:
            return -nearness(place.region, self._region)
        if rule == RoutingRule.WHOLE:
            return 0 if _covers([self._has.get(place.warehouse_id, {})], self._demand) else 1
        return place.priority

    def _wanted(self, wants: Sequence[Want]) -> dict[UUID, Decimal]:
        """What is wanted of each article, as far as there is any: nobody can serve what isn't there."""
        wanted: dict[UUID, Decimal] = {}
        for want in wants:
            wanted[want.variant_id] = wanted.get(want.variant_id, ZERO) + want.quantity
        there = {
            variant: sum((has.get(variant, ZERO) for has in self._has.values()), ZERO) for variant in wanted
        }
        return {variant: min(quantity, there[variant]) for variant, quantity in wanted.items()}

    @cached_property
    def _ranks(self) -> dict[UUID, int]:
        """The warehouses in the order in which the fewest of them serve it all.

        What stands before this rule has decided first: among what it leaves equal, the smallest set that covers what
        those before can't serve.
        """
        at = self.route.rules.index(RoutingRule.FEWEST)
        earlier = [rule for rule in self.route.rules[:at] if rule != RoutingRule.OLDEST]
        later = [
            rule
            for rule in self.route.rules[at + 1 :]
            if rule not in (RoutingRule.OLDEST, RoutingRule.FEWEST)
        ]

        def before(place: UUID) -> tuple[int, ...]:
            return tuple(self._of_place(rule, self._places[place]) for rule in earlier)

        def after(place: UUID) -> tuple[Any, ...]:
            row = self._places[place]
            return (*(self._of_place(rule, row) for rule in later), row.priority, place)

        ranked: list[UUID] = []
        rest = dict(self._demand)
        for _class, places in groupby(sorted(self._places, key=lambda p: (before(p), after(p))), key=before):
            chosen = _smallest(list(places), self._has, rest)
            ranked += chosen
            for place in chosen:
                rest = {v: max(q - self._has[place].get(v, ZERO), ZERO) for v, q in rest.items()}
        return {place: rank for rank, place in enumerate(ranked)}


def _smallest(
    places: list[UUID], has: Mapping[UUID, Mapping[UUID, Decimal]], demand: Mapping[UUID, Decimal]
) -> list[UUID]:
    """The places, the smallest set that serves what they all could first; `places` come in the order of preference."""
    there = {v: sum((has[place].get(v, ZERO) for place in places), ZERO) for v in demand}
    goal = {v: min(quantity, there[v]) for v, quantity in demand.items()}
    if len(places) <= SEARCHED:
        for size in range(len(places) + 1):
            for several in combinations(places, size):
                if _covers([has[place] for place in several], goal):
                    return [*several, *(place for place in places if place not in several)]
    picked: list[UUID] = []
    while len(picked) < len(places):
        left = [place for place in places if place not in picked]
        best = max(left, key=lambda place: (_served(has[place], goal), -places.index(place)))
        picked.append(best)
        goal = {v: max(quantity - has[best].get(v, ZERO), ZERO) for v, quantity in goal.items()}
    return picked


def _covers(several: Sequence[Mapping[UUID, Decimal]], demand: Mapping[UUID, Decimal]) -> bool:
    return all(sum((has.get(v, ZERO) for has in several), ZERO) >= wanted for v, wanted in demand.items())


def _served(has: Mapping[UUID, Decimal], goal: Mapping[UUID, Decimal]) -> tuple[int, Decimal]:
    """How many articles it serves to the end, and which share of the others."""
    open_goals = [(v, wanted) for v, wanted in goal.items() if wanted > 0]
    whole = sum(1 for v, wanted in open_goals if has.get(v, ZERO) >= wanted)
    return whole, sum((min(has.get(v, ZERO) / wanted, Decimal(1)) for v, wanted in open_goals), ZERO)
