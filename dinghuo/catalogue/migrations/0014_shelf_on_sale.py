"""Lets the shelf hold what is on sale at the moment it is read, and nothing else."""

from django.conf import settings
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models

# Nearly every row is open always, which is one bit, and in the index that lists of categories are read from; the others
# ask. Each asks its own offers by their index: as EXISTS, the planner could read the offers of the whole market instead.
ON_SALE = """ AND (always OR (
    (sale_starts_at IS NULL OR sale_starts_at <= now()) AND (sale_ends_at IS NULL OR sale_ends_at > now())
    AND (SELECT true FROM catalogue_offer o
         WHERE o.market_id = l.market_id AND o.variant_id = l.variant_id AND o.state = 'active'
           AND (o.starts_at IS NULL OR o.starts_at <= now()) AND (o.ends_at IS NULL OR o.ends_at > now())
         LIMIT 1)))"""
VIEW = """
CREATE OR REPLACE VIEW catalogue_shelf AS
SELECT variant_id, market_id, product_id, brand_id, category_path, lead, sku, sort_key,
       name_text, pinyin_text, initials_text,
       (catalogue_grams(name_text, '') || catalogue_grams(alias_text, '@') || catalogue_grams(pinyin_text, '~')
        || catalogue_grams(initials_text, '*') || syllables) AS grams,
       traits, product_traits, alias_text, syllables, -sold AS less_sold{more}
FROM catalogue_listing l
WHERE listed AND market_id = nullif(current_setting('dinghuo.market', true), '')::uuid{on_sale}
"""
NEW_VIEW = VIEW.format(more=", always", on_sale=ON_SALE)
OLD_VIEW = VIEW.format(more="", on_sale="")
GRANT = f'GRANT SELECT ON catalogue_shelf TO "{settings.APP_ROLE}"'


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("catalogue", "0013_sale_times")]

    operations = [
        migrations.AddField(
            model_name="listing",
            name="always",
            field=models.BooleanField(db_default=True, default=True),
        ),
        migrations.AddField(
            model_name="listing",
            name="sale_starts_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="listing",
            name="sale_ends_at",
            field=models.DateTimeField(null=True),
        ),
        AddIndexConcurrently(
            model_name="listing",
            index=models.Index(
                condition=models.Q(("listed", True)),
                fields=["market_id", "category_path", "sort_key", "variant"],
                include=("brand", "lead", "always"),
                name="listing_in_category",
            ),
        ),
        AddIndexConcurrently(
            model_name="listing",
            index=models.Index(
                condition=models.Q(("listed", True), ("always", False)),
                fields=["market_id", "category_path"],
                name="listing_sometimes",
            ),
        ),
        migrations.RunSQL(NEW_VIEW, ["DROP VIEW catalogue_shelf", OLD_VIEW, GRANT]),
        RemoveIndexConcurrently(model_name="listing", name="listing_by_category"),
    ]
