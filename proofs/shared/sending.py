"""Sends files as a browser does, to a web server over this process's database, and does the worker's part itself."""

import io
import resource
import urllib.error
import urllib.request
import zipfile
from pathlib import Path
from uuid import uuid4

import psutil
from django.conf import settings

from dinghuo.catalogue.models import Product, ProductVersion, Variant
from dinghuo.foundation.errors import DinghuoError
from dinghuo.foundation.tenancy import acting
from dinghuo.integration.actions.imports.apply_import import apply_import
from dinghuo.integration.actions.imports.continue_import import continue_import
from dinghuo.integration.models import Import, ImportRow
from dinghuo.inventory.models import Movement
from dinghuo.web.shared.session import COOKIE
from proofs.shared import hostile
from proofs.shared.people import a_market_in_trade
from proofs.shared.visitors import visitor
from tests.integration.imports.bring import book

MEGABYTE = 1024 * 1024
TOKEN = "a" * 32


def memory(port: int) -> dict[str, float]:
    """The most memory in MB that the web server takes now, and that this process and its children have ever taken."""
    serving = [each for each in psutil.process_iter(["cmdline"]) if str(port) in (each.info["cmdline"] or ())]
    web = max(
        (each.memory_info().rss for parent in serving for each in [parent, *parent.children(True)]), default=0
    )
    return {
        "web": web / MEGABYTE,
        "worker": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "reader": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    }


class Sender:
    """A supplier's browser, in a market in trade."""

    def __init__(self, port: int):
        self.port = port
        self.world = a_market_in_trade().world
        self.supplier = visitor(self.world.system, self.world.member(self.world.supplier, "supplier-admin"))
        with acting(self.world.system):
            # A name that a spreadsheet would take for a formula, in everything that is saved as a file.
            Variant.objects.filter(market_id=self.world.market_id).update(name=hostile.FORMULA)
            self.category = Product.objects.filter(market_id=self.world.market_id).first().category

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and body of a page as the supplier."""
        return self._ask(urllib.request.Request(f"http://127.0.0.1:{self.port}{path}"))

    def post(self, path: str, fields: dict[str, str], **files: bytes) -> tuple[int, str]:
        """Send a form with files."""
        mark = uuid4().hex
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'.encode()
            for name, text in {**fields, "csrfmiddlewaretoken": TOKEN}.items()
        ]
        for name, content in files.items():
            head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="a.xlsx"\r\n\r\n'
            parts += [head.encode(), content, b"\r\n"]
        body = b"".join([*parts, f"--{mark}--\r\n".encode()])
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", body, method="POST")
        request.add_header("Content-Type", f"multipart/form-data; boundary={mark}")
        status, content = self._ask(request)
        return status, content.decode(errors="replace")

    def _ask(self, request: urllib.request.Request) -> tuple[int, bytes]:
        request.add_header(
            "Cookie", f"{COOKIE}={self.supplier.browser.cookies[COOKIE].value}; dinghuo_csrf={TOKEN}"
        )
        request.add_header("Accept-Language", "en")
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read()

    def bring(self, kind: str, content: bytes, pictures: bytes = b"") -> Import | int:
        """Upload a sheet and read it; the import, or the answer where it wasn't taken."""
        files = {"file": content} | ({"pictures": pictures} if pictures else {})
        before = self._imports()
        status, _text = self.post("/supplier/imports", {"kind": kind}, **files)
        new = [each for each in self._imports() if each not in before]
        if not new:
            return status
        continue_import(self.world.system, new[0])
        with acting(self.world.system):
            return Import.objects.get(id=new[0])

    def _imports(self) -> list[object]:
        with acting(self.world.system):
            return list(Import.objects.filter(market_id=self.world.market_id).values_list("id", flat=True))

    def told(self, imported: Import) -> str:
        """What the import says is wrong, of the file and of its rows."""
        with acting(self.world.system):
            rows = ImportRow.objects.filter(imported_id=imported.id).values_list("faults", "cells")
            return " ".join([imported.refusal, *(str(row) for row in rows)])

    def apply(self, imported: Import) -> None:
        """Try to write it."""
        try:
            apply_import(self.supplier.actor, imported.id)
        except DinghuoError:
            return
        continue_import(self.world.system, imported.id)

    def written(self) -> tuple[int, ...]:
        """How much there is of what sheets write."""
        with acting(self.world.system):
            return tuple(
                model._default_manager.filter(market_id=self.world.market_id).count()
                for model in (Product, ProductVersion, Movement)
            )

    def kept(self) -> set[str]:
        """The files that are served to others."""
        return {str(file) for file in Path(settings.MEDIA_ROOT).rglob("*") if file.is_file()}

    def goods_sheet(self) -> bytes:
        """A right sheet of one product, whose pictures a zip brings."""
        head = ("SKU", "Name", "Category", "Base unit")
        return book(head, ("T1", "Cup", self.category.key, "piece"))

    def send_picture(self, content: bytes) -> tuple[int, str]:
        """As the picture of a new product."""
        path = f"/supplier/products/new?category={self.category.key}"
        return self.post(path, {"category": self.category.key, "step": "draft"}, pictures=content)

    def unpacked(self, content: bytes) -> bytes:
        """Every part of an xlsx, one after the other."""
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return b"".join(packed.read(name) for name in packed.namelist())
