"""Finds the documents about goods that a house keeps for others."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("inventory", "0024_taken_valid")]

    operations = [
        AddIndexConcurrently(
            model_name="stockdocument",
            index=models.Index(
                condition=models.Q(("keeper__isnull", False)),
                fields=["market_id", "keeper", "-id"],
                name="stock_document_by_keeper",
            ),
        ),
    ]
