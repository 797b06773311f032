"""The branch's day and its customers, as a browser without scripts sees them."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from dinghuo.finance.models import CreditLine
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Customer
from tests.web.selling.conftest import Shop
from tests.web.selling.test_orders import text_of


def test_the_day_shows_figures_and_open_work(branch: Shop) -> None:
    number = branch.place(10)
    page = text_of(branch.ask())
    assert "Sold today" in page
    assert number in page
    clerk = branch.browser_of("branch-warehouse")
    assert "Sold today" not in text_of(clerk.get("/branch/"))


def test_customers_are_listed_and_opened(branch: Shop) -> None:
    assert "Corner shop" in text_of(branch.ask("customers"))
    assert "Corner shop" not in text_of(branch.ask("customers", q="nobody"))
    assert "Terms" in text_of(branch.ask("customers/BUY"))


def test_terms_are_changed(branch: Shop) -> None:
    assert branch.send("customers/BUY/terms", payment_term_days="45").status_code == 302
    with acting(branch.world.system):
        days = Customer.objects.get(
            market_id=branch.world.market_id, storefront__key="east"
        ).payment_term_days
    assert days == 45
    answer = branch.send("customers/BUY/terms", payment_term_days="often")
    assert answer.status_code == 422
    assert 'value="often"' in text_of(answer)


def test_credit_is_given(branch: Shop) -> None:
    answer = branch.send("customers/BUY/credit", credit_limit="many", term_days="30")
    assert answer.status_code == 422
    assert 'value="many"' in text_of(answer)
    assert branch.send("customers/BUY/credit", credit_limit="5,000", term_days="30").status_code == 302
    with acting(branch.world.system):
        line = CreditLine.objects.get(market_id=branch.world.market_id, creditor=branch.seller)
    assert line.credit_limit == 5000
    assert "5,000" in text_of(branch.ask("customers"))


def test_whoever_is_no_customer_is_not_there(branch: Shop) -> None:
    assert branch.ask("customers/OTH").status_code == 404
    assert branch.ask("customers/SUP").status_code == 404
    clerk = branch.browser_of("branch-warehouse")
    assert clerk.get("/branch/customers").status_code == 403


def test_more_customers_take_no_more_statements(branch: Shop) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert branch.ask("customers").status_code == 200
        return len(caught)

    statements()
    before = statements()
    with acting(branch.world.system):
        shop = Customer.objects.get(market_id=branch.world.market_id, storefront__key="east").storefront
        Customer.objects.create(
            market_id=branch.world.market_id, buyer=branch.world.other_buyer, storefront=shop
        )
    assert statements() == before
