"""Groups of customers, and where a company is registered."""

import django.db.models.deletion
from django.db import migrations, models

import dinghuo.foundation.fields
import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0004_second_factor"),
    ]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="region_code",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="Where it is registered (GB/T 2260); decides which regional goods it may buy.",
                max_length=9,
            ),
        ),
        migrations.CreateModel(
            name="CustomerGroup",
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
                ("key", models.SlugField(db_index=False, max_length=40)),
                ("name", models.CharField(max_length=100)),
                ("names", dinghuo.foundation.fields.TranslationsField(blank=True, default=dict)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("market_id", "key"), name="customer_group_key")
                ],
            },
        ),
        migrations.CreateModel(
            name="CustomerGroupMember",
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
                (
                    "buyer",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="customer_groups",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="organisations.customergroup",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["market_id", "group", "buyer"], name="customer_group_members")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("market_id", "buyer", "group"), name="customer_group_member_once"
                    )
                ],
            },
        ),
        Isolate("organisations_customergroup"),
        Isolate("organisations_customergroupmember"),
    ]
