"""Brings two sheets of offers to the demo as a supplier does: one is written, one waits with rows to be repaired."""

import csv
import io
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal

from django.utils.translation import override

from dinghuo.demo.shelf.item import Sold
from dinghuo.demo.shelf.shelves import Shelves
from dinghuo.demo.today.desk import Desk
from dinghuo.foundation.actor import Actor
from dinghuo.integration.actions.imports.apply_import import apply_import
from dinghuo.integration.actions.imports.continue_import import continue_import
from dinghuo.integration.actions.imports.start_import import start_import
from dinghuo.integration.states import ImportKind

SELLER = "S004"
HEAD = ("规格编码", "名称", "价格", "计价单位", "可用数量", "起订量", "供货截止", "供货区域")
REGIONS = ("广东省、湖南省", "浙江省 杭州市、上海市", "全国")
#: Of the price until now.
PERCENT = Decimal("0.97")
WRITTEN, WAITING = 6, 8


def bring_sheets(desk: Desk, shelves: Shelves) -> None:
    """The least sold of its goods, so that nothing of the trade that is under way goes off sale."""
    actor = desk.actor(SELLER, "admin")
    own = sorted(
        (one for one in shelves.sold if one.seller == SELLER and not one.is_second),
        key=lambda one: -one.item.rank,
    )
    with override(actor.language):
        _bring(desk, actor, own)


def _bring(desk: Desk, actor: Actor, own: Sequence[Sold]) -> None:
    rows = [_row(one, i, desk.today) for i, one in enumerate(own[:WRITTEN])]
    written = start_import(actor, ImportKind.OFFERS, "十一月供货.csv", _sheet(rows))
    continue_import(desk.opened.actor, written.id)
    apply_import(actor, written.id)
    continue_import(desk.opened.actor, written.id)
    rows = [_row(one, i, desk.today) for i, one in enumerate(own[WRITTEN : WRITTEN + WAITING])]
    for row in rows[:3]:
        row[7] = "华南"
    rows[4][2], rows[5][0] = "面议", "XT-00000"
    waiting = start_import(actor, ImportKind.OFFERS, "十二月供货.csv", _sheet(rows))
    continue_import(desk.opened.actor, waiting.id)


def _row(one: Sold, place: int, today: date) -> list[str]:
    price = (one.price * PERCENT * 100).to_integral_value(ROUND_FLOOR) / 100
    until = today + timedelta(days=60 + 30 * (place % 2))
    return [
        one.item.sku,
        one.item.words.chinese,
        str(price),
        one.item.article.unit,
        str(one.item.factor * (20 + 4 * place)),
        str(one.item.factor),
        until.isoformat(),
        REGIONS[place % len(REGIONS)],
    ]


def _sheet(rows: Sequence[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([HEAD, *rows])
    return out.getvalue().encode("utf-8-sig")
