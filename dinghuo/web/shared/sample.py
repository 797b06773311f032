"""Made-up trade for the gallery: short and long, Chinese and English, full, empty and wrong."""

from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace as Thing
from typing import Any

from django.http import HttpRequest, QueryDict
from django.templatetags.static import static

from dinghuo.foundation import clock, formats
from dinghuo.foundation.errors import Fault
from dinghuo.foundation.paging import Page
from dinghuo.web.shared import charts, regions
from dinghuo.web.shared.form import Form
from dinghuo.web.shared.listing import Choice
from dinghuo.web.shared.navigation import NavGroup, Navigation, NavItem

FRAMES = {"store": "shared/storefront.html", "gate": "shared/gate.html"}


def everything(request: HttpRequest) -> dict[str, Any]:
    """All that the gallery's templates show."""
    now = clock.now()
    return {
        "now": now,
        "not_framed": "frame" not in request.GET,
        "frame": FRAMES.get(request.GET.get("frame", ""), "shared/door.html"),
        "ago": {minutes: now - timedelta(minutes=minutes) for minutes in (4, 95, 1500, 2900)},
        "soon": now + timedelta(days=12),
        "long_ago": now - timedelta(days=400),
        "navigation": navigation(),
        "goods": goods(),
        "rules": rules(),
        "tiers": tiers(),
        "orders": Page(orders(), "next"),
        "columns": columns(),
        "form": form(),
        "units": ["箱", "瓶"],
        "picker": regions.picked("330106"),
        **figures(),
    }


def navigation() -> Navigation:
    """A supplier's door, as its navigation would be."""
    return Navigation(
        home="/design",
        name="华东饮品供应",
        search="/design",
        search_words="SO-, 农夫山泉, nfsq …",
        notices=NavItem("Notices", "#", "bell", 3),
        cart=NavItem("Cart", "#", "shopping-cart", 12),
        groups=[
            NavGroup(
                [
                    NavItem("Today", "#", "house", thumb=True, current=True),
                    NavItem("Orders", "#", "clipboard-list", 7, needs_you=True, thumb=True),
                    NavItem("Shipments", "#", "truck", 12, thumb=True),
                    NavItem("Returns", "#", "undo-2"),
                ]
            ),
            NavGroup(
                [
                    NavItem("Products", "#", "package", 1204),
                    NavItem("Prices", "#", "tag"),
                    NavItem("Stock", "#", "warehouse", 3, thumb=True),
                ],
                "Goods",
            ),
            NavGroup([NavItem("Settlement", "#", "wallet"), NavItem("Team", "#", "users")], "House"),
        ],
    )


def _goods(picture: str, code: str, name: str, pack: str, price: str, **more: Any) -> Thing:
    known = {
        "src": static(f"design/{picture}.svg") if picture else "",
        "code": code,
        "name": name,
        "pack": pack,
        "price": Decimal(price),
    }
    return Thing(
        **{"was": None, "available": 320, "low": False, "quantity": None, "unit": "箱", **known, **more}
    )


def goods() -> list[Thing]:
    """Five articles: ordinary, reduced, short, sold out, and one with a very long name."""
    return [
        _goods(
            "water",
            "NFSQ-550-24",
            "农夫山泉 饮用天然水 550ml",
            "1 箱 = 24 瓶",
            "34.08",
            quantity=12,
            base=288,
        ),
        _goods(
            "cola", "KKKL-330-24", "可口可乐 汽水 330ml 罐装", "1 箱 = 24 罐", "46.5", was=Decimal("49.2")
        ),
        _goods(
            "shirt",
            "TS-0091-M",
            "Heavyweight cotton T-shirt, navy",
            "1 件",
            "38.125",
            available=9,
            low=True,
            unit="件",
        ),
        _goods("", "XB-330-24", "雪碧 清爽柠檬味汽水 330ml", "1 箱 = 24 罐", "44", available=0),
        _goods(
            "water",
            "NFSQ-4000-4",
            "农夫山泉 饮用天然水（适合婴幼儿）4L 家庭装 整箱 Natural drinking water for families with small children",
            "1 箱 = 4 桶",
            "36",
            quantity=3,
            base=12,
        ),
    ]


def rules() -> list[Thing]:
    """Why a price is what it is."""
    return [
        Thing(
            won=True,
            words="协议价 2026 · contract price",
            amount=Decimal("34.08"),
            reason="from 10 箱, valid until 31 Dec",
        ),
        Thing(
            won=False,
            words="Gold level list",
            amount=Decimal("35.4"),
            reason="a contract goes before a level",
        ),
        Thing(won=False, words="Base list", amount=Decimal("36"), reason=""),
    ]


def tiers() -> list[Thing]:
    """Quantity tiers: one that counts now, one within reach."""
    return [
        Thing(quantity=10, amount=Decimal("34.08"), now=True, next=False, saves=None),
        Thing(quantity=50, amount=Decimal("33.12"), now=False, next=True, saves=Decimal("48")),
    ]


def orders() -> list[Thing]:
    """Orders in every shape of state."""
    now = clock.now()
    rows = [
        ("SO-2026-000123", "上海华联超市有限公司", 14, "12480", "needs-you", "To answer", "2 h left", 3),
        (
            "SO-2026-000122",
            "Harbour & Sons Wholesale (Asia Pacific) Limited",
            3,
            "860.5",
            "waiting",
            "Waiting for approval",
            "",
            50,
        ),
        (
            "SO-2026-000119",
            "杭州西湖便利店",
            28,
            "104220.75",
            "part",
            "Confirmed 80 of 100",
            "20 on 3 Dec",
            300,
        ),
        (
            "SO-2026-000101",
            "南京金鹰国际购物集团有限公司第一采购中心",
            5,
            "2310",
            "done",
            "Received",
            "",
            1500,
        ),
        ("SO-2026-000098", "李娜", 1, "34.08", "ended", "Cancelled", "by the buyer", 9000),
        ("", "王小明", 2, "0", "draft", "Draft", "", 20),
    ]
    return [
        Thing(number=number or "–", buyer=buyer, count=count, total=Decimal(total), shape=shape, words=words, note=note,
              at=now - timedelta(minutes=minutes), currency="CNY")
        for number, buyer, count, total, shape, words, note, minutes in rows
    ]  # fmt: skip


def columns() -> list[Choice]:
    """The columns a list could show."""
    return [
        Choice("buyer", "Buyer", chosen=True),
        Choice("lines", "Lines", chosen=True),
        Choice("placed", "Placed", chosen=True),
        Choice("reference", "Your reference"),
    ]


def form() -> Form:
    """A form that came back: typed values kept, two faults beside their fields."""
    typed = QueryDict(mutable=True)
    typed.update(
        {
            "company": "上海华联超市有限公司",
            "phone": "1380013",
            "payment": "credit",
            "note": "Gate 3, before 10 o’clock.",
        }
    )
    typed.update({"limit": "50000", "agree": "", "term": "30"})
    return Form(
        typed=typed,
        faults=[
            Fault("phone", "phone", "A mobile number has 11 digits; this one has 7."),
            Fault("agree", "required", "Please agree to the terms first."),
        ],
    )


def figures() -> dict[str, Any]:
    """Charts of a day, a week and a list."""
    hours = [0, 0, 0, 0, 1, 3, 12, 38, 64, 92, 110, 96, 70, 88, 121]
    usual = [0, 0, 0, 0, 1, 2, 8, 30, 55, 84, 98, 90, 66, 74, 96, 102, 88, 71, 52, 40, 31, 18, 8, 2]
    day = [charts.Point(f"{hour:02}:00", value * 1000, "#") for hour, value in enumerate(hours)]
    week = [("Mon", 86), ("Tue", 94), ("Wed", 71), ("Thu", 102), ("Fri", 118), ("Sat", 64), ("Sun", 22)]

    month = [charts.Point(f"{number} Nov", number * 37 % 90 + 10, "#") for number in range(1, 31)]
    month[12] = charts.Point("13 Nov", -40, "#", "low")

    def yuan(value: Any) -> str:
        return formats.compact(value, "¥")

    return {
        "day_chart": charts.line(
            day,
            words=yuan,
            band=[(value * 800, value * 1250) for value in usual],
            usual_words="usual for a Saturday",
            places=[f"{hour:02}:00" for hour in range(24)],
        ),
        "week_chart": charts.bars(
            [
                charts.Point(label, value * 1000, "#", "now" if label == "Fri" else "")
                for label, value in week
            ],
            words=yuan,
        ),
        "month_chart": charts.bars(month),
        "strips": charts.strips(
            [
                charts.Point("饮料 Drinks", 412000, "#"),
                charts.Point("粮油调味 Grain, oil and seasoning of every kind", 318000, "#"),
                charts.Point("服装 Apparel", 96400, "#"),
                charts.Point("日化 Household", 0, "#"),
            ],
            words=yuan,
        ),
        "spark": charts.spark([3, 5, 4, 8, 6, 9, 12, 11, 14]),
    }
