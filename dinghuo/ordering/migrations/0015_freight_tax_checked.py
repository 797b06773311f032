"""Checks the tax in the freight of all orders."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    # Apart from 0014: rows that were written in a transaction hold its changes of the table up.
    dependencies = [("ordering", "0014_freight_tax")]

    operations = [ValidateConstraint(model_name="order", name="order_freight_holds_its_tax")]
