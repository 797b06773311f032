"""The index of search, and the view that lists read it through."""

from django.conf import settings
from django.db import migrations

# What can be asked for by index, per word: single Chinese characters, pairs with a Chinese character in it, triples of
# others, and the first one and two letters of a word (^k, ^kl). rules/search_text.py asks by the same grams.
GRAMS = """
CREATE FUNCTION catalogue_grams(t text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 5000 AS $$
    SELECT coalesce(array_agg(DISTINCT gram), '{}')
    FROM (
        SELECT c, lag(c) OVER w AS before, lead(c) OVER w AS c2, lead(c, 2) OVER w AS c3
        FROM unnest(string_to_array(t, NULL)) WITH ORDINALITY AS characters(c, n)
        WINDOW w AS (ORDER BY n)
    ) AS seen
    CROSS JOIN LATERAL (VALUES
        (CASE WHEN ascii(c) > 127 THEN c END),
        (CASE WHEN (ascii(c) > 127 OR ascii(c2) > 127) AND c <> ' ' AND c2 <> ' ' THEN c || c2 END),
        (CASE WHEN ascii(c) < 128 AND ascii(c2) < 128 AND ascii(c3) < 128 AND ' ' NOT IN (c, c2, c3)
              THEN c || c2 || c3 END),
        (CASE WHEN before = ' ' AND ascii(c) < 128 AND c <> ' ' THEN '^' || c END),
        (CASE WHEN before = ' ' AND ascii(c) < 128 AND ascii(c2) < 128 AND ' ' NOT IN (c, c2)
              THEN '^' || c || c2 END)
    ) AS made(gram)
    WHERE gram IS NOT NULL
$$
"""

INDEX = """
CREATE INDEX listing_by_grams ON catalogue_listing
USING gin (market_id, catalogue_grams(name_text || pinyin_text || initials_text)) WHERE listed
"""

# Under row-level security an index can only be asked by operators that are marked leakproof, and neither LIKE nor the
# arrays' @> is: asked as the app role, every search would read the whole table. A view is read as its owner, whom an
# unforced policy doesn't bind, so this one names the market itself, in the policy's own words.
VIEW = """
CREATE VIEW catalogue_shelf AS
SELECT variant_id, market_id, product_id, brand_id, category_path, lead, sku, sort_key,
       name_text, pinyin_text, initials_text,
       catalogue_grams(name_text || pinyin_text || initials_text) AS grams
FROM catalogue_listing
WHERE listed AND market_id = nullif(current_setting('dinghuo.market', true), '')::uuid
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]

    operations = [
        migrations.RunSQL("CREATE EXTENSION IF NOT EXISTS btree_gin", migrations.RunSQL.noop),
        migrations.RunSQL(GRAMS, "DROP FUNCTION catalogue_grams(text)"),
        migrations.RunSQL(INDEX, "DROP INDEX listing_by_grams"),
        migrations.RunSQL(VIEW, "DROP VIEW catalogue_shelf"),
        migrations.RunSQL(
            f'GRANT SELECT ON catalogue_shelf TO "{settings.APP_ROLE}"',
            migrations.RunSQL.noop,
        ),
    ]
