"""Bodies of the calls about papers."""

from datetime import date

from pydantic import ConfigDict, Field

from dinghuo.api.bodies.body import Body
from dinghuo.api.values import ScanIn, Word


class PaperIn(Body):
    """A paper to be looked at, with its scan in base64."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "kind": "inspection-report",
                    "number": "QC-2026-0001",
                    "valid_from": "2026-01-01",
                    "valid_until": "2027-12-31",
                    "product": "BJ-0001",
                    "content": "JVBERi0xLjQKJSVFT0YK",
                }
            ]
        }
    )

    kind: Word = Field(description="Key of the kind of paper.")
    number: str = Field(max_length=80)
    issuer: str = Field(default="", max_length=200)
    product: str = Field(default="", max_length=60, description="Code of the product; empty: of the company.")
    valid_from: date
    valid_until: date | None = Field(default=None, description="Its last day; null: for good.")
    content: ScanIn = Field(description="A PDF or a picture, in base64.")
