"""Putting goods into bins with a scanner: the bin first, then all that goes into it."""

from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.fields import translated
from dinghuo.inventory.actions.put_away_scan import put_away_scan
from dinghuo.inventory.queries.consignments import kept_for
from dinghuo.inventory.queries.unplaced import unplaced
from dinghuo.inventory.queries.warehouses import warehouses
from dinghuo.organisations.queries.organisations import organisation
from dinghuo.web.selling.doors import here
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.pictures import picture_addresses
from dinghuo.web.shared.session import Request


def put_away(request: Request, actor: Actor) -> HttpResponse:
    """The bin that is at hand, what is scanned into it, and what lies in no bin yet."""
    typed = request.POST or request.GET
    place, warehouse = typed.get("bin", "").strip()[:30], typed.get("warehouse", "")
    if request.method == "POST":
        return _put(request, actor, place, warehouse)
    places = [each for each in warehouses(actor, actor.organisation_id) if each.is_active]
    places.sort(key=lambda each: not each.has_bins)
    rows = unplaced(actor)
    kept = kept_for(actor)
    owners = {row.owner.code: translated(row.owner.name, row.owner.names) for row in kept}
    pictures = picture_addresses(actor, [row.variant_id for row in rows])
    context = {
        "place": place,
        "warehouse": warehouse,
        "places": [(each.key, translated(each.name, each.names)) for each in places],
        "owners": [*_own(actor), *owners.items()] if owners else [],
        "house": actor.organisation_id,
        "rows": [(row, pictures.get(row.variant_id, "")) for row in rows],
        "form": Form.of(request, {"bin": place, "warehouse": warehouse}),
    }
    return render(request, "selling/stock/put_away.html", context)


def _own(actor: Actor) -> list[tuple[str, str]]:
    """The house itself, beside those whose goods it keeps."""
    if actor.organisation_id is None:
        return []
    return [(organisation(actor, actor.organisation_id).code, _("Our own"))]


def _put(request: Request, actor: Actor, place: str, warehouse: str) -> HttpResponse:
    typed = request.POST
    line = put_away_scan(
        actor, typed.get("code", ""), place, warehouse, typed.get("lot", ""), typed.get("owner", "")
    )
    told = {"name": translated(line.name, line.names), "lot": line.lot, "bin": line.bin}
    if line.lot:
        flash.say(request, _("%(name)s, lot %(lot)s, lies in %(bin)s.") % told)
    else:
        flash.say(request, _("%(name)s lies in %(bin)s.") % told)
    query = urlencode({"bin": place, "warehouse": warehouse})
    return HttpResponseRedirect(f"{here(request, 'put_away')}?{query}")
