"""What the forms of freight and of small orders have in common: whose orders, which customers, notes by language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from dinghuo.foundation.actor import Actor
from dinghuo.organisations.queries.organisations import organisation
from dinghuo.web.shared.session import Request

LANGUAGES = (("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English"))


def term_choices(request: Request, actor: Actor) -> dict[str, Any]:
    """What may be chosen. Only a branch keeps terms of its own orders and of its storefront's."""
    return {
        "whole_market": actor.scope == "market",
        "whose": [
            ("own", _("Orders from us"), ""),
            ("all", _("All that is ordered in our storefront in one go"), ""),
        ]
        if request.door == "branch"
        else [],
        "whoms": [
            ("all", _("Every customer")),
            ("buyer", _("One customer (code)")),
            ("group", _("A customer group (key)")),
            ("level", _("A level (key)")),
        ],
        "languages": LANGUAGES,
    }


def typed_seller(actor: Actor, typed: Mapping[str, str]) -> str:
    """The code of the seller whose orders are meant; empty for all that is ordered in one go."""
    if actor.scope == "market":
        return typed.get("seller", "").strip()
    if typed.get("whose") == "all" or actor.organisation_id is None:
        return ""
    return organisation(actor, actor.organisation_id).code


def typed_notes(typed: Mapping[str, str]) -> dict[str, Any]:
    """The note, and the notes by language."""
    notes = {code: typed.get(f"note_{code}", "").strip()[:200] for code, _words in LANGUAGES}
    return {"note": typed.get("note", ""), "notes": notes}


def stored_term(row: Any) -> dict[str, Any]:
    """Whose orders a term is about, where, and its notes, as their fields show them."""
    return {
        "seller": row.seller.code if row.seller else "",
        "whose": "own" if row.seller else "all",
        "storefront": row.storefront.key if row.storefront else "",
        "note": row.note,
        **{f"note_{code}": text for code, text in row.notes.items()},
    }
