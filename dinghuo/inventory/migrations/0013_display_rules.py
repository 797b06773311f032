import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


class Migration(migrations.Migration):
    dependencies = [
        ("inventory", "0012_sharing_rule"),
        ("members", "0001_initial"),
        ("organisations", "0007_order_minimums"),
    ]

    operations = [
        migrations.CreateModel(
            name="DisplayRule",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=dinghuo.foundation.ids.new_id,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("market_id", models.UUIDField(editable=False)),
                ("shows", models.CharField(max_length=8)),
                (
                    "bands",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), default=list, size=None
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisations.customergroup",
                    ),
                ),
                (
                    "level",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="members.level",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("market_id", "owner", "group", "level"),
                        name="display_rule_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("shows__in", ["exact", "bands", "yes-no", "hidden"])),
                        name="display_rule_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("group", None), ("level", None), _connector="OR"),
                        name="display_rule_group_or_level",
                    ),
                ],
            },
        ),
        Isolate("inventory_displayrule"),
    ]
