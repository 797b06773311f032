-- Every file of the catalogue that something names, of one market. SQL, because versions and attributes name files inside
-- of JSON, which is searched where it lies instead of being carried out row by row. What was decided on
-- long ago holds its files no more: buyers see what came of it, not the version.
SELECT file FROM catalogue_image WHERE market_id = %(market)s
UNION SELECT file FROM catalogue_productdocument WHERE market_id = %(market)s
UNION SELECT file FROM catalogue_qualification WHERE market_id = %(market)s
UNION SELECT (regexp_matches(p.attributes::text, %(pattern)s, 'g'))[1]
    FROM catalogue_product p WHERE p.market_id = %(market)s AND p.attributes::text LIKE '%%catalogue/%%'
UNION SELECT (regexp_matches(v.content::text || coalesce(v.before::text, ''), %(pattern)s, 'g'))[1]
    FROM catalogue_productversion v
    WHERE v.market_id = %(market)s AND (v.state IN ('draft', 'submitted') OR v.decided_at > %(since)s)
