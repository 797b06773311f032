"""What runs out soon, and what is past its day."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from dinghuo.foundation.actor import Actor, require
from dinghuo.inventory.permissions import SEE_STOCK
from dinghuo.inventory.queries.stock_lines import StockLine, read_lines, visible_stock
from dinghuo.inventory.queries.today import today
from dinghuo.inventory.rules.markdown import markdown_percent

#: Enough for a page; what runs out first stands first.
MOST = 200


@dataclass(frozen=True, slots=True)
class ExpiringLine:
    """A balance that runs out: days left (negative: past), and what to take off its price, in percent."""

    line: StockLine
    days_left: int
    markdown: Decimal | None


def expiring(actor: Actor, within_days: int = 90) -> list[ExpiringLine]:
    """The actor's own balances that run out within so many days, the first first, at most MOST. One statement."""
    require(actor, SEE_STOCK)
    day = today(actor)
    rows = visible_stock(actor, actor.organisation_id).filter(
        on_hand__gt=0, expires__lte=day + timedelta(days=within_days)
    )
    lines = read_lines(rows.order_by("expires", "variant__sku", "id")[:MOST])
    return [_line(line, (line.expires - day).days) for line in lines if line.expires]


def _line(line: StockLine, days_left: int) -> ExpiringLine:
    return ExpiringLine(line, days_left, markdown_percent(days_left))
