"""The call that says who a key stands for."""

from typing import Any

from ninja import Router

from dinghuo.api.calls import Call, reading
from dinghuo.api.shapes.me import MeAnswer, address_shape, storefront_shape
from dinghuo.foundation.errors import NotFound
from dinghuo.foundation.quantity import plain
from dinghuo.organisations.queries.addresses import addresses
from dinghuo.organisations.queries.organisations import organisation
from dinghuo.organisations.queries.storefronts import home_storefront

router = Router(tags=["Key"])


@router.get("/me", response=MeAnswer, operation_id="me")
@reading()
def get_me(request: Call) -> dict[str, Any]:
    """Who am I: the key's person, organisation, grants, storefront and delivery addresses."""
    actor = request.auth
    assert actor.organisation_id is not None
    own = organisation(actor, actor.organisation_id)
    try:
        storefront = storefront_shape(home_storefront(actor))
    except NotFound:
        storefront = None
    return {
        "person": actor.person_name,
        "organisation": own.code,
        "organisation_name": str(own),
        "parts": sorted(actor.parts),
        "scope": actor.scope,
        "grants": {
            name: None if limit is None else plain(limit) for name, limit in sorted(actor.grants.items())
        },
        "language": actor.language,
        "time_zone": actor.time_zone,
        "storefront": storefront,
        "addresses": [address_shape(address) for address in addresses(actor)],
    }
