"""Hostile files: zip bombs, endless sheets, formulas, scripts, what cameras note - refused in words, or cleaned.

Over HTTP, at every place of the product that takes files: sheets, zips of pictures, pictures of products. After
each file the web server still answers, nothing was written, and the memory of the server, of the worker and of the
process that reads sheets has stayed within bounds.

    bin/prove files
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django

from proofs.shared import hostile
from proofs.shared.machine import machine
from proofs.shared.place import own_place

if TYPE_CHECKING:
    from proofs.shared.sending import Sender

#: What the web server, and worker and reader, may take at most; what they take idle is about 150 MB.
MOST_WEB_MB, MOST_WORKER_MB, MOST_READER_MB = 500, 500, 800


@dataclass
class Report:
    """What was sent and what became of it."""

    files: int = 0
    refused: int = 0
    cleaned: int = 0
    wrong: list[str] = field(default_factory=list)
    figures: dict[str, float] = field(default_factory=dict)

    def hold(self, told: str, right: bool, why: object = "") -> None:
        """Note what isn't as it has to be."""
        if not right:
            self.wrong.append(f"{told}: {why}")


def main() -> None:
    """Send everything."""
    with own_place("files"):
        django.setup()
        from proofs.shared.serving import Serving

        print(machine())
        started = time.monotonic()
        with Serving() as serving:
            report = prove(serving.port)
        print(
            f"{report.files} hostile files: {report.refused} refused, {report.cleaned} cleaned, "
            f"{len(report.wrong)} wrong in {time.monotonic() - started:.0f} s"
        )
        print("most memory, MB: " + ", ".join(f"{name} {most:.0f}" for name, most in report.figures.items()))
    for wrong in report.wrong:
        print(f"WRONG: {wrong}")
    failed = bool(report.wrong) or report.files < 25
    print(f"files: {'NOT proven' if failed else 'proven'}")
    sys.exit(1 if failed else 0)


def prove(port: int, only: Callable[[str], bool] = lambda name: True) -> Report:
    """Send what is wanted to the server at this port over this process's database."""
    from proofs.shared.sending import Sender, memory

    report = Report()
    sender = Sender(port)
    for name, (make, words) in hostile.SHEETS.items():
        if only(name):
            _sheet(report, sender, name, make(), words)
    for name, (make, words) in hostile.ZIPS.items():
        if only(name):
            _sheet(report, sender, name, sender.goods_sheet(), words, make())
    for name, make_picture in hostile.PICTURES.items():
        if only(name):
            _picture(report, sender, name, make_picture())
    for name, check in {
        "a camera's notes": _camera,
        "formulas": _formulas,
        "a file of the machine": _entity,
    }.items():
        if only(name):
            check(report, sender)
    report.hold("the server", sender.get("/healthz")[0] == 200, "it doesn't answer")
    report.figures = memory(port)
    for name, most in (("web", MOST_WEB_MB), ("worker", MOST_WORKER_MB), ("reader", MOST_READER_MB)):
        report.hold(name, report.figures[name] <= most, f"{report.figures[name]:.0f} MB, at most {most}")
    return report


def _sheet(
    report: Report, sender: "Sender", name: str, content: bytes, words: str, pictures: bytes = b""
) -> None:
    report.files += 1
    before = sender.written()
    imported = sender.bring("products" if pictures else "stock", content, pictures)
    if isinstance(imported, int):
        report.hold(name, False, f"the upload is answered {imported}")
        return
    told = sender.told(imported)
    report.refused += words in told
    report.hold(name, words in told, f"{imported.state}: {told[:200]!r} doesn't say {words!r}")
    sender.apply(imported)
    report.hold(name, sender.written() == before, "something was written")


def _picture(report: Report, sender: "Sender", name: str, content: bytes) -> None:
    report.files += 1
    before = sender.kept()
    status, text = sender.send_picture(content)
    report.refused += status == 422
    report.hold(f"{name} as a picture", status == 422, f"answered {status}")
    report.hold(f"{name} as a picture", sender.kept() == before, "it was kept")
    report.hold(f"{name} as a picture", "no picture that can be shown" in text, "no word says why")


def _camera(report: Report, sender: "Sender") -> None:
    for kind in ("JPEG", "PNG", "WEBP"):
        report.files += 1
        before = sender.kept()
        sender.send_picture(hostile.picture(kind, 40 + report.files))
        new = sender.kept() - before
        report.hold(f"a {kind}", len(new) == 1, f"{len(new)} files were kept")
        clean = not any(hostile.SECRET.encode() in Path(file).read_bytes() for file in new)
        report.cleaned += clean
        report.hold(f"a {kind}", clean, "what the camera noted was kept")


def _formulas(report: Report, sender: "Sender") -> None:
    report.files += 1
    imported = sender.bring("stock", f"SKU,Stock\n{_quoted(hostile.FORMULA)},1\n".encode())
    assert not isinstance(imported, int)
    for place in (f"/supplier/imports/{imported.number}/report.xlsx", "/supplier/exports/stock.xlsx"):
        status, content = sender.get(place)
        report.hold(
            place, status == 200 and b"<f>" not in sender.unpacked(content), "a formula was written out"
        )
    status, content = sender.get("/supplier/exports/stock.csv")
    cells = [cell for line in content.decode("utf-8-sig").splitlines() for cell in line.split(",")]
    risky = [cell for cell in cells if cell.lstrip('"')[:1] in set("=+-@")]
    report.hold("/supplier/exports/stock.csv", status == 200 and not risky, risky)
    report.hold(
        "/supplier/exports/stock.csv", any("'=HYPER" in cell for cell in cells), "no formula was there"
    )
    report.cleaned += 1


def _entity(report: Report, sender: "Sender") -> None:
    report.files += 1
    imported: Any = sender.bring("stock", hostile.foreign_entity())
    report.hold("a file of the machine", "root:" not in sender.told(imported), "it was read")
    report.refused += 1


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


if __name__ == "__main__":
    main()
