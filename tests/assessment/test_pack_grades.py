"""What a scheme leaves to the pack, over HTTP: bands and weights, supplied or lost, and documents of a class."""

from datetime import date
from decimal import Decimal
from typing import Any

from services.platform.ids import new_id
from tests.assessment.course import Course, opened, said
from tests.assessment.judging import LY_WEIGHTS, P240_BANDS
from tests.support import TeacherOf, World

# The world's own pack is in force from September 2025 on.
DAY = date(2024, 10, 11)
COURSE: dict[str, Any] = {"kind": "COURSE", "category": "NEW_KNOWLEDGE", "tags": ("LISTED",), "days": [DAY]}
GOOSE: dict[str, Any] = {"kind": "LEADING_GOOSE", "category": "THEORY", "days": [DAY]}
BY_HAND = (
    "TRAINING_SCHEME",
    "IMPLEMENTATION_PLAN",
    "MATERIALS",
    "TRAINING_NOTICE",
    "TRAINING_RULES",
    "PRACTICE_RECORD",
    "LEARNING_APPRAISAL",
)


async def govern(world: World, pack_id: str, **parameters: Any) -> None:
    given = {"cycle_start": "2020-09-01", "cycle_end": "2025-08-31"} | {
        name: str(value) for name, value in parameters.items()
    }
    answer = await world.api("directory").post(
        "/pack-assignments",
        json={"pack_id": pack_id, "valid_from": "2020-09-01", "valid_to": "2025-08-31", "parameters": given},
    )
    assert answer.status_code == 201, answer.text


async def examined(course: Course, teacher: TeacherOf, points: str) -> None:
    marks = ((teacher, "SCHOOL_CHECK", points), (teacher, "UNIFIED", points))
    assert await course.score(course.api(), *marks) == ["RECORDED"] * 2


def words(result: dict[str, Any]) -> str:
    return " | ".join(text["zh"] for text in result["explanation"])


async def test_bands_of_the_pack_give_the_grade_and_the_outcome_carries_it(district: World) -> None:
    good, failed = district.teachers[:2]
    await govern(district, "P240", **P240_BANDS)
    course = await opened(district, good, failed, scheme="P240", **COURSE)
    await examined(course, good, "75.5")
    await examined(course, failed, "49.5")

    done = await course.finalise()

    assert done["finalised"] == {"PASSED": 1, "FAILED": 1}
    states = {state.teacher_id: state for state in await said(district)}
    assert (states[good.teacher_id].grade, [line.credits for line in states[good.teacher_id].lines]) == (
        "GOOD",
        [Decimal("0.6")],
    )
    assert (states[failed.teacher_id].grade, states[failed.teacher_id].lines) == ("FAIL", ())


async def test_lost_bands_leave_a_member_undetermined_and_nothing_is_published(district: World) -> None:
    teacher = district.teachers[0]
    await govern(district, "P240")
    course = await opened(district, teacher, scheme="P240", **COURSE)
    await examined(course, teacher, "95")

    done = await course.finalise()

    result = await course.result(teacher)
    assert (result["status"], result["grade"], result["credits"]) == ("UNDETERMINED", None, "0.00")
    assert "原文未给出优秀、良好、合格、基本合格的分数线" in words(result)
    assert (done["finalised"], done["open"]) == ({}, {"UNDETERMINED": 1})
    assert await said(district) == []


async def test_what_rests_on_the_pack_is_certified_by_it(district: World) -> None:
    ready, short = district.teachers[:2]
    await govern(district, "P240", **P240_BANDS)
    kept = (await district.api("assessment").get("/schemes/P240/versions/1")).json()["scheme"]
    content = {name: kept[name] for name in ("code", "title", "gates", "stages", "bands")}
    content["gates"] = [{"kind": gate["kind"]} for gate in content["gates"]]
    published = await district.api("assessment").post(
        "/schemes", json={**content, "certifier": "COUNTY_CENTRE", "reason": "成绩须由县中心认定"}
    )
    assert published.status_code == 201, published.text
    course = await opened(district, ready, short, scheme="P240", **COURSE)
    await examined(course, ready, "90")
    await examined(course, short, "40")

    # The district examined for county and prefecture: who entered the marks is not who certifies.
    assert await course.certify(ready) == ["certifier-concerned"]
    other = course.api(account_id=new_id())
    assert await course.certify(ready, short, api=other) == ["CERTIFIED", "not-ready-to-certify"]
    assert (await course.result(ready))["grade"] == "EXCELLENT"


async def test_weights_of_the_pack_are_asked_for_before_anything_is_marked(district: World) -> None:
    teacher = district.teachers[0]
    await govern(district, "LY", **LY_WEIGHTS)
    course = await opened(district, teacher, scheme="LY", **GOOSE)

    result = await course.result(teacher)

    assert (result["status"], result["score"]) == ("IN_PROGRESS", None)
    assert "诊断课教学设计尚未答辩 | 提高课教学设计尚未答辩" in words(result)
    assert "理论(专家评定)考核待登记:理论(专家评定)(待专家评分)" in words(result)


async def test_documents_of_the_class_are_asked_for_by_the_clause_of_the_pack(district: World) -> None:
    teacher = district.teachers[0]
    await govern(district, "LY", **LY_WEIGHTS)
    scheme = {
        "code": "ARCHIVED",
        "title": {"zh": "档案齐全方可结业", "en": "Passed with a complete archive"},
        "gates": [{"kind": "ATTENDANCE"}, {"kind": "DOCUMENTS", "clause": "LY-05"}],
        "reason": "培训档案管理办法",
    }
    assert (await district.api("assessment").post("/schemes", json=scheme)).status_code == 201
    course = await opened(district, teacher, scheme="ARCHIVED", **GOOSE)

    async def keep(*kinds: str) -> None:
        records = [
            {
                "kind": kind,
                "on": str(DAY),
                "school_id": str(teacher.school_id),
                "class_id": str(course.class_id),
                "title": "培训档案",
            }
            for kind in kinds
        ]
        answer = await district.api("assessment").post("/records", json={"records": records})
        assert answer.status_code == 201, answer.text

    await keep(*BY_HAND[1:])
    lacking = await course.result(teacher)
    await keep(BY_HAND[0])
    complete = await course.result(teacher)

    assert lacking["status"] == "IN_PROGRESS"
    assert "LY-05 缺少材料:培训方案" in words(lacking)
    assert (complete["status"], complete["grade"]) == ("PASSED", "PASS")
