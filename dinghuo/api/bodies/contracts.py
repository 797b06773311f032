"""Bodies of the calls about contracts."""

from pydantic import ConfigDict, Field

from dinghuo.api.bodies.body import Body
from dinghuo.api.values import DayIn, DaysIn, ListName, ScanIn, Terms, Word


class ContractBody(Body):
    """A contract to be signed: for whom, from when to when, and the lists that say its prices."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "Contract 2027",
                    "buyer": "B001",
                    "lists": ["b001-2027"],
                    "starts_on": "2027-01-01",
                    "ends_on": "2027-12-31",
                    "remind_days": 30,
                }
            ]
        }
    )

    number: Word | None = Field(default=None, description="Of a draft that is changed; null: a new one.")
    name: ListName
    buyer: Word = Field(description="Code of the customer.")
    seller: Word | None = Field(default=None, description="Code of the seller; only for who sees the market.")
    lists: list[Word] = Field(max_length=20, description="Keys of contract lists for this customer.")
    starts_on: DayIn
    ends_on: DayIn | None = Field(default=None, description="Its last day; null: until it is ended.")
    promotable: bool = Field(default=False, description="Promotions come off its prices too.")
    remind_days: DaysIn = Field(default=30, description="So many days before its end people are reminded.")
    terms: Terms = ""
    content: ScanIn | None = Field(
        default=None,
        description="The signed paper, a PDF or a picture, in base64; null leaves the one that is there.",
    )


class Extension(Body):
    """How long an extension lasts."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"ends_on": "2028-12-31"}]})

    ends_on: DayIn | None = Field(default=None, description="Its last day; null: for as many days again.")
