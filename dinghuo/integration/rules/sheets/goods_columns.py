"""Columns that several kinds of sheets have."""

from dinghuo.integration.rules.sheets.kinds import Column, Words, called

SKU = Column(
    "sku",
    ("SKU", "规格编码", "規格編碼"),
    "code",
    needed=True,
    example=("FD-10001", "FD-10001", "FD-10001"),
    longest=60,
    called=called(
        "sku编码 sku编号 skucode skuid skuno 编码 编号 商品编码 货号 物料编码 物料号 产品编码 "
        "产品编号 商品编号 商品代码 品号 料号 "
        "存货编码 規格編碼 編碼 商品編碼 貨號 物料編碼 產品編碼 article articleno item "
        "itemcode itemno itemnumber partnumber "
        "material materialno code"
    ),
)
NAME = Column(
    "name",
    ("Name", "名称", "名稱"),
    example=("Spring water 550 ml", "饮用天然水 550ml", "飲用天然水 550ml"),
    hint=("Only for you to read.", "仅供阅读，不会导入。", "僅供閱讀，不會匯入。"),
    called=called(
        "商品名称 品名 产品名称 货品名称 商品名稱 產品名稱 productname itemname articlename title 商品"
    ),
)
UNIT = Column(
    "unit",
    ("Unit", "单位", "單位"),
    example=("bottle", "瓶", "瓶"),
    hint=("Empty: the base unit.", "留空为基本单位。", "留空為基本單位。"),
    called=called("计价单位 计量单位 销售单位 計價單位 計量單位 uom unitofmeasure priceunit"),
    longest=20,
)
WAREHOUSE = Column(
    "warehouse",
    ("Warehouse", "仓库", "倉庫"),
    example=("main", "main", "main"),
    hint=(
        "Its key or name. Empty: your first one.",
        "仓库编码或名称，留空为首个仓库。",
        "倉庫編碼或名稱，留空為首個倉庫。",
    ),
    called=called("仓库名称 仓库编码 库房 倉庫名稱 location whs warehousecode"),
)
MINIMUM = Column(
    "minimum",
    ("Minimum order", "起订量", "起訂量"),
    "number",
    example=("12", "12", "12"),
    hint=("In base units.", "按基本单位计。", "按基本單位計。"),
    called=called("最小起订量 最小订量 moq minimumorderquantity minimumquantity 最小訂量 minimum"),
)
MULTIPLE = Column(
    "multiple",
    ("Order in steps of", "订货倍数", "訂貨倍數"),
    "number",
    example=("12", "12", "12"),
    called=called("倍数 起订倍数 最小递增量 倍數 multiple step orderstep increment"),
)
LEAD_TIME = Column(
    "lead_time_days",
    ("Lead time (days)", "交期（天）", "交期（天）"),
    "whole",
    example=("2", "2", "2"),
    called=called("交货期 交货天数 发货天数 備貨天數 交貨期 leadtime leadtimedays"),
)
SELLER = Column(
    "seller",
    ("Seller", "供应商编码", "供應商編碼"),
    "code",
    example=("", "", ""),
    hint=(
        "For the operator only. Empty: yourself.",
        "仅平台填写，留空为本企业。",
        "僅平台填寫，留空為本企業。",
    ),
    called=called("供应商 卖方 供應商 賣方 supplier suppliercode vendor sellercode"),
    longest=32,
)
YES_NO: dict[str, Words] = {"yes": ("yes", "是", "是"), "no": ("no", "否", "否")}
