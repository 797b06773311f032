"""Keeps agreements on consigned goods."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import dinghuo.foundation.clock
import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


def _to(model: str, *, null: bool = False) -> models.ForeignKey:
    return models.ForeignKey(
        db_index=False,
        null=null,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=model,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0001_initial"),
        ("inventory", "0019_cart_holds"),
        ("organisations", "0009_checkout_holds"),
    ]

    operations = [
        migrations.CreateModel(
            name="Consignment",
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
                ("number", models.CharField(max_length=20)),
                ("state", models.CharField(default="proposed", max_length=12)),
                ("keeper", _to("organisations.organisation")),
                ("owner", _to("organisations.organisation")),
                ("warehouse", _to("inventory.warehouse")),
                ("valid_from", models.DateField()),
                (
                    "valid_until",
                    models.DateField(help_text="The last day; none where nobody has named one.", null=True),
                ),
                ("goods", models.CharField(default="all", max_length=12)),
                ("brand", _to("catalogue.brand", null=True)),
                ("category", _to("catalogue.category", null=True)),
                (
                    "variant_ids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.UUIDField(), default=list, size=None
                    ),
                ),
                (
                    "ships",
                    models.CharField(default="keeper", help_text="Who sends what is sold.", max_length=12),
                ),
                (
                    "may_take",
                    models.BooleanField(
                        default=False, help_text="The keeper may take goods into its own stock."
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "proposer_id",
                    models.UUIDField(help_text="The house that proposed it: the other one answers."),
                ),
                ("made_by_name", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField(default=dinghuo.foundation.clock.now)),
                ("answered_by_name", models.CharField(blank=True, max_length=200)),
                ("answered_at", models.DateTimeField(null=True)),
                ("ended_by_name", models.CharField(blank=True, max_length=200)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "why",
                    models.CharField(
                        blank=True, help_text="Said with the answer or the end.", max_length=200
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["market_id", "keeper", "-id"], name="consignment_by_keeper"),
                    models.Index(fields=["market_id", "owner", "-id"], name="consignment_by_owner"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("market_id", "number"), name="consignment_number_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["proposed", "active"])),
                        fields=("market_id", "warehouse", "owner"),
                        name="consignment_one_stands",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["proposed", "active", "declined", "ended"])),
                        name="consignment_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ships__in", ["keeper", "owner", "both"])),
                        name="consignment_ships",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("brand", None), ("category", None), ("goods", "all")),
                            models.Q(("brand__isnull", False), ("category", None), ("goods", "brand")),
                            models.Q(("brand", None), ("category__isnull", False), ("goods", "category")),
                            models.Q(("brand", None), ("category", None), ("goods", "articles")),
                            _connector="OR",
                        ),
                        name="consignment_goods",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("keeper", models.F("owner")), _negated=True),
                        name="consignment_of_two",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until", None),
                            ("valid_until__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="consignment_days_in_order",
                    ),
                ],
            },
        ),
        Isolate("inventory_consignment", parties=["keeper_id", "owner_id"]),
    ]
