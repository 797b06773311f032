"""Says what people of the demo call goods: synonyms, a buyer's own codes, and what was looked for in vain."""

from dinghuo.catalogue.actions.wording.note_empty_search import note_empty_search
from dinghuo.catalogue.actions.wording.save_customer_codes import CodeRow, save_customer_codes
from dinghuo.catalogue.actions.wording.save_synonym import save_synonym
from dinghuo.catalogue.queries.list_products import Wanted, items_of
from dinghuo.demo.goods.shelves import read
from dinghuo.demo.today.desk import Desk
from dinghuo.foundation.tenancy import acting
from dinghuo.ordering.queries.bought import bought_lately
from dinghuo.ordering.steps.count_sold import count_sold

#: Codes that the first buyer's own system has for what it buys.
CODES = 40


def say_otherwise(desk: Desk) -> None:
    """The operator's synonyms, searches without result, the first buyer's own codes; and what sells is counted."""
    told = read("wording")
    keeper = desk.opened.actor
    with acting(keeper):
        for words in told["synonyms"]:
            save_synonym(keeper, words)
        count_sold(keeper)
    buyer = desk.actor("B001", "admin")
    with acting(buyer):
        for asked, times in told["searches"].items():
            for _time in range(times):
                note_empty_search(buyer, asked)
        bought = bought_lately(buyer, buyer.organisation_id)
        shown = items_of(buyer, None, bought.variant_ids[:CODES], Wanted())
        save_customer_codes(
            buyer, [CodeRow(item.sku, f"88{place:05}") for place, item in enumerate(shown, 1001)]
        )
