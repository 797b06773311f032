"""Every level of prices: lists for contracts, groups and channels, prices of more than one article, formulas, rates."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models

import dinghuo.foundation.fields
import dinghuo.foundation.ids
from dinghuo.foundation.policies import Isolate


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0005_versions"),
        ("members", "0001_initial"),
        ("organisations", "0006_registered_regions"),
        ("pricing", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExchangeRate",
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
                ("currency", dinghuo.foundation.fields.CurrencyField(max_length=3)),
                ("quoted", dinghuo.foundation.fields.CurrencyField(max_length=3)),
                ("day", models.DateField()),
                ("rate", models.DecimalField(decimal_places=10, max_digits=20)),
                ("source", models.CharField(max_length=100)),
            ],
        ),
        migrations.CreateModel(
            name="PricePolicy",
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
                ("lowest_from", models.PositiveSmallIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="PriceRule",
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
                ("target", models.CharField(max_length=10)),
                ("unit", models.CharField(blank=True, default="", max_length=20)),
                (
                    "min_quantity",
                    dinghuo.foundation.fields.QuantityField(decimal_places=6, default=0, max_digits=18),
                ),
                ("sums", models.CharField(default="line", max_length=10)),
                ("tier_group", models.CharField(blank=True, default="", max_length=40)),
                ("amount", dinghuo.foundation.fields.PriceField(decimal_places=6, max_digits=20, null=True)),
                ("percent", models.DecimalField(decimal_places=4, default=100, max_digits=9)),
                ("plus", dinghuo.foundation.fields.PriceField(decimal_places=6, default=0, max_digits=20)),
                ("step", dinghuo.foundation.fields.PriceField(decimal_places=6, max_digits=20, null=True)),
                ("ending", dinghuo.foundation.fields.PriceField(decimal_places=6, default=0, max_digits=20)),
                ("floor", dinghuo.foundation.fields.PriceField(decimal_places=6, max_digits=20, null=True)),
                ("ceiling", dinghuo.foundation.fields.PriceField(decimal_places=6, max_digits=20, null=True)),
                ("min_margin", models.DecimalField(decimal_places=4, max_digits=7, null=True)),
                ("valid", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="pricelist",
            name="price_list_for_whom_once",
        ),
        migrations.RemoveConstraint(
            model_name="pricelist",
            name="price_list_kind_names_whom",
        ),
        migrations.RemoveConstraint(
            model_name="pricelist",
            name="price_list_state_known",
        ),
        migrations.AddField(
            model_name="pricelist",
            name="bases",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.UUIDField(), blank=True, db_default=[], default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="pricelist",
            name="ruled",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="pricelist",
            name="needs_cost",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="pricelist",
            name="branch",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.AddField(
            model_name="pricelist",
            name="converts",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="pricelist",
            name="group",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.customergroup",
            ),
        ),
        migrations.AddField(
            model_name="pricelist",
            name="order_type",
            field=models.CharField(blank=True, db_default="", default="", max_length=20),
        ),
        migrations.AddField(
            model_name="pricelist",
            name="priority",
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name="pricelist",
            name="region_code",
            field=models.CharField(blank=True, db_default="", default="", max_length=9),
        ),
        migrations.AddField(
            model_name="pricelist",
            name="valid",
            field=django.contrib.postgres.fields.ranges.DateTimeRangeField(null=True),
        ),
        migrations.AddConstraint(
            model_name="pricelist",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "active")),
                fields=(
                    "market_id",
                    "seller",
                    "kind",
                    "buyer",
                    "group",
                    "level",
                    "branch",
                    "region_code",
                    "storefront",
                    "order_type",
                    "currency",
                ),
                name="price_list_for_whom_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="pricelist",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "group"), ("state", "active")),
                fields=("market_id", "seller", "priority", "storefront", "order_type", "currency"),
                name="price_list_priority_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="pricelist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("branch__isnull", True),
                        ("buyer__isnull", False),
                        ("group__isnull", True),
                        ("kind", "contract"),
                        ("level__isnull", True),
                        ("region_code", ""),
                    ),
                    models.Q(
                        ("branch__isnull", True),
                        ("buyer__isnull", False),
                        ("group__isnull", True),
                        ("kind", "customer"),
                        ("level__isnull", True),
                        ("region_code", ""),
                    ),
                    models.Q(
                        ("branch__isnull", True),
                        ("buyer__isnull", True),
                        ("group__isnull", False),
                        ("kind", "group"),
                        ("level__isnull", True),
                        ("region_code", ""),
                    ),
                    models.Q(
                        ("branch__isnull", True),
                        ("buyer__isnull", True),
                        ("group__isnull", True),
                        ("kind", "level"),
                        ("level__isnull", False),
                        ("region_code", ""),
                    ),
                    models.Q(
                        ("branch__isnull", True),
                        ("buyer__isnull", True),
                        ("group__isnull", True),
                        ("kind", "base"),
                        ("level__isnull", True),
                        ("region_code", ""),
                    ),
                    models.Q(
                        ("branch__isnull", True),
                        ("buyer__isnull", True),
                        ("group__isnull", True),
                        ("kind", "cost"),
                        ("level__isnull", True),
                        ("region_code", ""),
                    ),
                    models.Q(
                        ("branch__isnull", False),
                        ("buyer__isnull", True),
                        ("group__isnull", True),
                        ("kind", "channel"),
                        ("level__isnull", True),
                        ("region_code", ""),
                    ),
                    models.Q(
                        ("branch__isnull", True),
                        ("buyer__isnull", True),
                        ("group__isnull", True),
                        ("kind", "channel"),
                        ("level__isnull", True),
                        models.Q(("region_code", ""), _negated=True),
                    ),
                    models.Q(
                        ("branch__isnull", True),
                        ("buyer__isnull", True),
                        ("group__isnull", True),
                        ("kind", "channel"),
                        ("level__isnull", True),
                        ("region_code", ""),
                        ("storefront__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="price_list_kind_names_whom",
            ),
        ),
        migrations.AddConstraint(
            model_name="pricelist",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["draft", "active", "withdrawn"])),
                name="price_list_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="exchangerate",
            constraint=models.UniqueConstraint(
                fields=("market_id", "currency", "quoted", "day"), name="exchange_rate_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="exchangerate",
            constraint=models.CheckConstraint(
                condition=models.Q(("rate__gt", 0)), name="exchange_rate_positive"
            ),
        ),
        migrations.AddField(
            model_name="pricepolicy",
            name="seller",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="organisations.organisation",
            ),
        ),
        migrations.AddField(
            model_name="pricerule",
            name="base_list",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="followers",
                to="pricing.pricelist",
            ),
        ),
        migrations.AddField(
            model_name="pricerule",
            name="brand",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalogue.brand",
            ),
        ),
        migrations.AddField(
            model_name="pricerule",
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
            model_name="pricerule",
            name="list",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="rules",
                to="pricing.pricelist",
            ),
        ),
        migrations.AddField(
            model_name="pricerule",
            name="product",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalogue.product",
            ),
        ),
        migrations.AddField(
            model_name="pricerule",
            name="variant",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="catalogue.variant",
            ),
        ),
        migrations.AddConstraint(
            model_name="pricepolicy",
            constraint=models.UniqueConstraint(fields=("market_id", "seller"), name="price_policy_once"),
        ),
        migrations.AddConstraint(
            model_name="pricepolicy",
            constraint=models.CheckConstraint(
                condition=models.Q(("lowest_from__gte", 2), ("lowest_from__lte", 7)),
                name="price_policy_level",
            ),
        ),
        migrations.AddField(
            model_name="pricerule",
            name="target_id",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.db.models.functions.comparison.Coalesce(
                    "variant_id", "product_id", "category_id", "brand_id", "list_id"
                ),
                output_field=models.UUIDField(),
            ),
        ),
        migrations.AddIndex(
            model_name="pricerule",
            index=models.Index(fields=["market_id", "list", "target_id"], name="price_rule_by_target"),
        ),
        migrations.AddIndex(
            model_name="pricerule",
            index=models.Index(
                condition=models.Q(("base_list__isnull", False)),
                fields=["market_id", "base_list"],
                name="price_rule_by_base_list",
            ),
        ),
        migrations.AddConstraint(
            model_name="pricerule",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("market_id", "="),
                    ("list", "="),
                    ("target_id", "="),
                    ("unit", "="),
                    ("min_quantity", "="),
                    ("valid", "&&"),
                ],
                name="price_rule_slot_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="pricerule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("brand__isnull", True),
                        ("category__isnull", True),
                        ("product__isnull", True),
                        ("target", "variant"),
                        ("variant__isnull", False),
                    ),
                    models.Q(
                        ("brand__isnull", True),
                        ("category__isnull", True),
                        ("product__isnull", False),
                        ("target", "product"),
                        ("variant__isnull", True),
                    ),
                    models.Q(
                        ("brand__isnull", True),
                        ("category__isnull", False),
                        ("product__isnull", True),
                        ("target", "category"),
                        ("variant__isnull", True),
                    ),
                    models.Q(
                        ("brand__isnull", False),
                        ("category__isnull", True),
                        ("product__isnull", True),
                        ("target", "brand"),
                        ("variant__isnull", True),
                    ),
                    models.Q(
                        ("brand__isnull", True),
                        ("category__isnull", True),
                        ("product__isnull", True),
                        ("target", "all"),
                        ("variant__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="price_rule_one_target",
            ),
        ),
        migrations.AddConstraint(
            model_name="pricerule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amount__gt", 0), ("base_list", None)),
                    models.Q(
                        ("amount", None),
                        ("base_list__isnull", False),
                        ("percent__gt", 0),
                        ("unit", ""),
                        models.Q(("base_list", models.F("list")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="price_rule_amount_or_formula",
            ),
        ),
        migrations.AddConstraint(
            model_name="pricerule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("step", None), models.Q(("ending__gte", 0), ("step__gt", 0)), _connector="OR"
                ),
                name="price_rule_rounding",
            ),
        ),
        migrations.AddConstraint(
            model_name="pricerule",
            constraint=models.CheckConstraint(
                condition=models.Q(("min_quantity__gte", 0)), name="price_rule_min_quantity"
            ),
        ),
        migrations.AddConstraint(
            model_name="pricerule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sums", "group"), models.Q(("tier_group", ""), _negated=True)),
                    models.Q(("sums__in", ["line", "target"]), ("tier_group", "")),
                    _connector="OR",
                ),
                name="price_rule_sums",
            ),
        ),
        migrations.AddConstraint(
            model_name="pricerule",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid__isempty", False)), name="price_rule_valid_sometime"
            ),
        ),
        Isolate("pricing_pricerule"),
        Isolate("pricing_pricepolicy"),
        Isolate("pricing_exchangerate"),
    ]
