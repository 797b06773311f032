"""bin/listings: writes anew what goods are found by, after an upgrade that finds them by more."""

import argparse
import os
import time

import django

from dinghuo.local.server import Use


def main() -> None:
    """Go through the products of every market, and say how far it is."""
    argparse.ArgumentParser(prog="bin/listings", description=__doc__).parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinghuo.settings.dev")
    with Use():
        django.setup()
        rebuild()


def rebuild() -> None:
    """All markets, chunk by chunk; whoever breaks it off begins again without harm."""
    from dinghuo.catalogue.actions.rebuild_listings import rebuild_listings
    from dinghuo.foundation.actor import Actor
    from dinghuo.foundation.tenancy import gate
    from dinghuo.organisations.queries.gate import every_market

    with gate():
        markets = every_market()
    for market_id in markets:
        started, number, after = time.monotonic(), 0, None
        while True:
            done, after = rebuild_listings(Actor.system(market_id, "listings"), after)
            number += done
            if after is None:
                break
            print(f"{market_id}: {number} products, {number / (time.monotonic() - started):.0f} a second")
        print(f"{market_id}: all {number} products are listed anew.")


if __name__ == "__main__":
    main()
