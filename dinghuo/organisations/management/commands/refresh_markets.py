"""manage.py refresh_markets: brings the markets that stand up to the release; migrate runs it after each migration."""

from typing import Any

from django.core.management.base import BaseCommand

from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import gate
from dinghuo.organisations.actions.market.refresh_market import refresh_market
from dinghuo.organisations.queries.gate import every_market


class Command(BaseCommand):
    """Gives each market's roles what their presets have gained. Safe to run again."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Each market in a transaction of its own."""
        with gate():
            markets = every_market()
        added = sum(refresh_market(Actor.system(market_id, "release")) for market_id in markets)
        if added and options["verbosity"] >= 1:
            self.stdout.write(f"Permissions added to roles that follow their presets: {added}")
