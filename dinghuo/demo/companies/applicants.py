"""Companies that ask to join the demo's market: some wait for the operator's review."""

from datetime import datetime, timedelta

from dinghuo.demo.companies.found import tax_number
from dinghuo.demo.companies.market import Opened
from dinghuo.demo.ids import Ids
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.steps.write_rows import write_rows
from dinghuo.organisations.models import Registration
from dinghuo.organisations.rules.regions import find_region

#: company, contact, part, province, city, district, street, note, days ago, reason why it was refused
APPLICANTS = (
    (
        "临安山核桃合作社",
        "罗建华",
        "supplier",
        "浙江省",
        "杭州市",
        "临安区",
        "锦城街道吴越街77号",
        "自产坚果，有SC证。",
        0.2,
        "",
    ),
    ("春申社区团购", "许静", "buyer", "上海市", "市辖区", "闵行区", "莘松路380号", "每周两次到货。", 0.6, ""),
    (
        "巴山火锅食材",
        "邓强",
        "buyer",
        "重庆市",
        "市辖区",
        "沙坪坝区",
        "站西路6号",
        "6家门店统一采购。",
        1.3,
        "",
    ),
    ("滨海渔港餐饮", "冯海燕", "buyer", "山东省", "青岛市", "黄岛区", "漓江西路88号", "", 2.1, ""),
    (
        "速购信息咨询",
        "彭磊",
        "buyer",
        "广东省",
        "深圳市",
        "南山区",
        "科苑路15号",
        "",
        9.0,
        "营业执照经营范围不含食品销售，请补充后再申请。",
    ),
)


def ask_to_join(opened: Opened, password: str, now: datetime, ids: Ids) -> None:
    """Write the applications; `password` is a hash."""
    rows = []
    for number, (company, contact, part, province, city, district, street, note, days, reason) in enumerate(
        APPLICANTS, start=1
    ):
        region = find_region(province, city, district)
        code = region.code if region else ""
        asked = now - timedelta(days=days)
        decided = asked + timedelta(hours=5)
        rows.append(
            {
                "market_id": opened.market_id,
                "id": ids.at(asked),
                "part": part,
                "company": company,
                "tax_number": tax_number(company, code),
                "contact": contact,
                "phone": f"+8617001{number:06d}",
                "password": password,
                "region_code": code,
                "street": street,
                "note": note,
                "storefront_id": opened.storefronts["huayuan"] if part == "buyer" else None,
                "state": "refused" if reason else "pending",
                "asked_at": asked,
                "decided_at": decided if reason else None,
                "decided_by_id": opened.operator["admin"].person_id if reason else None,
                "reason": reason,
            }
        )
    with acting(opened.actor):
        write_rows(Registration, rows)
