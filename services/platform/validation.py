"""What is wrong with a field, in both languages of the house: by the code of the check and its bound.

What was sent is never told again, only what was asked for: it could be anything, a person's number too.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from services.platform.errors import Text

# Our own field and parameter names look like this.
_OWN_NAME: Final = re.compile(r"[A-Za-z_\-]{1,40}")
# A name that the sender made up is told where it can only be a misspelt one of ours.
_LIKE_OURS: Final = re.compile(r"[a-z][a-z_]{0,39}")

_TEXTS: Final[Mapping[str, Text]] = {
    "missing": Text(zh="必填，未提供", en="is required"),
    "extra_forbidden": Text(zh="没有这个字段，请检查拼写", en="is not a known field: check its spelling"),
    "string_type": Text(zh="须为文字", en="must be a string"),
    "string_too_short": Text(zh="至少 {min_length} 个字符", en="must have at least {min_length} characters"),
    "string_too_long": Text(zh="至多 {max_length} 个字符", en="must have at most {max_length} characters"),
    "string_pattern_mismatch": Text(zh="格式须符合 {pattern}", en="must match {pattern}"),
    "too_short": Text(zh="至少 {min_length} 项", en="must have at least {min_length} items"),
    "too_long": Text(zh="至多 {max_length} 项", en="must have at most {max_length} items"),
    "greater_than": Text(zh="须大于 {gt}", en="must be greater than {gt}"),
    "greater_than_equal": Text(zh="不能小于 {ge}", en="must be at least {ge}"),
    "less_than": Text(zh="须小于 {lt}", en="must be less than {lt}"),
    "less_than_equal": Text(zh="不能大于 {le}", en="must be at most {le}"),
    "multiple_of": Text(zh="须为 {multiple_of} 的倍数", en="must be a multiple of {multiple_of}"),
    "int_type": Text(zh="须为整数", en="must be a whole number"),
    "int_parsing": Text(zh="须为整数", en="must be a whole number"),
    "int_from_float": Text(zh="须为整数", en="must be a whole number"),
    "float_type": Text(zh="须为数值", en="must be a number"),
    "float_parsing": Text(zh="须为数值", en="must be a number"),
    "finite_number": Text(zh="须为有限的数值", en="must be a finite number"),
    "decimal_type": Text(zh="须为写成文字的十进制数", en="must be a decimal, written as a string"),
    "decimal_parsing": Text(zh="须为写成文字的十进制数", en="must be a decimal, written as a string"),
    "decimal_max_places": Text(zh="至多 {decimal_places} 位小数", en="must have at most {decimal_places} decimals"),
    "decimal_max_digits": Text(zh="至多 {max_digits} 位数字", en="must have at most {max_digits} digits"),
    "decimal_whole_digits": Text(
        zh="整数部分至多 {whole_digits} 位", en="must have at most {whole_digits} digits before the point"
    ),
    "bool_type": Text(zh="须为 true 或 false", en="must be true or false"),
    "bool_parsing": Text(zh="须为 true 或 false", en="must be true or false"),
    "list_type": Text(zh="须为列表", en="must be a list"),
    "tuple_type": Text(zh="须为列表", en="must be a list"),
    "dict_type": Text(zh="须为对象", en="must be an object"),
    "model_type": Text(zh="须为对象", en="must be an object"),
    "model_attributes_type": Text(zh="须为对象", en="must be an object"),
    "enum": Text(zh="须为 {expected} 之一", en="must be one of {expected}"),
    "literal_error": Text(zh="须为 {expected} 之一", en="must be one of {expected}"),
    "uuid_type": Text(zh="须为 UUID", en="must be a UUID"),
    "uuid_parsing": Text(zh="须为 UUID", en="must be a UUID"),
    "date_type": Text(zh="须为日期，如 2026-10-10", en="must be a day, such as 2026-10-10"),
    "date_parsing": Text(zh="须为日期，如 2026-10-10", en="must be a day, such as 2026-10-10"),
    "date_from_datetime_parsing": Text(zh="须为日期，如 2026-10-10", en="must be a day, such as 2026-10-10"),
    "datetime_type": Text(
        zh="须为带时区的时间，如 2026-10-10T08:55:00+08:00",
        en="must be a time with its zone, such as 2026-10-10T08:55:00Z",
    ),
    "datetime_parsing": Text(
        zh="须为带时区的时间，如 2026-10-10T08:55:00+08:00",
        en="must be a time with its zone, such as 2026-10-10T08:55:00Z",
    ),
    "datetime_from_date_parsing": Text(
        zh="须为带时区的时间，如 2026-10-10T08:55:00+08:00",
        en="must be a time with its zone, such as 2026-10-10T08:55:00Z",
    ),
    "union_tag_not_found": Text(zh="须写明种类 {discriminator}", en="must say its kind, {discriminator}"),
    "union_tag_invalid": Text(zh="种类须为 {expected_tags} 之一", en="must be of one of the kinds {expected_tags}"),
    "json_invalid": Text(zh="不是正确的 JSON", en="is not JSON"),
}
_OTHERWISE: Final = Text(zh="不符合要求", en="is not acceptable")


def fault_of(fault: Mapping[str, Any]) -> dict[str, str]:
    """An entry of a problem document's `errors`: where, which check, and what was asked for in both languages."""
    location: tuple[int | str, ...] = tuple(fault["loc"])
    code = str(fault["type"])
    if code == "extra_forbidden" and not _LIKE_OURS.fullmatch(str(location[-1])):
        # It points at the object that the name stood in.
        location = location[:-1]
    words = _words_of(code, fault)
    name = location[-1] if len(location) > 1 else ""
    subject = str(name) if isinstance(name, str) and _OWN_NAME.fullmatch(name) else ""
    return {
        "pointer": pointer_of(location),
        "code": code,
        "detail_zh": f"{subject}：{words.zh}" if subject else words.zh,
        "detail_en": f"{subject}: {words.en}" if subject else words.en,
    }


def pointer_of(location: tuple[int | str, ...]) -> str:
    """`("body", "meetings", 0)` -> `/body/meetings/0`; a name that cannot be ours is a star."""
    return "/" + "/".join(str(part) if isinstance(part, int) or _OWN_NAME.fullmatch(part) else "*" for part in location)


def _words_of(code: str, fault: Mapping[str, Any]) -> Text:
    if code == "value_error":
        # Validators of our own say both languages (`types.unacceptable`); another library's words could repeat what
        # was sent.
        said = fault.get("ctx") or {}
        return Text(zh=said["zh"], en=said["en"]) if {"zh", "en"} <= said.keys() else _OTHERWISE
    if code in ("too_short", "too_long") and isinstance(fault.get("input"), str):
        # A text whose characters were looked at before its length: only the kind of what was sent is asked here.
        code = f"string_{code}"
    text = _TEXTS.get(code, _OTHERWISE)
    bounds = {name: str(value) for name, value in (fault.get("ctx") or {}).items()}
    in_chinese = {name: value.replace(" or ", "、").replace(", ", "、") for name, value in bounds.items()}
    try:
        return Text(zh=text.zh.format(**in_chinese), en=text.en.format(**bounds))
    except KeyError:
        return _OTHERWISE
