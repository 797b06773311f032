"""Lets an order know how fresh its goods must be, whoever places it: until now only the seller's people could read that."""

from django.db import migrations

from dinghuo.foundation.policies import by_market, by_party


def _policy(table: str, condition: str) -> str:
    return f"ALTER POLICY isolation ON {table} USING ({condition}) WITH CHECK ({condition})"


def _opened(table: str, party: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        _policy(table, by_market().condition()), _policy(table, by_party(party).condition())
    )


class Migration(migrations.Migration):
    dependencies = [("inventory", "0008_recalled_stock")]

    operations = [_opened("inventory_liferule", "seller_id"), _opened("inventory_lastsent", "owner_id")]
