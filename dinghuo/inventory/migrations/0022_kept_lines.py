"""Lets who keeps another house's goods see the lines of documents about them."""

import django.db.models.deletion
from django.db import migrations, models

from dinghuo.foundation.policies import by_party


def _policy(*parties: str) -> str:
    condition = by_party(*parties).condition()
    return (
        f"ALTER POLICY isolation ON inventory_stockdocumentline USING ({condition}) WITH CHECK ({condition})"
    )


class Migration(migrations.Migration):
    dependencies = [("inventory", "0021_kept_documents"), ("organisations", "0009_checkout_holds")]

    operations = [
        migrations.AddField(
            model_name="stockdocumentline",
            name="keeper",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.RunSQL(_policy("owner_id", "keeper_id"), _policy("owner_id")),
    ]
