"""bin/market: opens a market on an empty installation, and lets its first administrator in."""

import argparse
import os
import secrets
import sys

import django

from dinghuo.local.server import Use


def main() -> None:
    """Open it, and print the administrator's first password."""
    parser = argparse.ArgumentParser(prog="bin/market", description=__doc__)
    parser.add_argument("key", help="short word for addresses: lower case letters, digits, hyphens")
    parser.add_argument("name", help="what people call it")
    parser.add_argument("--operator", required=True, help="the company that runs it")
    parser.add_argument("--administrator", required=True, help="the person who may do everything there")
    parser.add_argument("--phone", default="", help="the administrator's, to sign in with")
    parser.add_argument("--email", default="", help="the administrator's, to sign in with")
    parser.add_argument("--currency", default="CNY")
    parser.add_argument("--time-zone", default="Asia/Shanghai")
    parser.add_argument("--country", default="CN", help="for phone numbers without a country's code")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dinghuo.settings.dev")
    with Use():
        django.setup()
        print(opened(options))


def opened(options: argparse.Namespace) -> str:
    """Open the market, and say how to go on. Raises SystemExit in words for what can't be."""
    from dinghuo.foundation.actor import Actor
    from dinghuo.foundation.errors import Invalid, Refusal
    from dinghuo.foundation.ids import new_id
    from dinghuo.foundation.tenancy import acting
    from dinghuo.organisations.actions.market.create_market import create_market
    from dinghuo.organisations.actions.people.add_person import add_person
    from dinghuo.organisations.queries.organisations import operator_of

    actor = Actor.system(new_id())
    password = secrets.token_urlsafe(12)
    try:
        with acting(actor):
            create_market(
                actor,
                options.key,
                options.name,
                options.currency,
                options.operator,
                time_zone=options.time_zone,
                country=options.country,
            )
            add_person(
                actor,
                operator_of(actor.market_id).id,
                options.administrator,
                phone=options.phone,
                email=options.email,
                roles=["operator-admin"],
                password=password,
                is_main=True,
            )
    except (Refusal, Invalid) as reason:
        sys.exit(str(reason))
    return (
        f"The market {options.key} is open. {options.administrator} signs in at /sign-in with "
        f"{options.phone or options.email} and the password {password}, and changes it under /account."
    )


if __name__ == "__main__":
    main()
