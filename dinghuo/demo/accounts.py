"""Writes var/demo.json: how to sign in to the demo's markets, and the keys that programs use."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dinghuo.demo.companies.company import branches, operator, suppliers
from dinghuo.demo.companies.market import KEY
from dinghuo.demo.companies.people import PASSWORD
from dinghuo.demo.goods.shelves import read
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.actions.make_api_key import make_api_key
from dinghuo.integration.actions.revoke_api_key import revoke_api_key
from dinghuo.integration.models import ApiKey
from dinghuo.local.places import write_secret
from dinghuo.organisations.models import Membership

#: bin/dev writes the address it really serves at.
URL = "http://127.0.0.1:8000"
KEY_NAME = "demo"


@dataclass(frozen=True)
class Account:
    """One that is told: which market, by which door, whose, and at which post."""

    market: str
    door: str
    organisation: str
    post: str = "admin"

    @property
    def login(self) -> str:
        """The e-mail address to sign in with."""
        return f"{self.post}@{self.organisation.lower()}.example"


def accounts() -> list[Account]:
    """Every one that sells in the main market, its buyers (B002 has one who orders and one who approves), the operator,
    the branches; then the second market's buyer and supplier."""
    office = read("office")
    second = office["market"]["key"]
    return [
        *(Account(KEY, "supplier", supplier.code) for supplier in suppliers()),
        Account(KEY, "buyer", "B001"),
        Account(KEY, "buyer", "B002", "purchase"),
        Account(KEY, "buyer", "B002", "approve"),
        Account(KEY, "buyer", "B003"),
        Account(KEY, "operator", operator().code),
        *(Account(KEY, "branch", branch.code) for branch in branches()),
        Account(KEY, "buyer", "B025"),
        Account(second, "buyer", office["buyer"]["code"]),
        Account(second, "supplier", office["supplier"]["code"]),
    ]


def write_accounts(markets: dict[str, Actor], file: Path) -> list[dict[str, Any]]:
    """Make a fresh key for every account and write the file; `markets`: the system's actor by the market's key."""
    told = [_told(markets[account.market], account) for account in accounts()]
    content = json.dumps({"url": URL, "accounts": told}, ensure_ascii=False, indent=1)
    write_secret(file, content)
    return told


def _told(actor: Actor, account: Account) -> dict[str, Any]:
    with acting(actor):
        membership = Membership.objects.select_related("person").get(
            market_id=actor.market_id,
            person__email=account.login,
            organisation__code=account.organisation,
        )
        old = ApiKey.objects.filter(
            market_id=actor.market_id, membership=membership, name=KEY_NAME, revoked_at=None
        )
        for key in old:
            revoke_api_key(actor, key.id)
    made = make_api_key(actor, membership.id, KEY_NAME)
    return {
        "name": membership.person.name,
        "market": account.market,
        "door": account.door,
        "organisation": account.organisation,
        "login": account.login,
        "password": PASSWORD,
        "api_key": made.token,
    }
