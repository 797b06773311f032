"""A seller orders, describes and takes away pictures, and adds documents, in the form of a product."""

import io
import re

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from dinghuo.catalogue.models import Image as Picture
from dinghuo.catalogue.models import ProductDocument, ProductVersion
from dinghuo.foundation.tenancy import acting
from tests.web.gate.conftest import browser_at
from tests.web.selling.conftest import Shop
from tests.web.selling.test_products import SHIRT, approve_all, described, operator_of, text

__all__ = ["described"]
PDF = b"%PDF-1.4\n%%EOF\n"


def picture(colour: str) -> SimpleUploadedFile:
    drawn = io.BytesIO()
    Image.new("RGB", (600, 600), colour).save(drawn, "PNG")
    return SimpleUploadedFile(f"{colour}.png", drawn.getvalue())


def files(page: str, name: str) -> list[str]:
    return re.findall(rf'name="{name}" value="([^"]+)"', page)


def test_pictures_and_documents_of_a_form(described: Shop) -> None:
    sent = {
        "pictures": [picture("red"), picture("blue")],
        "documents": [SimpleUploadedFile("洗涤 说明.pdf", PDF)],
    }
    assert described.send("products/new", **SHIRT, **sent).status_code == 302
    approve_all(described)
    page = text(described.ask("products/TS-1"))
    red, blue = files(page, "image")
    [manual] = files(page, "document")
    assert 'value="洗涤 说明"' in page
    again = SHIRT | {"image": [red, blue], "document": manual, "picture.0.place": "2", "picture.1.place": "2"}
    again |= {"picture.1.text_en": "A blue shirt"}
    again |= {"picture.0.text_en": "A red shirt", "document.0.name": "洗涤说明", "document.0.kind": "manual"}
    assert described.send("products/TS-1", **again).status_code == 302
    approve_all(described)
    with acting(described.world.system):
        rows = Picture.objects.order_by("position").values_list("file", "texts")
        assert list(rows) == [(blue, {"en": "A blue shirt"}), (red, {"en": "A red shirt"})]
        document = ProductDocument.objects.get()
        assert (document.name, document.kind) == ("洗涤说明", "manual")
    name = manual.rsplit("/", 1)[-1]
    assert described.ask(f"products/TS-1/documents/{name}").content == PDF
    assert described.ask("products/TS-1/documents/other.pdf").status_code == 404
    buyer = browser_of_buyer(described)
    page = text(buyer.get("/goods/TS-1-NAVY-S/"))
    for words in ("洗涤说明", 'alt="A blue shirt"', 'aria-label="A red shirt"', f"{blue[:-5]}-480.webp 480w"):
        assert words in page
    answer = buyer.get(f"/goods/documents/{document.id}/")
    assert (answer.content, answer.headers["Cache-Control"]) == (PDF, "private, no-store")
    assert browser_at(described.world).get(f"/media/{manual}").status_code == 404
    small = buyer.get(f"/media/{blue[:-5]}-960.webp")
    assert small.status_code == 200, "a picture smaller than the size asked for is shown whole"
    dropped = again | {"picture.0.drop": "1", "picture.1.place": "2", "document.0.drop": "1"}
    assert described.send("products/TS-1", **dropped).status_code == 302
    assert red in text(operator_of(described).get(f"/operator/products/{_waiting(described)}/"))
    approve_all(described)
    with acting(described.world.system):
        assert list(Picture.objects.values_list("file", flat=True)) == [blue]
        assert not ProductDocument.objects.exists()


def test_a_file_that_is_neither_is_told_beside_its_field(described: Shop) -> None:
    wrong = described.send("products/new", **SHIRT, documents=SimpleUploadedFile("x.exe", b"MZ"))
    assert wrong.status_code == 422
    assert "Send a PDF, or a picture" in text(wrong)
    wrong = described.send("products/new", **SHIRT, pictures=SimpleUploadedFile("x.pdf", PDF))
    assert wrong.status_code == 422
    nameless = {
        "document.0.name": " ",
        "document.0.kind": "manual",
        "document": "private/documents/elsewhere.pdf",
    }
    wrong = described.send("products/new", **SHIRT, **nameless)
    assert wrong.status_code == 422
    for words in ("Name the document", "There is no such document"):
        assert words in text(wrong)


def browser_of_buyer(shop: Shop):
    return shop.browser_of("buyer-admin", shop.world.buyer)


def _waiting(shop: Shop):
    with acting(shop.world.system):
        return ProductVersion.objects.get(state="submitted").id
