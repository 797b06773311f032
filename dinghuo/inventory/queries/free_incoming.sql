-- What is free of sellers' goods on their way. What is late already promises nothing: nobody knows when it comes.
SELECT i.id, i.variant_id, i.owner_id, i.reference, i.expected, i.presale, i.quantity - i.received - i.promised
FROM inventory_incomingsupply i
WHERE i.market_id = %(market)s AND i.state = 'open'
  AND (i.owner_id, i.variant_id) IN (SELECT * FROM unnest(%(owners)s::uuid[], %(variants)s::uuid[]))
  AND i.expected >= %(today)s
