"""Sends codes to phones and mailboxes, and takes them back."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import F
from django.utils.translation import gettext as _

from dinghuo.foundation.clock import now
from dinghuo.foundation.outbound import send_email, send_sms
from dinghuo.organisations.models import ResetCode
from dinghuo.organisations.rules.limits import CODE_SECONDS, CODE_TRIES, minutes_to_wait
from dinghuo.organisations.rules.secrets import keyed_hash


def keep_code(market_id: UUID, sent_to: str, purpose: str, code: str) -> None:
    """Make a code the one that counts for this phone or mailbox; earlier ones of the purpose are void."""
    at = now()
    earlier = ResetCode.objects.filter(market_id=market_id, sent_to=sent_to, purpose=purpose, used_at=None)
    earlier.update(used_at=at)
    ResetCode.objects.create(
        market_id=market_id,
        sent_to=sent_to,
        purpose=purpose,
        code_hash=_hash(sent_to, purpose, code),
        created_at=at,
        expires_at=at + timedelta(seconds=CODE_SECONDS),
    )


def send_code(market_id: UUID, sent_to: str, code: str) -> None:
    """Send a code by text message or e-mail, in the language that is active."""
    text = _(
        "%(code)s is your code for Dinghuo. It is good for %(minutes)d minutes. Nobody will ask you for it."
    ) % {"code": code, "minutes": minutes_to_wait(CODE_SECONDS)}
    if "@" in sent_to:
        send_email(market_id, sent_to, _("Your code: %(code)s") % {"code": code}, text)
    else:
        send_sms(market_id, sent_to, text)


def use_code(market_id: UUID, sent_to: str, purpose: str, code: str) -> bool:
    """Use up a code; True if it is the right one.

    Each call counts as a try before anything is compared, and a code is used by one guarded update: of many requests
    at once, at most five compare and at most one wins. The caller commits even when the answer is no.
    """
    at = now()
    latest = ResetCode.objects.filter(
        market_id=market_id, sent_to=sent_to, purpose=purpose, used_at=None, expires_at__gt=at
    ).order_by("-id")
    row = latest.first()
    if row is None:
        return False
    guarded = ResetCode.objects.filter(market_id=market_id, id=row.id, used_at=None)
    if not guarded.filter(tries__lt=CODE_TRIES).update(tries=F("tries") + 1):
        return False
    if row.code_hash != _hash(sent_to, purpose, code.strip()):
        return False
    return bool(guarded.update(used_at=at))


def _hash(sent_to: str, purpose: str, code: str) -> str:
    return keyed_hash(settings.SECRET_KEY, "code", sent_to, purpose, code)
