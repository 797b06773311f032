"""A person of a market, who signs in with a phone number or e-mail address and a password."""

from django.contrib.auth.hashers import check_password, make_password
from django.db import models

from dinghuo.foundation.clock import now
from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.organisations.rules.phones import shown_phone


class Person(MarketRow):
    """Somebody who acts in a market. The same human being in two markets is two people (decision 0021)."""

    isolation = by_market(gate=True)

    name = models.CharField(max_length=100)
    phone = models.CharField(max_length=20, blank=True, help_text="E.164")
    email = models.EmailField(blank=True, help_text="In small letters")
    password = models.CharField(max_length=128, blank=True, help_text="A hash; empty: can't sign in yet.")
    language = models.CharField(max_length=10, blank=True, help_text="Empty: the storefront's.")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "phone"], condition=~models.Q(phone=""), name="person_phone"
            ),
            models.UniqueConstraint(
                fields=["market_id", "email"], condition=~models.Q(email=""), name="person_email"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_phone(self) -> str:
        """The phone number as people read it."""
        return shown_phone(self.phone) if self.phone else ""

    def has_password(self, password: str) -> bool:
        """True if this is the person's password; takes as long as hashing does."""
        return bool(self.password) and check_password(password, self.password)

    def set_password(self, password: str) -> None:
        """Keep the password's hash; the caller saves."""
        self.password = make_password(password)
