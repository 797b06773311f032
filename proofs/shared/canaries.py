"""Words that only some may read, written into a market so that any answer can be searched for them."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from dinghuo.billing.models import Invoice, Payment
from dinghuo.catalogue.models import Offer
from dinghuo.finance.models import CreditLine
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.ids import new_id
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.models import Receipt, Shipment
from dinghuo.ordering.models import Order, OrderMessage
from dinghuo.organisations.models import Customer, Membership
from dinghuo.pricing.models import Price, PriceList

#: Since always, and without an end.
EVER = DateTimeTZRange(datetime(2001, 1, 1, tzinfo=UTC), None)
NUMBER = re.compile(r"\b(?:SO|SH|RC|RE|IN|PY)-\d{4}-\d{6}\b")
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.example\b")
#: What stands between the digits of a figure in one language or another.
GROUPING = re.compile(r"(?<=\d)[,\u00a0\u202f' ](?=\d{3})")
#: Keys that no answer of the API to a buyer may hold.
HIDDEN = frozenset({"cost", "margin", "secret", "password", "secret_hash", "on_hand", "reserved"})
MOST = 60


@dataclass
class Canaries:
    """Whose each word is: organisations, by the word. The market's operator may read everything."""

    market_id: UUID
    words: dict[str, set[UUID]] = field(default_factory=dict)
    numbers: dict[str, set[UUID]] = field(default_factory=dict)
    addresses: dict[str, set[UUID]] = field(default_factory=dict)

    def leaks(self, reader: Actor | None, content: bytes, kind: str, asked: str) -> list[str]:
        """What this reader should never have been shown; the word that was asked for may come back."""
        if reader is not None and reader.market_id == self.market_id and reader.scope == "market":
            return []
        own = reader.organisation_id if reader is not None and reader.market_id == self.market_id else None
        text = GROUPING.sub("", _text(content, kind)).replace(asked, "")
        found = [word for word, whose in self.words.items() if own not in whose and word in text]
        found += [each for each in set(ADDRESS.findall(text)) if own not in self.addresses.get(each, {own})]
        if reader is not None and reader.market_id == self.market_id:
            # Each market counts its documents for itself, so elsewhere the same number is another document's.
            found += [each for each in set(NUMBER.findall(text)) if own not in self.numbers.get(each, {own})]
        return found


def _text(content: bytes, kind: str) -> str:
    if "spreadsheet" not in kind:
        return content.decode(errors="replace")
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return "\n".join(book.read(name).decode(errors="replace") for name in book.namelist())


def plant(system: Actor) -> Canaries:
    """Write them into the market of this actor of its system: on orders, in prices for one customer, as credit."""
    canaries = Canaries(system.market_id)
    with acting(system):
        canaries.words.update(_on_orders(system.market_id))
        canaries.words.update(_prices(system.market_id))
        canaries.words.update(_credit(system.market_id))
        for model in (Order, Shipment, Receipt, Invoice, Payment):
            rows = model._default_manager.filter(market_id=system.market_id)
            for number, buyer, seller in rows.values_list("number", "buyer_id", "seller_id"):
                canaries.numbers[number] = {buyer, seller}
        people = Membership.objects.filter(market_id=system.market_id).exclude(person__email="")
        for address, organisation in people.values_list("person__email", "organisation_id"):
            canaries.addresses.setdefault(address, set()).add(organisation)
        _let_branches_see_customers(canaries)
    return canaries


def _on_orders(market_id: UUID) -> Iterator[tuple[str, set[UUID]]]:
    """A note and a message, which only the two parties read."""
    for order in Order.objects.filter(market_id=market_id).order_by("-id")[:MOST]:
        parties = {order.buyer_id, order.seller_id}
        for place in ("note", "message"):
            word = f"only-{place}-{new_id().hex[-12:]}"
            if place == "note":
                Order.objects.filter(market_id=market_id, id=order.id).update(note=word)
            else:
                OrderMessage.objects.create(
                    market_id=market_id,
                    order=order,
                    buyer_id=order.buyer_id,
                    seller_id=order.seller_id,
                    person_name="proof",
                    text=word,
                )
            yield word, parties


def _prices(market_id: UUID) -> Iterator[tuple[str, set[UUID]]]:
    """What one customer pays one seller for its articles: more than anybody would, so that it stands out."""
    offers = list(Offer.objects.filter(market_id=market_id, state="active").select_related("variant")[:MOST])
    buyers = list(
        Customer.objects.filter(market_id=market_id).order_by("id").values_list("buyer_id", flat=True)
    )
    for position, offer in enumerate(offers):
        buyer = buyers[position % len(buyers)]
        base = PriceList.objects.filter(market_id=market_id, seller_id=offer.seller_id, kind="base").first()
        if base is None:
            continue
        price_list = _list_for(base, buyer)
        amount = Decimal(f"{_figures()}.37")
        Price.objects.filter(market_id=market_id, list=price_list, variant_id=offer.variant_id).delete()
        Price.objects.bulk_create(
            Price(
                market_id=market_id,
                list=price_list,
                variant=offer.variant,
                unit=unit,
                amount=amount,
                valid=EVER,
            )
            for unit in offer.variant.packs.values_list("unit", flat=True)
        )
        yield str(amount), {buyer, offer.seller_id}


def _list_for(base: PriceList, buyer: UUID) -> PriceList:
    """The seller's list for one customer."""
    columns = {
        "market_id": base.market_id,
        "seller_id": base.seller_id,
        "buyer_id": buyer,
        "kind": "customer",
    }
    found = PriceList.objects.filter(**columns, currency=base.currency).first()
    key = f"proof-{new_id().hex[-12:]}"
    return found or PriceList.objects.create(**columns, currency=base.currency, key=key, name="Proof")


def _figures() -> int:
    """A figure that stands nowhere else."""
    return 900_000_000 + new_id().int % 99_999_999


def _credit(market_id: UUID) -> Iterator[tuple[str, set[UUID]]]:
    """What a debtor may owe its creditor."""
    for line in CreditLine.objects.filter(market_id=market_id).order_by("id")[:MOST]:
        limit = Decimal(f"{_figures()}.00")
        CreditLine.objects.filter(market_id=market_id, id=line.id).update(credit_limit=limit)
        yield str(limit)[:-3], {line.creditor_id, line.debtor_id}


def _let_branches_see_customers(canaries: Canaries) -> None:
    """Whoever owns a storefront knows its customers."""
    rows = Customer.objects.filter(market_id=canaries.market_id)
    owners: dict[UUID, set[UUID]] = {}
    for buyer, owner in rows.values_list("buyer_id", "storefront__owner_id"):
        owners.setdefault(buyer, set()).add(owner)
    for whose in canaries.addresses.values():
        whose |= {owner for organisation in whose for owner in owners.get(organisation, ())}
    # What its customers owe and order elsewhere in the market is told to a branch as well: it answers for them.
    for known in (canaries.words, canaries.numbers):
        for whose in known.values():
            whose |= {owner for organisation in list(whose) for owner in owners.get(organisation, ())}
