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
