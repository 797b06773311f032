"""How far units may be divided, and what one weighs and takes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0007_find_wording"),
    ]

    operations = [
        migrations.AddField(
            model_name="packunit",
            name="decimals",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="packunit",
            name="volume_cubic_cm",
            field=models.DecimalField(decimal_places=3, max_digits=14, null=True),
        ),
        migrations.AddField(
            model_name="packunit",
            name="weight_grams",
            field=models.DecimalField(decimal_places=3, max_digits=14, null=True),
        ),
        migrations.AddConstraint(
            model_name="packunit",
            constraint=models.CheckConstraint(
                condition=models.Q(("decimals__lte", 6)), name="pack_decimals_kept"
            ),
        ),
        migrations.AddConstraint(
            model_name="packunit",
            constraint=models.CheckConstraint(
                condition=models.Q(("weight_grams__gt", 0)), name="pack_weight_positive"
            ),
        ),
        migrations.AddConstraint(
            model_name="packunit",
            constraint=models.CheckConstraint(
                condition=models.Q(("volume_cubic_cm__gt", 0)), name="pack_volume_positive"
            ),
        ),
    ]
