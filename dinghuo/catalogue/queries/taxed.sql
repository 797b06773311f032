-- In place of {taxed}: the rate that is kept for a product `p` in the category path {path}, if any. {taxes}, where the goods
-- go, is found once for a statement, and null where the market keeps no rates.
LEFT JOIN LATERAL (
    SELECT r.rate, r.target, r.region_code, r.note
    FROM catalogue_taxrate r
    LEFT JOIN catalogue_category k ON k.market_id = r.market_id AND r.target = 'category' AND k.id = r.target_id
    WHERE taxes.region IS NOT NULL
      AND r.market_id = p.market_id
      AND r.target_id = ANY (ARRAY[p.id, p.market_id]
                             || ARRAY(SELECT c3.id FROM catalogue_category c3
                                      WHERE c3.market_id = p.market_id AND c3.key = ANY (string_to_array({path}, '/'))))
      AND starts_with(taxes.region, r.region_code) AND r.valid @> %({at})s::timestamptz
    ORDER BY array_position('{product,category,all}'::text[], r.target::text), length(k.path) DESC,
             length(r.region_code) DESC, r.id
    LIMIT 1
) taxed ON true
