"""Makes the statement of a month between a seller and a buyer, from the ledger alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from dinghuo.billing.models import Invoice
from dinghuo.billing.rules.periods import period_bounds
from dinghuo.finance.queries.pair_spans import PairSpan, pair_spans
from dinghuo.finance.states import EntryKind
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.organisations.models import Organisation
from dinghuo.organisations.queries.today import zone_of


@dataclass(frozen=True)
class StatementLine:
    """One entry: what it adds to what the buyer owes (`charge`, with `freight` in it) or takes off (`payment`), and
    what is owed then.
    """

    at: datetime
    kind: EntryKind
    document_kind: str
    document_number: str
    text: str
    charge: Decimal
    payment: Decimal
    balance: Decimal
    freight: Decimal = Decimal(0)


@dataclass(frozen=True)
class Statement:
    """A month between a seller and a buyer in a currency. Balances are what the buyer owes; negative: has
    in hand.
    """

    period: str
    since: datetime
    until: datetime
    seller: Organisation
    buyer: Organisation
    currency: str
    opening: Decimal
    lines: Sequence[StatementLine]
    closing: Decimal

    @property
    def charges(self) -> Decimal:
        """All that was added."""
        return sum((line.charge for line in self.lines), Decimal(0))

    @property
    def payments(self) -> Decimal:
        """All that was taken off."""
        return sum((line.payment for line in self.lines), Decimal(0))


def statements(actor: Actor, period: str, counterparty_id: UUID | None = None) -> list[Statement]:
    """The statements of a month "YYYY-MM" (in the market's zone), one per seller, buyer and currency.

    A party gets its own, the operator everybody's; `counterparty_id` narrows to those with that
    organisation. What is left at the end of a month is what the next one opens with: both are the same sum
    of entries that never change. Raises NotAllowed (needs `billing.see_statements` and
    `finance.see_credit`), Invalid.
    """
    require(actor, "billing.see_statements")
    bounds = period_bounds(period, zone_of(actor))
    if bounds is None:
        raise Invalid([Fault("period", "month", _("Give a month, like 2026-11."))])
    since, until = bounds
    spans = [
        span
        for span in pair_spans(actor, since, until)
        if counterparty_id is None or counterparty_id in (span.seller_id, span.buyer_id)
    ]
    ids = {party for span in spans for party in (span.seller_id, span.buyer_id)}
    rows = Organisation.objects.filter(Q(market_id=actor.market_id), id__in=ids)
    parties = {organisation.id: organisation for organisation in rows}
    freights = _freights(actor, spans)
    made = [_statement(period, since, until, span, parties, freights) for span in spans]
    return sorted(made, key=lambda one: (one.seller.name, one.buyer.name, one.currency))


def _freights(actor: Actor, spans: Sequence[PairSpan]) -> dict[str, Decimal]:
    """What of the invoices' charges is freight, by number."""
    numbers = {
        entry.document_number for span in spans for entry in span.entries if entry.kind == EntryKind.INVOICE
    }
    if not numbers:
        return {}
    rows = Invoice.objects.filter(market_id=actor.market_id, number__in=numbers, freight__gt=0)
    return dict(rows.values_list("number", "freight"))


def _statement(
    period: str,
    since: datetime,
    until: datetime,
    span: PairSpan,
    parties: Mapping[UUID, Organisation],
    freights: Mapping[str, Decimal],
) -> Statement:
    balance = span.opening
    lines = []
    for entry in span.entries:
        balance += entry.change
        lines.append(
            StatementLine(
                at=entry.at,
                kind=entry.kind,
                document_kind=entry.document_kind,
                document_number=entry.document_number,
                text=entry.text,
                charge=max(entry.change, Decimal(0)),
                payment=max(-entry.change, Decimal(0)),
                balance=balance,
                freight=freights.get(entry.document_number, Decimal(0)),
            )
        )
    return Statement(
        period=period,
        since=since,
        until=until,
        seller=parties[span.seller_id],
        buyer=parties[span.buyer_id],
        currency=span.currency,
        opening=span.opening,
        lines=lines,
        closing=span.closing,
    )
