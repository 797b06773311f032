"""Reads a page as a browser under a strict content policy would, and says what that would refuse or be fooled by."""

from html.parser import HTMLParser
from urllib.parse import urlsplit

#: Attributes that load or lead somewhere.
ADDRESSES = frozenset({"src", "href", "action", "formaction", "poster", "data"})


class Markup(HTMLParser):
    """What is wrong with one page, in `faults`; `forms` counts those that write."""

    def __init__(self, text: str):
        super().__init__()
        self.faults: list[str] = []
        self.forms = 0
        self._guarded: bool | None = None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an element."""
        given = {name: value or "" for name, value in attrs}
        if tag == "style" or (tag == "script" and "src" not in given):
            self.faults.append(f"inline <{tag}>")
        for name, value in given.items():
            if name == "style" or (name.startswith("on") and name[2:].isalpha()) or name.startswith("hx-on"):
                self.faults.append(f'<{tag} {name}="{value[:40]}">')
            if name in ADDRESSES and _leaves(tag, value):
                self.faults.append(f'<{tag} {name}="{value[:80]}">')
        if tag == "form" and given.get("method", "get").lower() == "post":
            self.forms += 1
            self._guarded = False
        if tag == "input" and given.get("name") == "csrfmiddlewaretoken" and len(given.get("value", "")) > 30:
            self._guarded = True

    def handle_endtag(self, tag: str) -> None:
        """Look whether a form that writes had its token."""
        if tag == "form":
            if self._guarded is False:
                self.faults.append("a form that posts without a token")
            self._guarded = None


def _leaves(tag: str, value: str) -> bool:
    scheme = urlsplit(value).scheme
    if tag == "a":
        return scheme not in ("", "http", "https", "mailto", "tel")
    return bool(scheme and scheme != "data") or value.startswith("//") or (tag == "script" and bool(scheme))
