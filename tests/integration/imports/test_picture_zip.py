"""Zips of pictures: what is no zip or too much is refused in words before anything is written."""

import io
import struct
import tracemalloc
import zipfile

import pytest

from dinghuo.catalogue.models import Product, ProductVersion
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.actions.imports.start_import import start_import
from dinghuo.integration.states import ImportKind
from dinghuo.integration.steps.imports.picture_zip import END, MOST_ENTRIES, picture_zip
from dinghuo.integration.steps.imports.read_sheet import Unreadable
from tests.integration.imports.bring import Bringing, book
from tests.integration.imports.test_products import HEAD, SHIRT, described

pytestmark = pytest.mark.django_db
__all__ = ["described"]


def zipped(files: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return out.getvalue()


def bring(bringing: Bringing, pictures: bytes):
    content = book(HEAD, *SHIRT)
    made = start_import(bringing.actor, ImportKind.PRODUCTS, "a.xlsx", content, pictures=pictures)
    bringing.drain()
    return bringing.look(made)


def nothing_written(bringing: Bringing) -> bool:
    with acting(bringing.world.system):
        return not (
            Product.objects.filter(code="T1").exists() or ProductVersion.objects.filter(code="T1").exists()
        )


def many() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for i in range(MOST_ENTRIES + 1):
            packed.writestr(zipfile.ZipInfo(f"{i}.png"), b"")
    return out.getvalue()


def lying(zip_bytes: bytes) -> bytes:
    """A zip whose last record says that its list of files is enormous."""
    at = zip_bytes.rfind(END)
    return zip_bytes[: at + 12] + struct.pack("<I", 0x7FFFFFFF) + zip_bytes[at + 16 :]


@pytest.mark.parametrize(
    ("pictures", "words"),
    [
        (b"no zip at all", "no zip, or broken"),
        (zipped({"T1.png": b"x"})[:-30], "no zip, or broken"),
        (lying(zipped({"T1.png": b"x"})), f"more than {MOST_ENTRIES} files"),
    ],
    # A zip notes when it was made: its bytes in a test's name would differ between those who collect the tests.
    ids=["no zip", "broken", "lying"],
)
def test_what_is_no_zip_is_refused_in_words(described, pictures, words):
    found = bring(described, pictures)
    assert (found.state, words in found.refusal) == ("refused", True)
    assert nothing_written(described)


def test_too_many_files_are_refused_in_words(described):
    found = bring(described, many())
    assert f"more than {MOST_ENTRIES} files" in found.refusal
    assert nothing_written(described)


def test_a_bomb_is_refused_by_its_list_alone(described, monkeypatch):
    monkeypatch.setattr("dinghuo.integration.steps.imports.picture_zip.MOST_UNPACKED", 1024 * 1024)
    found = bring(described, zipped({"T1.png": b"\0" * 2_000_000}))
    assert "unpacked larger than 1 MB" in found.refusal
    assert nothing_written(described)


def test_a_list_beyond_the_bounds_is_never_read(tmp_path):
    place = tmp_path / "a.zip"
    with zipfile.ZipFile(place, "w") as packed:
        for i in range(70_000):
            packed.writestr(zipfile.ZipInfo(f"{i:0200}.png"), b"")
    tracemalloc.start()
    with pytest.raises(Unreadable) as refused, picture_zip(place):
        pass
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert refused.value.code == "pictures-too-many"
    assert most < 2_000_000


def test_what_is_no_picture_is_told_in_the_preview(described):
    found = bring(described, zipped({"T1-R.png": b"<svg onload='alert(1)'/>", "other.png": b"nothing"}))
    assert found.state == "previewed"
    assert described.faults(found)[2] == [("sku", "picture")]
