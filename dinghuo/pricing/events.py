"""What prices announce."""

from dinghuo.foundation.events import Event


class PriceListSaved(Event):
    """A price list was made or changed."""

    kind = "price_list.saved"
    subject_kind = "price_list"


class PricePut(Event):
    """One price was set."""

    kind = "price.put"
    subject_kind = "price_list"


class RulePut(Event):
    """A price of more than one article, or a formula, was set."""

    kind = "price_rule.put"
    subject_kind = "price_list"


class PriceRemoved(Event):
    """One price was taken off a list."""

    kind = "price.removed"
    subject_kind = "price_list"


class PricesLoaded(Event):
    """Many prices were put on a list at once."""

    kind = "prices.loaded"
    subject_kind = "price_list"


class RuleRemoved(Event):
    """A rule was taken off a list."""

    kind = "price_rule.removed"
    subject_kind = "price_list"


class PolicySaved(Event):
    """A seller chose how its prices are found and who reviews them."""

    kind = "price_policy.saved"
    subject_kind = "organisation"


class RatesSaved(Event):
    """Rates of currencies were stored."""

    kind = "exchange_rates.saved"
    subject_kind = "market"


class BandsSet(Event):
    """How far a list's prices may be from those of another was said."""

    kind = "price_list.bands_set"
    subject_kind = "price_list"


class DraftSaved(Event):
    """Changes of prices were gathered."""

    kind = "price_draft.saved"
    subject_kind = "price_draft"


class DraftSubmitted(Event):
    """Changes of prices wait for a second person."""

    kind = "price_draft.submitted"
    subject_kind = "price_draft"


class DraftRefused(Event):
    """A second person sent changes of prices back."""

    kind = "price_draft.refused"
    subject_kind = "price_draft"


class DraftPublished(Event):
    """Changes of prices stand in their list, for their time."""

    kind = "price_draft.published"
    subject_kind = "price_draft"


class DraftUndone(Event):
    """Planned changes of prices were taken back before their time."""

    kind = "price_draft.undone"
    subject_kind = "price_draft"


class ContractSaved(Event):
    """A contract was written or changed."""

    kind = "contract.saved"
    subject_kind = "contract"


class ContractSigned(Event):
    """A contract was signed: its prices count on its days."""

    kind = "contract.signed"
    subject_kind = "contract"


class ContractEnded(Event):
    """A contract was ended before its last day, or dropped before it was signed."""

    kind = "contract.ended"
    subject_kind = "contract"


class ContractEnding(Event):
    """A contract ends within the days after which somebody wants to be reminded."""

    kind = "contract.ending"
    subject_kind = "contract"


class ManualPriceEvent(Event):
    """Something about a price that is given by hand. Data: seller, buyer (ids), text (what and how much), door."""

    subject_kind = "manual_price"


class ManualPriceWaiting(ManualPriceEvent):
    """It is below the floor: somebody else has to agree."""

    kind = "manual_price.waiting"


class ManualPriceApproved(ManualPriceEvent):
    """It counts: nothing asked for a second word, or somebody has given it."""

    kind = "manual_price.approved"


class ManualPriceDeclined(ManualPriceEvent):
    """Somebody did not agree to it."""

    kind = "manual_price.declined"


class ManualPriceWithdrawn(ManualPriceEvent):
    """It was taken back: by who asked, or later, and then it counts no more."""

    kind = "manual_price.withdrawn"


class FloorSet(Event):
    """How low prices given by hand may go was said."""

    kind = "price_floor.set"
    subject_kind = "organisation"


class ExemptionSaved(Event):
    """A buyer's exemption from tax was written down."""

    kind = "tax_exemption.saved"
    subject_kind = "tax_exemption"


class ExemptionEnded(Event):
    """A buyer's exemption from tax was ended before its last day."""

    kind = "tax_exemption.ended"
    subject_kind = "tax_exemption"


class TaxPolicySaved(Event):
    """A seller said how the tax of its orders is rounded."""

    kind = "tax_policy.saved"
    subject_kind = "organisation"
