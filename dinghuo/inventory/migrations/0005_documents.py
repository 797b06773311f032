import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

import dinghuo.foundation.clock
import dinghuo.foundation.fields
import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0005_versions"),
        ("inventory", "0004_warehouse_kinds"),
        ("organisations", "0004_second_factor"),
    ]

    operations = [
        migrations.CreateModel(
            name="LastSent",
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
                ("expires", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="LifeRule",
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
                ("min_days", models.PositiveIntegerField(null=True)),
                ("min_percent", models.PositiveIntegerField(null=True)),
                (
                    "not_older",
                    models.BooleanField(default=False, help_text="Not older than what went there last."),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Lot",
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
                ("lot", models.CharField(db_collation="C", max_length=60)),
                ("supplier_lot", models.CharField(blank=True, max_length=60)),
                ("made", models.DateField(null=True)),
                ("expires", models.DateField(null=True)),
                ("first_at", models.DateTimeField(default=dinghuo.foundation.clock.now)),
                ("recalled_at", models.DateTimeField(null=True)),
                ("recalled_by_name", models.CharField(blank=True, max_length=200)),
                ("recall_why", models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name="StockDocument",
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
                ("kind", models.CharField(max_length=12)),
                ("number", models.CharField(max_length=20)),
                ("state", models.CharField(default="draft", max_length=12)),
                ("partner", models.CharField(blank=True, help_text="Who sent the goods.", max_length=200)),
                (
                    "reference",
                    models.CharField(blank=True, help_text="Number of their paper.", max_length=60),
                ),
                ("why", models.CharField(blank=True, max_length=200)),
                ("blind", models.BooleanField(default=False)),
                (
                    "value",
                    dinghuo.foundation.fields.AmountField(
                        decimal_places=4,
                        help_text="Of the goods it moves, where their cost is known.",
                        max_digits=20,
                        null=True,
                    ),
                ),
                ("made_by_id", models.UUIDField(null=True)),
                ("made_by_name", models.CharField(max_length=200)),
                ("made_at", models.DateTimeField(default=dinghuo.foundation.clock.now)),
                ("submitted_by_id", models.UUIDField(null=True)),
                ("submitted_by_name", models.CharField(blank=True, max_length=200)),
                ("submitted_at", models.DateTimeField(null=True)),
                ("decided_by_name", models.CharField(blank=True, max_length=200)),
                ("decided_at", models.DateTimeField(null=True)),
                ("decided_why", models.CharField(blank=True, max_length=200)),
                ("posted_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="StockDocumentLine",
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
                ("position", models.PositiveIntegerField()),
                ("lot", models.CharField(blank=True, db_collation="C", max_length=60)),
                ("supplier_lot", models.CharField(blank=True, max_length=60)),
                ("made", models.DateField(null=True)),
                ("expires", models.DateField(null=True)),
                ("bin", models.CharField(blank=True, max_length=30)),
                (
                    "quantity",
                    dinghuo.foundation.fields.QuantityField(decimal_places=6, max_digits=18, null=True),
                ),
                ("done", dinghuo.foundation.fields.QuantityField(decimal_places=6, default=0, max_digits=18)),
                ("lost", dinghuo.foundation.fields.QuantityField(decimal_places=6, default=0, max_digits=18)),
                (
                    "expected",
                    dinghuo.foundation.fields.QuantityField(decimal_places=6, max_digits=18, null=True),
                ),
                ("counted_at", models.DateTimeField(null=True)),
                (
                    "unit_cost",
                    dinghuo.foundation.fields.PriceField(decimal_places=6, max_digits=20, null=True),
                ),
                (
                    "labels",
                    models.JSONField(default=list, help_text="Codes of cartons that were read into it."),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.CreateModel(
            name="UnitCost",
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
                ("cost", dinghuo.foundation.fields.QuantityField(decimal_places=6, max_digits=18)),
            ],
        ),
        migrations.AddField(
            model_name="lastsent",
            name="buyer",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.AddField(
            model_name="lastsent",
            name="owner",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.AddField(
            model_name="lastsent",
            name="variant",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalogue.variant",
            ),
        ),
        migrations.AddField(
            model_name="liferule",
            name="buyer",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.AddField(
            model_name="liferule",
            name="category",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalogue.category",
            ),
        ),
        migrations.AddField(
            model_name="liferule",
            name="seller",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.AddField(
            model_name="lot",
            name="owner",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.AddField(
            model_name="lot",
            name="variant",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="catalogue.variant",
            ),
        ),
        migrations.AddField(
            model_name="stockdocument",
            name="owner",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.AddField(
            model_name="stockdocument",
            name="target",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="inventory.warehouse",
            ),
        ),
        migrations.AddField(
            model_name="stockdocument",
            name="warehouse",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="inventory.warehouse",
            ),
        ),
        migrations.AddField(
            model_name="stockdocumentline",
            name="document",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="lines",
                to="inventory.stockdocument",
            ),
        ),
        migrations.AddField(
            model_name="stockdocumentline",
            name="owner",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.AddField(
            model_name="stockdocumentline",
            name="variant",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="catalogue.variant",
            ),
        ),
        migrations.AddField(
            model_name="unitcost",
            name="owner",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.AddField(
            model_name="unitcost",
            name="variant",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalogue.variant",
            ),
        ),
        migrations.AddConstraint(
            model_name="lastsent",
            constraint=models.UniqueConstraint(
                fields=("market_id", "owner", "buyer", "variant"), name="last_sent_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="liferule",
            constraint=models.UniqueConstraint(
                fields=("market_id", "seller", "buyer", "category"),
                name="life_rule_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="liferule",
            constraint=models.CheckConstraint(
                condition=models.Q(("min_percent", None), ("min_percent__lte", 100), _connector="OR"),
                name="life_rule_percent",
            ),
        ),
        migrations.AddIndex(
            model_name="lot",
            index=models.Index(fields=["market_id", "lot"], name="lot_by_name"),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.UniqueConstraint(
                fields=("market_id", "owner", "variant", "lot"), name="lot_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("made", None), ("expires", None), ("made__lte", models.F("expires")), _connector="OR"
                ),
                name="lot_dates_in_order",
            ),
        ),
        migrations.AddIndex(
            model_name="stockdocument",
            index=models.Index(fields=["market_id", "owner", "kind", "-id"], name="stock_document_by_owner"),
        ),
        migrations.AddConstraint(
            model_name="stockdocument",
            constraint=models.UniqueConstraint(
                fields=("market_id", "number"), name="stock_document_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="stockdocument",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["receipt", "scrap", "adjustment", "transfer", "count"])),
                name="stock_document_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="stockdocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "waiting", "sent", "posted", "refused", "cancelled"])
                ),
                name="stock_document_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="stockdocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "transfer"), _negated=True), ("target__isnull", False), _connector="OR"
                ),
                name="stock_document_transfer_target",
            ),
        ),
        migrations.AddConstraint(
            model_name="stockdocumentline",
            constraint=models.UniqueConstraint(
                fields=("market_id", "document", "position"), name="stock_line_position"
            ),
        ),
        migrations.AddConstraint(
            model_name="stockdocumentline",
            constraint=models.UniqueConstraint(
                fields=("market_id", "document", "variant", "lot"), name="stock_line_balance_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="stockdocumentline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("done__gte", 0),
                    ("lost__gte", 0),
                    models.Q(
                        models.Q(("done", 0), ("lost", 0)),
                        (
                            "quantity__gte",
                            django.db.models.expressions.CombinedExpression(
                                models.F("done"), "+", models.F("lost")
                            ),
                        ),
                        _connector="OR",
                    ),
                ),
                name="stock_line_arrives_within_sent",
            ),
        ),
        migrations.AddConstraint(
            model_name="unitcost",
            constraint=models.UniqueConstraint(
                fields=("market_id", "owner", "variant"), name="unit_cost_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="unitcost",
            constraint=models.CheckConstraint(
                condition=models.Q(("cost__gte", 0)), name="unit_cost_not_negative"
            ),
        ),
        Isolate("inventory_lot"),
        Isolate("inventory_liferule", parties=["seller_id"]),
        Isolate("inventory_lastsent", parties=["owner_id"]),
        Isolate("inventory_unitcost", parties=["owner_id"]),
        Isolate("inventory_stockdocument", parties=["owner_id"]),
        Isolate("inventory_stockdocumentline", parties=["owner_id"]),
    ]
