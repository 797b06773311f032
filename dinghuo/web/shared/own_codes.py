"""The page on which a customer's own codes are kept, behind whichever door."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dinghuo.catalogue.actions.wording.save_customer_codes import CodeRow, save_customer_codes
from dinghuo.catalogue.permissions import SAVE_CUSTOMER_CODES
from dinghuo.catalogue.queries.wording import customer_codes
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.web.shared import flash
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.listing import Listing
from dinghuo.web.shared.pasted_codes import pasted_codes
from dinghuo.web.shared.session import Request

LONGEST = 400_000
#: Faults that are told one by one: who pasted the wrong column sees it from these.
MOST_TOLD = 12


def save_typed_codes(request: Request, actor: Actor, buyer_id: UUID) -> None:
    """Save what was pasted, or take one code away; says how many changed. Raises Invalid with the lines."""
    gone = request.POST.get("remove", "")
    if gone:
        save_customer_codes(actor, [CodeRow(gone, "")], buyer_id)
        flash.say(request, _("The code is gone."))
        return
    rows = pasted_codes(request.POST.get("codes", "")[:LONGEST])
    if not rows:
        raise Invalid([Fault("codes", "required", _("Paste at least one line."))])
    try:
        changed = save_customer_codes(actor, rows, buyer_id)
    except Invalid as wrong:
        raise Invalid([_by_line(fault) for fault in wrong.faults[:MOST_TOLD]]) from wrong
    told = ngettext("%(number)s code saved.", "%(number)s codes saved.", changed)
    flash.say(request, told % {"number": changed})


def codes_page(request: Request, actor: Actor, buyer_id: UUID) -> dict[str, Any]:
    """What the page shows."""
    listing = Listing.of(request)
    return {
        "listing": listing,
        "page": customer_codes(actor, buyer_id, listing.search, listing.after or None),
        "may_save": allows(actor, SAVE_CUSTOMER_CODES),
        "form": Form.of(request, {"codes": ""}),
    }


def _by_line(fault: Fault) -> Fault:
    place = fault.path.split(".")[1:2]
    if not place:
        return replace(fault, path="codes")
    told = _("Line %(line)s: %(fault)s") % {"line": int(place[0]) + 1, "fault": fault.message}
    return replace(fault, path="codes", message=told)
