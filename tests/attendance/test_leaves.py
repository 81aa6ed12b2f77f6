"""Leave by its kind and make-up of what was missed, as a pack allows; and settlements that follow by themselves."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from services.contracts import MeetingState
from tests.attendance.scenes import MORNING, Opened, open_class, rows_of, said, scan, settle
from tests.directory.packs import publish, school_pack
from tests.support import TeacherOf, World
from tests.walks.attendance import meeting

DAY = timedelta(days=1)
# The world's own pack is in force until August 2030.
LATER = datetime(2031, 10, 11, 1, tzinfo=UTC)
LEAVES = """\
  leaves:
    OFFICIAL: {title: {zh: 公假, en: official duty}, worth: whole, line: present}
    SICK: {title: {zh: 病假, en: sick leave}, worth: half, line: half}
"""


async def _ruled(world: World, words: str) -> None:
    """From 2030 on the district goes by XC with these words on attendance."""
    header = f"attendance:\n{words}"
    published = await publish(world.api("directory"), school_pack(pack_id="OWN", header=header), builds_on="XC")
    answer = await world.api("directory").post(
        "/pack-assignments",
        json={"content_hash": published["content_hash"], "valid_from": "2030-09-01", "valid_to": "2035-08-31"},
    )
    assert answer.status_code == 201, answer.text


async def _leave(
    world: World, teacher: TeacherOf, sitting: MeetingState, *, language: str = "en", **body: Any
) -> httpx.Response:
    return await world.api("attendance", "teacher", teacher=teacher.teacher_id).post(
        f"/meetings/{sitting.meeting_id}/leaves",
        json={"reason": "因故", **body},
        headers={"Accept-Language": language},
    )


async def _make_up(world: World, teacher: TeacherOf, sitting: MeetingState, **body: Any) -> httpx.Response:
    return await world.api("attendance", "teacher", teacher=teacher.teacher_id).post(
        f"/meetings/{sitting.meeting_id}/make-ups", json={"reason": "因病缺席", **body}
    )


async def _decide(
    world: World, answer: httpx.Response, *, approved: bool = True, role: str = "trainer", **who: Any
) -> httpx.Response:
    known = answer.json()
    way = f"/make-ups/{known['make_up_id']}" if "make_up_id" in known else f"/leaves/{known['leave_id']}"
    return await world.api("attendance", role, **who).put(
        f"{way}/decision", json={"approved": approved, "reason": "同意" if approved else "不同意"}
    )


async def _days(world: World, opened: Opened, teacher: TeacherOf) -> list[tuple[str, str]]:
    settlement = (await settle(world, opened.class_id)).json()
    member = next(one for one in settlement["members"] if one["teacher_id"] == str(teacher.teacher_id))
    return [(day["state"], day["hours"]) for day in member["days"]]


def _refusal(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].removeprefix("urn:xuefen:problem:")


async def test_leave_is_of_a_kind_that_the_pack_lists_and_counts_by_it(district: World, travel: Any) -> None:
    await _ruled(district, LEAVES)
    official, sick = district.teachers[:2]
    opened = await open_class(district, official, sick, meetings=[meeting(LATER)])
    await travel(LATER - DAY)

    refused = [
        await _leave(district, official, opened.first),
        await _leave(district, official, opened.first, kind="PRIVATE"),
    ]
    asked = [
        await _leave(district, official, opened.first, kind="OFFICIAL", evidence="教研室通知18号"),
        await _leave(district, sick, opened.first, kind="SICK"),
    ]

    assert {_refusal(answer) for answer in refused} == {(422, "leave-kind-unknown")}
    assert refused[0].json()["detail"] == (
        "The kind of leave must be named; known: OFFICIAL (official duty), SICK (sick leave)"
    )
    assert refused[1].json()["facts"]["allowed"] == "OFFICIAL, SICK"
    zh = await _leave(district, official, opened.first, language="zh")
    assert zh.json()["detail"] == "须注明请假种类，可用：OFFICIAL（公假）、SICK（病假）"
    assert [answer.status_code for answer in asked] == [201, 201]
    assert (asked[0].json()["kind"], asked[0].json()["evidence"]) == ("OFFICIAL", "教研室通知18号")
    for answer in asked:
        await _decide(district, answer)
    await travel(LATER + DAY)
    assert await _days(district, opened, official) == [("ON_LEAVE", "4")]
    assert await _days(district, opened, sick) == [("ON_LEAVE", "2")]


async def test_a_pack_without_kinds_takes_none(district: World) -> None:
    opened = await open_class(district, district.teachers[0])

    answer = await _leave(district, district.teachers[0], opened.first, kind="SICK")

    assert _refusal(answer) == (422, "leave-kind-unknown")


async def test_who_decides_sees_what_is_open(district: World) -> None:
    first, second = district.teachers[:2]
    opened = await open_class(district, first, second)
    asked = [await _leave(district, one, opened.first) for one in (first, second)]
    await _decide(district, asked[0])
    trainer = district.api("attendance", "trainer")

    everything = (await trainer.get(f"/classes/{opened.class_id}/leaves")).json()["items"]
    still_open = (await trainer.get(f"/classes/{opened.class_id}/leaves", params={"only_open": "true"})).json()["items"]
    stranger = await district.api("attendance", "school_admin", school=district.schools[1].school_id).get(
        f"/classes/{opened.class_id}/leaves"
    )

    assert [one["decision"] and one["decision"]["approved"] for one in everything] == [True, None]
    assert [one["leave_id"] for one in still_open] == [asked[1].json()["leave_id"]]
    assert stranger.status_code == 404


async def test_an_approved_task_makes_up_a_missed_meeting(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await travel(opened.first.ends_at + DAY)
    asked = await _make_up(district, teacher, opened.first, task="观看录像并交笔记", evidence="笔记第3份")
    pending = (await _book(district, opened))["lines"][0]

    decided = await _decide(district, asked)

    assert (asked.status_code, asked.json()["form"], decided.status_code) == (201, "TASK", 200)
    assert (pending["standing"], pending["make_up"]["approved"]) == ("MAKE_UP_PENDING", None)
    assert (await _book(district, opened))["lines"][0]["standing"] == "MADE_UP"
    assert await _days(district, opened, teacher) == [("MADE_UP", "4")]


async def _book(world: World, opened: Opened) -> dict[str, Any]:
    answer = await world.api("attendance", "trainer").get(f"/meetings/{opened.first.meeting_id}/sign-in-book")
    return dict(answer.json())


async def test_another_meeting_makes_up_once_it_has_been_sat(district: World, travel: Any) -> None:
    teacher, other = district.teachers[:2]
    missed = await open_class(district, teacher)
    parallel = await open_class(district, other, meetings=[meeting(MORNING + 7 * DAY)])
    await travel(MORNING + DAY)
    asked = await _make_up(district, teacher, missed.first, sat_meeting_id=str(parallel.first.meeting_id))
    await _decide(district, asked)
    before = await _days(district, missed, teacher)
    await travel(parallel.first.starts_at)
    await scan(district, teacher, parallel.first)
    only_come = await _days(district, missed, teacher)
    pending = (await _book(district, missed))["lines"][0]["standing"]
    await travel(parallel.first.ends_at)

    await scan(district, teacher, parallel.first, "OUT")

    assert before == only_come == [("ABSENT", "0")]
    assert pending == "MAKE_UP_PENDING"
    assert await _days(district, missed, teacher) == [("MADE_UP", "4")]


async def test_a_meeting_that_counts_anyway_makes_up_nothing(district: World, travel: Any) -> None:
    teacher, other = district.teachers[:2]
    opened = await open_class(district, teacher, meetings=[meeting(MORNING + 2 * DAY), meeting(MORNING + 3 * DAY)])
    own = await open_class(district, teacher, meetings=[meeting(MORNING + 4 * DAY)])
    earlier = await open_class(district, other, meetings=[meeting(MORNING)])
    cancelled = await open_class(district, other, meetings=[meeting(MORNING + 5 * DAY, cancelled=True)])
    await travel(MORNING + 6 * DAY)

    refused = [
        await _make_up(district, teacher, opened.first, sat_meeting_id=str(instead.meeting_id))
        for instead in (opened.meetings[1], own.first, earlier.first, cancelled.first)
    ]

    assert {_refusal(answer) for answer in refused} == {(409, "make-up-not-another")}
    assert await rows_of(district, "make_up") == []


async def test_one_meeting_stands_in_for_one_only(district: World, travel: Any) -> None:
    teacher, other = district.teachers[:2]
    opened = await open_class(district, teacher, meetings=[meeting(MORNING), meeting(MORNING + DAY)])
    parallel = await open_class(district, other, meetings=[meeting(MORNING + 7 * DAY)])
    await travel(MORNING + 2 * DAY)
    asked = [
        await _make_up(district, teacher, missed, sat_meeting_id=str(parallel.first.meeting_id))
        for missed in opened.meetings
    ]

    first, second = [await _decide(district, answer) for answer in asked]

    assert first.status_code == 200
    assert _refusal(second) == (409, "stands-in-already")


@pytest.mark.parametrize(
    ("words", "body", "refusal"),
    [
        ("  make_up: {forms: [MEETING]}\n", {"task": "交笔记"}, "make-up-not-allowed"),
        ("  make_up: {forms: []}\n", {"task": "交笔记"}, "make-up-not-allowed"),
        ("  make_up: {forms: [MEETING], within_days: 6}\n", {}, "make-up-too-late"),
    ],
)
async def test_the_pack_says_what_makes_up(
    district: World, travel: Any, words: str, body: dict[str, str], refusal: str
) -> None:
    await _ruled(district, words)
    teacher, other = district.teachers[:2]
    missed = await open_class(district, teacher, meetings=[meeting(LATER)])
    parallel = await open_class(district, other, meetings=[meeting(LATER + 7 * DAY)])
    await travel(LATER + DAY)

    answer = await _make_up(
        district, teacher, missed.first, **(body or {"sat_meeting_id": str(parallel.first.meeting_id)})
    )

    assert _refusal(answer) == (409, refusal)


async def test_no_more_meetings_are_made_up_than_the_pack_allows_however_fast_they_are_approved(
    district: World, travel: Any
) -> None:
    await _ruled(district, "  make_up: {forms: [TASK], most: 2}\n")
    teacher = district.teachers[0]
    meetings = [meeting(LATER + number * DAY) for number in range(5)]
    opened = await open_class(district, teacher, meetings=meetings)
    await travel(LATER + 6 * DAY)
    asked = [await _make_up(district, teacher, missed, task="交笔记") for missed in opened.meetings]

    decided = await asyncio.gather(*(_decide(district, answer) for answer in asked))

    assert sorted(answer.status_code for answer in decided) == [200, 200, 409, 409, 409]
    assert {_refusal(one)[1] for one in decided if one.status_code == 409} == {"make-ups-used-up"}


async def test_a_make_up_is_asked_for_once_and_anew_only_when_refused(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await travel(MORNING - DAY)
    early = await _make_up(district, teacher, opened.first, task="交笔记")
    await travel(MORNING + DAY)
    first = await _make_up(district, teacher, opened.first, task="交笔记")
    same = await _make_up(district, teacher, opened.first, task="交笔记")
    other = await _make_up(district, teacher, opened.first, task="上汇报课")
    own = await _decide(district, first, role="district_admin", teacher=teacher.teacher_id)
    await _decide(district, first, approved=False)
    otherwise = await _decide(district, first)

    anew = await _make_up(district, teacher, opened.first, task="上汇报课")

    assert _refusal(early) == (409, "meeting-not-begun")
    assert (first.status_code, same.status_code, same.json()) == (201, 200, first.json())
    assert _refusal(other) == (409, "make-up-already-requested")
    assert _refusal(own) == (409, "own-case")
    assert _refusal(otherwise) == (409, "make-up-already-decided")
    assert (anew.status_code, anew.json()["attempt"]) == (201, 2)


async def test_who_was_there_makes_up_nothing_and_nobody_asks_for_strangers(district: World, travel: Any) -> None:
    teacher, colleague, outsider = district.teachers[:3]
    opened = await open_class(district, teacher, colleague)
    await travel(MORNING)
    await scan(district, teacher, opened.first)

    there = await _make_up(district, teacher, opened.first, task="交笔记")
    of_another = await _make_up(district, teacher, opened.first, task="交笔记", teacher_id=str(colleague.teacher_id))
    by_trainer = await district.api("attendance", "trainer").post(
        f"/meetings/{opened.first.meeting_id}/make-ups",
        json={"teacher_id": str(colleague.teacher_id), "task": "交笔记", "reason": "代为登记"},
    )
    not_listed = await _make_up(district, outsider, opened.first, task="交笔记")

    assert _refusal(there) == (409, "was-there")
    assert of_another.status_code == 404
    assert by_trainer.status_code == 201
    assert _refusal(not_listed) == (409, "not-on-class-list")


async def test_a_correction_after_the_settlement_becomes_a_version_by_itself(district: World, travel: Any) -> None:
    first, second = district.teachers[:2]
    opened = await open_class(district, first, second)
    await travel(opened.first.ends_at + timedelta(hours=2))
    await settle(district, opened.class_id)
    admin = district.api("attendance")
    for teacher in (first, second):
        word = {"teacher_id": str(teacher.teacher_id), "presence": "PRESENT", "reason": "纸质签到册有签名"}
        await admin.post(f"/meetings/{opened.first.meeting_id}/corrections", json=word)
    preview = (await admin.get(f"/classes/{opened.class_id}/settlement-preview")).json()
    await district.drain()
    at_once = await said(district)

    await travel(opened.first.ends_at + timedelta(hours=2, minutes=11))
    await district.drain()

    assert len(at_once) == 1
    assert [event.settlement for event in await said(district)] == [1, 2]
    settlement = (await admin.get(f"/classes/{opened.class_id}/settlement")).json()
    assert (settlement["version"], settlement["automatic"], settlement["settled_by"]) == (
        2,
        True,
        str(district.admin_id),
    )
    difference = (await admin.get(f"/classes/{opened.class_id}/settlements/2/difference")).json()
    assert (difference["before"], difference["after"]) == (1, 2)
    assert difference["members"] == preview["members"]
    assert difference["members"][0] == {
        "teacher_id": str(min(first.teacher_id, second.teacher_id)),
        "hours_before": "0",
        "hours_after": "4",
        "met_before": False,
        "met_after": True,
        "days": [
            {
                "meeting_id": str(opened.first.meeting_id),
                "state_before": "ABSENT",
                "state_after": "PRESENT",
                "hours_before": "0",
                "hours_after": "4",
            }
        ],
    }
    versions = (await admin.get(f"/classes/{opened.class_id}/settlements")).json()["items"]
    assert [(one["version"], one["automatic"]) for one in versions] == [(2, True), (1, False)]
    again = (await admin.get(f"/classes/{opened.class_id}/settlement-preview")).json()
    assert again["members"] == []


async def test_what_changes_nothing_or_cannot_be_settled_makes_no_version(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await travel(opened.first.ends_at + timedelta(hours=2))
    absent = {"teacher_id": str(teacher.teacher_id), "presence": "ABSENT", "reason": "确实未到"}
    unsettled = await district.api("attendance").post(f"/meetings/{opened.first.meeting_id}/corrections", json=absent)
    await settle(district, opened.class_id)
    await district.api("attendance").post(f"/meetings/{opened.first.meeting_id}/corrections", json=absent)

    await travel(opened.first.ends_at + timedelta(hours=3))
    await district.drain()

    assert unsettled.status_code == 201
    assert len(await said(district)) == 1


async def test_every_correction_can_be_read_with_who_why_and_when(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await travel(MORNING)
    for minutes in (30, 60, 90):
        word = {"teacher_id": str(teacher.teacher_id), "minutes": minutes, "reason": f"在场{minutes}分钟"}
        await district.api("attendance").post(f"/meetings/{opened.first.meeting_id}/corrections", json=word)
    way = f"/meetings/{opened.first.meeting_id}/corrections"

    page = (await district.api("attendance", "auditor").get(way, params={"limit": 2})).json()
    rest = (await district.api("attendance", "auditor").get(way, params={"cursor": page["next_cursor"]})).json()

    read = [*page["items"], *rest["items"]]
    assert [(one["minutes"], one["reason"]) for one in read] == [(n, f"在场{n}分钟") for n in (30, 60, 90)]
    assert {one["corrected_by"] for one in read} == {str(district.admin_id)}
    assert (await district.api("attendance", "teacher", teacher=teacher.teacher_id).get(way)).status_code == 403
    assert (await district.api("attendance", "trainer", account_id=district.admin_id).get(way)).status_code == 404


async def test_a_minute_in_two_classes_counts_where_the_meeting_began_first(district: World, travel: Any) -> None:
    """Half of the second meeting was sat in the first one too."""
    teacher = district.teachers[0]
    first = await open_class(district, teacher, meetings=[meeting(MORNING)])
    second = await open_class(district, teacher, meetings=[meeting(MORNING + timedelta(minutes=90))])
    await travel(MORNING)
    await scan(district, teacher, first.first)
    await travel(MORNING + timedelta(minutes=85))
    await scan(district, teacher, second.first)
    await travel(first.first.ends_at)
    await scan(district, teacher, first.first, "OUT")
    await travel(second.first.ends_at)
    await scan(district, teacher, second.first, "OUT")

    assert await _days(district, second, teacher) == [("PRESENT", "2")]
    assert await _days(district, first, teacher) == [("PRESENT", "4")]
