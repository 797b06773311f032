"""Bodies of the calls about imports."""

from typing import Literal

from pydantic import ConfigDict, Field

from dinghuo.api.bodies.body import Body
from dinghuo.api.values import SheetFileIn, Word


class SheetIn(Body):
    """A sheet to be imported, as a file in base64."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"kind": "stock", "file_name": "count.csv", "content": "U0tVLE9uIGhhbmQKRkQtMTAwMDEsNDgwCg=="}
            ]
        }
    )

    kind: Literal["products", "variants", "offers", "prices", "stock", "customers"] = Field(
        description="What the sheet holds."
    )
    file_name: str = Field(default="", max_length=200)
    content: SheetFileIn = Field(description="The file (xlsx, xls or csv) in base64.")
    list: Word | None = Field(default=None, description="Key of the price list for rows that name none.")
    warehouse: Word | None = Field(default=None, description="Key of the warehouse for rows that name none.")
    storefront: Word | None = Field(
        default=None, description="Key of the storefront for rows that name none."
    )
