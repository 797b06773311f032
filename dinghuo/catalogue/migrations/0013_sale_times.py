"""From when until when products are on sale."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0012_offer_terms")]

    operations = [
        migrations.AddField(
            model_name="product",
            name="sale_starts_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="product",
            name="sale_ends_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="product",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sale_starts_at", None),
                    ("sale_ends_at", None),
                    ("sale_ends_at__gt", models.F("sale_starts_at")),
                    _connector="OR",
                ),
                name="product_sale_ends_after_it_starts",
            ),
        ),
    ]
