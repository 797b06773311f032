-- Whether a seller's offer (o) of a listed row (s) is shown, given the sets that count (sets): the definition, for every
-- statement that asks about single goods. queries/assortment.py writes the same for lists.
(SELECT bool_or(x.holds) FILTER (WHERE x.denies) IS NOT TRUE
    AND bool_or(x.holds) FILTER (WHERE NOT x.denies AND x.of_place) IS NOT FALSE
    AND bool_or(x.holds) FILTER (WHERE NOT x.denies AND x.of_buyer) IS NOT FALSE
 FROM (
    SELECT y.denies, y.of_place, y.of_buyer,
           ((y.paths IS NULL AND y.brands IS NULL AND y.products IS NULL
             AND (y.traits IS NOT NULL OR y.sellers IS NOT NULL)
             OR EXISTS (SELECT FROM unnest(y.paths) AS path WHERE starts_with(s.category_path, path))
             OR s.brand_id = ANY(y.brands)
             OR s.product_id = ANY(y.products))
            AND (y.traits IS NULL
                 OR y.attributes = (SELECT count(DISTINCT split_part(said, '=', 1))
                                    FROM unnest(y.traits) AS said WHERE said = ANY(s.traits)))
            AND (y.sellers IS NULL OR o.seller_id = ANY(y.sellers))) IS TRUE AS holds
    FROM sets y
    OFFSET 0 -- else each of the three conditions above asks for itself
 ) x)
