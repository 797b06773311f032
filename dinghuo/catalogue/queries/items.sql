-- All that a row of a list shows of a variant, for the variants of one page, in one statement: the page has at most some
-- hundred rows, and each of the look-ups below is an index probe.
WITH sets AS MATERIALIZED ({sets}), asks AS MATERIALIZED ({asks}), taxes AS MATERIALIZED ({taxes})
SELECT jsonb_build_object(
    'variant_id', v.id, 'product_id', v.product_id, 'product_code', p.code, 'product_name', p.name,
    'product_names', p.names, 'sku', v.sku, 'name', v.name, 'names', v.names, 'options', v.options, 'gtin', v.gtin,
    'brand_key', b.key, 'brand', b.name, 'brand_names', b.names,
    'category_key', c.key, 'category', c.name, 'category_names', c.names,
    'unit', p.base_unit, 'kind', p.kind, 'tax_rate', ({rate})::text,
    'governed', ruled.are, 'axes', axes.list, 'packs', packs.list, 'offers', offers.list, 'image', image.file,
    'kit', {kit},
    'variant_count', CASE WHEN %(grouped)s THEN siblings.number ELSE 1 END
)::text
FROM unnest(%(ids)s::uuid[]) WITH ORDINALITY AS asked(id, n)
CROSS JOIN asks
CROSS JOIN taxes
JOIN catalogue_variant v ON v.market_id = %(market)s AND v.id = asked.id
JOIN catalogue_product p ON p.market_id = v.market_id AND p.id = v.product_id
JOIN catalogue_category c ON c.market_id = p.market_id AND c.id = p.category_id
{taxed}
LEFT JOIN catalogue_brand b ON b.market_id = p.market_id AND b.id = p.brand_id
LEFT JOIN catalogue_listing s ON s.market_id = v.market_id AND s.variant_id = v.id
CROSS JOIN LATERAL (
    SELECT EXISTS (
        SELECT FROM catalogue_qualificationrule r
        LEFT JOIN catalogue_category rc ON rc.market_id = r.market_id AND rc.id = r.category_id
        WHERE r.market_id = v.market_id AND (r.category_id IS NULL OR starts_with(c.path, rc.path))
    ) AS are
) ruled
CROSS JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_array(k.unit, trim_scale(k.factor)::text, k.gtin, k.is_default, k.decimals,
                                       trim_scale(k.weight_grams)::text, trim_scale(k.volume_cubic_cm)::text)
                     ORDER BY k.factor, k.unit) AS list
    FROM catalogue_packunit k
    WHERE k.market_id = v.market_id AND k.variant_id = v.id
) packs
LEFT JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_array(said.key, said.value, a.name, a.names, a.unit, a.units,
                     (SELECT one FROM jsonb_array_elements(a.choices) one WHERE one ->> 'key' = said.value LIMIT 1))
                     ORDER BY length(ac.path), a.position, a.name, said.key) AS list
    FROM jsonb_each_text(v.options) said
    LEFT JOIN (catalogue_attribute a LEFT JOIN catalogue_category ac ON ac.market_id = a.market_id AND ac.id = a.category_id)
        ON a.market_id = v.market_id AND a.key = said.key AND (a.category_id IS NULL OR starts_with(c.path, ac.path))
) axes ON v.options <> '{}'
CROSS JOIN LATERAL (
    SELECT jsonb_agg(jsonb_build_array(o.id, o.seller_id, g.code, g.name, g.names, {quantities},
                                       o.lead_time_days, o.backorder_allowed, {wished})
                     ORDER BY o.position, o.id) AS list
    FROM catalogue_offer o
    JOIN organisations_organisation g ON g.market_id = o.market_id AND g.id = o.seller_id
    {asked}
    WHERE o.market_id = v.market_id AND o.variant_id = v.id AND {open} AND {shown}
) offers
LEFT JOIN LATERAL (
    SELECT i.file FROM catalogue_image i
    WHERE i.market_id = v.market_id AND i.product_id = v.product_id AND (i.variant_id IS NULL OR i.variant_id = v.id)
    ORDER BY i.variant_id IS NULL, i.position, i.id
    LIMIT 1
) image ON true
LEFT JOIN LATERAL (
    SELECT count(*) AS number FROM catalogue_listing l
    WHERE %(grouped)s AND l.market_id = v.market_id AND l.product_id = v.product_id AND l.listed
) siblings ON true
ORDER BY asked.n
