"""Lets what is asked of orders be asked of groups and levels, and of some goods in them."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0011_market_order_terms"),
    ]

    operations = [
        migrations.AddField(
            model_name="orderminimum",
            name="group",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="organisations.customergroup",
            ),
        ),
        migrations.AddField(model_name="orderminimum", name="level_id", field=models.UUIDField(null=True)),
        migrations.AddField(
            model_name="orderminimum",
            name="target",
            field=models.CharField(db_default="all", default="all", max_length=10),
        ),
        migrations.AddField(model_name="orderminimum", name="target_id", field=models.UUIDField(null=True)),
        migrations.RemoveConstraint(model_name="orderminimum", name="order_minimum_once"),
        migrations.AddConstraint(
            model_name="orderminimum",
            constraint=models.UniqueConstraint(
                fields=(
                    "market_id",
                    "buyer",
                    "seller",
                    "storefront",
                    "currency",
                    "group",
                    "level_id",
                    "target_id",
                ),
                name="order_minimum_once_for",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="orderminimum",
            constraint=models.CheckConstraint(
                condition=Q(buyer=None, group=None)
                | Q(buyer=None, level_id=None)
                | Q(group=None, level_id=None),
                name="order_minimum_one_audience",
            ),
        ),
        migrations.AddConstraint(
            model_name="orderminimum",
            constraint=models.CheckConstraint(
                condition=Q(target="all", target_id=None)
                | Q(target__in=["product", "category"], target_id__isnull=False),
                name="order_minimum_goods_known",
            ),
        ),
    ]
