"""Takes a published set of price changes out of its list again."""

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.statements import beside, fetch
from dinghuo.pricing.errors import DraftInForce
from dinghuo.pricing.models import Price, PriceDraft, PriceDraftRow

UNDO = beside(__file__)


def take_out(actor: Actor, draft: PriceDraft) -> None:
    """Put every slot back as it was before. The list is locked. Raises DraftInForce where its prices have been changed
    since. Three statements."""
    rows = PriceDraftRow.objects.filter(market_id=actor.market_id, draft=draft, before__isnull=False)
    put = rows.filter(amount__isnull=False)
    standing = Price.objects.filter(
        market_id=actor.market_id,
        list_id=draft.list_id,
        id__in=put.values("id"),
        valid=DateTimeTZRange(draft.starts_at, draft.ends_at),
    )
    changed = DraftInForce(
        _("Some of these prices have been changed since they were planned. Change them on the list.")
    )
    if standing.count() != put.count():
        raise changed
    wanted = {
        "market": actor.market_id,
        "draft": draft.id,
        "list": draft.list_id,
        "starts": draft.starts_at,
        "ends": draft.ends_at,
    }
    try:
        with transaction.atomic():
            restored, noted = fetch(UNDO, wanted)[0]
    except IntegrityError as overlap:
        raise changed from overlap
    if restored != noted:
        raise changed
