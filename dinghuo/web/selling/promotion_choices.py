"""What a promotion can name, to choose from while its form is filled in."""

from django.utils.translation import gettext as _

from dinghuo.catalogue.permissions import SEE_PRODUCTS
from dinghuo.catalogue.queries.brands import brand_names
from dinghuo.catalogue.queries.categories import categories
from dinghuo.catalogue.queries.tags import tags
from dinghuo.foundation.actor import Actor, allows
from dinghuo.foundation.fields import translated
from dinghuo.members.permissions import SEE_LEVELS
from dinghuo.members.queries.levels import levels
from dinghuo.organisations.queries.customer_groups import SEE, customer_groups
from dinghuo.organisations.queries.storefronts import storefronts

SEE_SHOPS = "organisations.see_storefronts"
Names = list[tuple[str, str]]


def known_names(actor: Actor) -> list[tuple[str, Names]]:
    """Lists of keys and words, each with the name by which a field offers it.

    What isn't shown to the actor is typed.
    """
    shops = storefronts(actor) if allows(actor, SEE_SHOPS) else []
    return [
        ("goods-keys", _goods(actor)),
        ("whom-keys", _whom(actor)),
        ("shop-keys", [(each.key, translated(each.name, each.names)) for each in shops]),
    ]


def _goods(actor: Actor) -> Names:
    tree = categories(actor) if allows(actor, SEE_PRODUCTS) else []
    kinds = [(each.key, _("Category"), translated(each.name, each.names)) for each in tree]
    kinds += [(key, _("Brand"), name) for key, name in brand_names(actor)]
    kinds += [(key, _("Tag"), name) for key, name in tags(actor)]
    return [(key, f"{name} · {kind}") for key, kind, name in kinds]


def _whom(actor: Actor) -> Names:
    found = levels(actor) if allows(actor, SEE_LEVELS) else []
    names = [(each.key, f"{translated(each.name, each.names)} · {_('Level')}") for each in found]
    rows = customer_groups(actor) if allows(actor, SEE) else []
    return names + [(row.group.key, f"{row.group.name} · {_('Customer group')}") for row in rows]
