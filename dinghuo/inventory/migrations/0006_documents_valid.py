from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    """Apart from where the constraints are added: there the table is locked, here it is only read."""

    dependencies = [("inventory", "0005_documents")]

    operations = [
        ValidateConstraint("movement", "movement_kind_known"),
        ValidateConstraint("warehouse", "warehouse_kind_known"),
        ValidateConstraint("warehouse", "warehouse_shut_kinds"),
    ]
