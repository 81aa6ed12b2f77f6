"""What if: other packs, further entries, classes attended, judged beside what is, and nothing of it is kept."""

from typing import Any

import httpx
import pytest
from sqlalchemy import text

from services.contracts import AuditFellDue
from services.platform.ids import new_id
from services.policy.format import shipped
from tests.ledger.classes import a_class, enrolled
from tests.ledger.saying import a_line, an_outcome, post
from tests.ledger.test_standings import a_full_year
from tests.support import Apps, World, make_world

YEAR_END = "2026-08-31"


def line(hours: str, **facts: Any) -> dict[str, Any]:
    return {
        "hours": hours,
        "earned_from": "2026-07-06",
        "earned_to": "2026-07-09",
        "category": "KNOWLEDGE_SKILL",
        "level": "COUNTY",
        "mode": "CENTRALISED",
        "nature": "COMPULSORY",
        "kind": "IN_SERVICE",
        **facts,
    }


async def ask(world: World, role: str = "district_admin", *, who: dict[str, Any] | None = None, **body: Any) -> Any:
    """The answer to a what-if, as of the end of the year unless told otherwise."""
    return await world.api("ledger", role, **(who or {})).post("/what-ifs", json={"as_of": YEAR_END, **body})


async def answered(world: World, **body: Any) -> dict[str, Any]:
    answer: httpx.Response = await ask(world, **body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def of(world: World, teacher: int) -> dict[str, str]:
    return {"teacher_id": str(world.teachers[teacher].teacher_id)}


def xc_with(hours: str) -> str:
    """Pack XC asking for another number of hours a year."""
    source = shipped("XC")
    assert source.count("amount: 72, inclusive: true") >= 1
    return source.replace("amount: 72, inclusive: true", f"amount: {hours}, inclusive: true").replace(
        'version: "', 'version: "tried-'
    )


def change_of(item: dict[str, Any], clause_id: str, period: str | None = "2025-2026") -> dict[str, Any]:
    found: dict[str, Any] = next(
        one for one in item["clauses"] if (one["clause_id"], one["period"]) == (clause_id, period)
    )
    return found


async def test_further_hours_change_the_verdict_of_one_teacher_with_the_numbers(district: World) -> None:
    await post(
        district,
        an_outcome(
            district,
            0,
            a_line(
                1, "24", mode="SCHOOL_BASED", level="SCHOOL", kind="SCHOOL_STUDY", category="ETHICS_LITERACY.ETHICS"
            ),
            a_line(2, "24", mode="ONLINE", level="PROVINCIAL"),
        ),
    )

    found = await answered(district, subject=of(district, 0), entries=[line("24")])

    assert found["verdicts"] == [{"before": "NOT_MET", "after": "MET", "teachers": 1}]
    (item,) = found["items"]
    assert (item["before"]["verdict"], item["after"]["verdict"]) == ("NOT_MET", "MET")
    change = change_of(item, "XC-02")
    assert (change["before"]["counted"], change["before"]["gap"]) == ("48.00", "24.00")
    assert (change["after"]["counted"], change["after"]["gap"]) == ("72.00", "0.00")
    assert [one["hours"] for one in item["lines"]] == ["24.00"]


async def test_nothing_of_it_is_kept(district: World) -> None:
    await post(district, a_full_year(district, 0))

    async def everything() -> list[Any]:
        async with district.session("ledger") as session:
            tables = ("entry", "balance", "fact", "offered_class", "participation", "outcome_posted")
            counts = [await session.scalar(text(f"select count(*) from ledger.{table}")) for table in tables]
            # That an officer asked is in the audit trail, whose sealing is asked for.
            events = await session.scalar(
                text("select count(*) from messaging.event where district_id = :d and topic <> :sealing").bindparams(
                    d=district.district_id, sealing=AuditFellDue.topic
                )
            )
            return [*counts, events]

    before = await everything()
    await answered(district, entries=[line("24")], pack={"content": xc_with("27")})

    assert await everything() == before


async def test_a_pack_that_nobody_has_published_is_tried_on_the_whole_district(district: World) -> None:
    """Who changes: those between the old and the new number."""
    await post(
        district,
        a_full_year(district, 0),
        an_outcome(
            district,
            1,
            a_line(1, "10", category="ETHICS_LITERACY.ETHICS"),
            a_line(2, "9", mode="SCHOOL_BASED", level="SCHOOL", kind="SCHOOL_STUDY"),
            a_line(3, "8", mode="ONLINE", level="PROVINCIAL"),
        ),
        an_outcome(district, 2, a_line(1, "5")),
    )

    found = await answered(district, pack={"content": xc_with("27")})

    assert (found["judged"], found["pack"]["pack_id"], found["pack"]["version"][:6]) == (8, "XC", "tried-")
    changed = {item["staff_number"]: change_of(item, "XC-02") for item in found["items"]}
    assert changed["T002"]["before"] | {"sentence_zh": "", "sentence_en": ""} == {
        "result": "NOT_MET",
        "unit": "hours",
        "unit_en": "hours",
        "required": "72.00",
        "counted": "27.00",
        "gap": "45.00",
        "sentence_zh": "",
        "sentence_en": "",
    }
    assert (changed["T002"]["after"]["result"], changed["T002"]["after"]["required"]) == ("MET", "27.00")
    assert changed["T003"]["after"]["gap"] == "22.00"
    assert {"pack_id": "XC", "clause_id": "XC-02", "before": "NOT_MET", "after": "MET", "results": 1} in found[
        "clauses"
    ]


async def test_a_faulty_pack_is_refused_with_every_fault(district: World) -> None:
    answer = await ask(
        district, pack={"content": xc_with("27").replace("scope: teacher", "scope: planet") + "\nx: 1\n"}
    )

    assert (answer.status_code, answer.json()["type"]) == (422, "urn:xuefen:problem:pack-rejected")
    assert answer.json()["errors"]


async def test_other_parameters_of_the_same_pack_can_be_tried(apps: Apps) -> None:
    world = await make_world(apps, pack="SB5")

    answer = await ask(world, pack={"parameters": {"no_such": "1"}})

    assert (answer.status_code, answer.json()["type"]) == (422, "urn:xuefen:problem:terms-do-not-fit")
    assert "no_such" not in answer.text
    nothing = await answered(world, pack={"parameters": {}})
    assert (nothing["judged"], nothing["changed"]) == (8, 0)


async def test_a_class_is_worth_what_the_pack_says_for_who_holds_a_place(district: World) -> None:
    course = a_class(district)
    await district.publish(course)
    await district.publish(enrolled(district, course.class_id, *district.teachers[:2]))
    await district.drain()

    found = await answered(district, class_id=str(course.class_id))

    assert found["tried_class"] == {
        "class_id": str(course.class_id),
        "title": "小学教师暑期集中培训班",
        "capacity": 50,
        "enrolled": 2,
        "ends_on": "2026-07-09",
    }
    assert [item["staff_number"] for item in found["items"]] == ["T001", "T002"]
    (worth,) = found["items"][0]["lines"]
    assert (worth["hours"], worth["mode"], worth["earned_from"], worth["earned_to"]) == (
        "24.00",
        "CENTRALISED",
        "2026-07-06",
        "2026-07-09",
    )
    assert change_of(found["items"][0], "XC-02")["after"]["counted"] == "24.00"


async def test_whoever_gave_the_place_up_is_no_longer_reckoned_with(district: World) -> None:
    course = a_class(district)
    first, second = district.teachers[:2]
    # The withdrawal is heard before the enrolment that it ends.
    await district.publish(enrolled(district, course.class_id, first, status="WITHDRAWN", revision=3))
    await district.publish(enrolled(district, course.class_id, first, second, revision=2))
    await district.publish(course)
    await district.drain()

    found = await answered(district, class_id=str(course.class_id))

    assert [item["staff_number"] for item in found["items"]] == ["T002"]


async def test_everybody_who_may_enter_a_class_can_be_asked_about(district: World) -> None:
    """A class of a school is held for that school."""
    course = a_class(district, school_id=district.schools[1].school_id, level="SCHOOL", mode="SCHOOL_BASED")
    await district.publish(course)
    await district.drain()

    found = await answered(district, class_id=str(course.class_id), taken_by="eligible")

    assert (found["judged"], [item["staff_number"] for item in found["items"]]) == (8, ["T005", "T006", "T007", "T008"])
    assert [one["staff_number"] for one in found["refused"]] == ["T001", "T002", "T003", "T004"]


async def test_who_holds_a_place_is_not_asked_again_whether_one_may_enter(district: World) -> None:
    """Let in by an override, or before the class was given to another school."""
    course = a_class(district, school_id=district.schools[1].school_id)
    first = district.teachers[0]
    await district.publish(course)
    await district.publish(enrolled(district, course.class_id, first))
    await district.drain()

    found = await answered(district, subject=of(district, 0), class_id=str(course.class_id))

    assert [item["staff_number"] for item in found["items"]] == ["T001"]
    assert found["refused"] == []


async def test_what_stands_in_the_book_already_is_not_earned_twice(district: World) -> None:
    course = a_class(district)
    await district.publish(course)
    await post(district, an_outcome(district, 0, a_line(1, "24"), class_id=course.class_id))

    found = await answered(district, subject=of(district, 0), class_id=str(course.class_id))

    assert found["items"] == []


async def test_a_class_is_judged_when_it_has_ended_and_not_before(district: World) -> None:
    course = a_class(district)
    await district.publish(course)
    await district.drain()

    early = await ask(district, as_of="2026-07-08", class_id=str(course.class_id))
    cancelled = a_class(district, class_id=course.class_id, revision=2, cancelled=True)
    await district.publish(cancelled)
    await district.drain()
    late = await ask(district, class_id=str(course.class_id))

    assert (early.status_code, early.json()["type"]) == (422, "urn:xuefen:problem:class-ends-later")
    assert early.json()["facts"]["ends_on"] == "2026-07-09"
    assert (late.status_code, late.json()["type"]) == (409, "urn:xuefen:problem:class-cancelled")


async def test_a_program_that_the_pack_does_not_know_brings_nothing_and_says_why(district: World) -> None:
    course = a_class(district, kind="MOON_WALK")
    await district.publish(course)
    await district.drain()

    found = await answered(district, subject=of(district, 0), class_id=str(course.class_id))

    assert found["items"] == []
    (refused,) = found["refused"]
    assert "MOON_WALK" in refused["reasons"][0]["zh"]


async def test_the_district_comes_page_by_page_and_as_one_moment_of_the_book(district: World) -> None:
    await post(district, a_full_year(district, 0))
    pages, cursor, known = [], None, None
    for _ in range(4):
        page = await answered(
            district, entries=[line("1")], limit=3, cursor=cursor, **({"known_at_seq": known} if known else {})
        )
        pages.append(page)
        cursor, known = page["next_cursor"], page["known_at_seq"]
        await post(district, an_outcome(district, 7, a_line(1, "1")))
        if cursor is None:
            break

    assert [page["judged"] for page in pages] == [3, 3, 2]
    assert {page["known_at_seq"] for page in pages} == {3}
    assert sum(len(page["items"]) for page in pages) == 8
    last = next(item for item in pages[-1]["items"] if item["staff_number"] == "T008")
    assert change_of(last, "XC-02")["before"]["counted"] == "0.00"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({}, "nothing-tried"),
        ({"entries": [line("1", earned_to="2026-09-01")]}, "years-crossed"),
        ({"entries": [line("1", earned_to="2026-07-05")]}, "years-crossed"),
        ({"pack": {"content": "x", "content_hash": "0" * 64}}, "unprocessable"),
        (
            {"subject": {"teacher_id": str(new_id()), "school_id": str(new_id())}, "entries": [line("1")]},
            "unprocessable",
        ),
    ],
)
async def test_what_cannot_be_tried_is_refused(district: World, body: dict[str, Any], problem: str) -> None:
    answer = await ask(district, **body)

    assert (answer.status_code, answer.json()["type"]) == (422, f"urn:xuefen:problem:{problem}")


async def test_each_tries_as_far_as_one_reaches(district: World) -> None:
    mine = {"who": {"teacher": district.teachers[0].teacher_id}}
    school = {"who": {"school": district.schools[0].school_id}}
    other_school = {"subject": {"school_id": str(district.schools[1].school_id)}}
    pack, entries = {"pack": {"parameters": {}}}, {"entries": [line("1")]}

    async def status(role: str, **body: Any) -> int:
        return int((await ask(district, role, **body)).status_code)

    own = await ask(district, "teacher", **mine, **entries)
    assert [item["staff_number"] for item in own.json()["items"]] == ["T001"]
    assert await status("teacher", **mine, subject=of(district, 1), **entries) == 404
    assert await status("teacher", **mine, **pack) == 403
    of_school = await ask(district, "school_admin", **school, **entries)
    assert [item["staff_number"] for item in of_school.json()["items"]] == ["T001", "T002", "T003", "T004"]
    assert await status("school_admin", **school, **pack) == 200
    assert await status("school_admin", **school, pack={"content": xc_with("27")}) == 403
    assert await status("school_admin", **school, **other_school, **entries) == 404
    assert await status("school_admin", **school, subject=of(district, 5), **entries) == 404
    assert await status("trainer", **entries) == 403
