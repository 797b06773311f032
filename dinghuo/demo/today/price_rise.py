"""Plans a price rise of the demo for next week, and keeps a dollar's rate of these days."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from dinghuo.demo.companies.market import Opened
from dinghuo.demo.today.special_prices import SELLER
from dinghuo.foundation.clock import now, today
from dinghuo.foundation.tenancy import acting
from dinghuo.pricing.actions.drafts.save_draft import DraftInput, DraftRow, save_draft
from dinghuo.pricing.actions.drafts.submit_draft import submit_draft
from dinghuo.pricing.actions.save_rates import RateInput, save_rates
from dinghuo.pricing.models import Price

ZONE = "Asia/Shanghai"
#: Goods whose price rises, and by how much.
GOODS, RISE = 12, Decimal("1.03")
CENT = Decimal("0.01")


def plan_a_rise(opened: Opened) -> None:
    """One set of changes that counts from Monday on, and one that is still being written."""
    key = f"{SELLER}-base".lower()
    with acting(opened.actor):
        prices = Price.objects.filter(
            market_id=opened.actor.market_id, list__key=key, min_quantity=1, valid__contains=now()
        )
        columns = ("variant__sku", "unit", "amount")
        found = list(prices.order_by("variant__sku").values_list(*columns)[: GOODS * 2])
    rows = [DraftRow(sku, (amount * RISE).quantize(CENT), unit) for sku, unit, amount in found]
    day = today(ZONE)
    monday = datetime.combine(day + timedelta(days=7 - day.weekday()), time(), ZoneInfo(ZONE))
    planned = save_draft(opened.actor, DraftInput(key, "下周一调价", rows[:GOODS], monday))
    submit_draft(opened.actor, planned.number)
    save_draft(opened.actor, DraftInput(key, "年底调价（草稿）", rows[GOODS:], monday + timedelta(days=28)))
    save_rates(opened.actor, [RateInput("USD", "CNY", day, Decimal("7.1182"), "中国人民银行中间价")])
