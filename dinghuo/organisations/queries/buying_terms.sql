-- On which terms a buyer orders in a storefront, where the goods go, and who runs the market: all that placing an order
-- needs to know of organisations. Of what is asked of orders, for each seller (and for all together) what is nearest.
SELECT c.buyer_id, s.id, s.owner_id, s.currency, s.payment_methods, s.minimum_order, c.payment_term_days,
       (SELECT o.id FROM organisations_organisation o
         WHERE o.market_id = c.market_id AND o.parts @> ARRAY['operator']::varchar(10)[]
         ORDER BY o.id LIMIT 1),
       (SELECT jsonb_agg(jsonb_build_object(
                   'id', a.id, 'label', a.label, 'contact', a.contact, 'phone', a.phone,
                   'region_code', a.region_code, 'province', a.province, 'city', a.city, 'district', a.district,
                   'street', a.street) ORDER BY a.is_default DESC, a.id)
          FROM organisations_address a
         WHERE a.market_id = c.market_id AND a.organisation_id = c.buyer_id
           AND (%(address)s::uuid IS NULL OR a.id = %(address)s::uuid)),
       (SELECT jsonb_agg(m.terms)
          FROM (SELECT DISTINCT ON (m.seller_id)
                       jsonb_build_array(m.seller_id, m.least::text, m.threshold::text, m.fee::text,
                                         m.fee_percent::text, m.fee_tax_rate::text, m.note, m.notes,
                                         m.buyer_id IS NOT NULL, m.storefront_id IS NOT NULL) AS terms
                  FROM organisations_orderminimum m
                 WHERE m.market_id = c.market_id AND (m.buyer_id = c.buyer_id OR m.buyer_id IS NULL)
                   AND (m.storefront_id = s.id OR m.storefront_id IS NULL) AND m.currency = s.currency
                   -- Those are read with the prices, where the market has any (ordering).
                   AND m.group_id IS NULL AND m.level_id IS NULL AND m.target_id IS NULL
                 ORDER BY m.seller_id, m.buyer_id IS NULL, m.storefront_id IS NULL) m),
       k.rations, k.tax_rates, k.order_terms
FROM organisations_customer c
JOIN organisations_market k ON k.id = c.market_id
JOIN organisations_storefront s ON s.market_id = c.market_id AND s.id = c.storefront_id
JOIN organisations_organisation b ON b.market_id = c.market_id AND b.id = c.buyer_id AND b.status = 'active'
WHERE c.market_id = %(market)s
  AND c.buyer_id = %(buyer)s
  AND (%(storefront)s::uuid IS NULL OR c.storefront_id = %(storefront)s::uuid)
ORDER BY c.id
LIMIT 1
