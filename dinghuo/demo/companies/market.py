"""Opens the main market: the house with its storefronts, branches, suppliers and buyers, on their terms."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID
from zoneinfo import ZoneInfo

from dinghuo.demo.companies import company as told
from dinghuo.demo.companies.found import Company, found
from dinghuo.demo.companies.people import (
    BRANCH,
    BUYER,
    OPERATOR,
    SMALL_BUYER,
    SUPPLIER,
    Post,
    Staff,
)
from dinghuo.demo.ids import Ids
from dinghuo.demo.words import Words
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.steps.write_rows import write_rows
from dinghuo.organisations.actions.market.create_market import create_market
from dinghuo.organisations.actions.storefronts.save_storefront import save_storefront
from dinghuo.organisations.models import Customer, Market, Storefront
from dinghuo.organisations.queries.organisations import operator_of

KEY = "huayuan"
SHOP = Words("华源订货商城", "Huayuan Ordering")
CURRENCY = "CNY"
ZONE = ZoneInfo("Asia/Shanghai")
METHODS = ("credit", "transfer", "prepaid")
#: Branches don't deliver less than this.
#: Goods are held for who is at the checkout.
HOLD_MINUTES = 15
BRANCH_MINIMUM = Decimal(300)


@dataclass
class Opened:
    """A market that stands. `storefronts`: ids by key; `buyers` are told as the data files tell them."""

    actor: Actor
    operator: Company
    companies: Mapping[str, Company]
    storefronts: Mapping[str, UUID]
    buyers: Mapping[str, told.Buyer]

    @property
    def market_id(self) -> UUID:
        """The market's id."""
        return self.actor.market_id


def open_market(password: str, at: datetime, ids: Ids) -> Opened:
    """Make the market as if it had been opened at that instant. `password` is a hash."""
    actor = Actor.system(new_id(), name="demo")
    house = told.operator()
    create_market(
        actor,
        key=KEY,
        name=SHOP.chinese,
        names=SHOP.translations,
        currency=CURRENCY,
        operator_name=house.words.chinese,
        operator_names=house.words.translations,
        operator_code=house.code,
        payment_methods=METHODS,
        guest_policy="goods",
    )
    with acting(actor):
        Market.objects.filter(id=actor.market_id).update(created_at=at)
        Storefront.objects.filter(market_id=actor.market_id).update(hold_minutes=HOLD_MINUTES)
        operator_id = operator_of(actor.market_id).id
    companies = _companies(house, operator_id, at, ids)
    found(actor, list(companies.values()), password, at, ids)
    storefronts = _storefronts(actor, companies)
    buyers = {buyer.code: buyer for buyer in told.buyers()}
    opened = Opened(actor, companies[house.code], companies, storefronts, buyers)
    _customers(opened)
    return opened


def _companies(house: told.Seller, operator_id: UUID, at: datetime, ids: Ids) -> dict[str, Company]:
    staff = Staff("people of the main market", "+8617000")
    operator = Company(
        operator_id,
        house.code,
        house.words,
        ("operator",),
        house.place,
        list(staff.of(house.code, OPERATOR)),
        is_there=True,
    )
    companies = [operator]

    def add(
        row: told.Seller | told.Buyer, part: str, posts: tuple[Post, ...], parent: UUID | None = None
    ) -> None:
        humans = list(staff.of(row.code, posts))
        companies.append(Company(ids.at(at), row.code, row.words, (part,), row.place, humans, parent))

    for branch in told.branches():
        add(branch, "branch", BRANCH, operator_id)
    for supplier in told.suppliers():
        add(supplier, "supplier", SUPPLIER)
    for buyer in told.buyers():
        add(buyer, "buyer", SMALL_BUYER if buyer.level == "normal" else BUYER)
    return {company.code: company for company in companies}


def _storefronts(actor: Actor, companies: Mapping[str, Company]) -> dict[str, UUID]:
    for branch in told.branches():
        save_storefront(
            actor,
            key=branch.key,
            name=branch.shop.chinese,
            names=branch.shop.translations,
            owner_id=companies[branch.code].id,
            currency=CURRENCY,
            languages=["zh-hans", "zh-hant", "en"],
            payment_methods=METHODS,
            accent=branch.accent,
            minimum_order=BRANCH_MINIMUM,
            hold_minutes=HOLD_MINUTES,
        )
    with acting(actor):
        return dict(Storefront.objects.filter(market_id=actor.market_id).values_list("key", "id"))


def _customers(opened: Opened) -> None:
    """Every buyer orders in one storefront; the house's customers are shared out among its representatives."""
    owners = {branch.key: opened.companies[branch.code] for branch in told.branches()}
    rows = []
    for place, buyer in enumerate(opened.buyers.values()):
        owner = owners.get(buyer.storefront)
        looks_after = owner["sales"] if owner else opened.operator[f"rep{place % 3 + 1}"]
        rows.append(
            {
                "market_id": opened.market_id,
                "buyer_id": opened.companies[buyer.code].id,
                "storefront_id": opened.storefronts[buyer.storefront],
                "representative_id": looks_after.person_id,
                "payment_term_days": buyer.term_days,
            }
        )
    with acting(opened.actor):
        write_rows(Customer, rows)
