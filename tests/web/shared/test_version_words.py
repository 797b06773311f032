"""What changes in a product reads as people would say it."""

from dinghuo.catalogue.queries.templates import Template, TemplateAttribute
from dinghuo.catalogue.queries.versions import Difference
from dinghuo.catalogue.rules.attributes import Choice
from dinghuo.catalogue.states import AttributeKind
from dinghuo.web.shared.version_words import change_words

COLOUR = TemplateAttribute("colour", "Colour", AttributeKind.CHOICE, choices=[Choice("ink", "Ink black")])
SIZE = TemplateAttribute("size", "Size", AttributeKind.CHOICE, choices=[Choice("xl", "XL")])


def told(field: str, value: object) -> str:
    """What stands under "after"."""
    [change] = change_words([Difference("A-1", field, None, value)], Template([COLOUR, SIZE]), {})
    return change.after


def test_a_variant_is_told_by_the_names_of_its_values() -> None:
    assert told("variant", {"size": "xl", "colour": "ink"}) == "Ink black XL"
    assert told("variant", {"gone": "old"}) == "old"
    assert told("variant", "A-1") == "A-1"


def test_the_kind_of_a_product_is_a_word() -> None:
    assert told("kind", "goods") == "Goods"
    assert told("kind", "service") == "Service"
