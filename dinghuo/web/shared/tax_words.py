"""Taxes in words: where an exemption is in its time, and whence a line's tax rate is."""

from typing import Any

from django.utils.translation import gettext as _

from dinghuo.foundation import formats
from dinghuo.organisations.queries.addresses import region_words
from dinghuo.organisations.states import ShownTax
from dinghuo.pricing.queries.taxes.told import EXEMPT, INCLUDED, TaxTold, mark_of, tax_told
from dinghuo.web.shared.order_words import Words


def exemption_state(each: Any) -> Words:
    """Where it is in its time."""
    if each.row.ended_at:
        return Words("ended", _("Ended early"))
    return {
        "later": Words("waiting", _("To come")),
        "now": Words("done", _("Counts")),
        "soon": Words("waiting", _("Ends soon")),
        "past": Words("ended", _("Past")),
    }[each.when]


def shown_tax_choices() -> list[tuple[str, str]]:
    """How a storefront shows prices."""
    return [
        (ShownTax.AS_LISTED.value, _("As the price lists have them")),
        (ShownTax.INCLUDED.value, _("All with tax")),
        (ShownTax.EXCLUDED.value, _("All without tax")),
    ]


def customer_tax_choices() -> list[tuple[str, str]]:
    """How a customer is shown prices."""
    return [(ShownTax.AS_LISTED.value, _("As the storefront shows them")), *shown_tax_choices()[1:]]


def tax_words(tax: TaxTold | None, included: bool) -> str:
    """At which rate a price is taxed and whence that is: in one sentence."""
    if tax is None:
        return _("Each part is taxed at its own rate.")
    if tax.source == "exempt":
        return _("No tax: the customer is exempt by certificate %(number)s.") % {"number": tax.certificate}
    told = {"rate": rate_words(tax), "whence": _whence(tax)}
    if included:
        return _("%(rate)s tax is in it: %(whence)s.") % told
    return _("%(rate)s tax comes on top: %(whence)s.") % told


def line_tax_words(line: Any, order: Any) -> str:
    """The same of an ordered line, as it was explained when it was ordered and its price was shown."""
    included = order.shown_tax == INCLUDED if order.shown_tax else line.tax_included
    return tax_words(tax_told(line.explanation, line.tax_rate), included)


def line_tax_mark(line: Any, order: Any) -> str:
    """What of tax stands beside an ordered line's price: exempt, included, excluded, or nothing."""
    exempt = tax_told(line.explanation, line.tax_rate).source == EXEMPT
    return mark_of(order.shown_tax, line.tax_included, exempt)


def rate_words(tax: TaxTold) -> str:
    """The rate as per cent, with the decimals that it has."""
    return formats.percent(tax.rate, max(0, -int((tax.rate * 100).normalize().as_tuple().exponent)))


def _whence(tax: TaxTold) -> str:
    if tax.source == "product":
        return _("the article’s own rate")
    of = {
        "product": _("the rate kept for this article"),
        "category": _("the rate kept for its category"),
        "all": _("the rate kept for all goods"),
    }[tax.target]
    if tax.region:
        of = _("%(of)s delivered to %(region)s") % {"of": of, "region": region_words(tax.region)}
    return f"{of} ({tax.note})" if tax.note else of
