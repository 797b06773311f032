"""Sends in a paper, to be looked at by the operator."""

from django.utils.translation import gettext as _

from dinghuo.catalogue.events import QualificationAccepted, QualificationSubmitted
from dinghuo.catalogue.models import Offer, Product, Qualification, QualificationKind
from dinghuo.catalogue.permissions import REVIEW_QUALIFICATION, SUBMIT_QUALIFICATION
from dinghuo.catalogue.rules.qualifications import PaperRow
from dinghuo.catalogue.rules.told_of_paper import told_of
from dinghuo.catalogue.states import QualificationState
from dinghuo.catalogue.steps.check_qualification import check_paper
from dinghuo.catalogue.steps.cover import begin_cover
from dinghuo.catalogue.steps.keep_paper import keep_paper
from dinghuo.foundation.actor import Actor, allows, require
from dinghuo.foundation.clock import now
from dinghuo.foundation.errors import Faults
from dinghuo.foundation.record import record
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.queries.own import own_organisation_id

__all__ = ["PaperRow", "submit_qualification"]


def submit_qualification(actor: Actor, paper: PaperRow, content: bytes) -> Qualification:
    """Send in a paper of one's own company, or of a product that it offers, with its scan. It counts once it is
    accepted; of who may accept papers, at once.

    Raises Invalid with every fault: unknown kind or product, no number, a file that is neither PDF nor picture.
    """
    require(actor, SUBMIT_QUALIFICATION)
    with acting(actor):
        owner_id = own_organisation_id(actor)
        faults = Faults()
        check_paper(paper, faults)
        kind = QualificationKind.objects.filter(
            market_id=actor.market_id, key=paper.kind.replace("\0", "")
        ).first()
        if kind is None:
            faults.add("kind", "unknown", _("Choose what kind of paper it is."))
        product = _product(actor, paper.product) if paper.product else None
        if paper.product and product is None:
            faults.add("product", "unknown", _("You sell no product with this code."))
        file = ""
        with faults.collecting():
            file = keep_paper(actor, content)
        faults.raise_any()
        assert kind is not None
        made = Qualification(
            market_id=actor.market_id,
            owner_id=owner_id,
            product=product,
            kind=kind,
            number=paper.number.strip(),
            issuer=paper.issuer.strip(),
            valid_from=paper.valid_from,
            valid_until=paper.valid_until,
            file=file,
            written_by=actor.person_name,
        )
        is_accepted = actor.scope == "market" and allows(actor, REVIEW_QUALIFICATION)
        if is_accepted:
            made.state, made.decided_at = QualificationState.ACCEPTED.value, now()
            made.decided_by = actor.person_name
        made.save()
        if is_accepted:
            begin_cover(made)
        event = QualificationAccepted if is_accepted else QualificationSubmitted
        data = told_of(kind.name, kind.names, made.number, product.name if product else "", made.valid_until)
        record(actor, event(made.id, made.number, [owner_id], data | {"owner": str(owner_id)}))
        return made


def _product(actor: Actor, code: str) -> Product | None:
    rows = Product.objects.filter(market_id=actor.market_id, code=code.replace("\0", ""))
    if actor.scope != "market":
        own = Offer.objects.filter(market_id=actor.market_id, seller_id=actor.organisation_id)
        rows = rows.filter(id__in=own.values("variant__product_id"))
    return rows.first()
