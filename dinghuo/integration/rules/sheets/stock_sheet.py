"""The columns of a sheet of counted stock."""

from dinghuo.integration.rules.sheets.goods_columns import NAME, SKU, WAREHOUSE
from dinghuo.integration.rules.sheets.kinds import Column, Sheet, called
from dinghuo.integration.states import ImportKind

STOCK = Sheet(
    ImportKind.STOCK,
    chunk=5_000,
    most_rows=200_000,
    columns=(
        SKU,
        NAME,
        Column(
            "on_hand",
            ("On hand", "现存数量", "現存數量"),
            "number",
            needed=True,
            example=("480", "480", "480"),
            hint=("What was counted, in base units.", "盘点数量，按基本单位计。", "盤點數量，按基本單位計。"),
            called=called(
                "库存 库存数量 现存量 数量 实盘数量 盘点数量 結存 庫存 庫存數量 現存量 數量 stock qty "
                "quantity count counted"
            ),
        ),
        WAREHOUSE,
        Column(
            "lot",
            ("Lot", "批次", "批次"),
            "code",
            called=called("批号 批次号 批號 batch lotnumber"),
            longest=60,
        ),
        Column(
            "expires",
            ("Expires", "到期日", "到期日"),
            "day",
            called=called("有效期 保质期至 有效期至 过期日期 到期日期 過期日期 expiry expirydate bestbefore"),
        ),
    ),
)
