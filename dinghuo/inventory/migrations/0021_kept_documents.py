"""Lets documents of stock be about goods that lie with another house, which then sees them, and take goods over."""

import django.db.models.deletion
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models

from dinghuo.foundation.policies import by_party

KINDS = ["receipt", "scrap", "adjustment", "transfer", "count", "taking"]


def _policy(*parties: str) -> str:
    condition = by_party(*parties).condition()
    return f"ALTER POLICY isolation ON inventory_stockdocument USING ({condition}) WITH CHECK ({condition})"


class Migration(migrations.Migration):
    dependencies = [("inventory", "0020_consignments"), ("organisations", "0009_checkout_holds")]

    operations = [
        migrations.AddField(
            model_name="stockdocument",
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
        migrations.RemoveConstraint(model_name="stockdocument", name="stock_document_kind"),
        AddConstraintNotValid(
            model_name="stockdocument",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", KINDS)), name="stock_document_kind"
            ),
        ),
    ]
