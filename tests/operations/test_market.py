"""bin/market: an empty installation gets a market, and its administrator can sign in."""

import argparse
import re
from uuid import uuid4

import pytest
from django.test import Client

from dinghuo.operations.market import opened


def options(**changed: str) -> argparse.Namespace:
    given = {
        "key": f"m{uuid4().hex[:8]}",
        "name": "Example Market",
        "operator": "Example Ltd",
        "administrator": "Li Wei",
        "phone": "",
        "email": f"{uuid4().hex[:8]}@shop.example",
        "currency": "CNY",
        "time_zone": "Asia/Shanghai",
        "country": "CN",
    }
    return argparse.Namespace(**{**given, **changed})


def test_the_administrator_signs_in_with_the_printed_password(live):
    chosen = options()
    told = opened(chosen)
    password = re.search(r"password (\S+),", told)
    assert password
    client = Client(headers={"host": "localhost"})
    answer = client.post("/sign-in", {"login": chosen.email, "password": password[1]})
    assert answer.status_code == 302
    assert client.get("/operator/").status_code == 200


def test_what_cannot_be_is_told_in_words_and_leaves_nothing(live):
    chosen = options()
    with pytest.raises(SystemExit, match="phone number or an e-mail"):
        opened(options(key=chosen.key, email=""))
    assert chosen.key in opened(chosen)
    with pytest.raises(SystemExit, match="already"):
        opened(options(key=chosen.key))
