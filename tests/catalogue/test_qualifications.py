"""Papers that prove what may be sold: sent in, looked at, and the sale that stops with the last day of one."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from PIL import Image

from dinghuo.catalogue.actions.qualifications.accept_qualification import accept_qualification
from dinghuo.catalogue.actions.qualifications.add_ready_kinds import add_ready_kinds
from dinghuo.catalogue.actions.qualifications.reject_qualification import reject_qualification
from dinghuo.catalogue.actions.qualifications.save_qualification_kind import (
    KindRow,
    Need,
    save_qualification_kind,
)
from dinghuo.catalogue.actions.qualifications.submit_qualification import PaperRow, submit_qualification
from dinghuo.catalogue.actions.qualifications.warn_owners import warn_owners
from dinghuo.catalogue.actions.qualifications.withdraw_qualification import withdraw_qualification
from dinghuo.catalogue.errors import QualificationDecided
from dinghuo.catalogue.models import Category, Qualification
from dinghuo.catalogue.queries.qualifications.kinds import kinds
from dinghuo.catalogue.queries.qualifications.not_for_sale import not_for_sale
from dinghuo.catalogue.queries.qualifications.papers import PaperFilter, paper, papers, wanted_of
from dinghuo.catalogue.states import QualifiedPart
from dinghuo.foundation.clock import today
from dinghuo.foundation.errors import Invalid, NotAllowed, NotFound
from dinghuo.foundation.models import EventRow
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.actions.fill_cart import fill_cart
from dinghuo.ordering.actions.place_order import LineRequest, OrderRequest, place_order
from dinghuo.ordering.queries.cart import cart
from dinghuo.ordering.queries.shelf import shelf
from tests.makers import make_actor, make_goods, make_organisation, make_world
from tests.makers.world import BUY

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
KEEPER = (
    "catalogue.review_qualification",
    "catalogue.save_qualification_kind",
    "catalogue.submit_qualification",
)
SUBMIT = ("catalogue.submit_qualification",)
PRODUCT, SELLER, BUYER = QualifiedPart.PRODUCT, QualifiedPart.SELLER, QualifiedPart.BUYER

pytestmark = pytest.mark.django_db


class Scene:
    """A market whose water needs a registration certificate; `paper` sends one in and accepts it."""

    def __init__(self, part: QualifiedPart = PRODUCT) -> None:
        self.world = make_world()
        self.water = make_goods(self.world.supplier, "WATER", stock=500)
        self.keeper = make_actor(self.world.operator, KEEPER)
        self.seller = make_actor(self.world.supplier, SUBMIT)
        self.buyer = make_actor(self.world.buyer, (*BUY, "catalogue.see_products"))
        self.day = today("Asia/Shanghai")
        needs = [Need(part, "all")]
        save_qualification_kind(
            self.keeper, KindRow("certificate", "注册证", {"en": "certificate"}, 30, needs)
        )

    def paper(self, start: int = -10, end: int | None = 10, by=None, **columns) -> Qualification:
        """Valid from and until so many days from today."""
        until = None if end is None else self.day + timedelta(days=end)
        row = PaperRow(
            "certificate",
            "No 1",
            self.day + timedelta(days=start),
            until,
            **{"product": "WATER" if by is None else "", **columns},
        )
        made = submit_qualification(by or self.seller, row, PDF)
        accept_qualification(self.keeper, made.id)
        return made

    def order(self) -> None:
        """One bottle."""
        rows = [LineRequest("WATER", Decimal(1))]
        place_order(self.buyer, OrderRequest(lines=rows, payment_method="credit"))

    @property
    def refused(self) -> list[tuple[str, str]]:
        """What placement says against a bottle; nothing if it is sold."""
        try:
            self.order()
        except Invalid as invalid:
            return [(fault.path, fault.code) for fault in invalid.faults]
        return []


REFUSED = [("lines.0.sku", "not-for-sale")]


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_goods_are_sold_from_the_first_day_of_their_paper_to_its_last(scene: Scene) -> None:
    assert scene.refused == REFUSED
    scene.paper(start=1, end=30)
    assert scene.refused == REFUSED
    scene.paper(start=-30, end=-1)
    assert scene.refused == REFUSED
    scene.paper(start=0, end=0)
    assert scene.refused == []


def test_the_sale_stops_at_the_markets_midnight_without_any_job(scene: Scene, monkeypatch) -> None:
    scene.paper(end=0)
    assert scene.refused == []
    last = datetime.combine(scene.day, datetime.max.time()).replace(microsecond=0)
    for zone_hours, refused in ((8, []), (8, REFUSED)):
        at = last.replace(tzinfo=UTC) - timedelta(hours=zone_hours) + timedelta(seconds=2 if refused else -2)
        monkeypatch.setattr("dinghuo.catalogue.queries.qualifications.not_for_sale.now", lambda at=at: at)
        assert scene.refused == refused


def test_a_paper_counts_only_once_it_is_accepted_and_until_it_is_withdrawn(scene: Scene) -> None:
    row = PaperRow("certificate", "No 1", scene.day, product="WATER")
    made = submit_qualification(scene.seller, row, PDF)
    assert scene.refused == REFUSED
    accept_qualification(scene.keeper, made.id)
    assert scene.refused == []
    withdraw_qualification(scene.seller, made.id)
    assert scene.refused == REFUSED
    with pytest.raises(QualificationDecided):
        accept_qualification(scene.keeper, made.id)


def test_list_cart_and_placement_say_the_same(scene: Scene) -> None:
    fill_cart(scene.buyer, scene.world.storefront.id, [LineRequest("WATER", Decimal(1))])
    scene.paper(start=-30, end=-1)
    with acting(scene.buyer):
        [item] = shelf(scene.buyer, scene.world.storefront, scene.buyer.organisation_id).items
        [row] = cart(scene.buyer, scene.world.storefront.id, "CNY").rows
    assert item.hindrance is not None
    assert (item.hindrance.part, item.hindrance.ended) == (PRODUCT, scene.day - timedelta(days=1))
    assert "expired" in str(item.hindrance)
    assert row.fault is not None
    assert (row.fault.code, row.fault.message, row.fault.repair) == ("not-for-sale", str(item.hindrance), 0)
    assert scene.refused == REFUSED
    scene.paper(start=-1, end=None)
    with acting(scene.buyer):
        [item] = shelf(scene.buyer, scene.world.storefront, scene.buyer.organisation_id).items
        [row] = cart(scene.buyer, scene.world.storefront.id, "CNY").rows
    assert (item.hindrance, row.fault) == (None, None)


def test_a_sellers_own_paper_covers_its_offers_and_nobody_elses() -> None:
    scene = Scene(SELLER)
    other = make_organisation(scene.world.market.id, "supplier")
    scene.paper(by=make_actor(other, SUBMIT))
    assert scene.refused == REFUSED
    scene.paper(by=scene.seller)
    assert scene.refused == []


def test_a_buyers_paper_is_asked_of_the_buyer_and_of_no_guest() -> None:
    scene = Scene(BUYER)
    assert scene.refused == REFUSED
    with acting(scene.buyer):
        asked = [(scene.water.id, scene.world.supplier.id)]
        assert not_for_sale(scene.buyer, asked, None) == {}
    scene.paper(by=make_actor(scene.world.buyer, SUBMIT))
    assert scene.refused == []


def test_a_rule_of_another_category_asks_nothing(scene: Scene) -> None:
    with acting(scene.world.system):
        Category.objects.create(market_id=scene.world.market.id, key="other", path="other/", name="Other")
    needs = [Need(PRODUCT, "other")]
    save_qualification_kind(scene.keeper, KindRow("certificate", "注册证", needs=needs))
    assert scene.refused == []
    save_qualification_kind(scene.keeper, KindRow("certificate", "注册证", needs=[Need(PRODUCT)]))
    assert scene.refused == REFUSED


def test_goods_without_rules_cost_no_statement(scene: Scene, django_assert_num_queries) -> None:
    with acting(scene.buyer), django_assert_num_queries(0):
        assert not_for_sale(scene.buyer, [], scene.buyer.organisation_id) == {}


def test_papers_of_others_are_not_there(scene: Scene) -> None:
    made = scene.paper()
    stranger = make_actor(make_organisation(scene.world.market.id, "supplier"), SUBMIT)
    with acting(stranger):
        assert papers(stranger, PaperFilter.ALL).items == []
        with pytest.raises(NotFound):
            paper(stranger, made.id)
    with pytest.raises(NotFound):
        withdraw_qualification(stranger, made.id)
    with pytest.raises(NotAllowed):
        accept_qualification(scene.seller, made.id)
    row = PaperRow("certificate", "No 2", scene.day, product="WATER")
    with pytest.raises(Invalid) as refused:
        submit_qualification(stranger, row, PDF)
    assert [fault.path for fault in refused.value.faults] == ["product"]


def _picture() -> bytes:
    drawn = BytesIO()
    Image.new("RGB", (20, 20), "red").save(drawn, "PNG")
    return drawn.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "required"),
        (b"<html><script>alert(1)</script>", "kind"),
        (b"%PDF-1.7 no end", "kind"),
        (PDF + b"x" * 5000, "kind"),
        (b"MZ" + PDF, "kind"),
        (PDF.ljust(11 * 1024 * 1024, b" "), "too-large"),
    ],
)
def test_a_scan_is_a_pdf_or_a_picture(scene: Scene, content: bytes, code: str) -> None:
    row = PaperRow("certificate", "No 1", scene.day, product="WATER")
    with pytest.raises(Invalid) as refused:
        submit_qualification(scene.seller, row, content)
    assert [(fault.path, fault.code) for fault in refused.value.faults] == [("file", code)]


def test_a_scan_lies_where_nobody_is_served_it(scene: Scene, client) -> None:
    row = PaperRow("certificate", "No 1", scene.day, product="WATER")
    made = submit_qualification(scene.seller, row, _picture())
    assert made.file.startswith("private/")
    assert made.file.endswith(".webp")
    for path in (made.file, f"catalogue/../{made.file}", f"./{made.file}"):
        assert client.get(f"/media/{path}").status_code == 404


def test_a_paper_is_sent_back_with_a_reason(scene: Scene) -> None:
    row = PaperRow("certificate", "No 1", scene.day, product="WATER")
    made = submit_qualification(scene.seller, row, PDF)
    with pytest.raises(Invalid):
        reject_qualification(scene.keeper, made.id, " ")
    reject_qualification(scene.keeper, made.id, "The stamp can't be read.")
    with acting(scene.seller):
        found = paper(scene.seller, made.id)
    assert (found.state, found.reason) == ("rejected", "The stamp can't be read.")
    assert scene.refused == REFUSED


def test_owners_are_warned_once_and_told_once_when_it_is_over(scene: Scene) -> None:
    soon = scene.paper(end=20)
    over = scene.paper(start=-30, end=-1, by=scene.seller, product="")
    scene.paper(end=31, by=make_actor(scene.world.buyer, SUBMIT))
    assert warn_owners(scene.world.system) == 2
    assert warn_owners(scene.world.system) == 0
    with acting(scene.world.system):
        told = EventRow.objects.filter(kind__in=["qualification.expiring", "qualification.expired"])
        assert set(told.values_list("kind", "subject_id")) == {
            ("qualification.expiring", soon.id),
            ("qualification.expired", over.id),
        }


def test_a_paper_that_is_followed_by_another_is_not_warned_of(scene: Scene) -> None:
    scene.paper(end=20)
    scene.paper(start=21, end=400)
    assert warn_owners(scene.world.system) == 0


def test_what_a_company_lacks_is_told() -> None:
    scene = Scene(BUYER)
    buyer = make_actor(scene.world.buyer, SUBMIT)
    with acting(buyer):
        assert [each.kind.key for each in wanted_of(buyer, kinds(buyer))] == ["certificate"]
    scene.paper(by=buyer)
    with acting(buyer):
        assert wanted_of(buyer, kinds(buyer)) == []


def test_the_usual_kinds_are_added_once(scene: Scene) -> None:
    assert add_ready_kinds(scene.keeper) >= 8
    assert add_ready_kinds(scene.keeper) == 0


@pytest.mark.parametrize(
    ("columns", "path"),
    [
        ({"key": "Not A Key"}, "key"),
        ({"name": " "}, "name"),
        ({"warn_days": -1}, "warn_days"),
        ({"needs": [Need(PRODUCT, "nowhere")]}, "needs.0.category"),
    ],
)
def test_what_is_wrong_with_a_kind_is_told(scene: Scene, columns: dict, path: str) -> None:
    with pytest.raises(Invalid) as refused:
        save_qualification_kind(scene.keeper, KindRow(**{"key": "k", "name": "K", **columns}))
    assert [fault.path for fault in refused.value.faults] == [path]


def test_days_in_the_wrong_order_are_refused(scene: Scene) -> None:
    row = PaperRow("certificate", " ", scene.day, date(2001, 1, 1), product="NOWHERE")
    with pytest.raises(Invalid) as refused:
        submit_qualification(scene.seller, row, PDF)
    assert {fault.path for fault in refused.value.faults} == {"number", "valid_until", "product"}
