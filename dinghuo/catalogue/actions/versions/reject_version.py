"""Sends a version back to its seller."""

from uuid import UUID

from django.utils.translation import gettext as _

from dinghuo.catalogue.events import VersionRejected
from dinghuo.catalogue.permissions import REVIEW_PRODUCT
from dinghuo.catalogue.states import VersionState
from dinghuo.catalogue.steps.decide_version import decide_version
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Fault, Invalid
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting

MOST = 1000


def reject_version(actor: Actor, version_id: UUID, reason: str) -> None:
    """Reject the version that waits; buyers go on seeing what they saw. The seller reads the reason.

    Raises NotFound, VersionDecided, Invalid without a reason.
    """
    require(actor, REVIEW_PRODUCT)
    reason = reason.strip()
    if not reason or len(reason) > MOST or "\0" in reason:
        raise Invalid([Fault("reason", "required", _("Say why, in at most 1,000 characters."))])
    with acting(actor):
        version = decide_version(actor, version_id, VersionState.REJECTED)
        version.reason = reason
        version.save()
        data = {
            "seller": str(version.seller_id),
            "name": version.name,
            "number": version.number,
            "reason": reason,
        }
        record(actor, VersionRejected(version.id, version.code, [version.seller_id], data), reason)
