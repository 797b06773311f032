"""The columns of a sheet of offers: on which terms a seller sells an article."""

from dinghuo.integration.rules.sheets.goods_columns import (
    LEAD_TIME,
    MINIMUM,
    MULTIPLE,
    NAME,
    SELLER,
    SKU,
)
from dinghuo.integration.rules.sheets.kinds import Column, Sheet, called
from dinghuo.integration.states import ImportKind

OFFERS = Sheet(
    ImportKind.OFFERS,
    chunk=5_000,
    most_rows=200_000,
    columns=(
        SKU,
        NAME,
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
            "yes",
            example=("yes", "是", "是"),
            called=called("在售 上架 状态 销售状态 上架狀態 狀態 onsale active status"),
        ),
        SELLER,
    ),
)
