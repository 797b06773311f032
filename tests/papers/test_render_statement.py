"""The statement of a month as a paper."""

from dataclasses import replace

import pytest

from dinghuo.foundation.errors import Invalid, NotFound
from dinghuo.foundation.tenancy import acting
from dinghuo.papers.queries.render_statement import render_statement
from tests.billing.test_statements import next_month, this_month
from tests.finance.deals import EVERYTHING, Deal
from tests.finance.world import World
from tests.papers.reading import fonts, missing, page_count


def test_both_sides_get_the_same_figures(world: World, deal: Deal):
    deal.deliver()
    deal.pay("250")
    for actor in (deal.buyer, deal.seller, deal.operator):
        actor = replace(actor, language="zh-hans")
        with acting(actor):
            pdf = render_statement(actor, this_month())
            later = render_statement(actor, next_month(this_month()), world.buyer.id)
        assert fonts(pdf) == {"NotoSansSC-Regular", "NotoSerifSC-Regular"}
        assert page_count(pdf) == page_count(later) == 1
        assert missing(pdf, "广州华联超市有限公司伍拾肆元整54.00") == set()


def test_nothing_to_state(world: World, deal: Deal):
    stranger = world.person(world.other_buyer, *EVERYTHING)
    with acting(stranger), pytest.raises(NotFound):
        render_statement(stranger, this_month())
    with acting(deal.buyer), pytest.raises(Invalid):
        render_statement(deal.buyer, "soon")
