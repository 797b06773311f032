"""The short form of bin/prove isolation: random SQL over every table, as every actor of two markets with orders."""

from django.db import connection, transaction

from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Organisation
from proofs.isolation import Who, actors, attack, become
from tests.makers import make_world
from tests.ordering.placed import place


def test_random_sql_finds_no_foreign_row(live):
    worlds = [make_world(), make_world()]
    for world in worlds:
        place(world)
    report = attack([world.market.id for world in worlds], seconds=3, seed=7)
    assert report.leaks == []
    assert report.rows > 100
    assert report.refused > 5


def test_the_attack_would_notice_a_leak(live):
    """Row-level security as the market's whole house, read as if it were a party: the proof must cry out."""
    world = make_world()
    place(world)
    with acting(world.system):
        stranger = Organisation.objects.create(
            market_id=world.market.id, code="X", name="Stranger", parts=["buyer"]
        )
    assert Who(world.market.id, stranger.id) in actors([world.market.id])
    with transaction.atomic():
        become(Who(world.market.id, None))
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM ordering_order")
            assert cursor.fetchone()[0] == 1
        become(Who(world.market.id, stranger.id))
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM ordering_order")
            assert cursor.fetchone()[0] == 0
