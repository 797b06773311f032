"""At which rate goods are taxed where they go: one definition for lists, prices and orders, inside their statements."""

from datetime import datetime
from uuid import UUID

from dinghuo.foundation.statements import beside

TAXED = beside(__file__)
#: Where the goods go: what is asked for, else the buyer's first address, else where it is registered. Null where the
#: market keeps no rates: then nothing is read.
TAXES = """
    SELECT CASE WHEN kept.are THEN coalesce(
               nullif(%(tax_region)s::text, ''),
               (SELECT nullif(a.region_code, '') FROM organisations_address a
                WHERE a.market_id = %(market)s AND a.organisation_id = {buyer}
                ORDER BY a.is_default DESC, a.id LIMIT 1),
               (SELECT home.region_code FROM organisations_organisation home
                WHERE home.market_id = %(market)s AND home.id = {buyer}), '') END AS region
    FROM (SELECT EXISTS (SELECT FROM catalogue_taxrate q WHERE q.market_id = %(market)s) AS are) kept
"""
RATE = "coalesce(taxed.rate, p.tax_rate)"
#: Which rate that is, where it isn't the product's own: of what, for where, and in whose words.
SOURCE = """
    CASE WHEN taxed.rate IS NOT NULL
         THEN json_build_array(taxed.target, taxed.region_code, taxed.note)::text END
"""


def with_taxed(
    statement: str, path: str, buyer: str = "%(tax_buyer)s::uuid", moment: str = "%(tax_at)s"
) -> str:
    """A statement with these in place of {taxes}, {taxed}, {rate} and {source}; `path`: the category's."""
    return (
        statement.replace("{taxes}", TAXES.replace("{buyer}", buyer))
        .replace("{taxed}", TAXED.replace("{path}", path).replace("%({at})s", moment))
        .replace("{rate}", RATE)
        .replace("{source}", SOURCE)
    )


def taxed_where(buyer_id: UUID | None, at: datetime, region: str = "") -> dict[str, object]:
    """The values that they ask for. `region`: where the goods go, if not to the buyer's first address."""
    return {"tax_buyer": buyer_id, "tax_at": at, "tax_region": region}
