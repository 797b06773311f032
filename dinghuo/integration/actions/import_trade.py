"""Makes a new market from a plain file of real order lines, and reports every line that is no sale."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _

from dinghuo.catalogue.actions.load_products import load_products
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.currencies import check_currency
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.actions.make_api_key import make_api_key
from dinghuo.integration.events import TradeImported
from dinghuo.integration.permissions import IMPORT_TRADE
from dinghuo.integration.rules.trade_file import TradeFile, read_trade
from dinghuo.integration.rules.trade_market import TradedArticle, articles_of, customers_of
from dinghuo.integration.rules.trade_report import TradeReport, make_report
from dinghuo.integration.rules.trade_rows import price_row, product_row
from dinghuo.integration.steps.write_opening_stock import write_opening_stock
from dinghuo.integration.steps.write_trade_customers import write_trade_customers
from dinghuo.integration.steps.write_trade_shelves import LIST, write_trade_shelves
from dinghuo.organisations.actions.market.create_market import create_market
from dinghuo.organisations.models import Market, Membership, Organisation, Role, Storefront
from dinghuo.organisations.queries.organisations import operator_of
from dinghuo.organisations.rules.storefronts import is_key
from dinghuo.organisations.steps.make_member import make_member, make_person
from dinghuo.pricing.actions.load_prices import load_prices

HOUSE = "HOUSE"


@dataclass(frozen=True)
class ImportedTrade:
    """The market that was made: how to sign in, the keys of the representative and the operator, and the report."""

    market: Market
    login: str
    representative_key: str
    operator_key: str
    articles: int
    customers: int
    report: TradeReport


def import_trade(
    actor: Actor,
    content: bytes,
    key: str,
    name: str,
    currency: str,
    password: str,
    time_zone: str = "Europe/London",
) -> ImportedTrade:
    """Read a file's bytes and make the market whose id is the actor's: `import_trade(Actor.system(new_id()), ...)`.

    The house sells every article at its most frequent price from an opening stock of what the file sells; each
    customer number becomes a buyer. Raises Invalid with everything that is wrong with the file, and KeyTaken if there
    is a market with the key: nothing is imported twice.
    """
    require(actor, IMPORT_TRADE)
    read = read_trade(content)
    _refuse_unreadable(read, key, currency)
    report = make_report(read.lines)
    articles, customers = articles_of(read.lines), customers_of(read.lines)
    with acting(actor):
        market = create_market(
            actor,
            key=key,
            name=name,
            currency=currency,
            operator_name=name,
            operator_code=HOUSE,
            languages=("en", "zh-hans", "zh-hant"),
            time_zone=time_zone,
            country="GB" if currency == "GBP" else "CN",
            payment_methods=("transfer", "credit"),
        )
        house = operator_of(actor.market_id)
        operator = _member(house, "operator", "operator-admin", key, password)
        representative = _member(house, "representative", "operator-representative", key, password)
        shop = Storefront.objects.get(market_id=actor.market_id, is_default=True)
        write_trade_customers(actor, shop.id, representative.person_id, customers)
        _stock_up(actor, house.id, currency, articles)
        representative_key = make_api_key(actor, representative.id, "import").token
        operator_key = make_api_key(actor, operator.id, "import").token
        record(
            actor, TradeImported(market.id, key, [house.id], _counts(report, len(articles), len(customers)))
        )
    login = f"operator@{key}.example"
    return ImportedTrade(
        market, login, representative_key, operator_key, len(articles), len(customers), report
    )


def _refuse_unreadable(read: TradeFile, key: str, currency: str) -> None:
    words = {
        "encoding": _("This is no text file in a known encoding."),
        "empty": _("The file has no lines."),
        "missing": _("The file has no such column."),
    }
    faults = Faults()
    for column, code in read.faults:
        faults.add(f"file.{column}" if column else "file", code, words[code])
    if not is_key(key):
        faults.add("market", "key", _("Use small letters, digits and hyphens."))
    check_currency(faults, "currency", currency)
    faults.raise_any()


def _stock_up(actor: Actor, house_id: UUID, currency: str, articles: Sequence[TradedArticle]) -> None:
    warehouse_id = write_trade_shelves(actor, house_id, currency)
    load_products(actor, (product_row(article, house_id) for article in articles))
    load_prices(actor, LIST, (price_row(article) for article in articles))
    stocked = {
        article.code: article.quantity for article in articles if article.quantity and not article.is_service
    }
    write_opening_stock(actor, warehouse_id, house_id, stocked, _("Opening stock: what the file sells"))


def _member(house: Organisation, post: str, role: str, key: str, password: str) -> Membership:
    email = f"{post}@{key}.example"
    person = make_person(house.market_id, post.title(), "", email, make_password(password), "")
    roles = Role.objects.filter(market_id=house.market_id, key=role)
    return make_member(person, house, list(roles), is_main=post == "operator")


def _counts(report: TradeReport, articles: int, customers: int) -> dict[str, object]:
    return {
        "sold": len(report.sold),
        "unsold": {reason.value: count for reason, count in sorted(report.by_reason.items())},
        "articles": articles,
        "customers": customers,
    }
