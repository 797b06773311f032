"""The double-entry ledger: accounts, and entries that carry their own legs."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import BooleanField, F, Func, Q

from dinghuo.finance.states import ONCE, AccountKind, EntryKind
from dinghuo.foundation.clock import now
from dinghuo.foundation.fields import AmountField, CurrencyField
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_party


class LegsBalance(Func):
    """Every leg names an account and has a positive amount, and debits equal credits (migrations/0001)."""

    function = "finance_legs_balance"
    output_field = BooleanField()


class Account(MarketRow):
    """An account in its owner's book; one about a counterparty may be seen by both."""

    isolation = by_party("organisation_id", "counterparty_id")

    kind = models.CharField(max_length=20)
    organisation = models.ForeignKey(
        "organisations.Organisation", models.PROTECT, related_name="+", db_index=False
    )
    counterparty = models.ForeignKey(
        "organisations.Organisation",
        models.PROTECT,
        related_name="+",
        db_index=False,
        null=True,
    )
    currency = CurrencyField()
    name = models.CharField(
        max_length=200,
        blank=True,
        help_text="An own name; else it is named by its kind.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=[
                    "market_id",
                    "organisation",
                    "kind",
                    "counterparty",
                    "currency",
                ],
                name="account_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[word.value for word in AccountKind]),
                name="account_kind",
            ),
        ]


class Entry(MarketRow):
    """What happened to money between a buyer and a seller, for good.

    The legs stand in the row itself, so that a CHECK can prove the entry balances and a missing grant that
    it stays: no trigger, and no moment in which half an entry exists (docs/decisions/0030).
    """

    isolation = by_party("buyer_id", "seller_id", insert_only=True)

    kind = models.CharField(max_length=20)
    document_kind = models.CharField(max_length=20)
    document_id = models.UUIDField()
    document_number = models.CharField(max_length=40, blank=True)
    order_id = models.UUIDField(null=True)
    buyer = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    seller = models.ForeignKey("organisations.Organisation", models.PROTECT, related_name="+", db_index=False)
    currency = CurrencyField()
    debit_accounts = ArrayField(models.UUIDField())
    debits = ArrayField(AmountField())
    credit_accounts = ArrayField(models.UUIDField())
    credits = ArrayField(AmountField())
    text = models.TextField(blank=True)
    person_id = models.UUIDField(null=True)
    person_name = models.CharField(max_length=200)
    posted_at = models.DateTimeField(default=now)
    digest = models.CharField(
        max_length=64, help_text="finance_entry_digest() of the row when it was posted."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=LegsBalance(F("debit_accounts"), F("debits"), F("credit_accounts"), F("credits")),
                name="entry_balances",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[word.value for word in EntryKind]),
                name="entry_kind",
            ),
            models.UniqueConstraint(
                fields=["market_id", "kind", "document_id"],
                condition=Q(kind__in=[kind.value for kind in ONCE]),
                name="entry_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["market_id", "seller", "buyer", "posted_at"],
                name="entry_by_parties",
            ),
            models.Index(fields=["market_id", "buyer", "posted_at"], name="entry_by_buyer"),
            models.Index(fields=["market_id", "order_id"], name="entry_by_order"),
        ]
