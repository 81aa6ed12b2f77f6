"""JSON as strict as the database: no duplicate names, no NaN, bounded depth and digits, valid UTF-8."""

import json
import math
from typing import Any, NoReturn

from services.platform.errors import Malformed, Text

DEEPEST = 32
_MOST_DIGITS = 32


def parse(body: bytes) -> Any:
    """The value of a JSON document, or Malformed; nothing that the standard library lets slip."""
    try:
        value = _DECODER.decode(body.decode("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as fault:
        raise Malformed(reason=Text(zh="不是 JSON 文档", en="not a JSON document")) from fault
    _demand_sane(value, 0)
    return value


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise Malformed(reason=Text(zh="同一对象中有重名字段", en="a name stands twice in one object"))
    return value


def _constant(_name: str) -> NoReturn:
    raise Malformed(reason=Text(zh="NaN 和 Infinity 不是数值", en="NaN and Infinity are not numbers"))


def _integer(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise Malformed(reason=Text(zh="数字位数过多", en="a number has too many digits"))
    return int(digits)


def _float(digits: str) -> float:
    value = float(digits)
    if len(digits) > _MOST_DIGITS or not math.isfinite(value):
        raise Malformed(reason=Text(zh="数值超出范围", en="a number is out of range"))
    return value


def _demand_sane(value: Any, depth: int) -> None:
    if depth > DEEPEST:
        raise Malformed(reason=Text(zh="嵌套过深", en="nested too deeply"))
    if isinstance(value, str):
        if "\x00" in value or (not value.isprintable() and _has_surrogate(value)):
            raise Malformed(
                reason=Text(zh="文字中有不能保存的字符", en="a string holds a character that cannot be stored")
            )
    elif isinstance(value, dict):
        for name, inner in value.items():
            _demand_sane(name, depth + 1)
            _demand_sane(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _demand_sane(inner, depth + 1)


def _has_surrogate(value: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in value)


_DECODER = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_constant, parse_int=_integer, parse_float=_float)
