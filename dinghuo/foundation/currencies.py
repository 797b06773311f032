"""Which currencies a trade can be paid in: those that are money somewhere today (CLDR), as are their minor units."""

from functools import cache

from babel.core import get_global
from babel.numbers import get_territory_currencies, list_currencies
from django.utils.translation import gettext as _

from dinghuo.foundation import clock
from dinghuo.foundation.errors import Faults


@cache
def trade_currencies() -> frozenset[str]:
    """The ISO 4217 codes that are legal tender in a territory: no metals, funds, test codes, nor money of the past."""
    today = clock.now().date()
    territories = get_global("territory_currencies")
    return frozenset(code for each in territories for code in get_territory_currencies(each, today))


def check_currency(faults: Faults, path: str, currency: str) -> bool:
    """Add what is wrong with a currency in which something is to be paid; whether nothing is."""
    if currency in trade_currencies():
        return True
    told = {"currency": currency[:3].replace("\0", "")}
    if currency in list_currencies():
        faults.add(path, "not-money", _("%(currency)s is no money that a trade is paid in today.") % told)
    elif len(currency) == 3 and currency.isascii() and currency.isalpha() and currency.isupper():
        faults.add(path, "unknown", _("There is no currency %(currency)s.") % told)
    else:
        faults.add(path, "unknown", _("A currency has three capital letters, such as CNY."))
    return False
