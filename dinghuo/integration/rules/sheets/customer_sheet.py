"""The columns of a sheet of customers: who buys, in which storefront, on which terms."""

from dinghuo.integration.rules.sheets.kinds import Column, Sheet, called
from dinghuo.integration.states import ImportKind

WHO = (
    Column(
        "code",
        ("Customer code", "客户编码", "客戶編碼"),
        "code",
        needed=True,
        example=("C-1001", "C-1001", "C-1001"),
        called=called(
            "客户编号 客户代码 编码 编号 客戶編號 客戶代碼 customer customerno customernumber code"
        ),
        longest=32,
    ),
    Column(
        "name",
        ("Name", "客户名称", "客戶名稱"),
        example=("Riverside Supermarket", "滨江超市", "濱江超市"),
        hint=("Needed for new customers.", "新客户必填。", "新客戶必填。"),
        called=called("名称 公司名称 企业名称 客户 客户全称 名稱 公司名稱 company companyname customername"),
    ),
    Column(
        "tax_number",
        ("Tax number", "税号", "稅號"),
        "code",
        called=called("统一社会信用代码 纳税人识别号 信用代码 稅籍編號 統一編號 vatnumber taxid"),
        longest=32,
    ),
    Column(
        "contact",
        ("Contact", "联系人", "聯絡人"),
        example=("Li Wei", "李伟", "李偉"),
        called=called("负责人 收货人 聯繫人 contactperson person"),
        longest=100,
    ),
    Column(
        "phone",
        ("Phone", "电话", "電話"),
        "code",
        example=("138 0013 8000", "13800138000", "13800138000"),
        called=called("手机 手机号 联系电话 手機 聯絡電話 mobile telephone tel"),
        longest=40,
    ),
    Column(
        "email", ("E-mail", "邮箱", "電郵"), "code", called=called("电子邮箱 邮件 電子郵件 mail"), longest=254
    ),
)
WHERE = (
    Column(
        "region",
        ("Region", "省市区", "省市區"),
        example=("浙江省 杭州市 西湖区", "浙江省 杭州市 西湖区", "浙江省 杭州市 西湖區"),
        hint=(
            "Names with spaces between, or the official code.",
            "省、市、区之间以空格分隔，或填行政区划代码。",
            "省、市、區之間以空格分隔，或填行政區劃代碼。",
        ),
        called=called("地区 区域 所在地区 所在地 地區 區域 area district"),
    ),
    Column(
        "street",
        ("Street", "详细地址", "詳細地址"),
        example=("文三路 100 号", "文三路100号", "文三路100號"),
        called=called("地址 收货地址 街道 收貨地址 address deliveryaddress"),
    ),
)
TERMS = (
    Column(
        "level",
        ("Level", "客户等级", "客戶等級"),
        hint=("Key or name.", "等级编码或名称。", "等級編碼或名稱。"),
        called=called("等级 级别 会员等级 等級 級別 customerlevel tier grade"),
        longest=100,
    ),
    Column(
        "storefront",
        ("Storefront", "店铺", "店鋪"),
        hint=(
            "Key or name. Empty: the one chosen for the whole sheet.",
            "店铺编码或名称，留空为整表所选店铺。",
            "店鋪編碼或名稱，留空為整表所選店鋪。",
        ),
        called=called("商城 所属店铺 門市 商店 store shop"),
        longest=100,
    ),
    Column(
        "payment_term_days",
        ("Payment term (days)", "账期（天）", "帳期（天）"),
        "whole",
        example=("30", "30", "30"),
        called=called("账期 账期天数 付款期限 帳期 帳期天數 paymentterm paymentdays terms"),
    ),
)
CUSTOMERS = Sheet(ImportKind.CUSTOMERS, chunk=1_000, most_rows=100_000, columns=(*WHO, *WHERE, *TERMS))
