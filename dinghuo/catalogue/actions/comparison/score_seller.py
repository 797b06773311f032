"""Judges a seller: how good it is, from 0 to 100."""

from decimal import Decimal

from django.utils.translation import gettext as _

from dinghuo.catalogue.events import SellerScored
from dinghuo.catalogue.models import SellerScore
from dinghuo.catalogue.permissions import SCORE_SELLER
from dinghuo.catalogue.steps.next_version import next_version
from dinghuo.foundation.actor import Actor, require
from dinghuo.foundation.errors import Faults, NotFound
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Organisation
from dinghuo.organisations.states import Part


def score_seller(actor: Actor, code: str, score: Decimal | None, why: str) -> SellerScore:
    """Give the seller with this code a score with at most one decimal, or take it back (None); with the reason.

    It counts in comparisons from now on; what was before stays on record. Raises NotFound, or Invalid.
    """
    require(actor, SCORE_SELLER)
    with acting(actor):
        sellers = Organisation.objects.filter(
            market_id=actor.market_id, parts__contains=[Part.SUPPLIER.value], code=code.replace("\0", "")
        )
        seller = sellers.first()
        if seller is None:
            raise NotFound(code)
        faults = Faults()
        if score is not None and not (score.is_finite() and 0 <= score <= 100 and score == round(score, 1)):
            faults.add("score", "range", _("Enter a score from 0 to 100, with at most one decimal."))
        if not why.strip() or len(why) > 300:
            faults.add("why", "required", _("Say why, in at most 300 characters."))
        faults.raise_any()
        rows = SellerScore.objects.filter(market_id=actor.market_id, seller=seller)
        made = SellerScore.objects.create(
            market_id=actor.market_id,
            seller=seller,
            number=next_version(actor, rows),
            score=score,
            why=why.strip(),
            set_by=actor.person_name,
        )
        told = {"score": "" if score is None else str(score)}
        record(actor, SellerScored(seller.id, seller.code, [seller.id], told), why)
        return made
