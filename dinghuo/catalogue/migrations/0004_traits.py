"""The indexes by which lists are filtered by attributes, built beside whoever writes."""

from django.db import migrations

# Arrays have statistics of their own, so these may leave out what is never asked for.
INDEXES = {
    "listing_by_traits": "gin (market_id, traits) WHERE listed",
    "listing_by_product_traits": "gin (market_id, product_traits) WHERE listed",
}


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("catalogue", "0003_attributes")]

    operations = [
        migrations.RunSQL(
            f"CREATE INDEX CONCURRENTLY IF NOT EXISTS {name} ON catalogue_listing USING {columns}",
            f"DROP INDEX CONCURRENTLY IF EXISTS {name}",
        )
        for name, columns in INDEXES.items()
    ]
