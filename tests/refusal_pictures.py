"""Takes a picture of every kind of refusal as it stands on a screen: its sentence in the screens' own notice."""

from pathlib import Path
from tempfile import TemporaryDirectory

from dinghuo.local import browser as chromium
from dinghuo.local.places import ROOT

FOLDER = ROOT / "docs" / "images" / "refusals" / "kinds"
#: As wide as a form's column, at the size in which screens say it.
WIDTH = 640
PAGE = """<!doctype html><html lang="en" data-theme="light"><head><meta charset="utf-8"><style>{css}</style></head>
<body>{svg}{notices}</body></html>"""


def take(sentences: dict[str, str]) -> None:
    """Take a picture of each sentence, by its kind; pictures of kinds that are gone go too. Raises SystemExit without
    a browser."""
    from playwright.sync_api import sync_playwright

    from dinghuo.web.shared.look import address, bundle

    path = chromium.prepare()
    if path is None:
        raise SystemExit("There is no Chromium to take pictures with.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    for left in FOLDER.glob("*.png"):
        if left.stem not in sentences:
            left.unlink()
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "refusals.html"
        # In the page itself: a browser loads no icons from another file.
        given = {kind: bundle(kind).text for kind in ("css", "svg")}
        notices = "".join(_notice(*told) for told in sentences.items())
        file.write_text(PAGE.format(**given, notices=notices.replace(address("svg"), "")))
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        window = browser.new_page(viewport={"width": WIDTH, "height": 800})
        window.goto(file.as_uri())
        for kind in sentences:
            window.locator(f"#kind-{kind}").screenshot(path=FOLDER / f"{kind}.png")
        browser.close()


def _notice(kind: str, sentence: str) -> str:
    from django.template import engines
    from django_cotton.cotton_loader import CottonCompiler

    template = engines["django"].from_string(CottonCompiler().process('<c-refusal :words="sentence" />'))
    return f'<div id="kind-{kind}">{template.render({"sentence": sentence})}</div>'
