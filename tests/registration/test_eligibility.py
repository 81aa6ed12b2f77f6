"""Who may enter a class, as the pack says (LY-01: nobody trained by province or city before), and who is let in."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import httpx
import pytest

from services.contracts import EntriesPosted, PostedEntry
from services.directory import operations as directory
from services.platform.ids import new_id
from tests.ledger.saying import a_line, an_outcome, post
from tests.registration.term import class_body, created, make_plan, program_body, teacher_api
from tests.support import Apps, World, make_world


@pytest.fixture
async def county(apps: Apps) -> World:
    """A county that runs the leading goose programme: pack LY."""
    return await make_world(apps, pack="LY")


async def add_english_teacher(world: World, number: str = "E001", subject: str | None = "ENGLISH") -> UUID:
    async with world.session("directory") as session:
        teacher = await directory.add_teacher(
            session,
            district_id=world.district_id,
            staff_number=number,
            name=f"英语教师{number}",
            school_id=world.schools[0].school_id,
            hire_date=date(2015, 9, 1),
            appointed_from=date(2015, 9, 1),
            subject=subject,
        )
        return teacher.teacher_id


async def open_class(world: World, **facts: Any) -> str:
    """A class of the programme that takes enrolments now."""
    plan_id = await make_plan(world)
    body = program_body(
        code="LY-2026",
        title="“领雁工程”英语骨干教师培训",
        level="COUNTY",
        kind="LEADING_GOOSE",
        category="THEORY",
        tags=["ENGLISH"],
    )
    program = created(await world.api("registration").post(f"/plans/{plan_id}/programs", json=body))
    opened = created(
        await world.api("registration").post(f"/programs/{program['program_id']}/classes", json=class_body(**facts))
    )
    return str(opened["class_id"])


def an_entry(teacher_id: UUID, *, seq: int = 1, **facts: Any) -> PostedEntry:
    """Thirty hours of a provincial class in 2024."""
    said: dict[str, Any] = {
        "seq": seq,
        "entry_id": new_id(),
        "teacher_id": teacher_id,
        "school_id": new_id(),
        "hours": Decimal(30),
        "credits": Decimal(0),
        "category": "THEORY",
        "level": "PROVINCIAL",
        "mode": "CENTRALISED",
        "nature": "COMPULSORY",
        "kind": "OTHER_TRAINING",
        "title": "省级英语骨干教师研修班",
        "earned_from": date(2024, 3, 1),
        "earned_to": date(2024, 3, 5),
        "class_id": None,
        "program_id": None,
        "reverses": None,
    }
    return PostedEntry(**{**said, **facts})


async def hear(world: World, entries: Sequence[PostedEntry]) -> None:
    await world.publish(EntriesPosted(district_id=world.district_id, entries=tuple(entries)), role="ledger")
    await world.drain()


async def eligibility(world: World, class_id: str, teacher_id: UUID) -> dict[str, Any]:
    answer = await world.api("registration").get(
        f"/classes/{class_id}/eligibility", params={"teacher_id": str(teacher_id)}
    )
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def nominate(world: World, class_id: str, *teacher_ids: UUID, **body: Any) -> dict[str, Any]:
    answer = await world.api("registration").post(
        f"/classes/{class_id}/nominations", json={"teacher_ids": [str(one) for one in teacher_ids], **body}
    )
    assert answer.status_code == 200, answer.text
    (item,) = answer.json()["items"]
    return dict(item)


async def enrol(world: World, class_id: str, teacher_id: UUID) -> httpx.Response:
    return await teacher_api(world, teacher_id).post(f"/classes/{class_id}/enrolments", json={})


async def test_an_english_teacher_without_such_training_may_enter(county: World) -> None:
    teacher_id, class_id = await add_english_teacher(county), await open_class(county)
    await hear(county, [an_entry(teacher_id, level="COUNTY")])

    asked = await eligibility(county, class_id, teacher_id)

    assert (asked["result"], asked["findings"], asked["pack_id"]) == ("OPEN", [], "LY")
    assert "有强烈的事业心与良好的职业道德" in [one["words"] for one in asked["declares"]]
    assert (await enrol(county, class_id, teacher_id)).status_code == 201


async def test_earlier_training_bars_with_the_clause_its_words_and_the_entry(county: World) -> None:
    """A15."""
    teacher_id, class_id = await add_english_teacher(county), await open_class(county)
    entry = an_entry(teacher_id)
    await hear(county, [entry])

    asked = await eligibility(county, class_id, teacher_id)
    refused = await enrol(county, class_id, teacher_id)

    assert (asked["result"], asked["overridable"]) == ("BARRED", True)
    (finding,) = asked["findings"]
    assert (finding["clause_id"], finding["code"], finding["override"]) == ("LY-01", "TRAINED_BEFORE", "with_reason")
    assert finding["quote"] == "已在省、市各类研修班、培训班学习过的教师不再安排"
    (cited,) = finding["cited"]
    assert (cited["entry_id"], cited["title"], cited["hours"]) == (str(entry.entry_id), entry.title, "30.00")
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:xuefen:problem:not-eligible")
    assert refused.json()["facts"]["clauses"] == "LY-01"
    assert refused.json()["facts"]["cited"] == str(entry.entry_id)
    assert "已在省、市各类研修班" in refused.json()["facts"]["quote"]


async def test_what_the_book_took_back_bars_nobody_whatever_came_first(county: World) -> None:
    teacher_id, class_id = await add_english_teacher(county), await open_class(county)
    entry = an_entry(teacher_id)
    reversal = an_entry(teacher_id, seq=2, hours=Decimal(-30), reverses=entry.entry_id)

    await hear(county, [reversal])
    await hear(county, [entry])
    await hear(county, [entry])

    assert (await eligibility(county, class_id, teacher_id))["result"] == "OPEN"


async def test_what_the_ledger_really_posts_reaches_registration(county: World) -> None:
    """From the outcome through the book to the bar, and back once the outcome is corrected."""
    class_id = await open_class(county)
    outcome_id, who = new_id(), county.teachers[0].teacher_id
    line = a_line(1, "30", level="PREFECTURE", category="THEORY", kind="OTHER_TRAINING")
    await post(county, an_outcome(county, 0, line, outcome_id=outcome_id, title="市级班主任培训"))

    barred = await eligibility(county, class_id, who)
    await post(county, an_outcome(county, 0, revision=2, outcome_id=outcome_id))
    corrected = await eligibility(county, class_id, who)

    cited = [one["title"] for finding in barred["findings"] for one in finding["cited"]]
    assert cited == ["市级班主任培训"]
    assert [finding["code"] for finding in corrected["findings"]] == ["NOT_ENGLISH"]


async def test_a_nomination_with_a_reason_lets_in_and_the_reason_is_kept(county: World) -> None:
    teacher_id, class_id = await add_english_teacher(county), await open_class(county)
    entry = an_entry(teacher_id)
    await hear(county, [entry])

    refused = await nominate(county, class_id, teacher_id)
    reason = {"teacher_id": str(teacher_id), "reason": "上次因病中途退出,经教育局同意"}
    let_in = await nominate(county, class_id, teacher_id, overrides=[reason])
    listed = (await county.api("registration").get(f"/classes/{class_id}/enrolments")).json()["items"]

    assert (refused["result"], refused["problem"]["type"]) == ("REFUSED", "urn:xuefen:problem:not-eligible")
    assert let_in["result"] == "CONFIRMED"
    (kept,) = listed[0]["overrides"]
    assert (kept["clause_id"], kept["bar"], kept["reason"]) == ("LY-01", "TRAINED_BEFORE", reason["reason"])
    assert (kept["cited"], kept["overridden_by"]) == ([str(entry.entry_id)], str(county.admin_id))
    assert datetime.fromisoformat(kept["overridden_at"]) <= datetime.now(UTC)


async def test_a_reason_that_sets_nothing_aside_is_refused(county: World) -> None:
    teacher_id, class_id = await add_english_teacher(county), await open_class(county)

    answer = await nominate(
        county, class_id, teacher_id, overrides=[{"teacher_id": str(teacher_id), "reason": "骨干教师"}]
    )

    assert answer["problem"]["type"] == "urn:xuefen:problem:nothing-to-override"


async def test_one_who_is_barred_costs_nobody_else_a_place(county: World) -> None:
    first = await add_english_teacher(county, "E001")
    second = await add_english_teacher(county, "E002")
    class_id = await open_class(county)
    await hear(county, [an_entry(first)])

    answer = await county.api("registration").post(
        f"/classes/{class_id}/nominations", json={"teacher_ids": [str(first), str(second)]}
    )

    assert [item["result"] for item in answer.json()["items"]] == ["REFUSED", "CONFIRMED"]


async def test_who_was_trained_while_waiting_is_passed_over(county: World) -> None:
    seated = await add_english_teacher(county, "E001")
    trained = await add_english_teacher(county, "E002")
    last = await add_english_teacher(county, "E003")
    class_id = await open_class(county, capacity=1)
    for teacher_id in (seated, trained, last):
        await nominate(county, class_id, teacher_id, accept_waiting=True)
    await hear(county, [an_entry(trained)])

    answer = await county.api("registration").put(f"/classes/{class_id}/capacity", json={"capacity": 2})

    assert answer.status_code == 200, answer.text
    listed = (await county.api("registration").get(f"/classes/{class_id}/enrolments")).json()["items"]
    assert {one["teacher_id"]: one["status"] for one in listed} == {
        str(seated): "CONFIRMED",
        str(trained): "WAITING",
        str(last): "CONFIRMED",
    }


async def test_a_teacher_of_another_subject_is_told_so(county: World) -> None:
    class_id = await open_class(county)

    asked = await eligibility(county, class_id, await add_english_teacher(county, "M001", "MATHEMATICS"))

    assert [(one["clause_id"], one["code"]) for one in asked["findings"]] == [("LY-02", "NOT_ENGLISH")]


async def test_eligibility_is_seen_by_oneself_and_by_the_own_school(county: World) -> None:
    teacher_id, class_id = await add_english_teacher(county), await open_class(county)
    path, query = f"/classes/{class_id}/eligibility", {"teacher_id": str(teacher_id)}

    async def asked_by(role: str, **who: Any) -> int:
        return (await county.api("registration", role, **who).get(path, params=query)).status_code

    assert await asked_by("teacher", teacher=teacher_id) == 200
    assert await asked_by("teacher", teacher=county.teachers[0].teacher_id) == 404
    assert await asked_by("school_admin", school=county.schools[0].school_id) == 200
    assert await asked_by("school_admin", school=county.schools[1].school_id) == 404
    assert await asked_by("trainer") == 403


async def test_a_pack_that_says_nothing_of_it_lets_everybody_in(district: World) -> None:
    plan_id = await make_plan(district)
    program = created(await district.api("registration").post(f"/plans/{plan_id}/programs", json=program_body()))
    opened = created(
        await district.api("registration").post(f"/programs/{program['program_id']}/classes", json=class_body())
    )
    teacher_id = district.teachers[0].teacher_id
    await hear(district, [an_entry(teacher_id)])

    asked = await eligibility(district, opened["class_id"], teacher_id)

    assert (asked["result"], asked["findings"], asked["pack_id"]) == ("OPEN", [], None)


async def test_who_was_passed_over_has_the_place_as_soon_as_nothing_bars_him(county: World) -> None:
    """The book takes back what barred him, and nobody has to touch the class for it."""
    seated, trained = await add_english_teacher(county, "E001"), await add_english_teacher(county, "E002")
    class_id = await open_class(county, capacity=1)
    for teacher_id in (seated, trained):
        await nominate(county, class_id, teacher_id, accept_waiting=True)
    entry = an_entry(trained)
    await hear(county, [entry])
    await county.api("registration").put(f"/classes/{class_id}/capacity", json={"capacity": 2})
    (passed_over,) = await listed(county, class_id, "WAITING")

    await hear(county, [an_entry(trained, seq=2, hours=Decimal(-30), reverses=entry.entry_id)])

    assert passed_over["waiting_reason"] == "NOT_ELIGIBLE"
    confirmed = await listed(county, class_id, "CONFIRMED")
    assert {item["teacher_id"] for item in confirmed} == {str(seated), str(trained)}


async def listed(world: World, class_id: str, status: str) -> list[dict[str, Any]]:
    answer = await world.api("registration").get(f"/classes/{class_id}/enrolments", params={"status": status})
    return list(answer.json()["items"])
