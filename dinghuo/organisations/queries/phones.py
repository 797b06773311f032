"""Phone numbers as people read them."""

from functools import lru_cache

from dinghuo.organisations.rules.phones import shown_phone


@lru_cache(maxsize=2000)
def written_phone(phone: str) -> str:
    """A number as it is dialled at home, abroad with its country's +; a text that is no number stays as it is."""
    return shown_phone(phone) if phone else ""
