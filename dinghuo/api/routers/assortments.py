"""The calls about who may see what: sets of goods, groups of customers, and why somebody sees an article."""

from typing import Annotated, Any

from ninja import Query, Router

from dinghuo.api.bodies import assortments as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.customer import customer_id
from dinghuo.api.shapes.assortment import (
    AssortmentAnswer,
    AssortmentsAnswer,
    GroupAnswer,
    GroupsAnswer,
    WhyShownAnswer,
    assortment_row,
    assortment_shape,
    group_row,
    group_shape,
    why_shape,
)
from dinghuo.api.values import Word, start_of, until_after
from dinghuo.catalogue.actions.save_assortment import (
    AssortmentInput,
    AssortmentLine,
    Reach,
    save_assortment,
)
from dinghuo.catalogue.queries.assortments import assortment, assortments
from dinghuo.catalogue.queries.why_shown import why_shown
from dinghuo.catalogue.states import AssortmentKind, ReachKind
from dinghuo.organisations.actions.storefronts.save_customer_group import save_customer_group
from dinghuo.organisations.queries.customer_groups import customer_groups, members_of
from dinghuo.organisations.queries.storefronts import home_storefront

router = Router(tags=["Assortments"])


@router.get("/assortments", response=AssortmentsAnswer, operation_id="assortments")
@reading()
def get_assortments(request: Call) -> dict[str, Any]:
    """The sets of goods that the key's organisation keeps: all for the operator, a branch's own for a branch."""
    return {"items": [assortment_row(row) for row in assortments(request.auth)], "next": None}


@router.post("/assortments", response=AssortmentAnswer, operation_id="save_assortment")
@writing()
def post_assortment(request: Call, body: bodies.Assortment) -> dict[str, Any]:
    """Make the set with this key, or make it what the body says.

    Those for whom a set counts see only its goods, or, if it denies, never these. Of several sets that are attached to
    the place (everybody, storefront, branch) they see what is in any, and the same of those that are attached to
    themselves (region, level, group, customer); a denial wins over all.
    """
    actor = request.auth
    saved = save_assortment(
        actor,
        body.key,
        AssortmentInput(
            name=body.name,
            names=body.names,
            lines=[AssortmentLine(AssortmentKind(each.kind), each.key) for each in body.lines],
            reaches=[Reach(ReachKind(each.kind), each.key, each.excepted) for each in body.reaches],
            denies=body.denies,
            is_active=body.is_active,
            starts_at=start_of(body.starts_at, actor.time_zone),
            ends_at=until_after(body.ends_at, actor.time_zone),
        ),
    )
    return assortment_shape(assortment(actor, saved.key))


@router.get("/why-shown", response=WhyShownAnswer, operation_id="why_shown")
@reading()
def get_why_shown(
    request: Call,
    buyer: Annotated[Word, Query(description="Code of the customer.")],
    sku: Annotated[Word | None, Query(description="Code of the article that is asked about.")] = None,
) -> dict[str, Any]:
    """Which sets count for a customer, and whether and why it sees an article."""
    actor = request.auth
    buyer_id = customer_id(actor, buyer)
    return why_shape(why_shown(actor, home_storefront(actor, buyer_id).id, buyer_id, sku or ""))


@router.get("/customer-groups", response=GroupsAnswer, operation_id="customer_groups")
@reading()
def get_groups(request: Call) -> dict[str, Any]:
    """The groups of customers, by name."""
    return {"items": [group_row(row) for row in customer_groups(request.auth)], "next": None}


@router.post("/customer-groups", response=GroupAnswer, operation_id="save_customer_group")
@writing()
def post_group(request: Call, body: bodies.Group) -> dict[str, Any]:
    """Make the group with this key, or change it: the buyers named are all that are in it."""
    actor = request.auth
    group = save_customer_group(actor, body.key, body.name, body.buyers, body.names)
    return group_shape(group, members_of(actor, group))
