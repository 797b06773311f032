"""What is bought instead of a product, after it and with it: as its seller says."""

import re

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from dinghuo.catalogue.actions.save_links import LinkKind, save_links
from dinghuo.catalogue.queries.offered import offered
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.errors import Faults, Invalid, NotFound
from dinghuo.organisations.queries.own import own_organisation_id
from dinghuo.web.selling.doors import here
from dinghuo.web.shared import flash
from dinghuo.web.shared.session import Request

_APART = re.compile(r"[\s,，、;；]+")


def links(request: Request, actor: Actor, sku: str) -> HttpResponse:
    """Make the products typed all that are linked, kind by kind."""
    found = offered(actor, own_organisation_id(actor), search=sku).items
    row = next((each for each in found if each.sku == sku), None)
    if row is None:
        raise NotFound(sku)
    faults = Faults()
    for kind in LinkKind:
        try:
            save_links(actor, row.product_code, kind, _APART.split(request.POST.get(kind.value, "")[:2000]))
        except Invalid as invalid:
            for each in invalid.faults:
                faults.add(kind.value, each.code, each.message)
    faults.raise_any()
    flash.say(request, _("The links are saved."))
    return HttpResponseRedirect(here(request, "offer", row.sku))
