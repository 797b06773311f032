"""What every template may use: who acts, where, in which theme, and the door's navigation."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from dinghuo.web.shared.colour import is_hex
from dinghuo.web.shared.navigation import navigation_of
from dinghuo.web.shared.views.preferences import THEME_COOKIE, THEMES

# BCP 47 as :lang() in the stylesheet and screen readers expect it.
HTML_LANGUAGES = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}


def look(request: HttpRequest) -> dict[str, Any]:
    """Variables of every page. Each is empty before the session has put it on the request."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    storefront = getattr(request, "storefront", None)
    market = getattr(request, "market", None)
    language = get_language() or "en"
    return {
        "actor": getattr(request, "actor", None),
        "storefront": storefront,
        "market": market,
        "theme": theme if theme in THEMES else "",
        "accent": _accent(storefront) or _accent(market),
        "html_language": HTML_LANGUAGES.get(language, language),
        "navigation": SimpleLazyObject(lambda: navigation_of(request)),
    }


def _accent(owner: Any) -> str:
    colour = str(getattr(owner, "accent", "") or "")
    return colour.lstrip("#").lower() if is_hex(colour) else ""
