"""What is asked of rules of routing, whether they are tried or put in force."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from dinghuo.foundation.errors import Faults
from dinghuo.inventory.states import RoutingRule


def check_routing(rules: Sequence[str]) -> None:
    """Raise Invalid for every rule that there isn't, or that stands there twice."""
    faults = Faults()
    for i, rule in enumerate(rules[: len(RoutingRule) + 1]):
        if rule not in set(RoutingRule):
            words = _("One of these: %(words)s.") % {"words": ", ".join(RoutingRule)}
            faults.add(f"rules.{i}", "unknown", words)
        elif rule in rules[:i]:
            faults.add(f"rules.{i}", "twice", _("This rule stands there twice."))
    faults.raise_any()
