-- In place of {asked}: what the seller of an offer `o` of a variant `v` of product `p` in the category path {path} asks of
-- the buyer instead of what the offer says; {whom} is found once for a statement, and empty where nobody asks anything.
LEFT JOIN LATERAL (
    SELECT t.minimum, t.multiple, t.soft, t.fee, t.fee_tax_rate, t.note
    FROM catalogue_quantityterm t
    LEFT JOIN catalogue_category k ON k.market_id = t.market_id AND t.target = 'category' AND k.id = t.target_id
    WHERE asks.are
      AND t.market_id = v.market_id AND t.seller_id = o.seller_id
      AND t.target_id = ANY (ARRAY[v.id, p.id, o.seller_id]
                             || ARRAY(SELECT c2.id FROM catalogue_category c2
                                      WHERE c2.market_id = v.market_id AND c2.key = ANY (string_to_array({path}, '/'))))
      AND t.whom_id = ANY (asks.whom || o.seller_id)
      AND (t.storefront_id IS NULL OR t.storefront_id = %(asks_storefront)s::uuid)
    ORDER BY array_position('{buyer,group,level,all}'::text[], t.whom::text),
             array_position('{variant,product,category,all}'::text[], t.target::text),
             length(k.path) DESC, t.storefront_id IS NULL, t.whom_id
    LIMIT 1
) t ON true
