-- Every way in which documents could disagree with each other across domains, and the row that does: nothing here should
-- ever be found, because what must be true together is written in one transaction. One statement, so one snapshot: it may
-- run while there is trade.
WITH lines AS (
    SELECT order_id, count(*) AS number, sum(total) AS total, sum(extended) AS extended
    FROM ordering_orderline WHERE market_id = %(market)s GROUP BY order_id
), announced AS (
    SELECT subject_id, count(*) AS number
    FROM foundation_eventrow WHERE market_id = %(market)s AND kind = 'order.placed' GROUP BY subject_id
), held AS (
    SELECT line_id, sum(quantity) AS quantity
    FROM inventory_reservation WHERE market_id = %(market)s GROUP BY line_id
), moved AS (
    SELECT line_id, kind, sum(quantity) AS quantity
    FROM ordering_linemove WHERE market_id = %(market)s GROUP BY line_id, kind
), shipped AS (
    SELECT order_line_id, sum(quantity) AS quantity
    FROM fulfilment_shipmentline WHERE market_id = %(market)s GROUP BY order_line_id
), billed AS (
    SELECT order_line_id, sum(quantity) AS quantity
    FROM billing_invoiceline WHERE market_id = %(market)s GROUP BY order_line_id
), invoiced AS (
    SELECT invoice_id, sum(total) AS total FROM billing_invoiceline WHERE market_id = %(market)s GROUP BY invoice_id
), allocated AS (
    SELECT invoice_id, sum(amount) AS amount FROM billing_allocation WHERE market_id = %(market)s GROUP BY invoice_id
), settled AS (
    SELECT order_id, sum(allocated) AS amount FROM billing_invoice WHERE market_id = %(market)s GROUP BY order_id
)
SELECT 'order-half' AS fault, orders.id AS row_id, orders.number AS label
FROM ordering_order orders
LEFT JOIN lines ON lines.order_id = orders.id
WHERE orders.market_id = %(market)s
  AND (orders.subtotal, orders.total) IS DISTINCT FROM (lines.extended, orders.freight + orders.fee + lines.total)
UNION ALL
SELECT 'order-not-announced-once', orders.id, orders.number
FROM ordering_order orders
LEFT JOIN announced ON announced.subject_id = orders.id
WHERE orders.market_id = %(market)s AND announced.number IS DISTINCT FROM 1
UNION ALL
SELECT 'group-without-order', placed.id, placed.number
FROM ordering_ordergroup placed
WHERE placed.market_id = %(market)s
  AND NOT EXISTS (SELECT FROM ordering_order o WHERE o.market_id = %(market)s AND o.group_id = placed.id)
UNION ALL
SELECT 'line-held-differs', line.id, line.sku
FROM ordering_orderline line
LEFT JOIN held ON held.line_id = line.id
WHERE line.market_id = %(market)s AND line.held <> coalesce(held.quantity, 0)
UNION ALL
SELECT 'line-moves-differ', line.id, line.sku || ' ' || counter.kind
FROM ordering_orderline line
CROSS JOIN LATERAL (VALUES
    ('confirmed', line.confirmed), ('refused', line.refused), ('cancelled_early', line.cancelled_early),
    ('backordered', line.backordered), ('allocated', line.allocated), ('cancelled_late', line.cancelled_late),
    ('shipped', line.shipped), ('received', line.received), ('lost', line.lost), ('accepted', line.accepted),
    ('rejected', line.rejected), ('returned', line.returned), ('invoiced', line.invoiced)
) AS counter (kind, quantity)
LEFT JOIN moved ON moved.line_id = line.id AND moved.kind = counter.kind
WHERE line.market_id = %(market)s AND counter.quantity <> coalesce(moved.quantity, 0)
UNION ALL
SELECT 'line-shipped-differs', line.id, line.sku
FROM ordering_orderline line
LEFT JOIN shipped ON shipped.order_line_id = line.id
WHERE line.market_id = %(market)s AND line.shipped <> coalesce(shipped.quantity, 0)
UNION ALL
SELECT 'line-invoiced-differs', line.id, line.sku
FROM ordering_orderline line
LEFT JOIN billed ON billed.order_line_id = line.id
WHERE line.market_id = %(market)s AND line.invoiced <> coalesce(billed.quantity, 0)
UNION ALL
SELECT 'invoice-half', invoice.id, invoice.number
FROM billing_invoice invoice
LEFT JOIN invoiced ON invoiced.invoice_id = invoice.id
LEFT JOIN allocated ON allocated.invoice_id = invoice.id
WHERE invoice.market_id = %(market)s
  AND (invoice.total, invoice.allocated) IS DISTINCT FROM
      (invoice.freight + invoice.fee + invoiced.total, coalesce(allocated.amount, 0))
UNION ALL
SELECT 'credit-order-differs', orders.id, orders.number
FROM ordering_order orders
LEFT JOIN finance_credithold hold ON hold.market_id = %(market)s AND hold.order_id = orders.id
LEFT JOIN settled ON settled.order_id = orders.id
WHERE orders.market_id = %(market)s AND orders.credit_line_id IS NOT NULL
  AND hold.ordered + hold.shipped + hold.invoiced IS DISTINCT FROM orders.payable - coalesce(settled.amount, 0)
ORDER BY 1, 3, 2
LIMIT 1000
