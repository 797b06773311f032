"""The values that requests carry: decimals, days, instants and texts, read strictly and described for OpenAPI."""

import base64
import binascii
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, PlainValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

#: Digits before the point; what the columns of money and quantity hold.
WHOLE_DIGITS = 12
DECIMAL = re.compile(r"[0-9]{1,12}(\.[0-9]+)?", re.ASCII)
SIGNED = re.compile(r"-?[0-9]{1,12}(\.[0-9]+)?", re.ASCII)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
#: Years outside of these are slips of the keyboard, and some of them no database date.
YEARS = range(1900, 3000)


def _decimal(places: int, signed: bool = False) -> Callable[[object], Decimal]:
    shape = SIGNED if signed else DECIMAL

    def read(value: object) -> Decimal:
        """A decimal from a string or a JSON number, never through binary floating point."""
        if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
            raise PydanticCustomError("decimal", "not a decimal")
        if not isinstance(value, str):
            value = _text(Decimal(value))
        if not signed and SIGNED.fullmatch(value) and value.startswith("-"):
            raise PydanticCustomError("negative", "negative")
        if not shape.fullmatch(value):
            raise PydanticCustomError("decimal", "not a decimal")
        number = Decimal(value)
        if number != round(number, places):
            raise PydanticCustomError("precision", "too many decimals", {"places": places})
        return number

    return read


def _text(number: Decimal) -> str:
    # Writing out 1E+999999999 would fill the memory; so is what no column could hold kept from being written.
    if not number.is_finite() or number.adjusted() >= WHOLE_DIGITS or number.adjusted() < -30:
        return "0" if number.is_finite() and not number else "out of range"
    return format(number, "f")


def _decimal_schema(places: int, signed: bool, example: str) -> dict[str, Any]:
    sign = "-?" if signed else ""
    text = {"type": "string", "pattern": rf"^{sign}[0-9]{{1,{WHOLE_DIGITS}}}(\.[0-9]{{1,{places}}})?$"}
    number: dict[str, Any] = {"type": "number", "exclusiveMaximum": 10**WHOLE_DIGITS}
    number |= {"exclusiveMinimum": -(10**WHOLE_DIGITS)} if signed else {"minimum": 0}
    return {
        "anyOf": [text, number],
        "description": f"A decimal as a string (or a JSON number), at most {places} decimals.",
        "examples": [example],
    }


#: A quantity, up to six decimals, not negative.
QuantityIn = Annotated[
    Decimal, PlainValidator(_decimal(6)), WithJsonSchema(_decimal_schema(6, False, "12"), mode="validation")
]
#: A quantity with a sign: less with a minus.
SignedQuantityIn = Annotated[
    Decimal,
    PlainValidator(_decimal(6, signed=True)),
    WithJsonSchema(_decimal_schema(6, True, "-3"), mode="validation"),
]
#: The price of one unit, up to six decimals, not negative.
PriceIn = Annotated[
    Decimal,
    PlainValidator(_decimal(6)),
    WithJsonSchema(_decimal_schema(6, False, "12.50"), mode="validation"),
]
#: What a currency is worth in another, up to ten decimals.
RateIn = Annotated[
    Decimal,
    PlainValidator(_decimal(10)),
    WithJsonSchema(_decimal_schema(10, False, "7.1182"), mode="validation"),
]
#: An amount of money, up to four decimals (its currency may allow fewer), not negative.
AmountIn = Annotated[
    Decimal,
    PlainValidator(_decimal(4)),
    WithJsonSchema(_decimal_schema(4, False, "480.00"), mode="validation"),
]


def _read_day(value: object) -> date:
    if isinstance(value, str) and DAY.fullmatch(value):
        try:
            found = date.fromisoformat(value)
        except ValueError:
            found = None
        if found and found.year in YEARS:
            return found
    raise PydanticCustomError("day", "not a day")


def _read_moment(value: object) -> date | datetime:
    if isinstance(value, str) and DAY.fullmatch(value):
        return _read_day(value)
    if isinstance(value, str) and len(value) <= 40:
        # A plus sign that a client forgot to escape in a URL arrives as a space.
        try:
            found = datetime.fromisoformat(value.replace(" ", "+") if "T" in value else value)
        except ValueError:
            found = None
        if found and found.year in YEARS:
            return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    raise PydanticCustomError("instant", "not an instant")


def _read_instant(value: object) -> datetime:
    found = _read_moment(value)
    return found if isinstance(found, datetime) else datetime(found.year, found.month, found.day, tzinfo=UTC)


#: A calendar day, 2026-11-05.
DayIn = Annotated[
    date,
    PlainValidator(_read_day),
    WithJsonSchema({"type": "string", "format": "date", "examples": ["2026-11-05"]}, mode="validation"),
]
#: An instant, ISO 8601; without an offset it is UTC; a day alone is its midnight in UTC.
InstantIn = Annotated[
    datetime,
    PlainValidator(_read_instant),
    WithJsonSchema(
        {"type": "string", "format": "date-time", "examples": ["2026-11-05T08:30:00Z"]}, mode="validation"
    ),
]
#: An instant or a day of the market's calendar.
MomentIn = Annotated[
    date | datetime,
    PlainValidator(_read_moment),
    WithJsonSchema(
        {
            "anyOf": [{"type": "string", "format": "date-time"}, {"type": "string", "format": "date"}],
            "description": "An instant, or a day of the market's calendar.",
            "examples": ["2026-11-05T08:30:00Z", "2026-11-05"],
        },
        mode="validation",
    ),
]


def start_of(moment: date | datetime | None, time_zone: str) -> datetime | None:
    """The instant, or the one at which the day begins in a time zone."""
    if moment is None or isinstance(moment, datetime):
        return moment
    return datetime.combine(moment, time(), ZoneInfo(time_zone))


def end_of(moment: date | datetime | None, time_zone: str) -> datetime | None:
    """The instant, or the last one of the day in a time zone."""
    if moment is None or isinstance(moment, datetime):
        return moment
    return datetime.combine(moment, time.max, ZoneInfo(time_zone))


def until_after(moment: date | datetime | None, time_zone: str) -> datetime | None:
    """The instant, or the one at which the day is over in a time zone."""
    if moment is None or isinstance(moment, datetime):
        return moment
    return start_of(moment + timedelta(days=1), time_zone)


def _without_nul(value: object) -> object:
    if isinstance(value, str) and "\x00" in value:
        raise PydanticCustomError("text", "NUL")
    return value


def text_in(longest: int, shortest: int = 0) -> Any:
    """A text type of a limited length, without the NUL that no database text may hold."""
    schema: dict[str, Any] = {"type": "string", "maxLength": longest, "pattern": r"^[^\u0000]*$"}
    if shortest:
        schema["minLength"] = shortest
    return Annotated[
        str,
        StringConstraints(min_length=shortest, max_length=longest),
        BeforeValidator(_without_nul),
        WithJsonSchema(schema, mode="validation"),
    ]


Word = text_in(60, shortest=1)
Unit = text_in(20, shortest=1)
Lot = text_in(60)
Bin = text_in(30)
Reference = text_in(60)
Why = text_in(200)
Name = text_in(100)
Reason = text_in(300)
ListName = text_in(120, shortest=1)
Source = text_in(100, shortest=1)
RegionCode = text_in(9)
OptionalUnit = text_in(20)
Text = text_in(4000)
Terms = text_in(10_000)
Status = text_in(40)
Place = text_in(200)
News = text_in(500)
Paragraph = text_in(2000)


def file_in(longest: int) -> Any:
    """A file in base64, of at most so many letters; read into its bytes."""

    def read(value: object) -> bytes:
        if not isinstance(value, str):
            raise PydanticCustomError("string_type", "no text")
        if len(value) > longest:
            raise PydanticCustomError("string_too_long", "too long", {"max_length": longest})
        try:
            return base64.b64decode(value, validate=True)
        except (binascii.Error, ValueError):
            raise PydanticCustomError("base64", "no base64") from None

    schema: dict[str, Any] = {"type": "string", "maxLength": longest, "examples": ["JVBERi0xLjQKJSVFT0YK"]}
    return Annotated[bytes, PlainValidator(read), WithJsonSchema(schema, mode="validation")]


#: Letters in base64 of a scan (3 MB), of a picture or document (7 MB), and of a sheet: 9 MB hold 200,000 rows of
#: prices, the most that one may have.
MOST_SCAN, MOST_LOOK, MOST_SHEET = 4_000_000, 10_000_000, 12_000_000
ScanIn = file_in(MOST_SCAN)
LookIn = file_in(MOST_LOOK)
SheetFileIn = file_in(MOST_SHEET)


def _read_currency(value: object) -> str:
    if isinstance(value, str) and len(value) == 3 and value.isascii() and value.isalpha() and value.isupper():
        return value
    raise PydanticCustomError("currency", "not a currency")


#: An ISO 4217 code.
CurrencyIn = Annotated[
    str,
    PlainValidator(_read_currency),
    WithJsonSchema({"type": "string", "pattern": "^[A-Z]{3}$", "examples": ["CNY"]}, mode="validation"),
]


def _read_id(value: object) -> UUID:
    try:
        if isinstance(value, UUID):
            return value
        if isinstance(value, str) and len(value) == 36:
            return UUID(value)
    except ValueError:
        pass
    raise PydanticCustomError("id", "not an id")


def _no_boolean(value: object) -> object:
    # Python counts with True; JSON doesn't.
    if isinstance(value, bool):
        raise PydanticCustomError("int_type", "not a number")
    return value


def count_in(most: int) -> Any:
    """A whole number from one up to `most`."""
    return Annotated[int, Field(ge=1, le=most), BeforeValidator(_no_boolean)]


#: The number of a line in its document.
LineIn = count_in(100_000)
#: How often a document has been written.
VersionIn = count_in(2_000_000_000)
#: How many days; and a share of a hundred.
DaysIn = count_in(10_000)
PercentIn = count_in(100)


#: The id of a row that has no number of its own.
IdIn = Annotated[
    UUID, PlainValidator(_read_id), WithJsonSchema({"type": "string", "format": "uuid"}, mode="validation")
]
