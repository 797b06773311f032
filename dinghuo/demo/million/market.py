"""Opens the market of a million variants: companies with their people, storefronts, levels, credit."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import product
from uuid import UUID

from dinghuo.demo.companies.company import Place
from dinghuo.demo.companies.company import buyers as known_buyers
from dinghuo.demo.companies.found import Company, found
from dinghuo.demo.companies.people import GIVEN, SURNAMES, Human, Post
from dinghuo.demo.companies.terms import LEVELS
from dinghuo.demo.ids import Ids
from dinghuo.demo.million.assortment import groups
from dinghuo.demo.million.size import SUPPLIERS_OF_A_GROUP, Size
from dinghuo.demo.words import Words
from dinghuo.finance.models import CreditLine, CreditMove
from dinghuo.finance.states import CreditMoveKind
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.steps.write_rows import write_rows
from dinghuo.inventory.models import Warehouse
from dinghuo.members.models import Level, LevelGrant
from dinghuo.organisations.actions.market.create_market import create_market
from dinghuo.organisations.models import Customer, Storefront
from dinghuo.organisations.queries.organisations import operator_of

KEY = "million"
NAME = Words("百万商城", "Million Mart")
CURRENCY = "CNY"
CREDIT = Decimal(1_000_000)
TERM_DAYS = 30
#: Every second customer orders in the first storefront, which has the most goods; the others in one of the rest.
KINDS = (
    ("商贸", "Trading"),
    ("超市", "Supermarket"),
    ("贸易", "Commerce"),
    ("供应链", "Supply"),
    ("酒店用品", "Hotel Supply"),
)


@dataclass
class Opened:
    """A market that stands. `storefronts`: the first one has everything but the last groups."""

    actor: Actor
    operator: Company
    suppliers: Sequence[Company]
    customers: Sequence[Company]
    storefronts: Sequence[UUID]
    warehouses: Sequence[UUID]
    levels: Mapping[str, UUID]

    @property
    def market_id(self) -> UUID:
        """The market's id."""
        return self.actor.market_id


def open_market(size: Size, password: str, at: datetime, ids: Ids) -> Opened:
    """Make the market without its goods. `password` is a hash, everybody's."""
    actor = Actor.system(new_id(), name="demo")
    create_market(
        actor,
        key=KEY,
        name=NAME.chinese,
        names=NAME.translations,
        currency=CURRENCY,
        operator_name=NAME.chinese,
        operator_names=NAME.translations,
        operator_code="MM",
        guest_policy="goods",
    )
    with acting(actor):
        operator_id = operator_of(actor.market_id).id
    staff = _Staff()
    operator = Company(
        operator_id, "MM", NAME, ("operator",), staff.place(), staff.of("MM", "operator-admin"), is_there=True
    )
    suppliers = [
        _company(staff, ids.at(at), f"S{number:03d}", "supplier", ("制造", "Manufacturing"))
        for number in range(size.groups * SUPPLIERS_OF_A_GROUP)
    ]
    customers = [
        _company(staff, ids.at(at), f"C{number:04d}", "buyer", KINDS[number % len(KINDS)])
        for number in range(1, size.customers + 1)
    ]
    found(actor, [operator, *suppliers, *customers], password, at, ids)
    with acting(actor):
        storefronts = _storefronts(actor, operator_id, size, at, ids)
        warehouses = _warehouses(actor, suppliers, at, ids)
        levels = _levels(actor, customers, at, ids)
        _terms(actor, operator_id, customers, storefronts, at, ids)
    return Opened(actor, operator, suppliers, customers, storefronts, warehouses, levels)


class _Staff:
    """One person for each company, the same ones every time."""

    def __init__(self) -> None:
        self._chance = random.Random("people of the large market")
        self._names = [surname + given for surname, given in product(SURNAMES, GIVEN.split())]
        self._places = [buyer.place for buyer in known_buyers()]
        self._count = 0

    def of(self, code: str, role: str) -> list[Human]:
        self._count += 1
        name = self._chance.choice(self._names)
        return [
            Human(name, f"admin@{code.lower()}.example", f"+8617003{self._count:06d}", Post("admin", (role,)))
        ]

    def place(self) -> Place:
        known = self._chance.choice(self._places)
        return Place(
            known.province,
            known.city,
            known.district,
            f"{known.street.rstrip('0123456789号')}{self._count + 1}号",
        )


def _company(staff: _Staff, company_id: UUID, code: str, part: str, kind: tuple[str, str]) -> Company:
    humans, place = staff.of(code, f"{part}-admin"), staff.place()
    # The number keeps names apart where two companies of a kind are in one city.
    words = Words(
        f"{place.city.removesuffix('市')}{code[1:]}{kind[0]}有限公司", f"{code} {kind[1]} Co., Ltd."
    )
    return Company(company_id, code, words, (part,), place, humans)


def _storefronts(actor: Actor, operator_id: UUID, size: Size, at: datetime, ids: Ids) -> list[UUID]:
    first = Storefront.objects.get(market_id=actor.market_id)
    others = {number: ids.at(at) for number in range(2, size.assortments + 1)}
    write_rows(
        Storefront,
        (
            {
                "market_id": actor.market_id,
                "id": storefront_id,
                "key": f"shop-{number}",
                "name": f"{NAME.chinese} {number} 店",
                "names": Words(f"{NAME.chinese} {number} 店", f"{NAME.english} {number}").translations,
                "owner_id": operator_id,
                "languages": list(first.languages),
                "currency": CURRENCY,
                "payment_methods": list(first.payment_methods),
            }
            for number, storefront_id in others.items()
        ),
    )
    return [first.id, *others.values()]


def _warehouses(actor: Actor, suppliers: Sequence[Company], at: datetime, ids: Ids) -> list[UUID]:
    made = [ids.at(at) for _supplier in suppliers]
    write_rows(
        Warehouse,
        (
            {
                "market_id": actor.market_id,
                "id": warehouse_id,
                "owner_id": supplier.id,
                "key": f"{supplier.code}-1".lower(),
                "name": f"{supplier.place.city.removesuffix('市')}总仓",
                "names": {"en": f"Main warehouse {supplier.code}"},
            }
            for warehouse_id, supplier in zip(made, suppliers, strict=True)
        ),
    )
    return made


def _levels(actor: Actor, customers: Sequence[Company], at: datetime, ids: Ids) -> dict[str, UUID]:
    market = {"market_id": actor.market_id}
    levels = {key: ids.at(at) for key in LEVELS}
    told = [
        {"id": levels[key], "key": key, "name": words.chinese, "names": words.translations, "rank": rank}
        for rank, (key, words) in enumerate(LEVELS.items(), start=1)
    ]
    write_rows(Level, ({**market, **row} for row in told))
    turn = list(levels.values())
    write_rows(
        LevelGrant,
        (
            {
                **market,
                "buyer_id": customer.id,
                "level_id": turn[place % len(turn)],
                "valid": f'["{at.isoformat()}",)',
                "granted_by": "demo",
            }
            for place, customer in enumerate(customers)
        ),
    )
    return levels


def _terms(
    actor: Actor,
    operator_id: UUID,
    customers: Sequence[Company],
    storefronts: Sequence[UUID],
    at: datetime,
    ids: Ids,
) -> None:
    market = {"market_id": actor.market_id}
    write_rows(
        Customer,
        (
            {
                **market,
                "buyer_id": customer.id,
                "storefront_id": storefronts[0 if place % 2 == 0 else place // 2 % len(storefronts)],
                "payment_term_days": TERM_DAYS,
            }
            for place, customer in enumerate(customers)
        ),
    )
    parties = [
        (ids.at(at), {**market, "creditor_id": operator_id, "debtor_id": customer.id})
        for customer in customers
    ]
    line = {"currency": CURRENCY, "credit_limit": CREDIT, "term_days": TERM_DAYS, "created_at": at}
    write_rows(CreditLine, ({**both, **line, "id": line_id} for line_id, both in parties))
    move = {"kind": CreditMoveKind.LIMIT.value, "limit_delta": CREDIT, "person_name": "demo", "at": at}
    write_rows(CreditMove, ({**both, **move, "line_id": line_id} for line_id, both in parties))


def last_groups(size: Size) -> int:
    """Groups that the first storefront leaves out."""
    return len(groups(size.groups)) // 10
