"""A row whose barcode another seller's article has becomes an offer of that, once the operator agrees."""

import pytest

from dinghuo.catalogue.actions.proposals.accept_proposal import accept_proposal
from dinghuo.catalogue.actions.proposals.decline_proposal import decline_proposal
from dinghuo.catalogue.errors import ProposalDecided
from dinghuo.catalogue.models import Category, Offer, OfferProposal, Product, Variant
from dinghuo.catalogue.queries.merging.proposals import proposals
from dinghuo.foundation.errors import Invalid, NotAllowed
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.actions.imports.apply_import import apply_import
from dinghuo.integration.actions.imports.undo_import import undo_import
from dinghuo.integration.states import ImportKind
from dinghuo.organisations.queries.organisations import operator_of
from tests.integration.imports.bring import Bringing, book
from tests.makers import make_actor, make_goods, make_organisation

pytestmark = pytest.mark.django_db
HEAD = ("SKU", "商品名称", "类目", "单位", "条码", "起订量", "税率")
WATER = ("MINE-1", "矿泉水", "All", "瓶", "0036000291452", 6, "13%")


@pytest.fixture
def bringing(drain):
    made = Bringing(drain)
    other = make_organisation(made.world.market_id, "supplier")
    theirs = make_goods(other, "THEIRS")
    with acting(made.world.system):
        Variant.objects.filter(id=theirs.id).update(gtin="036000291452")
        Category.objects.filter(market_id=made.world.market_id, key="all").update(name="All")
    made.goods["THEIRS"] = theirs
    return made


def operator(bringing):
    with acting(bringing.world.system):
        return make_actor(operator_of(bringing.world.market_id), ("catalogue.merge_goods",))


def brought(bringing):
    found = bringing.bring(ImportKind.PRODUCTS, book(HEAD, WATER))
    assert bringing.states(found) == {2: "offer"}, bringing.faults(found)
    apply_import(bringing.actor, found.id)
    bringing.drain()
    return bringing.look(found)


def waiting(bringing):
    with acting(bringing.world.system):
        return OfferProposal.objects.get(market_id=bringing.world.market_id)


def test_a_twin_is_proposed_accepted_and_priced_under_its_own_code(bringing):
    found = brought(bringing)
    assert found.counts["written_offer"] == 1
    proposal = waiting(bringing)
    assert (proposal.sku, proposal.minimum, proposal.state) == ("MINE-1", 6, "waiting")
    with acting(bringing.world.system):
        assert not Product.objects.filter(market_id=bringing.world.market_id, code="MINE-1").exists()
    actor = operator(bringing)
    with acting(actor):
        assert [each.sku for each in proposals(actor)] == ["MINE-1"]
    accept_proposal(actor, proposal.id)
    with pytest.raises(ProposalDecided):
        accept_proposal(actor, proposal.id)
    with acting(bringing.world.system):
        offer = Offer.objects.get(variant=bringing.goods["THEIRS"], seller=bringing.world.supplier)
        assert (offer.minimum, offer.state) == (6, "active")
    priced = bringing.bring(ImportKind.PRICES, book(("SKU", "价格"), ("MINE-1", "8.50")))
    assert bringing.states(priced) == {2: "new"}
    apply_import(bringing.actor, priced.id)
    bringing.drain()
    assert bringing.prices("THEIRS") == [("8.50", True)]
    again = bringing.bring(ImportKind.PRODUCTS, book(HEAD, WATER))
    assert bringing.states(again) == {2: "unchanged"}
    undo_import(bringing.actor, found.id)
    bringing.drain()
    assert bringing.look(found).state == "applied"


def test_what_waits_is_taken_back_or_declined(bringing):
    found = brought(bringing)
    undo_import(bringing.actor, found.id)
    bringing.drain()
    assert bringing.look(found).state == "undone"
    assert waiting(bringing).state == "taken-back"
    brought(bringing)
    actor = operator(bringing)
    with acting(bringing.world.system):
        proposal = OfferProposal.objects.get(market_id=bringing.world.market_id, state="waiting")
    with pytest.raises(Invalid):
        decline_proposal(actor, proposal.id, " ")
    with pytest.raises(NotAllowed):
        decline_proposal(bringing.actor, proposal.id, "No")
    decline_proposal(actor, proposal.id, "It is the six-pack.")
    with acting(bringing.world.system):
        assert not Offer.objects.filter(
            variant=bringing.goods["THEIRS"], seller=bringing.world.supplier
        ).exists()


def test_another_unit_is_told(bringing):
    found = bringing.bring(ImportKind.PRODUCTS, book(HEAD, (*WATER[:3], "箱", *WATER[4:])))
    assert bringing.faults(found) == {2: [("base_unit", "other-unit")]}
