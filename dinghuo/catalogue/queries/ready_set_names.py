"""The ready sets of attributes, by name."""

from dinghuo.catalogue.rules.ready_sets import ready_sets
from dinghuo.foundation.fields import translated


def ready_set_names() -> list[tuple[str, str]]:
    """Key and name, in the reader's language, of each set."""
    return [(key, translated(names["en"], names)) for key, (names, _attributes) in ready_sets().items()]
