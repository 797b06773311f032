from django.db import migrations, models

import dinghuo.foundation.fields


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0002_level_rules"),
    ]

    operations = [
        migrations.AddField(
            model_name="levelgrant",
            name="by_rule",
            field=models.BooleanField(
                db_default=False, default=False, help_text="Earned by purchases; else given by a person."
            ),
        ),
        migrations.AddField(
            model_name="levelgrant",
            name="measured",
            field=dinghuo.foundation.fields.AmountField(
                decimal_places=4, help_text="The purchases by which it was earned.", max_digits=20, null=True
            ),
        ),
    ]
