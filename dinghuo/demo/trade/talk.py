"""The messages that buyers and sellers write on orders."""

from datetime import datetime, timedelta
from functools import partial

from dinghuo.demo.trade.deal import Deal
from dinghuo.demo.trade.world import Who, World
from dinghuo.ordering.events import MessageSent
from dinghuo.ordering.models import OrderMessage

#: Share of the orders on which somebody writes.
TALKS = 0.07
THREADS = (
    ("请问能不能周三上午送到？下午不收货。", "可以，已备注司机上午到。", "收到，谢谢。"),
    ("这批麻烦用托盘装，上次有几箱压坏了。", "好的，仓库会打托盘并加护角。"),
    ("发票抬头请按新公司名开具，税号已更新。", "已按新抬头处理，随货附上。"),
    (
        "有没有更新鲜的批次？门店要求剩余保质期三分之二以上。",
        "本批为上月生产，符合要求。",
        "好的，按这批发。",
    ),
    ("价格是按阶梯价结算的吗？", "是的，满10箱自动按阶梯价，明细里可以看到。"),
    ("收货地址门口在修路，请从北门进。", "已通知承运商。"),
    ("可以拼一起发吗？还有一张单今天刚下。", "可以合并发车，预计明早出库。"),
    ("司机到了请提前半小时打电话。", "没问题。"),
)


def expect_talk(world: World, deal: Deal, at: datetime) -> None:
    """Let some buyers write, and the seller answer."""
    if world.chance.random() >= TALKS:
        return
    buyer, seller = world.who(deal.party.company, "purchase"), world.who(world.company(deal.seller), "sales")
    when = at + timedelta(hours=world.chance.uniform(0.2, 6))
    for place, text in enumerate(world.chance.choice(THREADS)):
        who = seller if place % 2 else buyer
        world.later(when, partial(_write, world, deal, who, text))
        when += timedelta(hours=world.chance.uniform(0.1, 5))


def _write(world: World, deal: Deal, who: Who, text: str, at: datetime) -> None:
    world.rows.add(
        OrderMessage,
        id=world.ids.at(at),
        order_id=deal.id,
        organisation_id=who.company_id,
        organisation_name=who.company_name,
        person_id=who.person_id,
        person_name=who.person_name,
        text=text,
        at=at,
        **deal.both,
    )
    world.record(MessageSent, at, who, deal.subject, deal.parties, {"text": text})
