"""What follows from what happened: event kind to reactions, in the order in which they run."""

from collections.abc import Mapping, Sequence

from dinghuo.foundation.reacting import Reaction
from dinghuo.reactions.bands import tell_of_outside
from dinghuo.reactions.consignments import tell_other_house
from dinghuo.reactions.contracts import tell_buyer, tell_of_end
from dinghuo.reactions.goods import tell_describer, tell_reviewers
from dinghuo.reactions.levels import tell_of_level, tell_of_levels_end
from dinghuo.reactions.manual_prices import tell_approvers, tell_asker
from dinghuo.reactions.merges import tell_merger, tell_proposer, tell_sellers
from dinghuo.reactions.newcomers import tell_operator
from dinghuo.reactions.notices import NOTICES, tell
from dinghuo.reactions.qualifications import tell_licensers, tell_owner
from dinghuo.reactions.recalls import tell_recalled
from dinghuo.reactions.stock import tell_of_differences, tell_of_proposals
from dinghuo.reactions.work import (
    follow_what_was_bought,
    invoice_what_was_accepted,
    serve_who_waits,
    serve_who_waits_for_freed,
    serve_who_waits_for_merged,
)

#: Reactions that do more than tell people.
WORK: Mapping[str, Sequence[Reaction]] = {
    "shipment.received": [invoice_what_was_accepted, follow_what_was_bought],
    "proposal.ordered": [follow_what_was_bought],
    **dict.fromkeys(
        ("order.short", "order.served", "order.repromised", "shipment.lost"), (follow_what_was_bought,)
    ),
    **dict.fromkeys(
        ("order.confirmed", "order.cancelled", "order.change_accepted"),
        (follow_what_was_bought, serve_who_waits_for_freed),
    ),
    "lot.recalled": [tell_recalled],
    "lot.recall_lifted": [tell_recalled],
    "stock_document.posted": [serve_who_waits],
    "transfer.received": [serve_who_waits],
    "registration.received": [tell_operator],
    "stock.differs": [tell_of_differences],
    **dict.fromkeys(
        (
            *("consignment.proposed", "consignment.agreed", "consignment.declined"),
            "consignment.ended",
        ),
        (tell_other_house,),
    ),
    "replenishment.proposed": [tell_of_proposals],
    "offers.proposed": [tell_merger],
    "proposal.decided": [tell_proposer],
    "variants.merged": [tell_sellers, serve_who_waits_for_merged],
    "version.submitted": [tell_reviewers],
    "version.approved": [tell_describer],
    "version.rejected": [tell_describer],
    "contract.signed": [tell_buyer],
    **dict.fromkeys(
        (
            *("price.put", "price.removed", "prices.loaded", "price_list.bands_set"),
            *("price_draft.published", "price_draft.undone"),
        ),
        (tell_of_outside,),
    ),
    "manual_price.waiting": [tell_approvers],
    "manual_price.approved": [tell_asker],
    "manual_price.declined": [tell_asker],
    "level.granted": [tell_of_level],
    "level.ending": [tell_of_levels_end],
    "contract.ending": [tell_of_end],
    "qualification.submitted": [tell_licensers],
    "qualification.accepted": [tell_owner],
    "qualification.rejected": [tell_owner],
    "qualification.withdrawn": [tell_owner],
    "qualification.expiring": [tell_owner],
    "qualification.expired": [tell_owner, tell_licensers],
}

TABLE: Mapping[str, Sequence[Reaction]] = {
    kind: [*WORK.get(kind, ()), *([tell] if kind in NOTICES else [])] for kind in {*WORK, *NOTICES}
}
