"""A market with many buyers, two sellers and goods, and the keys of programs that trade in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Membership
from dinghuo.organisations.states import OpenedBy
from dinghuo.organisations.steps.open_session import open_session
from tests.makers import make_goods, make_organisation, make_world
from tests.makers.staff import BUY, RUN, SELL, make_program
from tests.makers.world import make_credit

PLENTY = "1000000000"


@dataclass(frozen=True)
class TradingMarket:
    """Tokens of programs, by what they do; `sellers` by the first letter of what they sell. `cookies` are those of the
    buyers' people, for the storefront."""

    market_id: UUID
    buyers: Sequence[str]
    cookies: Sequence[str]
    sellers: dict[str, str]
    operator: str
    skus: Sequence[str]
    scarce: Sequence[str]

    @property
    def system(self) -> Actor:
        """The program itself."""
        return Actor.system(self.market_id)


def make_trading_market(
    buyers: int = 20, articles: int = 40, scarce: int = 4, pieces: int = 500, plenty: int = 1_000_000
) -> TradingMarket:
    """So many buyers with credit without end; articles of two sellers of which there is plenty, and some of which there
    are only so many pieces."""
    world = make_world(limit=PLENTY)
    tokens = [make_program(world.buyer, *BUY).token]
    for _each in range(buyers - 1):
        buyer = make_organisation(world.market.id, "buyer")
        make_credit(world.storefront, buyer, PLENTY)
        tokens.append(make_program(buyer, *BUY).token)
    rival = make_organisation(world.market.id, "supplier")
    sellers = {"A": world.supplier, "B": rival}
    skus = [
        make_goods(sellers["AB"[each % 2]], f"{'AB'[each % 2]}-{each}", price="10", stock=plenty).sku
        for each in range(articles)
    ]
    rare = [
        make_goods(world.supplier, f"A-RARE-{each}", price="10", stock=pieces).sku for each in range(scarce)
    ]
    return TradingMarket(
        world.market.id,
        tokens,
        _cookies(world.market.id),
        {letter: make_program(seller, *SELL).token for letter, seller in sellers.items()},
        make_program(world.operator, *RUN).token,
        skus,
        rare,
    )


def _cookies(market_id: UUID) -> list[str]:
    """Sign in everybody there is yet."""
    with acting(Actor.system(market_id)):
        members = Membership.objects.filter(market_id=market_id).order_by("id")
        return [open_session(member, "127.0.0.1", "proof", OpenedBy.APP) for member in members]
