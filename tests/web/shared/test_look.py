"""The look is one file that reproduces, readable on both papers, with an icon for every name."""

import re

import pytest
from django.urls import reverse

from dinghuo.web.shared import colour, look
from dinghuo.web.shared.templatetags.marks import SHAPES

TOKENS = (look.STATIC / "css" / "tokens.css").read_text()
PAIRS = dict(re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}), #[0-9a-f]{6}\)", TOKENS))
DARK = dict(re.findall(r"--([\w-]+): light-dark\(#[0-9a-f]{6}, (#[0-9a-f]{6})\)", TOKENS))
SINGLE = dict(re.findall(r"--((?:on-)?accent-(?:light|dark)): (#[0-9a-f]{6});", TOKENS))


@pytest.mark.parametrize("kind", ["css", "js"])
def test_the_bundle_reproduces_and_leaves_nothing_out(kind):
    first, second = look.made(kind), look.made(kind)
    assert first == second
    for path in look.sources(kind):
        assert path.read_text().strip() in first.text
    assert {path.name for path in (look.STATIC / kind).iterdir()} <= {
        path.name for path in look.sources(kind)
    }


def test_layers_come_first_and_every_file_stands_in_one():
    files = look.sources("css")
    assert files[0].name == "layers.css"
    for path in files[1:]:
        rules = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL).strip()
        assert rules.startswith("@layer "), path.name


@pytest.mark.parametrize("theme", [PAIRS, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ink", ["ink", "quiet", "good", "wait", "bad"])
@pytest.mark.parametrize("ground", ["paper", "surface", "sunk"])
def test_words_read_on_every_ground(theme, ink, ground):
    assert colour.contrast(theme[ink], theme[ground]) >= colour.READABLE


@pytest.mark.parametrize("theme", [PAIRS, DARK], ids=["light", "dark"])
def test_soft_grounds_carry_their_words_and_edges_are_seen(theme):
    for name in ("good", "wait", "bad"):
        assert colour.contrast(theme[name], theme[f"{name}-soft"]) >= colour.READABLE
    # The edge of a field is what tells that it is one (WCAG 2.2, 1.4.11).
    assert colour.contrast(theme["edge"], theme["surface"]) >= 3


def test_the_default_accent_reads():
    for theme, ground in (("light", "#ffffff"), ("dark", "#1b1e24")):
        assert colour.contrast(SINGLE[f"accent-{theme}"], ground) >= colour.READABLE
        assert colour.contrast(SINGLE[f"accent-{theme}"], SINGLE[f"on-accent-{theme}"]) >= colour.READABLE


def test_old_browsers_get_the_same_light_paper():
    fallback = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", TOKENS.split("@supports not")[1]))
    assert {name: PAIRS[name] for name in fallback} == fallback
    assert set(PAIRS) == set(fallback)


@pytest.mark.parametrize(
    "figures", ["000000", "ffffff", "ffff00", "0b6e69", "b3372c", "123456", "00ff00", "808080"]
)
def test_any_accent_is_made_readable(figures):
    light, dark = colour.light_accent(figures), colour.dark_accent(figures)
    for accent, grounds in (
        (light, (PAIRS["paper"], PAIRS["surface"])),
        (dark, (DARK["paper"], DARK["surface"])),
    ):
        assert all(colour.contrast(accent.colour, ground) >= colour.READABLE for ground in grounds)
        assert colour.contrast(accent.colour, accent.on) >= colour.READABLE


def test_files_are_kept_by_their_content(client):
    for kind, content_type in look.KINDS.items():
        address = look.address(kind)
        assert address == reverse("shared:look", args=[look.bundle(kind).digest, kind])
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith(content_type)
        assert "immutable" in answer["Cache-Control"]
    other = client.get(reverse("shared:look", args=["00000000", "css"]))
    assert other["Cache-Control"] == "no-store"


def test_an_accent_is_a_stylesheet_or_nothing(client):
    answer = client.get(reverse("shared:accent", args=["b3372c"]))
    assert "--accent-light:#b3372c" in answer.content.decode()
    assert client.get("/look/accent/red.css").status_code == 404


def test_every_icon_named_anywhere_is_in_the_sprite():
    sprite = (look.STATIC / "icons.svg").read_text()
    there = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    assert {f"state-{shape}" for shape in SHAPES} <= there
    assert set((look.STATIC / "icons.txt").read_text().split()) <= there
    named = set()
    for path in look.DOORS.rglob("*.html"):
        named |= set(re.findall(r'{% icon "([\w-]+)"', path.read_text()))
        named |= set(re.findall(r'<c-[\w.-]+[^>]*? icon="([\w-]+)"', path.read_text()))
    for path in look.DOORS.glob("*/navigation.py"):
        named |= set(re.findall(r'icon="([\w-]+)"', path.read_text()))
    assert named <= there, named - there
