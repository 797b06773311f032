"""The market's tags: the choices of an attribute that all goods have."""

from dinghuo.catalogue.queries.templates import template_of_path
from dinghuo.catalogue.rules.attributes import TAGS
from dinghuo.foundation.actor import Actor
from dinghuo.foundation.fields import translated


def tags(actor: Actor) -> list[tuple[str, str]]:
    """Key and name, in the reader's language, of each tag in the operator's order. One statement."""
    kept = template_of_path(actor, "").by_key.get(TAGS)
    return [(each.key, translated(each.name, each.names)) for each in kept.choices] if kept else []
