"""The calls about what customers see of a seller's stock."""

from typing import Any

from ninja import Router

from dinghuo.api.bodies import display as bodies
from dinghuo.api.calls import Call, reading, writing
from dinghuo.api.shapes.display import DisplayRulesAnswer, display_rule_shape
from dinghuo.inventory.actions.set_display_rules import DisplayEntry, set_display_rules
from dinghuo.inventory.queries.display_rules import display_rules

router = Router(tags=["Stock"])


@router.get("/display-rules", response=DisplayRulesAnswer, operation_id="display_rules")
@reading()
def get_display_rules(request: Call) -> dict[str, Any]:
    """The rules of the key's organisation. Where it has none, customers see what the owner of their storefront says,
    else how many there are."""
    return {"items": [display_rule_shape(rule) for rule in display_rules(request.auth)], "next": None}


@router.put("/display-rules", response=DisplayRulesAnswer, operation_id="set_display_rules")
@writing()
def put_display_rules(request: Call, body: bodies.DisplayRules) -> dict[str, Any]:
    """Set rules: a group's wins over a level's, and both over that for everybody."""
    entries = [
        DisplayEntry(rule.shows or "", rule.group or "", rule.level or "", rule.bands) for rule in body.rules
    ]
    set_display_rules(request.auth, entries)
    return {"items": [display_rule_shape(rule) for rule in display_rules(request.auth)], "next": None}
