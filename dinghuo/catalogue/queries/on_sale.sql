-- Whether an offer (o) is open: its seller sells it, at this moment, where the buyer is registered (a guest is nowhere).
(o.state = 'active'
 AND (o.starts_at IS NULL OR o.starts_at <= now()) AND (o.ends_at IS NULL OR o.ends_at > now())
 AND (o.region_codes = '{}' OR %(anywhere)s::boolean
      OR o.region_codes && (SELECT ARRAY[left(b.region_code, 2), left(b.region_code, 4), left(b.region_code, 6), b.region_code]
                            FROM organisations_organisation b
                            WHERE b.market_id = %(market)s AND b.id = %(place_of)s::uuid)))
