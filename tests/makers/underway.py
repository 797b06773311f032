"""Makes an order under way, over the API, with one of everything that has a number, and a sheet that was brought."""

from datetime import date

from dinghuo.catalogue.models import OfferProposal, QualificationKind
from dinghuo.foundation.tenancy import acting
from dinghuo.fulfilment.models import Picking
from dinghuo.inventory.models import Consignment, Warehouse
from dinghuo.ordering.models import Order
from dinghuo.organisations.models import Customer
from dinghuo.procurement.models import Proposal, ProposalLine
from tests.makers.calls import BODIES
from tests.makers.goods import make_goods
from tests.makers.people import make_organisation
from tests.makers.staff import Staff, make_staff
from tests.makers.trade import make_warehouse
from tests.makers.world import World


def make_trade(world: World) -> tuple[Staff, dict[str, str]]:
    """An order under way: 5 of 10 confirmed and shipped, a change proposed, a payment reported. The numbers are named
    as the API's paths begin; the article is WATER."""
    staff = make_staff(world, limit="1000")
    water = make_goods(world.supplier, "WATER", stock=100)
    wanted = {"lines": [{"sku": water.sku, "quantity": 10}], "payment": {"method": "transfer"}}
    number = staff.buyer.post("/orders", wanted)["orders"][0]["number"]
    staff.seller.post(f"/orders/{number}/confirmation", {"lines": [{"line": 1, "accept": "5"}]})
    shipment = staff.seller.post(f"/orders/{number}/shipments")["number"]
    version = staff.buyer.get(f"/orders/{number}")["version"]
    change = staff.buyer.post(
        f"/orders/{number}/changes",
        {
            "base_version": version,
            "actions": [{"kind": "quantity", "line": 1, "quantity": "9"}],
            "reason": "Less",
        },
    )
    payment = staff.buyer.post(
        f"/orders/{number}/payments", {"amount": "1.00", "currency": "CNY", "method": "transfer"}
    )
    with acting(world.system):
        QualificationKind.objects.create(market_id=world.market.id, key="licence", name="Licence")
    sheet = {"kind": "stock", "file_name": "a.csv", "content": "U0tVLFN0b2NrCldBVEVSLDEwMQo="}
    brought = staff.seller.post("/imports", sheet)["number"]
    begun = {"kind": "receipt", "lines": [{"sku": "WATER", "quantity": "5"}]}
    receipt = staff.seller.post("/stock-documents", begun)["number"]
    coming = {"sku": "WATER", "quantity": "60", "expected": "2035-12-01", "reference": "PO-117"}
    supply = staff.seller.post("/supplies", coming)["id"]
    small = {"seller": world.supplier.code, "threshold": "20"}
    minimum = staff.seller.put("/order-minimums", small)["id"]
    sent = {"seller": world.supplier.code, "amount": "0"}
    freight = staff.seller.put("/freight-terms", sent)["id"]
    paper = staff.seller.post("/qualifications", BODIES["submit_qualification"])["id"]
    rise = {"list": f"base-{world.supplier.code}-CNY", "name": "A rise", "starts_at": "2999-01-01"}
    rises = staff.seller.post("/price-changes", rise | {"rows": [{"sku": "WATER", "amount": "1.10"}]})
    deal = {"key": "deal", "name": "Deal", "kind": "contract", "buyer": world.buyer.code, "currency": "CNY"}
    staff.seller.post("/price-lists", deal)
    agreed = BODIES["save_contract"] | {"buyer": world.buyer.code, "ends_on": "2098-12-31"}
    agreed["content"] = BODIES["submit_qualification"]["content"]
    autumn = {"key": "AUTUMN", "name": "Autumn", "benefit": "percent", "value": "10", "needs_code": True}
    staff.seller.post("/promotions", {**autumn, "currency": "CNY", "starts_at": "2026-01-01"})
    staff.seller.put("/price-floor", {"of_list": "90"})
    given = BODIES["give_price"] | {"buyer": world.buyer.code, "amount": "1.00"}
    low = staff.seller.post("/manual-prices", given)["number"]
    wish = {"target": "variant", "goods": "WATER", "minimum": "1", "soft": True}
    term = staff.seller.put("/quantity-terms", wish)["id"]
    exempt = BODIES["save_tax_exemption"] | {"buyer": world.buyer.code, "starts_on": "2090-01-01"}
    exempt |= {"ends_on": "2090-12-31"}
    exemption = staff.seller.post("/tax-exemptions", exempt)["id"]
    taxed = staff.operator.put("/tax-rates", BODIES["save_tax_rate"])["id"]
    return staff, {
        "quantity-terms": term,
        "tax-rates": taxed,
        "tax-exemptions": exemption,
        "manual-prices": low,
        "promotions": "AUTUMN",
        "contracts": staff.seller.post("/contracts", agreed)["number"],
        "consignments": _consignment(world),
        "pickings": _picking(world, number),
        "qualifications": paper,
        "supplies": supply,
        "order-minimums": minimum,
        "freight-terms": freight,
        "price-changes": rises["number"],
        "replenishment-proposals": _proposal(world),
        "imports": brought,
        "stock-documents": receipt,
        "orders": number,
        "shipments": shipment,
        "changes": change["id"],
        "payments": payment["number"],
        "price-lists": f"base-{world.supplier.code}-CNY",
        "prices": f"base-{world.supplier.code}-CNY",
    }


def _consignment(world: World) -> str:
    """A branch, which has two warehouses, proposes to keep goods of the supplier's in one of them."""
    keeper = make_organisation(world.market.id, "branch", code="KEEP")
    make_warehouse(world.system, keeper, "keep")
    kept = make_warehouse(world.system, keeper, "kept")
    with acting(world.system):
        return Consignment.objects.create(
            market_id=world.market.id,
            number="CS-2025-000001",
            keeper=keeper,
            owner=world.supplier,
            warehouse=kept,
            valid_from=date(2026, 1, 1),
            proposer_id=keeper.id,
            made_by_name="Wu Gang",
        ).number


def _picking(world: World, order: str) -> str:
    """Somebody is still to pick the rest of the order."""
    with acting(world.system):
        found = Order.objects.get(market_id=world.market.id, number=order)
        place = Warehouse.objects.filter(owner=world.supplier).order_by("id")[0]
        facts = {"order": found, "order_number": order, "seller": world.supplier, "warehouse": place}
        return Picking.objects.create(
            market_id=world.market.id, number="PK-2025-000001", person_name="Wu Gang", **facts
        ).number


def _proposal(world: World) -> str:
    """The supplier, who is a customer of the storefront as well, should buy of another."""
    rival = make_organisation(world.market.id, "supplier")
    goods = make_goods(rival, "JUICE", stock=100)
    with acting(world.system):
        Customer.objects.create(market_id=world.market.id, buyer=world.supplier, storefront=world.storefront)
        place = Warehouse.objects.filter(owner=world.supplier).order_by("id")[0]
        market = {"market_id": world.market.id, "owner": world.supplier}
        proposal = Proposal.objects.create(**market, number="RP-2026-000001", seller=rival, warehouse=place)
        ProposalLine.objects.create(
            **market, proposal=proposal, position=1, variant=goods, proposed=5, quantity=5
        )
        OfferProposal.objects.create(
            market_id=world.market.id, seller=world.supplier, variant=goods, sku="SAFT", gtin="6901234567892"
        )
    return proposal.number
