"""The columns of a sheet of products with their variants: a row is a variant."""

from dataclasses import replace

from dinghuo.integration.rules.sheets.goods_columns import LEAD_TIME, MINIMUM, MULTIPLE, SELLER, SKU
from dinghuo.integration.rules.sheets.kinds import Column, Sheet, called
from dinghuo.integration.states import ImportKind

CODE = Column(
    "code",
    ("Product code", "商品编码", "商品編碼"),
    "code",
    example=("FD-1", "FD-1", "FD-1"),
    hint=(
        "The same for all variants of a product. Empty: the SKU.",
        "同一商品的各规格相同，留空则与规格编码相同。",
        "同一商品的各規格相同，留空則與規格編碼相同。",
    ),
    called=called("spu spu编码 spucode 款号 款號 主编码 product productno stylecode style parentsku"),
    longest=60,
)
FACTS = (
    Column(
        "name",
        ("Name", "商品名称", "商品名稱"),
        example=("Spring water 550 ml", "饮用天然水 550ml", "飲用天然水 550ml"),
        hint=("Needed for new products.", "新商品必填。", "新商品必填。"),
        called=called(
            "名称 品名 产品名称 货品名称 產品名稱 名稱 productname itemname articlename title description1"
        ),
    ),
    Column(
        "name_en", ("Name in English", "英文名称", "英文名稱"), called=called("英文品名 englishname nameen")
    ),
    Column(
        "category",
        ("Category", "类目", "類目"),
        example=("Water", "饮用水", "飲用水"),
        hint=(
            "Key or name. Needed for new products.",
            "类目编码或名称，新商品必填。",
            "類目編碼或名稱，新商品必填。",
        ),
        called=called("分类 商品分类 品类 类别 分類 商品分類 品類 類別 group categoryname"),
    ),
    Column(
        "aliases",
        ("Also called", "别名", "別名"),
        example=("mineral water, MW", "矿泉水，山泉", "礦泉水，山泉"),
        hint=("Names people say, with commas between.", "常用叫法，用逗号隔开。", "常用叫法，用逗號隔開。"),
        called=called("俗称 简称 又名 俗稱 簡稱 alias aliases alsoknownas synonyms keywords"),
        longest=400,
    ),
    Column(
        "tags",
        ("Tags", "标签", "標籤"),
        example=("", "", ""),
        hint=(
            "As the operator has named them, with commas between.",
            "按平台所设名称填写，用逗号隔开。",
            "按平台所設名稱填寫，用逗號隔開。",
        ),
        called=called("商品标签 商品標籤 tag labels"),
        longest=400,
    ),
    Column("brand", ("Brand", "品牌", "品牌"), called=called("品牌名称 牌子 brandname")),
    Column(
        "base_unit",
        ("Base unit", "基本单位", "基本單位"),
        example=("bottle", "瓶", "瓶"),
        hint=("Needed for new products.", "新商品必填。", "新商品必填。"),
        called=called("单位 计量单位 最小单位 單位 計量單位 unit uom baseuom"),
        longest=20,
    ),
    Column(
        "tax_rate",
        ("Tax rate", "税率", "稅率"),
        "rate",
        example=("13%", "13%", "13%"),
        called=called("增值税率 增值稅率 vat vatrate tax"),
    ),
    Column(
        "description",
        ("Description", "描述", "描述"),
        "long",
        called=called("商品描述 详情 简介 說明 商品說明 details longdescription"),
        longest=8000,
    ),
)
SIZES = (
    Column(
        "decimals",
        ("Decimals of the base unit", "基本单位小数位", "基本單位小數位"),
        "whole",
        hint=(
            "How far it may be divided: 0 for whole ones only.",
            "可拆分到几位小数，0 为只卖整数。",
            "可拆分到幾位小數，0 為只賣整數。",
        ),
        called=called("小数位 可拆零 小數位 decimals divisibility precision"),
    ),
    Column(
        "weight",
        ("Weight (kg)", "重量（千克）", "重量（千克）"),
        "number",
        example=("0.57", "0.57", "0.57"),
        hint=("Of one base unit.", "每个基本单位。", "每個基本單位。"),
        called=called("单重 毛重 重量kg 單重 weightkg grossweight unitweight"),
    ),
    Column(
        "volume",
        ("Volume (L)", "体积（升）", "體積（升）"),
        "number",
        hint=("Of one base unit.", "每个基本单位。", "每個基本單位。"),
        called=called("体积l 單位體積 volumel unitvolume"),
    ),
)
PACK_SIZES = (
    Column(
        "pack_weight",
        ("Weight of the pack (kg)", "箱重（千克）", "箱重（千克）"),
        "number",
        called=called("整箱重量 整件重量 caseweight packweight"),
    ),
    Column(
        "pack_volume",
        ("Volume of the pack (L)", "箱体积（升）", "箱體積（升）"),
        "number",
        called=called("整箱体积 整箱體積 casevolume packvolume"),
    ),
)
PACKS = (
    Column(
        "gtin",
        ("Barcode", "条码", "條碼"),
        "gtin",
        example=("6901234567892", "6901234567892", "6901234567892"),
        called=called("国际条码 商品条码 条形码 69码 條形碼 商品條碼 ean ean13 gtin upc"),
    ),
    Column(
        "pack_unit",
        ("Pack", "包装单位", "包裝單位"),
        example=("box", "箱", "箱"),
        called=called("大单位 箱规单位 包装 大單位 包裝 packunit packaging"),
        longest=20,
    ),
    Column(
        "pack_factor",
        ("Units in a pack", "换算率", "換算率"),
        "number",
        example=("24", "24", "24"),
        called=called(
            "箱规 箱规数量 装箱数 入数 件装数 每箱数量 箱規 裝箱數 入數 packsize unitsperpack casesize qtypercase"
        ),
    ),
    Column(
        "pack_gtin",
        ("Barcode of the pack", "箱码", "箱碼"),
        "gtin",
        called=called("外箱条码 外箱條碼 itf14"),
    ),
)
KIT = (
    Column(
        "parts",
        ("Parts of the kit", "套装组成", "套裝組成"),
        "parts",
        hint=(
            "Of a kit: codes and quantities, with semicolons between. A dash: it is no kit.",
            "套装填写：编码*数量，用分号隔开；填“-”表示不是套装。",
            "套裝填寫：編碼*數量，用分號隔開；填「-」表示不是套裝。",
        ),
        called=called("组成 组件 套装明细 子件 組成 組件 套裝明細 parts components bom kitparts"),
        longest=4000,
    ),
    Column(
        "optional_parts",
        ("Optional parts", "选配件", "選配件"),
        "parts",
        hint=(
            "The same, of what comes along where the buyer asks for it.",
            "写法相同，买方选择后才随套装发货。",
            "寫法相同，買方選擇後才隨套裝發貨。",
        ),
        called=called("选配 可选件 可选组件 選配 可選件 options optionalcomponents"),
        longest=4000,
    ),
    Column(
        "kit_pricing",
        ("Kit price", "套装计价", "套裝計價"),
        choices={
            "whole": ("its own", "套装定价", "套裝定價"),
            "parts": ("by its parts", "按组成计价", "按組成計價"),
        },
        hint=(
            "Prices of its own, or what its parts cost.",
            "套装单独定价，或按组成部分的价格合计。",
            "套裝單獨定價，或按組成部分的價格合計。",
        ),
        called=called("套装价格 计价方式 套裝價格 計價方式 kitpricing pricing"),
    ),
)
DETAIL = Column(
    "detail",
    ("Particular (named by its heading)", "属性（以列名为准）", "屬性（以欄名為準）"),
    hint=(
        "Colour, size, shelf life …: one column each, named as in the category.",
        "颜色、尺码、保质期等，每个属性一列，列名与类目属性一致。",
        "顏色、尺碼、保質期等，每個屬性一欄，欄名與類目屬性一致。",
    ),
    called=called(
        "颜色 颜色分类 尺码 尺寸 口味 规格 款式 材质 顏色 尺碼 規格 材質 color colour size flavour material"
    ),
    longest=500,
    repeated=True,
)
#: Of a product that is there: which one has to be said.
OF_PRODUCT = replace(
    CODE,
    needed=True,
    hint=("The product it is a variant of.", "所属商品的编码。", "所屬商品的編碼。"),
)
VARIANTS = Sheet(
    ImportKind.VARIANTS,
    chunk=500,
    most_rows=100_000,
    family="code",
    columns=(
        OF_PRODUCT,
        SKU,
        DETAIL,
        *SIZES,
        *PACKS,
        *PACK_SIZES,
        *KIT,
        MINIMUM,
        MULTIPLE,
        LEAD_TIME,
        SELLER,
    ),
)
PRODUCTS = Sheet(
    ImportKind.PRODUCTS,
    chunk=500,
    most_rows=50_000,
    family="code",
    columns=(
        *(CODE, SKU, *FACTS, *SIZES, *PACKS, *PACK_SIZES, *KIT),
        *(DETAIL, MINIMUM, MULTIPLE, LEAD_TIME, SELLER),
    ),
)
