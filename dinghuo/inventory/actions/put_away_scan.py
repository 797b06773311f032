"""Puts scanned goods into the bin whose label was scanned before."""

from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Fault, Faults, Invalid
from dinghuo.foundation.fields import named
from dinghuo.foundation.tenancy import acting
from dinghuo.inventory.actions.put_away import put_away
from dinghuo.inventory.models import Warehouse
from dinghuo.inventory.permissions import RECEIVE_STOCK
from dinghuo.inventory.queries.scanned_article import ScannedArticle
from dinghuo.inventory.queries.stock_lines import StockLine, read_lines, stock_in_hands
from dinghuo.inventory.steps.own_warehouses import own_warehouses
from dinghuo.inventory.steps.read_scan import read_scan


def put_away_scan(
    actor: Actor, code: str, place: str, warehouse: str = "", lot: str = "", owner: str = ""
) -> StockLine:
    """Note that what was scanned lies in the bin `place` of a warehouse (its key; empty: the first).

    The code's lot counts before `lot`, which somebody typed; neither is needed where there is one lot only. `owner` is
    the code of the house whose goods they are, needed where goods of several lie there. Raises Invalid with every
    fault: no bin, a code that can't be read or is nobody's article, goods that don't lie there, several lots or
    owners and none named.
    """
    require(actor, RECEIVE_STOCK)
    with acting(actor):
        where = _place(actor, place, warehouse)
        scanned, article = read_scan(actor, code)
        named = scanned.lot or lot.strip() or (scanned.expires.isoformat() if scanned.expires else "")
        balance = _balance(actor, article, where, named, owner.strip())
        return put_away(actor, balance.sku, where.key, balance.lot, place, balance.owner_id)


def _place(actor: Actor, place: str, key: str) -> Warehouse:
    faults, places = Faults(), own_warehouses(actor)
    where = places.get(key) if key else next(iter(places.values()), None)
    if where is None:
        faults.add("warehouse", "unknown", _("You have no such warehouse."))
    if not place.strip():
        faults.add("bin", "required", _("Scan the bin first."))
    faults.raise_any()
    assert where is not None
    return where


def _balance(actor: Actor, article: ScannedArticle, where: Warehouse, lot: str, owner: str) -> StockLine:
    rows = stock_in_hands(actor).filter(warehouse=where, variant_id__in=article.same, on_hand__gt=Decimal(0))
    if owner:
        rows = rows.filter(owner__code=owner.replace("\0", ""))
    lines = read_lines(actor, rows)
    facts = {"name": named(article.variant), "warehouse": named(where), "lot": lot}
    found = [line for line in lines if not lot or line.lot == lot]
    if not found:
        words = _("No %(name)s of lot %(lot)s lies in %(warehouse)s.") if lot and lines else None
        words = words or _("No %(name)s lies in %(warehouse)s. Receive it first.")
        raise Invalid([Fault("code", "not-there", words % facts)])
    owners = {line.owner_id: line.owner for line in found}
    if len(owners) > 1:
        words = _("%(name)s of several houses lies here: %(owners)s. Say whose it is.")
        raise Invalid(
            [Fault("owner", "required", words % {**facts, "owners": ", ".join(sorted(owners.values()))})]
        )
    if len(found) > 1:
        lots = ", ".join(line.lot or "–" for line in found)
        words = _("Several lots of %(name)s lie here: %(lots)s. Scan or type the lot.")
        raise Invalid([Fault("lot", "required", words % {**facts, "lots": lots})])
    return found[0]
