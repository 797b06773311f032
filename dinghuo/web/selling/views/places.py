"""The warehouses of the house: whose place each is, which is emptied first, and whether it has bins."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Faults
from dinghuo.inventory.actions.save_warehouse import save_warehouse
from dinghuo.inventory.permissions import SAVE_WAREHOUSE
from dinghuo.inventory.queries.warehouses import WarehouseLine, warehouses
from dinghuo.web.selling.doors import here
from dinghuo.web.selling.typed import read_decimal
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.regions import code_of, picked
from dinghuo.web.shared.session import Request

LANGUAGES = ("en", "zh-hans", "zh-hant")


def place_kinds() -> dict[str, str]:
    """What each kind of place is called."""
    return {
        "own": _("Own warehouse"),
        "branch": _("Branch’s warehouse"),
        "supplier": _("Supplier’s warehouse"),
        "store": _("Store"),
        "transit": _("In transit"),
        "quarantine": _("Quarantine"),
    }


def places(request: Request, actor: Actor) -> HttpResponse:
    """The places, the first to be emptied first; with `?key=` one of them to change, else a new one."""
    if request.method == "POST":
        return _save(request, actor)
    kinds, found = place_kinds(), warehouses(actor, actor.organisation_id)
    chosen = next((place for place in found if place.key == request.GET.get("key")), None)
    context = {
        "rows": [(place, kinds[place.kind], place.kind not in ("transit", "quarantine")) for place in found],
        "chosen": chosen,
        "kinds": [(key, kinds[key]) for key in ("own", "branch", "supplier", "store")],
        "may_save": allows(actor, SAVE_WAREHOUSE),
        "form": Form.of(request, _stored(chosen)),
        "regions": picked(_region(request, chosen)),
        "trail": [(here(request, "stock"), _("Stock")), ("", _("Warehouses"))],
    }
    return render(request, "selling/stock/places.html", context)


def _region(request: Request, chosen: WarehouseLine | None) -> str:
    """What was chosen, where the form comes back; else where the place lies."""
    if request.method == "POST" or getattr(request, "refused", None) is not None:
        return code_of(request.POST, "region")
    return chosen.region_code if chosen else ""


def _stored(place: WarehouseLine | None) -> dict[str, str]:
    if place is None:
        return {"kind": "own", "priority": "0", "is_active": "1"}
    stored = {"key": place.key, "name": place.name, "kind": place.kind, "priority": str(place.priority)}
    stored |= {"has_bins": "1" if place.has_bins else "", "is_active": "1" if place.is_active else ""}
    return stored | {f"name_{code}": text for code, text in place.names.items()}


def _save(request: Request, actor: Actor) -> HttpResponse:
    typed, faults = request.POST, Faults()
    priority = read_decimal(typed, "priority", faults)
    faults.raise_any()
    names = {code: typed.get(f"name_{code}", "").strip() for code in LANGUAGES}
    saved = save_warehouse(
        actor,
        typed.get("key", "").strip(),
        typed.get("name", ""),
        {code: name for code, name in names.items() if name},
        priority=int(priority),
        is_active=bool(typed.get("is_active")),
        kind=typed.get("kind", ""),
        has_bins=bool(typed.get("has_bins")),
        region=code_of(typed, "region"),
    )
    flash.say(request, _("%(name)s is saved.") % {"name": saved.name})
    return HttpResponseRedirect(here(request, "places"))
