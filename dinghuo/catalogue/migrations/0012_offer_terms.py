"""When and where offers are open."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0011_qualifications")]

    operations = [
        migrations.AddField(
            model_name="offer",
            name="starts_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="offer",
            name="ends_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="offer",
            name="region_codes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(),
                blank=True,
                db_default=models.Value(
                    [],
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None),
                ),
                default=list,
                size=None,
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("starts_at", None),
                    ("ends_at", None),
                    ("ends_at__gt", models.F("starts_at")),
                    _connector="OR",
                ),
                name="offer_ends_after_it_starts",
            ),
        ),
    ]
