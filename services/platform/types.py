"""Types of bodies and queries: bounded, normalised, never coerced from a neighbouring kind."""

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, ClassVar, Final
from uuid import UUID

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError

_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:\d{2})", re.ASCII)
_AMOUNT = re.compile(r"\d{1,10}(?:\.\d{1,4})?", re.ASCII)
_WHOLE = re.compile(r"-?\d{1,18}", re.ASCII)
# Controls and halves of characters; and format characters, such as those that turn the direction of writing or have no
# width, by which one name is shown as another.
_NOT_SHOWN = frozenset({"Cc", "Cs", "Cf"})
_EARLIEST, _LATEST = 1900, 2200


# Bytes of a JSON body.
LARGEST_BODY: Final = 65_536
LARGEST_BULK: Final = 1_048_576


class Body(BaseModel):
    """A request body: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")
    largest_bytes: ClassVar[int] = LARGEST_BODY


class BulkBody(Body):
    """A body of as many things as one call takes."""

    largest_bytes: ClassVar[int] = LARGEST_BULK


class Answer(BaseModel):
    """A response body, read from rows as well as from values."""

    model_config = ConfigDict(from_attributes=True)


def unacceptable(*, zh: str, en: str) -> PydanticCustomError:
    """What a validator of ours raises: a ValueError whose words reach the caller, in the language asked for."""
    return PydanticCustomError("value_error", "{en}", {"zh": zh, "en": en})


def clean_text(value: str) -> str:
    """NFC, trimmed; refuses control, surrogate and invisible characters."""
    value = unicodedata.normalize("NFC", value).strip()
    if not is_shown(value, but="\n\t"):
        raise unacceptable(zh="含有不能显示的字符", en="a character that cannot be shown")
    return value


def is_shown(value: str, *, but: str = "") -> bool:
    """Whether everything in a text can be seen, `but` these; rare characters count, though Python knows no name yet."""
    return not any(unicodedata.category(one) in _NOT_SHOWN and one not in but for one in value)


def _only_text(value: Any) -> Any:
    if not isinstance(value, str):
        raise unacceptable(zh="须为文字", en="a string is needed")
    return value


def _matching(pattern: re.Pattern[str], *, zh: str, en: str) -> BeforeValidator:
    def check(value: Any) -> Any:
        if isinstance(value, str) and not pattern.fullmatch(value):
            raise unacceptable(zh=zh, en=en)
        if not isinstance(value, str | UUID | date | Decimal):
            raise unacceptable(zh="须为文字", en="a string is needed")
        return value

    return BeforeValidator(check)


def _amount(value: Any) -> Any:
    if isinstance(value, str):
        if not _AMOUNT.fullmatch(value):
            raise unacceptable(
                zh="须为写成文字的非负十进制数，至多 4 位小数", en="a decimal from 0 with at most 4 places is needed"
            )
        try:
            return Decimal(value)
        except InvalidOperation as fault:
            raise unacceptable(zh="须为十进制数", en="a decimal is needed") from fault
    if not isinstance(value, Decimal):
        raise unacceptable(zh="十进制数须写成文字（加引号）", en="decimals travel as strings")
    return value


def _is_of_a_body(info: ValidationInfo) -> bool:
    """Whether a value is a field's: JSON has numbers and truth of its own, paths and queries have text alone."""
    return info.field_name is not None


def _whole(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise unacceptable(zh="须为整数", en="a whole number is needed")
    if isinstance(value, str):
        if _is_of_a_body(info) or not _WHOLE.fullmatch(value):
            raise unacceptable(zh="须为整数", en="a whole number is needed")
        return int(value)
    return value


def _flag(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, bool):
        return value
    if value in ("true", "false") and not _is_of_a_body(info):
        return value == "true"
    raise unacceptable(zh="须为 true 或 false", en="true or false is needed")


def _year_in_range(value: date) -> date:
    if not _EARLIEST <= value.year <= _LATEST:
        raise unacceptable(zh="年份超出范围", en="the year is out of range")
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
Id = Annotated[UUID, _matching(_UUID, zh="须为编号：小写的 UUID", en="an id is needed: a UUID in small letters")]
Day = Annotated[
    date,
    _matching(_DAY, zh="须为日期，如 2026-10-10", en="a day such as 2026-10-10 is needed"),
    AfterValidator(_year_in_range),
]
Instant = Annotated[
    datetime,
    _matching(
        _INSTANT,
        zh="须为带时区的时间，如 2026-10-10T08:55:00+08:00",
        en="a time with its zone such as 2026-10-10T08:55:00+08:00 is needed",
    ),
    AfterValidator(_year_in_range),
]
_AmountText = Annotated[
    str, Field(pattern=f"^{_AMOUNT.pattern}$", description="A decimal of at most 4 places, as text")
]
Amount = Annotated[
    Decimal,
    BeforeValidator(_amount, json_schema_input_type=_AmountText),
    PlainSerializer(plain_decimal, return_type=str),
]
Count = Annotated[int, BeforeValidator(_whole, json_schema_input_type=int), Field(ge=0, le=2_147_483_647)]
Flag = Annotated[bool, BeforeValidator(_flag, json_schema_input_type=bool)]
DistrictId = Annotated[int, BeforeValidator(_whole, json_schema_input_type=int), Field(ge=1, le=999_999)]
