"""Invoices, payments and statements behind a seller's door."""

from decimal import Decimal

from dinghuo.billing.actions.report_payment import report_payment
from dinghuo.billing.models import Payment
from dinghuo.billing.steps.write_payment import PaymentRequest
from dinghuo.foundation.tenancy import acting
from tests.web.selling.conftest import Shop
from tests.web.selling.test_orders import text_of


def reported(shop: Shop) -> str:
    number = shop.place(10)
    shop.send(f"orders/{number}/accept")
    actor = shop.world.person(shop.world.buyer, "buyer-admin")
    report_payment(actor, number, PaymentRequest(Decimal(50), "CNY", reference="BANK-1"))
    with acting(shop.world.system):
        return Payment.objects.get(market_id=shop.world.market_id, order_number=number).number


def test_a_payment_is_found_at_the_bank(shop: Shop) -> None:
    number = reported(shop)
    page = text_of(shop.ask("money/payments", state="reported"))
    assert number in page
    assert "BANK-1" in page
    assert shop.send(f"money/payments/{number}", decision="claim").status_code == 302
    assert number in text_of(shop.ask("money/payments", state="received"))


def test_a_payment_that_is_not_there_goes_back_with_a_reason(shop: Shop) -> None:
    number = reported(shop)
    shop.send(f"money/payments/{number}", decision="refuse", reason="")
    assert number in text_of(shop.ask("money/payments", state="reported"))
    assert (
        shop.send(f"money/payments/{number}", decision="refuse", reason="Not at the bank").status_code == 302
    )
    assert "Not at the bank" in text_of(shop.ask("money/payments"))


def test_empty_pages_teach(shop: Shop) -> None:
    assert "No invoices yet" in text_of(shop.ask("money"))
    assert "No payments yet" in text_of(shop.ask("money/payments"))
    assert "Nothing happened in this month" in text_of(shop.ask("money/statement"))


def test_money_is_for_those_who_may_see_it(shop: Shop) -> None:
    clerk = shop.browser_of(f"{shop.door}-warehouse")
    assert clerk.get(shop.path("money")).status_code == 403
    number = reported(shop)
    other = shop.world.organisation("Another seller", shop.door)
    stranger = shop.browser_of(f"{shop.door}-finance", other)
    assert stranger.post(shop.path(f"money/payments/{number}"), {"decision": "claim"}).status_code == 404
