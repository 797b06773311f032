"""The columns of a sheet of offers: on which terms a seller sells an article, for how much, and how much of it."""

from dataclasses import replace

from dinghuo.integration.rules.sheets.goods_columns import (
    LEAD_TIME,
    MINIMUM,
    MULTIPLE,
    NAME,
    SELLER,
    SKU,
    WAREHOUSE,
)
from dinghuo.integration.rules.sheets.kinds import Column, Sheet, called
from dinghuo.integration.rules.sheets.price_sheet import AMOUNT, LIST, MEANT
from dinghuo.integration.states import ImportKind

OFFERS = Sheet(
    ImportKind.OFFERS,
    chunk=5_000,
    most_rows=200_000,
    columns=(
        SKU,
        NAME,
        replace(AMOUNT, needed=False),
        Column(
            "price_unit",
            ("Price per", "计价单位", "計價單位"),
            example=("bottle", "瓶", "瓶"),
            hint=("Empty: the base unit.", "留空为基本单位。", "留空為基本單位。"),
            called=called("价格单位 報價單位 报价单位 priceunit priceuom"),
            longest=20,
        ),
        Column(
            "available",
            ("Available", "可用数量", "可用數量"),
            "number",
            example=("480", "480", "480"),
            hint=(
                "What can be sold, in base units; what is promised to orders comes on top.",
                "可售数量，按基本单位计，不含已承诺给订单的数量。",
                "可售數量，按基本單位計，不含已承諾給訂單的數量。",
            ),
            called=called(
                "可用 可用库存 可售 可售数量 可售库存 库存 库存数量 可用庫存 可售數量 可售庫存 庫存 庫存數量 "
                "free stock freestock availablestock availablequantity"
            ),
        ),
        MINIMUM,
        MULTIPLE,
        LEAD_TIME,
        Column(
            "backorder_allowed",
            ("Back-orders allowed", "允许欠货", "允許欠貨"),
            "yes",
            example=("yes", "是", "是"),
            called=called("欠货 可欠货 缺货可订 欠貨 backorder backorders"),
        ),
        Column(
            "state",
            ("On sale", "是否在售", "是否在售"),
            "on-sale",
            example=("yes", "是", "是"),
            called=called("在售 上架 状态 销售状态 上架狀態 狀態 onsale active status"),
        ),
        Column(
            "starts_on",
            ("Offer from", "供货开始", "供貨開始"),
            "open-day",
            hint=("A day, or “always”.", "日期，或填“不限”。", "日期，或填「不限」。"),
            called=called(
                "开始日期 有效期从 生效日期 供货日期从 開始日期 生效日 validfrom startdate from startson"
            ),
        ),
        Column(
            "ends_on",
            ("Offer until", "供货截止", "供貨截止"),
            "open-day",
            hint=("The last day, or “always”.", "最后一天，或填“不限”。", "最後一天，或填「不限」。"),
            called=called(
                "截止日期 有效期至 失效日期 有效期 截止日 失效日 validuntil validto enddate until endson"
            ),
        ),
        Column(
            "regions",
            ("Regions", "供货区域", "供貨區域"),
            "long",
            example=("广东省, 湖南省 长沙市", "广东省、湖南省 长沙市", "广东省、湖南省 长沙市"),
            hint=(
                "Names or codes with commas between, or “everywhere”.",
                "名称或行政区划代码，以顿号分隔，或填“全国”。",
                "名稱或行政區劃代碼，以頓號分隔，或填「全國」。",
            ),
            longest=4000,
            called=called("区域 地区 销售区域 可售区域 省市区 區域 地區 region area salesregion"),
        ),
        LIST,
        replace(
            WAREHOUSE,
            hint=(
                "Where what is available lies. Empty: where it lies now, or your first one.",
                "可用数量所在仓库，留空为现有仓库或首个仓库。",
                "可用數量所在倉庫，留空為現有倉庫或首個倉庫。",
            ),
        ),
        MEANT,
        SELLER,
    ),
)
