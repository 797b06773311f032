from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inventory", "0007_kinds_go_back")]

    operations = [
        migrations.AddField(
            model_name="stock",
            name="recalled",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
