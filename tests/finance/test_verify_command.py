"""The command that proves the books."""

from contextlib import suppress
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from dinghuo.finance.actions.post_opening import post_opening
from dinghuo.foundation.tenancy import acting
from dinghuo.organisations.models import Market
from tests.finance.test_verify_ledger import tamper
from tests.finance.world import CNY, World, money


def test_it_names_what_is_wrong_and_fails(live_world: World):
    key = live_world.market_id.hex
    with acting(live_world.system):
        Market.objects.create(
            id=live_world.market_id,
            market_id=live_world.market_id,
            key=key,
            name="Market",
            currency=CNY,
            languages=["en"],
        )
    post_opening(live_world.finance_of(live_world.seller), live_world.buyer.id, CNY, money("100"))
    out = StringIO()
    with suppress(CommandError):  # other tests leave wrong markets behind on purpose
        call_command("verify_ledger", stdout=out)
    assert f"{key}: right" in out.getvalue()
    tamper(live_world, "UPDATE finance_entry SET debits = '{101}', credits = '{101}'")
    with pytest.raises(CommandError, match="rows are wrong"):
        call_command("verify_ledger", stdout=out)
    assert f"{key}: 1 wrong" in out.getvalue()
    assert "entry-changed" in out.getvalue()
    tamper(live_world, "UPDATE finance_entry SET debits = '{100}', credits = '{100}'")
