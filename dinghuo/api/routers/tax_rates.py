"""The calls about tax rates by goods and region."""

from typing import Any
from uuid import UUID

from ninja import Router

from dinghuo.api.bodies import tax_rates as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.seen import the_tax_rate
from dinghuo.api.shapes.tax_rate import TaxRateAnswer, TaxRatesAnswer, tax_rate_shape
from dinghuo.catalogue.actions.remove_tax_rate import remove_tax_rate
from dinghuo.catalogue.actions.save_tax_rate import TaxRateInput, save_tax_rate
from dinghuo.catalogue.queries.tax_rates import tax_rates
from dinghuo.catalogue.states import TaxTarget
from dinghuo.foundation.actor import Actor

router = Router(tags=["Tax rates"])


@router.get("/tax-rates", response=TaxRatesAnswer, operation_id="tax_rates")
@reading()
def get_rates(request: Call) -> dict[str, Any]:
    """At which rates goods are taxed by region, instead of the products' own rates: now, later and before."""
    return _all(request.auth)


@router.put("/tax-rates", response=TaxRateAnswer, operation_id="save_tax_rate")
@writing()
def put_rate(request: Call, body: bodies.TaxRate) -> dict[str, Any]:
    """Keep a rate for orders placed from its first day on; orders that stand keep theirs.

    It takes its days from the rates of the same goods and region; what is left of them before and after stays. Of
    several the product's own counts before its category's and all goods', then the nearest region's. Goods are taxed
    as where they are delivered, without an address as where the buyer is registered.
    """
    row = save_tax_rate(
        request.auth,
        TaxRateInput(
            rate=body.rate,
            starts_on=body.starts_on,
            ends_on=body.ends_on,
            target=TaxTarget(body.target),
            goods=body.goods or "",
            region_code=body.region or "",
            note=body.note,
        ),
    )
    return tax_rate_shape(next(line for line in tax_rates(request.auth) if line.rate.id == row.id))


@router.delete("/tax-rates/{id}", response=TaxRatesAnswer, operation_id="remove_tax_rate")
@writing(of=the_tax_rate)
def delete_rate(request: Call, id: UUID) -> dict[str, Any]:
    """Take it away: the next one counts, or the product's. Answers with what is left."""
    remove_tax_rate(request.auth, id)
    return _all(request.auth)


def _all(actor: Actor) -> dict[str, Any]:
    return {"items": [tax_rate_shape(line) for line in tax_rates(actor)], "next": None}
