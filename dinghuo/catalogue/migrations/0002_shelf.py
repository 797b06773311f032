"""The index of search, and the view that lists read it through."""

from django.conf import settings
from django.db import migrations

# What can be asked for by index, per word: single Chinese characters, pairs with a Chinese character in it, triples of
# others, and the first one and two letters (^k, ^kl). rules/search_text.py asks by the same grams. Each carries the mark
# of the text it is from, so that a word that many rows have in their pinyin isn't looked for among those in their names.
# PL/pgSQL, because the same as one SQL expression takes eighteen times as long for each row that is written.
GRAMS = """
CREATE FUNCTION catalogue_grams(t text, mark text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
DECLARE
    grams text[] := '{}';
    word text;
    part text;
BEGIN
    FOREACH word IN ARRAY string_to_array(t, ' ') LOOP
        FOR n IN 1 .. least(length(word), 2) LOOP
            part := left(word, n);
            IF octet_length(part) = n THEN
                grams := grams || (mark || '^' || part);
            END IF;
        END LOOP;
        FOR i IN 1 .. length(word) LOOP
            part := substr(word, i, 2);
            IF octet_length(part) > length(part) THEN
                grams := grams || (mark || part) || (mark || left(part, 1));
            ELSE
                part := substr(word, i, 3);
                IF length(part) = 3 AND octet_length(part) = 3 THEN
                    grams := grams || (mark || part);
                END IF;
            END IF;
        END LOOP;
    END LOOP;
    RETURN grams;
END
$$
"""

ALL_GRAMS = "(catalogue_grams(name_text, '') || catalogue_grams(pinyin_text, '~') || catalogue_grams(initials_text, '*'))"
# Of all rows, not only of those that are listed: the planner takes no statistics from a partial index, and without them
# it can't tell a word that many names hold (walk the names until the page is full) from one that few do.
INDEX = f"""
CREATE INDEX listing_by_grams ON catalogue_listing USING gin (market_id, {ALL_GRAMS})
"""

# Under row-level security an index can only be asked by operators that are marked leakproof, and neither LIKE nor the
# arrays' @> is: asked as the app role, every search would read the whole table. A view is read as its owner, whom an
# unforced policy doesn't bind, so this one names the market itself, in the policy's own words.
VIEW = f"""
CREATE VIEW catalogue_shelf AS
SELECT variant_id, market_id, product_id, brand_id, category_path, lead, sku, sort_key,
       name_text, pinyin_text, initials_text,
       {ALL_GRAMS} AS grams
FROM catalogue_listing
WHERE listed AND market_id = nullif(current_setting('dinghuo.market', true), '')::uuid
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]

    operations = [
        migrations.RunSQL("CREATE EXTENSION IF NOT EXISTS btree_gin", migrations.RunSQL.noop),
        migrations.RunSQL(GRAMS, "DROP FUNCTION catalogue_grams(text, text)"),
        migrations.RunSQL(INDEX, "DROP INDEX listing_by_grams"),
        migrations.RunSQL(VIEW, "DROP VIEW catalogue_shelf"),
        migrations.RunSQL(
            f'GRANT SELECT ON catalogue_shelf TO "{settings.APP_ROLE}"',
            migrations.RunSQL.noop,
        ),
    ]
