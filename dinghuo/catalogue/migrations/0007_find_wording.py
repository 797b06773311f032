"""Lets the index of search, and the view over it, hold aliases and syllables; builds them beside whoever writes."""

from django.conf import settings
from django.db import migrations

# As in migrations 0002 and 0003. An alias carries the mark @; a syllable is one gram, "=cha", so that 茶 is told from what
# begins with chang without reading the many rows that hold the letters.
GRAMS = (
    "(catalogue_grams(name_text, '') || catalogue_grams(alias_text, '@') || catalogue_grams(pinyin_text, '~')"
    " || catalogue_grams(initials_text, '*') || syllables)"
)
OLD_GRAMS = "(catalogue_grams(name_text, '') || catalogue_grams(pinyin_text, '~') || catalogue_grams(initials_text, '*'))"
VIEW = """
CREATE OR REPLACE VIEW catalogue_shelf AS
SELECT variant_id, market_id, product_id, brand_id, category_path, lead, sku, sort_key,
       name_text, pinyin_text, initials_text,
       {grams} AS grams, traits, product_traits{more}
FROM catalogue_listing
WHERE listed AND market_id = nullif(current_setting('dinghuo.market', true), '')::uuid
"""
NEW_VIEW = VIEW.format(grams=GRAMS, more=", alias_text, syllables, -sold AS less_sold")
OLD_VIEW = VIEW.format(grams=OLD_GRAMS, more="")
GRANT = f'GRANT SELECT ON catalogue_shelf TO "{settings.APP_ROLE}"'
CREATE = "CREATE INDEX CONCURRENTLY IF NOT EXISTS"
DROP = "DROP INDEX CONCURRENTLY IF EXISTS"
SOLD = "catalogue_listing USING btree (market_id, (-sold), sort_key, variant_id) WHERE listed"


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("catalogue", "0006_wording")]

    operations = [
        migrations.RunSQL(
            f"{CREATE} listing_by_words ON catalogue_listing USING gin (market_id, {GRAMS})",
            f"{DROP} listing_by_words",
        ),
        migrations.RunSQL(f"{CREATE} listing_by_sold ON {SOLD}", f"{DROP} listing_by_sold"),
        migrations.RunSQL(NEW_VIEW, ["DROP VIEW catalogue_shelf", OLD_VIEW, GRANT]),
        migrations.RunSQL(
            f"{DROP} listing_by_grams",
            f"{CREATE} listing_by_grams ON catalogue_listing USING gin (market_id, {OLD_GRAMS})",
        ),
    ]
