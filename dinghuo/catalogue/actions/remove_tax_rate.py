"""Takes away a tax rate of a region: the next one counts again, or the product's own."""

from uuid import UUID

from dinghuo.catalogue.events import TaxRateRemoved
from dinghuo.catalogue.permissions import SAVE_TAX_RATE
from dinghuo.catalogue.queries.tax_rates import kept_rates
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting


def remove_tax_rate(actor: Actor, rate_id: UUID) -> None:
    """Orders that stand keep their rate. Raises NotFound for one that isn't the market's."""
    require(actor, SAVE_TAX_RATE)
    with acting(actor):
        row = kept_rates(actor).select_for_update().filter(id=rate_id).first()
        if row is None or actor.scope != "market":
            raise NotFound(str(rate_id))
        told = {"region": row.region_code, "rate": str(row.rate)}
        row.delete()
        record(actor, TaxRateRemoved(rate_id, "", [], told))
