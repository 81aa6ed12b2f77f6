"""What a refused field is told: where it stands, what was asked for, in both languages, and never what was sent."""

from datetime import UTC, datetime
from typing import Any, get_args

import pytest
from pydantic_core.core_schema import ErrorType

from services.platform import validation
from services.platform.errors import DomainError, Text
from services.platform.ids import new_id
from tests.support import World


async def _refused(district: World, way: str, body: Any, *, language: str = "zh-CN") -> dict[str, Any]:
    answer = await district.api("attendance").post(way, json=body, headers={"Accept-Language": language})
    assert answer.status_code == 422, answer.text
    return dict(answer.json())


async def _told(district: World, way: str, body: Any) -> dict[str, tuple[str, str]]:
    errors = (await _refused(district, way, body))["errors"]
    return {error["pointer"]: (error["detail_zh"], error["detail_en"]) for error in errors}


async def test_each_fault_of_a_body_is_told_with_its_bound_and_the_name_of_its_field(district: World) -> None:
    way = f"/meetings/{new_id()}/head-counts"

    told = await _told(district, way, {"counted": -1, "counted_at": "2026-10-10T08:55:00", "note": "x" * 1001})
    nothing = await _told(district, way, {})

    assert told == {
        "/body/counted": ("counted：不能小于 0", "counted: must be at least 0"),
        "/body/counted_at": (
            "counted_at：须为带时区的时间，如 2026-10-10T08:55:00+08:00",
            "counted_at: a time with its zone such as 2026-10-10T08:55:00+08:00 is needed",
        ),
        "/body/note": ("note：至多 1000 个字符", "note: must have at most 1000 characters"),
    }
    assert nothing == {"/body/counted": ("counted：必填，未提供", "counted: is required")}


async def test_a_misspelt_field_is_named_and_what_can_be_no_name_of_ours_is_not(district: World) -> None:
    way = f"/meetings/{new_id()}/head-counts"

    told = await _told(district, way, {"counted": 1, "countd": 2, "王小明": 3, "11010519491231002X": 4})

    assert told == {
        "/body/countd": (
            "countd：没有这个字段，请检查拼写",
            "countd: is not a known field: check its spelling",
        ),
        "/body": ("没有这个字段，请检查拼写", "is not a known field: check its spelling"),
    }


async def test_the_first_fault_is_the_sentence_in_the_readers_language(district: World) -> None:
    way = f"/meetings/{new_id()}/corrections"
    body = {"teacher_id": str(new_id()), "reason": "核对签到册"}

    zh = await _refused(district, way, body)
    en = await _refused(district, way, body, language="en")

    assert zh["detail"] == "内容不符合要求：须提供 presence 或 minutes 之一"
    assert en["detail"] == "The content is not acceptable: either presence or minutes is needed"


async def test_what_a_schema_itself_refuses_is_told_in_both_languages_in_every_service(district: World) -> None:
    teacher = district.api("assessment", "teacher", teacher=district.teachers[0].teacher_id)
    way = f"/classes/{new_id()}/feedback/answer"

    twice = await teacher.put(way, json={"answers": [{"question": "CONTENT", "point": 5}] * 2})
    empty = await teacher.put(way, json={"answers": [{"question": "CONTENT"}]})

    assert [(one["detail_zh"], one["detail_en"]) for one in (*twice.json()["errors"], *empty.json()["errors"])] == [
        ("同一问题只能回答一次", "a question is answered once"),
        ("须提供 point、choice、text 之一", "one of point, choice and text is needed"),
    ]


async def test_what_is_no_json_is_told_in_one_language(district: World) -> None:
    answer = await district.api("attendance").post(
        f"/meetings/{new_id()}/head-counts",
        content=b"{",
        headers={"Accept-Language": "zh-CN", "Content-Type": "application/json"},
    )

    assert (answer.status_code, answer.json()["detail"]) == (400, "请求格式不正确：不是 JSON 文档")
    assert answer.json().get("facts", {}).get("reason", "not a JSON document") == "not a JSON document"


@pytest.mark.parametrize("code", sorted(validation._TEXTS))
def test_every_code_that_has_words_is_one_of_the_librarys(code: str) -> None:
    assert code in get_args(ErrorType)


def test_another_librarys_words_are_not_repeated() -> None:
    fault = {"loc": ("body", "name"), "type": "value_error", "msg": "Value error, 王小明 is not known", "ctx": {}}

    assert validation.fault_of(fault) == {
        "pointer": "/body/name",
        "code": "value_error",
        "detail_zh": "name：不符合要求",
        "detail_en": "name: is not acceptable",
    }


class _TooSoon(DomainError):
    title = Text(zh="尚早", en="Too soon")
    detail = Text(zh="{at} 之后（{why}）", en="After {at} ({why})")


def test_a_moment_is_told_by_the_clock_on_the_wall_and_travels_with_its_zone() -> None:
    refused = _TooSoon(at=datetime(2026, 11, 22, 12, 57, 0, 545486, tzinfo=UTC), why=Text(zh="未结束", en="going on"))

    assert refused.sentence == Text(zh="2026-11-22 20:57 之后（未结束）", en="After 2026-11-22 20:57 (going on)")
    assert refused.facts == {"at": "2026-11-22T20:57:00+08:00", "why": "going on"}
