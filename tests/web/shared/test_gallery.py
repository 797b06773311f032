"""The gallery shows every part in every frame and language, as valid, small html."""

import re
from html.parser import HTMLParser

import pytest

from dinghuo.web.shared import look

pytestmark = pytest.mark.django_db

VOID = {"meta", "link", "input", "img", "br", "hr", "path", "rect", "line", "circle", "use"}
PARTS = look.STATIC.parent / "templates" / "cotton"
COMPONENTS = sorted(PARTS.rglob("*.html"))


class Reader(HTMLParser):
    """Collects ids, labels, references and unbalanced tags of a page."""

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.refs, self.faults, self.fields = [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        known = dict(attrs)
        if "id" in known:
            self.ids.append(known["id"])
        self.refs += [known["for"]] if "for" in known else []
        self.refs += (known.get("aria-describedby") or "").split() + (
            known.get("aria-labelledby") or ""
        ).split()
        if tag in ("input", "select", "textarea") and known.get("type") != "hidden":
            self.fields.append((known, [name for name, _ in self.open]))
        if tag not in VOID:
            self.open.append((tag, self.getpos()))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open[-1][0] != tag:
            self.faults.append((tag, self.getpos(), self.open[-1:]))
        else:
            self.open.pop()


def page(client, language="en", frame=""):
    answer = client.get("/design", {"frame": frame} if frame else {}, headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
@pytest.mark.parametrize("frame", ["", "store", "gate"])
def test_it_renders(client, language, frame):
    html = page(client, language, frame)
    tag = {"en": "en", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}[language]
    assert f'<html lang="{tag}"' in html
    assert "<c-" not in html
    assert "{{" not in html
    assert "{%" not in html


def test_it_is_well_formed_and_its_labels_lead_somewhere(client):
    reader = Reader()
    reader.feed(page(client))
    assert not reader.faults
    assert not reader.open
    assert set(reader.refs) <= set(reader.ids)


def test_every_field_has_a_name_for_those_who_listen(client):
    html = page(client)
    reader = Reader()
    reader.feed(html)
    labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', html))
    for known, around in reader.fields:
        assert "label" in around or known.get("aria-label") or known.get("id") in labelled, known


def test_every_part_is_shown(client):
    shown = "".join(path.read_text() for path in (look.STATIC.parent / "templates").rglob("*.html"))
    missing = []
    for path in COMPONENTS:
        name = path.relative_to(PARTS)
        tag = "c-" + ".".join(name.with_suffix("").parts).replace("_", "-")
        if not re.search(rf"<{re.escape(tag)}[\s/>]", shown):
            missing.append(tag)
    assert not missing


def test_a_page_of_parts_is_not_heavy(client):
    # The promise is 100 KB for a screen; the gallery shows everything at once and is the largest there is.
    assert len(page(client).encode()) < 125_000


def test_theme_and_language_are_kept_without_scripts(client):
    answer = client.post("/preferences/theme", {"theme": "dark", "next": "/design"})
    assert (answer.status_code, answer["Location"]) == (302, "/design")
    assert 'data-theme="dark"' in page(client)
    client.post("/preferences/theme", {"theme": ""})
    assert "data-theme" not in page(client).split(">")[1]
    client.post("/preferences/language", {"language": "zh-hant"})
    assert '<html lang="zh-Hant"' in client.get("/design").content.decode()
    client.post("/preferences/language", {"language": "xx"})
    assert '<html lang="zh-Hant"' in client.get("/design").content.decode()


def test_preferences_lead_nowhere_else(client):
    answer = client.post("/preferences/theme", {"theme": "dark", "next": "https://evil.example/"})
    assert answer["Location"] == "/"


def test_columns_are_remembered(client):
    client.post(
        "/preferences/columns", {"list": "orders", "column": ["buyer", "total", "../x"], "next": "/design"}
    )
    assert client.cookies["dinghuo_columns_orders"].value == "buyer.total"


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_errors_are_pages_in_words(client, language):
    answer = client.get("/there-is-nothing", headers={"accept-language": language})
    assert answer.status_code == 404
    assert b"gate-sheet" in answer.content
