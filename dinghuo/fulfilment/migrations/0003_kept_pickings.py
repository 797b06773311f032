"""Lets who keeps another house's goods pick them: it sees these pickings."""

import django.db.models.deletion
from django.db import migrations, models

from dinghuo.foundation.policies import by_party


def _policy(*parties: str) -> str:
    condition = by_party(*parties).condition()
    return f"ALTER POLICY isolation ON fulfilment_picking USING ({condition}) WITH CHECK ({condition})"


class Migration(migrations.Migration):
    dependencies = [("fulfilment", "0002_picking"), ("organisations", "0009_checkout_holds")]

    operations = [
        migrations.AddField(
            model_name="picking",
            name="keeper",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.RunSQL(_policy("seller_id", "keeper_id"), _policy("seller_id")),
    ]
