"""Says where in a place goods lie, and when the first of them came."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("inventory", "0002_movement_kinds")]

    operations = [
        migrations.AddField(
            model_name="stock",
            name="bin",
            field=models.CharField(blank=True, db_default="", default="", max_length=30),
        ),
        migrations.AddField(
            model_name="stock",
            name="received_at",
            field=models.DateTimeField(help_text="When the first of it came in.", null=True),
        ),
    ]
