"""Takes apart what somebody types into a search field."""

#: More words than this narrow nothing further, but cost the database.
MOST_WORDS = 8


def plain_text(text: str) -> str:
    """Text without control characters (a NUL is no text to the database) and blanks around it."""
    return "".join(character for character in text if character.isprintable()).strip()


def search_words(text: str) -> list[str]:
    """The words of a search."""
    return plain_text(text.replace("\t", " ").replace("\n", " ")).split()[:MOST_WORDS]
