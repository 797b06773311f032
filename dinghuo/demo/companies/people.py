"""The people of the demo's companies: who works where, in which roles, and how they sign in."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

#: Everybody's in the demo; bin/dev prints it.
PASSWORD = "dinghuo2026"  # noqa: S105 - a demo's password is no secret

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
GIVEN = (
    "娜 伟 芳 敏 静 丽 强 磊 洋 勇 艳 杰 娟 涛 明 超 霞 平 刚 桂英 秀兰 建华 志强 晓燕 雪梅 海燕 丽娟 文静 "
    "思远 子涵 雨桐 浩然 欣怡 俊杰 佳琪 一鸣 晨曦 梓萱 国栋 振宇 玉兰 春梅 嘉豪 若曦 天佑 清妍 启航 书瑶"
)


@dataclass(frozen=True)
class Post:
    """A place of work: the login's first word, the roles, and limits beside the roles' own."""

    login: str
    roles: tuple[str, ...]
    limits: tuple[tuple[str, Decimal], ...] = ()


@dataclass(frozen=True)
class Human:
    """Somebody who holds a post. The address is a reserved one (RFC 2606): no letter can reach it."""

    name: str
    email: str
    phone: str
    post: Post


OPERATOR = (
    Post("admin", ("operator-admin",)),
    Post("trade", ("operator-trade",)),
    Post("finance", ("operator-finance",)),
    Post("rep1", ("operator-representative",)),
    Post("rep2", ("operator-representative",)),
    Post("rep3", ("operator-representative",)),
)
BRANCH = (
    Post("admin", ("branch-manager",)),
    Post("sales", ("branch-sales",)),
    Post("store", ("branch-warehouse",)),
    Post("finance", ("branch-finance",)),
)
SUPPLIER = (
    Post("admin", ("supplier-admin",)),
    Post("sales", ("supplier-sales",)),
    Post("store", ("supplier-warehouse",)),
    Post("finance", ("supplier-finance",)),
)
SMALL_BUYER = (Post("admin", ("buyer-admin",)),)
#: A house in which somebody orders, somebody else approves what is above 5,000 yuan, and a third one pays.
BUYER = (
    Post("admin", ("buyer-admin",)),
    Post("purchase", ("buyer-purchaser",), (("ordering.place_order", Decimal(5000)),)),
    Post("approve", ("buyer-approver",)),
    Post("finance", ("buyer-finance",)),
)


class Staff:
    """Gives posts their people, the same ones every time. `line`: which numbers the market's phones begin with."""

    def __init__(self, seed: str, line: str) -> None:
        self._chance = random.Random(seed)
        self._line = line
        self._count = 0
        self._taken: set[str] = set()
        self._given = GIVEN.split()

    def of(self, code: str, posts: tuple[Post, ...]) -> Iterator[Human]:
        """One human for each post of the company with this code."""
        for post in posts:
            self._count += 1
            yield Human(
                self._name(), f"{post.login}@{code.lower()}.example", f"{self._line}{self._count:06d}", post
            )

    def _name(self) -> str:
        while (name := self._chance.choice(SURNAMES) + self._chance.choice(self._given)) in self._taken:
            pass
        self._taken.add(name)
        return name
