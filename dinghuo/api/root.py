"""The API as a whole: its calls, its keys, and how whatever goes wrong is told."""

import math
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from dinghuo.api.faults import faults_of
from dinghuo.api.keys import Key
from dinghuo.api.limits import TooManyRequests, rate_headers
from dinghuo.api.openapi import DESCRIPTION, completed
from dinghuo.api.parsing import ExactParser, Malformed, WrongMediaType
from dinghuo.api.problems import invalid, problem, problem_of
from dinghuo.api.routers import (
    assortments,
    changes,
    consignments,
    contracts,
    displays,
    documents,
    exports,
    freight_terms,
    imports,
    kits,
    labels,
    ledger,
    levels,
    looks,
    lots,
    manual_prices,
    me,
    merges,
    messages,
    offers,
    order,
    order_minimums,
    orders,
    payments,
    pickings,
    price_changes,
    price_lists,
    price_work,
    prices,
    products,
    promotions,
    qualifications,
    quantity_terms,
    quotas,
    replenishment,
    routing,
    safety,
    sharing,
    shipments,
    stock,
    stock_documents,
    supplies,
    tax_rates,
    taxes,
    warehouses,
    wording,
)
from dinghuo.foundation.errors import DinghuoError

ROUTERS = (
    me.router,
    products.router,
    looks.router,
    offers.router,
    kits.router,
    merges.router,
    wording.router,
    prices.router,
    price_lists.router,
    contracts.router,
    price_work.router,
    manual_prices.router,
    freight_terms.router,
    order_minimums.router,
    quantity_terms.router,
    tax_rates.router,
    taxes.router,
    levels.router,
    price_changes.router,
    orders.router,
    sharing.router,
    order.router,
    changes.router,
    messages.router,
    shipments.router,
    payments.router,
    documents.router,
    labels.router,
    stock.router,
    pickings.router,
    stock_documents.router,
    lots.router,
    displays.router,
    quotas.router,
    safety.router,
    supplies.router,
    warehouses.router,
    consignments.router,
    routing.router,
    replenishment.router,
    imports.router,
    exports.router,
    qualifications.router,
    ledger.router,
    assortments.router,
    promotions.router,
)


class Api(NinjaAPI):
    """Our API: what ninja doesn't catch is answered by lane.py, which also writes it down."""

    def set_default_exception_handlers(self) -> None:
        """None of ninja's own: every answer is a problem document."""

    def get_openapi_schema(self, **options: Any) -> Any:
        """The OpenAPI document, with what is the same for all calls."""
        return completed(super().get_openapi_schema(**options))


api = Api(
    title="Dinghuo",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api",
    auth=Key(),
    parser=ExactParser(),
    openapi_url=None,
    docs_url=None,
)
for router in ROUTERS:
    api.add_router("", router)


@api.exception_handler(DinghuoError)
def domain_said_no(request: HttpRequest, fault: DinghuoError) -> HttpResponse:
    """403, 404, 409 or 422."""
    return problem_of(fault).response()


@api.exception_handler(ValidationError)
def shape_is_wrong(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    """422 for what isn't even shaped as asked."""
    return invalid(faults_of(fault.errors)).response()


@api.exception_handler(AuthenticationError)
def key_is_missing(request: HttpRequest, fault: AuthenticationError) -> HttpResponse:
    """401."""
    told = problem(401, _("Send a valid key: Authorization: Bearer <key>."))
    return told.response(WWW_Authenticate='Bearer realm="dinghuo"')


@api.exception_handler(TooManyRequests)
def too_many(request: HttpRequest, fault: TooManyRequests) -> HttpResponse:
    """429."""
    wait = math.ceil(fault.wait)
    told = problem(429, _("Try again in %(wait)s s.") % {"wait": wait})
    answer = told.response(Retry_After=str(wait))
    for name, value in rate_headers(0, fault.per_minute, wait).items():
        answer.headers[name] = value
    return answer


@api.exception_handler(HttpError)
def body_is_no_json(request: HttpRequest, fault: HttpError) -> HttpResponse:
    """400, or 415 where the body says that it is something else than JSON."""
    match fault.__cause__:
        case WrongMediaType() as kind:
            told = problem(415, _("Send application/json, not %(kind)s.") % {"kind": kind})
            return told.response(Accept="application/json")
        case Malformed() as why:
            return problem(400, _no_json(why)).response()
    raise fault


def _no_json(why: Malformed) -> str:
    if not why.line:
        return _(
            "The body is no JSON in UTF-8. NaN and Infinity aren't JSON, nor is what is nested too deep."
        )
    return _("The body is no JSON from line %(line)s, column %(column)s on.") % {
        "line": why.line,
        "column": why.column,
    }
