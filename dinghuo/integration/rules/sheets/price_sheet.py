"""The columns of a sheet of prices."""

from dinghuo.integration.rules.sheets.goods_columns import NAME, SKU, UNIT
from dinghuo.integration.rules.sheets.kinds import Column, Sheet, called
from dinghuo.integration.states import ImportKind

AMOUNT = Column(
    "amount",
    ("Price", "价格", "價格"),
    "number",
    needed=True,
    example=("1.42", "1.42", "1.42"),
    called=called(
        "单价 含税单价 售价 批发价 供货价 协议价 单位价格 單價 含稅單價 售價 批發價 供貨價 "
        "協議價 unitprice netprice amount "
        "listprice cost"
    ),
)
LIST = Column(
    "list",
    ("Price list", "价格表", "價格表"),
    example=("", "", ""),
    hint=(
        "Key or name. Empty: the list chosen for the import.",
        "编码或名称，留空为导入时所选。",
        "編碼或名稱，留空為匯入時所選。",
    ),
    called=called("价格表编码 价目表 价格表名称 價目表 pricelist listkey"),
)
MEANT = Column(
    "meant",
    ("Price is right", "价格无误", "價格無誤"),
    "yes",
    example=("", "", ""),
    hint=(
        "Yes, where a price is ten times the one before or a tenth of it and right.",
        "新价为原价十倍以上或十分之一以下、且确认无误时填“是”。",
        "新價為原價十倍以上或十分之一以下、且確認無誤時填「是」。",
    ),
    called=called("确认无误 价格确认 確認無誤 價格確認 meant confirmed priceconfirmed"),
)

CURRENCY = Column(
    "currency",
    ("Currency", "币种", "幣種"),
    example=("CNY", "CNY", "CNY"),
    hint=(
        "Empty: the price list’s. Another one is told, never taken for it.",
        "留空为价格表的币种；与价格表不一致时会提示。",
        "留空為價格表的幣種；與價格表不一致時會提示。",
    ),
    called=called("货币 貨幣 币别 幣別 currencycode"),
)

PRICES = Sheet(
    ImportKind.PRICES,
    chunk=10_000,
    most_rows=200_000,
    columns=(
        SKU,
        NAME,
        AMOUNT,
        UNIT,
        Column(
            "min_quantity",
            ("From quantity", "起始数量", "起始數量"),
            "number",
            example=("1", "1", "1"),
            hint=(
                "The price counts from this many of the unit on.",
                "达到该数量起执行此价格。",
                "達到該數量起執行此價格。",
            ),
            called=called(
                "数量 阶梯数量 起订数量 起订量 起訂量 最小起订量 数量起 階梯數量 quantity minquantity "
                "minimumquantity fromqty qty tier from moq"
            ),
        ),
        Column(
            "valid_from",
            ("Valid from", "生效日期", "生效日期"),
            "day",
            example=("", "", ""),
            hint=("Empty: from now on.", "留空为立即生效。", "留空為立即生效。"),
            called=called("开始日期 起始日期 生效日 開始日期 startdate validfrom effectivedate"),
        ),
        Column(
            "valid_to",
            ("Valid to", "失效日期", "失效日期"),
            "day",
            example=("", "", ""),
            hint=(
                "The last day. Empty: until further notice.",
                "最后一天，留空为长期有效。",
                "最後一天，留空為長期有效。",
            ),
            called=called("结束日期 截止日期 失效日 結束日期 enddate validto expirydate until"),
        ),
        LIST,
        CURRENCY,
        MEANT,
    ),
)
