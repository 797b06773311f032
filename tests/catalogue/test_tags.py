"""Tags: words of the market that all goods may carry, by which buyers filter and sellers narrow their lists."""

import pytest

from dinghuo.catalogue.actions.attributes.add_ready_set import add_ready_set
from dinghuo.catalogue.queries.facets import facets
from dinghuo.catalogue.queries.list_products import Wanted, list_products
from dinghuo.catalogue.queries.offered import offered
from dinghuo.catalogue.queries.tags import tags
from dinghuo.foundation.errors import Invalid
from dinghuo.foundation.tenancy import acting
from tests.catalogue.conftest import Goods

pytestmark = pytest.mark.django_db


@pytest.fixture
def tagged(goods: Goods) -> Goods:
    assert add_ready_set(goods.keeper, "", "tags") == ["tags"]
    goods.load(
        goods.row("A", attributes={"tags": ["新品", "organic"]}),
        goods.row("B", attributes={"tags": "Clearance, new"}),
        goods.row("C"),
    )
    return goods


def test_buyers_filter_by_them_in_every_list(tagged: Goods) -> None:
    with acting(tagged.buyer):
        found = list_products(tagged.buyer, None, Wanted(traits={"tags": ["new"]})).items
        assert [item.sku for item in found] == ["A", "B"]
        [counted] = facets(tagged.buyer, None, Wanted()).attributes
        assert counted.attribute.key == "tags"
        assert dict(counted.values) == {"new": 2, "organic": 1, "clearance": 1}


def test_sellers_narrow_their_lists_by_them(tagged: Goods) -> None:
    with acting(tagged.system):
        page = offered(tagged.system, tagged.seller.id, tag="clearance")
        assert [row.sku for row in page.items] == ["B"]
        assert len(offered(tagged.system, tagged.seller.id).items) == 3
        assert ("new", "New") in tags(tagged.system)


def test_a_word_that_is_no_tag_is_told(tagged: Goods) -> None:
    with pytest.raises(Invalid) as refused:
        tagged.load(tagged.row("D", attributes={"tags": ["cheap"]}))
    assert [fault.path for fault in refused.value.faults] == ["products.0.attributes.tags"]


def test_a_category_with_tags_alone_takes_particulars_as_they_come(tagged: Goods) -> None:
    tagged.load(tagged.row("E", attributes={"taste": "sweet", "tags": ["new"]}))
    with acting(tagged.buyer):
        found = list_products(tagged.buyer, None, Wanted(traits={"tags": ["new"]})).items
        assert "E" in [item.sku for item in found]
