"""Keys for what people name: a form needs one before anything is written."""

from dinghuo.catalogue.rules.attributes import key_of


def key_for(name: str) -> str:
    """A key made of a name's letters and figures, Chinese by its pinyin; empty if there are none."""
    return key_of(name)
