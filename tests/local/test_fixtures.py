"""The fixtures every other test stands on."""

import uuid

import pytest
from django.db import connection

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.models import OutboundMessage
from dinghuo.foundation.numbers import draw_numbers
from dinghuo.foundation.outbound import send_sms
from dinghuo.foundation.tenancy import acting


def test_role(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_database()")
        user, database = cursor.fetchone()
    assert user.endswith("app")
    assert "_test_" in database


def test_drain(db, drain):
    market = uuid.uuid4()
    actor = Actor.system(market)
    with acting(actor):
        send_sms(market, "+8613800000000", "hello")
    assert drain() == 1
    with acting(actor):
        assert OutboundMessage.objects.get().sent_at is not None


def test_two_at_once(two_at_once):
    market = uuid.uuid4()
    drawn = two_at_once(lambda: draw_numbers(market, "SO", 50), lambda: draw_numbers(market, "SO", 50))
    assert sorted(drawn[0] + drawn[1]) == [f"SO-{drawn[0][0][3:7]}-{number:06d}" for number in range(1, 101)]


@pytest.mark.django_db(transaction=True)
def test_live(django_assert_num_queries):
    market = uuid.uuid4()
    with acting(Actor.system(market)):
        send_sms(market, "+8613800000000", "hello")


def test_browser(live_server, browser):
    page = browser.new_page()
    answer = page.goto(f"{live_server.url}/health/ready")
    assert answer.status == 200
    page.close()
