"""Lists of prices that people gave by hand."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pricing", "0009_price_floors")]

    operations = [
        migrations.RemoveConstraint(
            model_name="pricelist",
            name="price_list_kind_names_whom",
        ),
        AddConstraintNotValid(
            model_name="pricelist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("branch__isnull", True),
                        ("buyer__isnull", False),
                        ("group__isnull", True),
                        ("kind", "manual"),
                        ("level__isnull", True),
                        ("region_code", ""),
                    ),
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
    ]
