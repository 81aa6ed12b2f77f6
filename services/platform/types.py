"""Types of bodies and queries: bounded, normalised, never coerced from a neighbouring kind."""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any
from uuid import UUID

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, StringConstraints

_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:\d{2})")
_AMOUNT = re.compile(r"\d{1,10}(?:\.\d{1,4})?")
_WHOLE = re.compile(r"-?\d{1,18}")
# Bidirectional and zero-width controls let one name be shown as another.
_INVISIBLE = frozenset(
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_EARLIEST, _LATEST = 1900, 2200


class Body(BaseModel):
    """A request body: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class Answer(BaseModel):
    """A response body, read from rows as well as from values."""

    model_config = ConfigDict(from_attributes=True)


def clean_text(value: str) -> str:
    """NFC, trimmed; refuses control, surrogate and invisible characters."""
    value = unicodedata.normalize("NFC", value).strip()
    for character in value:
        if character in _INVISIBLE or (unicodedata.category(character) in ("Cc", "Cs") and character not in "\n\t"):
            raise ValueError("a character that cannot be shown")
    return value


def _only_text(value: Any) -> Any:
    if not isinstance(value, str):
        raise ValueError("a string is needed")
    return value


def _matching(pattern: re.Pattern[str], needed: str) -> BeforeValidator:
    def check(value: Any) -> Any:
        if isinstance(value, str) and not pattern.fullmatch(value):
            raise ValueError(needed)
        if not isinstance(value, str | UUID | date | Decimal):
            raise ValueError("a string is needed")
        return value

    return BeforeValidator(check)


def _amount(value: Any) -> Any:
    if isinstance(value, str):
        if not _AMOUNT.fullmatch(value):
            raise ValueError("a decimal with at most 4 places is needed")
        try:
            return Decimal(value)
        except InvalidOperation as fault:
            raise ValueError("a decimal is needed") from fault
    if not isinstance(value, Decimal):
        raise ValueError("decimals travel as strings")
    return value


def _whole(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ValueError("a whole number is needed")
    if isinstance(value, str):
        if not _WHOLE.fullmatch(value):
            raise ValueError("a whole number is needed")
        return int(value)
    return value


def _flag(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    raise ValueError("true or false is needed")


def _year_in_range(value: date) -> date:
    if not _EARLIEST <= value.year <= _LATEST:
        raise ValueError("the year is out of range")
    return value


def plain_decimal(value: Decimal) -> str:
    """`Decimal("72.0000")` -> `"72.00"`: two places at least, no exponent, nothing lost."""
    text = f"{value:f}"
    whole, _, places = text.partition(".")
    return f"{whole}.{places.rstrip('0').ljust(2, '0')}"


_CLEAN = AfterValidator(clean_text)
Code = Annotated[str, BeforeValidator(_only_text), StringConstraints(pattern=r"^[A-Za-z0-9_.:\-]{1,64}$")]
Name = Annotated[str, BeforeValidator(_only_text), _CLEAN, StringConstraints(min_length=1, max_length=120)]
Sentence = Annotated[str, BeforeValidator(_only_text), _CLEAN, StringConstraints(min_length=1, max_length=1000)]
Secret = Annotated[str, BeforeValidator(_only_text), StringConstraints(min_length=1, max_length=256)]
Id = Annotated[UUID, _matching(_UUID, "an id is needed: a UUID in small letters")]
Day = Annotated[date, _matching(_DAY, "a day such as 2026-10-10 is needed"), AfterValidator(_year_in_range)]
Instant = Annotated[
    datetime,
    _matching(_INSTANT, "a time with its zone such as 2026-10-10T08:55:00+08:00 is needed"),
    AfterValidator(_year_in_range),
]
Amount = Annotated[
    Decimal, BeforeValidator(_amount, json_schema_input_type=str), PlainSerializer(plain_decimal, return_type=str)
]
Count = Annotated[int, BeforeValidator(_whole, json_schema_input_type=int), Field(ge=0, le=2_147_483_647)]
Flag = Annotated[bool, BeforeValidator(_flag, json_schema_input_type=bool)]
DistrictId = Annotated[int, BeforeValidator(_whole, json_schema_input_type=int), Field(ge=1, le=999_999)]
