"""An address to which an organisation has goods delivered."""

from django.db import models

from dinghuo.foundation.models import MarketRow
from dinghuo.foundation.policies import by_market
from dinghuo.organisations.models.organisation import Organisation
from dinghuo.organisations.rules.regions import written


class Address(MarketRow):
    """A delivery address. In China `region_code` is the district's (GB/T 2260); abroad it is empty."""

    isolation = by_market()

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="addresses", db_index=False)
    label = models.CharField(max_length=60, blank=True)
    contact = models.CharField(max_length=100)
    phone = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=2, default="CN")
    region_code = models.CharField(max_length=9, blank=True)
    province = models.CharField(max_length=60, blank=True)
    city = models.CharField(max_length=60, blank=True)
    district = models.CharField(max_length=60, blank=True)
    street = models.CharField(max_length=200)
    postcode = models.CharField(max_length=12, blank=True)
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["market_id", "organisation"],
                condition=models.Q(is_default=True),
                name="address_one_default",
            )
        ]
        indexes = [models.Index(fields=["market_id", "organisation"], name="address_by_organisation")]

    def __str__(self) -> str:
        return self.line

    @property
    def line(self) -> str:
        """The address in one line, largest first as in China."""
        return written(self.province, self.city, self.district) + self.street
