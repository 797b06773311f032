"""Who looks after a buyer, and who writes contracts, hear of one that ends; the buyer hears that it was signed."""

from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Customer
from dinghuo.organisations.queries.notifications import notifications
from dinghuo.pricing.actions.contracts.remind_of_contracts import remind_of_contracts
from dinghuo.pricing.actions.contracts.save_contract import ContractInput, save_contract
from dinghuo.pricing.actions.contracts.sign_contract import sign_contract
from dinghuo.pricing.actions.save_price_list import ListInput, save_price_list
from dinghuo.pricing.states import ListKind
from dinghuo.reactions.queries.news import news
from tests.organisations.world import World
from tests.pricing.test_contracts import DAY, PDF, day


def test_people_hear_of_it_once(db, drain):
    world = World()
    seller = world.person(world.supplier, "supplier-admin", language="en")
    buyer = world.person(world.buyer, "buyer-purchaser", language="en")
    looks_after = world.person(world.operator, "operator-representative", language="en")
    with acting(world.system):
        Customer.objects.update_or_create(
            market_id=world.market_id,
            buyer=world.buyer,
            storefront=world.storefront,
            defaults={"representative_id": looks_after.person_id},
        )
    code = world.buyer.code
    save_price_list(seller, ListInput("deal", "Deal", ListKind.CONTRACT, "CNY", buyer=code))
    row = ContractInput("Deal", code, ["deal"], day() - DAY, day() + 9 * DAY, paper=PDF)
    number = sign_contract(seller, save_contract(seller, row).number).number
    remind_of_contracts(world.system)
    remind_of_contracts(world.system)
    drain()
    heard = {}
    for who in (seller, buyer, looks_after):
        with acting(who):
            rows = notifications(who).items
            told = [each.title for each in news(who).items]
            heard[who.person_id] = [
                (row.link, title) for row, title in zip(rows, told, strict=True) if number in title
            ]
    assert [link for link, _title in heard[seller.person_id]] == [f"/supplier/contracts/{number}"]
    assert [link for link, _title in heard[looks_after.person_id]] == [f"/operator/contracts/{number}"]
    [(link, title)] = heard[buyer.person_id]
    assert "is signed" in title
    assert link == f"/company/contracts/{number}/"
