"""What sellers of the demo have written of their products: some waits, some was sent back, some has got documents."""

from dataclasses import replace

from django.db.models import Exists, OuterRef

from dinghuo.catalogue.actions.versions.reject_version import reject_version
from dinghuo.catalogue.actions.versions.save_draft import ProductRow, save_draft
from dinghuo.catalogue.actions.versions.submit_products import submit_products
from dinghuo.catalogue.models import Offer
from dinghuo.catalogue.queries.described import described
from dinghuo.demo.today.desk import Desk
from dinghuo.demo.today.looks import dress
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting


def describe(desk: Desk) -> None:
    """The first two suppliers: better texts wait, a shouting name was sent back, one is a draft, one has
    a picture in all sizes and a data sheet."""
    reviewer = desk.actor(desk.opened.operator.code, "admin")
    suppliers = [each for each in desk.opened.companies.values() if "supplier" in each.parts]
    sellers = [desk.actor(supplier.code, "admin") for supplier in suppliers[:6]]
    # Who alone offers what it sells: of what several offer nobody is the one to describe it.
    own = [(seller, rows) for seller in sellers if (rows := _own(seller))]
    for seller, rows in own[:2]:
        better = [replace(row, description=f"{row.description}新批次到货，整箱起订。") for row in rows[:2]]
        submit_products(seller, better)
        for row in rows[2:3]:
            [sent_back] = submit_products(seller, [replace(row, name=f"{row.name} 特价")])
            reject_version(reviewer, sent_back, "名称里不要写促销信息，请放到促销活动里。")
        for row in rows[3:4]:
            save_draft(seller, replace(row, description=""))
        for row in rows[4:5]:
            dress(seller, reviewer, row)


def _own(seller: Actor) -> list[ProductRow]:
    """Some products that the seller alone offers."""
    with acting(seller):
        offers = Offer.objects.filter(market_id=seller.market_id)
        others = offers.filter(variant__product_id=OuterRef("variant__product_id")).exclude(
            seller_id=seller.organisation_id
        )
        own = offers.filter(~Exists(others), seller_id=seller.organisation_id)
        codes = own.order_by("variant__product__code").values_list("variant__product__code", flat=True)
        return list(described(seller, codes.distinct()[:5], seller.organisation_id).values())
