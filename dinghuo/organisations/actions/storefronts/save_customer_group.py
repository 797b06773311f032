"""Makes a group of customers, or changes its name and who is in it."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotAllowed
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.events import CustomerGroupSaved
from dinghuo.organisations.models import CustomerGroup, CustomerGroupMember, Organisation
from dinghuo.organisations.rules.words import plain_text
from dinghuo.organisations.states import Part
from dinghuo.organisations.steps.read_contact import read_text

SAVE = "organisations.save_customer_group"
MOST_MEMBERS = 10_000


def save_customer_group(
    actor: Actor,
    key: str,
    name: str,
    buyers: Sequence[str],
    names: Mapping[str, str] | None = None,
) -> CustomerGroup:
    """Make the group with this key, or change it: the buyers with these codes are all that are in it.

    Only for those who see the whole market. Raises Invalid with every fault. Six statements at most.
    """
    require(actor, SAVE)
    if actor.scope != "market":
        raise NotAllowed(SAVE)
    faults = Faults()
    key = key.strip()
    if not (key.isascii() and key.replace("-", "").isalnum() and key == key.lower() and len(key) <= 40):
        faults.add("key", "key", _("Use small letters, digits and hyphens."))
    name = read_text(faults, "name", name, 100)
    with acting(actor):
        wanted = _buyers(actor, faults, buyers)
        faults.raise_any()
        # The row is written first and so locked: of two who save at once, one waits for the other's members.
        group, _made = CustomerGroup.objects.update_or_create(
            market_id=actor.market_id, key=key, defaults={"name": name, "names": dict(names or {})}
        )
        rows = CustomerGroupMember.objects.filter(market_id=actor.market_id, group=group)
        before = dict(rows.values_list("buyer_id", "buyer__code"))
        rows.filter(buyer_id__in=before.keys() - wanted.keys()).delete()
        CustomerGroupMember.objects.bulk_create(
            CustomerGroupMember(market_id=actor.market_id, group=group, buyer_id=buyer_id)
            for buyer_id in wanted
            if buyer_id not in before
        )
        changes = {
            "key": key,
            "added": sorted(code for buyer_id, code in wanted.items() if buyer_id not in before),
            "removed": sorted(code for buyer_id, code in before.items() if buyer_id not in wanted),
        }
        record(actor, CustomerGroupSaved(group.id, key, data=changes))
    return group


def _buyers(actor: Actor, faults: Faults, codes: Sequence[str]) -> dict[UUID, str]:
    asked = [plain_text(code) for code in codes]
    if len(asked) > MOST_MEMBERS:
        faults.add("buyers", "too-many", _("At most %(most)d.") % {"most": MOST_MEMBERS})
        return {}
    rows = Organisation.objects.filter(
        market_id=actor.market_id, code__in=set(asked), parts__contains=[Part.BUYER]
    )
    found = dict(rows.values_list("id", "code"))
    known = set(found.values())
    for place, code in enumerate(asked):
        if code not in known:
            faults.add(f"buyers.{place}", "unknown", _("There is no buyer %(code)s.") % {"code": code[:60]})
    return found
