"""What a device brought that cannot count without a person: it waits, it is looked at, and counts as was said."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.attendance.devices import book_of, line_of, outcomes, review, take_along, take_bundle, time_of, upload
from tests.attendance.scenes import MORNING, open_class, rows_of, said, scan, settle
from tests.support import World

MINUTE = timedelta(minutes=1)


async def test_what_cannot_count_at_once_waits_for_a_person_and_is_not_dropped(district: World, travel: Any) -> None:
    opened, ticket = await take_along(district, travel)
    teacher = str(district.teachers[0].teacher_id)
    lines = [
        line_of(MORNING, staff_number="T999"),
        line_of(MORNING, teacher_id=str(uuid4())),
        line_of(MORNING - timedelta(hours=2), teacher_id=teacher),
        line_of(MORNING + timedelta(hours=9), teacher_id=teacher),
        line_of(MORNING, teacher_id=teacher, code="c1.not.a.code"),
        line_of(MORNING, teacher_id=teacher, code="123456"),
    ]
    await travel(MORNING + timedelta(hours=4))

    answer = await upload(district, opened, ticket, *lines)

    assert [reason for _, reason in outcomes(answer)] == [
        "UNKNOWN_TEACHER",
        "UNKNOWN_TEACHER",
        "OUTSIDE_WINDOW",
        "IN_THE_FUTURE",
        "CODE_NOT_GOOD",
        "CODE_NOT_GOOD",
    ]
    assert await rows_of(district, "check_in") == []
    waiting = await district.api("attendance", "trainer").get(
        f"/meetings/{opened.first.meeting_id}/offline-facts", params={"only_open": "true"}
    )
    assert len(waiting.json()["items"]) == 6


async def test_a_late_upload_and_a_clock_that_is_off_wait_for_a_person(district: World, travel: Any) -> None:
    opened, ticket = await take_along(district, travel)
    first, second = (str(one.teacher_id) for one in district.teachers[:2])
    await travel(opened.first.ends_at + timedelta(hours=23, minutes=59))
    in_time = await upload(district, opened, ticket, line_of(MORNING, teacher_id=first))
    off = await upload(
        district,
        opened,
        ticket,
        line_of(MORNING, teacher_id=second),
        sent_at=await time_of(district) - 6 * MINUTE,
    )
    await travel(opened.first.ends_at + timedelta(hours=24, minutes=1))

    late = await upload(district, opened, ticket, line_of(MORNING, teacher_id=second))

    assert outcomes(in_time) == [("RECORDED", None)]
    assert outcomes(off) == [("NEEDS_REVIEW", "CLOCK_SKEW")]
    assert outcomes(late) == [("NEEDS_REVIEW", "LATE_UPLOAD")]


@pytest.mark.parametrize("year", [1970, 2000, 2100])
async def test_a_line_of_a_clock_that_was_reset_waits_and_holds_up_no_other(
    district: World, travel: Any, year: int
) -> None:
    opened, ticket = await take_along(district, travel)
    reset = line_of(datetime(year, 1, 1, 0, 0, 2, tzinfo=UTC), staff_number="T001", code="123456")
    await travel(MORNING + timedelta(hours=4))

    answer = await upload(district, opened, ticket, reset, line_of(MORNING, staff_number="T002"))

    why = "IN_THE_FUTURE" if year > MORNING.year else "OUTSIDE_WINDOW"
    assert outcomes(answer) == [("NEEDS_REVIEW", why), ("RECORDED", None)]


async def test_a_fact_of_a_clock_that_stood_off_counts_by_ours_once_accepted(district: World, travel: Any) -> None:
    opened, ticket = await take_along(district, travel)
    fast = line_of(MORNING + 50 * MINUTE, staff_number="T001")
    slow = line_of(MORNING - 110 * MINUTE, staff_number="T002")
    nobody = line_of(MORNING + 50 * MINUTE, staff_number="T999")
    await travel(MORNING + timedelta(hours=2))
    now = await time_of(district)
    ahead = await upload(district, opened, ticket, fast, nobody, sent_at=now + 60 * MINUTE)
    behind = await upload(district, opened, ticket, slow, sent_at=now - 120 * MINUTE)

    for line in (fast, slow):
        assert (await review(district, opened, line["client_id"])).status_code == 200
    third = str(district.teachers[2].teacher_id)
    assert (await review(district, opened, nobody["client_id"], teacher_id=third)).status_code == 200

    assert [reason for _, reason in outcomes(ahead)] == ["CLOCK_SKEW", "UNKNOWN_TEACHER"]
    assert outcomes(behind) == [("NEEDS_REVIEW", "CLOCK_SKEW")]
    book = await book_of(district, opened)
    entered = {number: datetime.fromisoformat(line["entered_at"]) for number, line in book.items()}
    for number, at in {
        "T001": MORNING - 10 * MINUTE,
        "T002": MORNING + 10 * MINUTE,
        "T003": MORNING - 10 * MINUTE,
    }.items():
        assert abs(entered[number] - at) < timedelta(seconds=5)


async def test_what_a_device_saw_before_an_annulment_does_not_undo_it(district: World, travel: Any) -> None:
    opened, ticket = await take_along(district, travel)
    teacher = district.teachers[0]
    await travel(MORNING + 5 * MINUTE)
    check_in_id = (await scan(district, teacher, opened.first)).json()["check_in_id"]
    await travel(MORNING + 20 * MINUTE)
    annulled = await district.api("attendance", "trainer").put(
        f"/meetings/{opened.first.meeting_id}/check-ins/{check_in_id}/annulment", json={"reason": "代扫"}
    )
    before, after = (line_of(MORNING + n * MINUTE, staff_number="T001") for n in (5, 25))
    await travel(MORNING + timedelta(hours=4))

    answers = [await upload(district, opened, ticket, one) for one in (before, after)]

    assert annulled.status_code == 201
    assert [outcomes(one) for one in answers] == [[("NEEDS_REVIEW", "ANNULLED_SINCE")], [("RECORDED", None)]]
    assert [row["turn"] for row in sorted(await rows_of(district, "check_in"), key=lambda row: row["turn"])] == [0, 1]


async def test_a_check_in_that_stands_is_contradicted_only_to_the_teachers_good(district: World, travel: Any) -> None:
    opened, ticket = await take_along(district, travel)
    teacher = district.teachers[0]
    await travel(MORNING + 25 * MINUTE)
    await scan(district, teacher, opened.first)
    await travel(MORNING + timedelta(hours=4))
    later = line_of(MORNING + 30 * MINUTE, teacher_id=str(teacher.teacher_id))
    earlier = line_of(MORNING - 5 * MINUTE, teacher_id=str(teacher.teacher_id))
    answer = await upload(district, opened, ticket, later, earlier)
    before = (await book_of(district, opened))["T001"]["entered_at"]

    reviewed = await review(district, opened, earlier["client_id"])

    assert outcomes(answer) == [("KNOWN", None), ("NEEDS_REVIEW", "RECORDED_OTHERWISE")]
    assert before.startswith("2026-10-10T01:25:00")
    assert reviewed.status_code == 200
    assert (await book_of(district, opened))["T001"]["entered_at"] == "2026-10-10T00:55:00Z"
    assert (await book_of(district, opened))["T001"]["standing"] == "NO_EXIT"


async def test_a_staff_number_of_nobody_needs_to_be_told_whose_it_is(district: World, travel: Any) -> None:
    opened, ticket = await take_along(district, travel)
    line = line_of(MORNING, staff_number="T999")
    await travel(MORNING + timedelta(hours=4))
    await upload(district, opened, ticket, line)
    own = district.teachers[0].teacher_id

    unnamed = await review(district, opened, line["client_id"])
    oneself = await review(district, opened, line["client_id"], teacher_id=str(own), teacher=own)
    named = await review(district, opened, line["client_id"], teacher_id=str(own))
    again = await review(district, opened, line["client_id"], teacher_id=str(own))
    otherwise = await review(district, opened, line["client_id"], accepted=False)
    another = str(district.teachers[1].teacher_id)
    of_another = await review(district, opened, line["client_id"], teacher_id=another)

    assert (unnamed.status_code, unnamed.json()["type"]) == (422, "urn:xuefen:problem:teacher-needed")
    assert (oneself.status_code, oneself.json()["type"]) == (409, "urn:xuefen:problem:own-case")
    assert (named.status_code, again.json()) == (200, named.json())
    assert (otherwise.status_code, otherwise.json()["type"]) == (409, "urn:xuefen:problem:already-reviewed")
    assert (of_another.status_code, of_another.json()["type"]) == (409, "urn:xuefen:problem:already-reviewed")
    assert (await book_of(district, opened))["T001"]["entered_at"] == "2026-10-10T01:00:00Z"


async def test_a_refused_fact_counts_for_nothing_and_what_counts_needs_no_review(district: World, travel: Any) -> None:
    opened, ticket = await take_along(district, travel)
    teacher = str(district.teachers[0].teacher_id)
    outside, good = line_of(MORNING - timedelta(hours=2), teacher_id=teacher), line_of(MORNING, staff_number="T002")
    await travel(MORNING + timedelta(hours=4))
    await upload(district, opened, ticket, outside, good)

    refused = await review(district, opened, outside["client_id"], accepted=False)
    needless = await review(district, opened, good["client_id"])
    unknown = await review(district, opened, str(uuid4()))

    assert refused.json()["accepted"] is False
    assert (needless.status_code, needless.json()["type"]) == (409, "urn:xuefen:problem:nothing-to-review")
    assert unknown.status_code == 404
    assert (await book_of(district, opened))["T001"]["entered_at"] is None


async def test_nobody_vouches_for_oneself(district: World, travel: Any) -> None:
    opened = await open_class(district, district.teachers[0])
    await travel(MORNING)
    own = district.teachers[0].teacher_id
    ticket = (await take_bundle(district, opened, teacher=own)).json()["ticket"]

    answer = await upload(district, opened, ticket, line_of(MORNING, teacher_id=str(own)), teacher=own)

    assert outcomes(answer) == [("NEEDS_REVIEW", "OWN_CASE")]


async def test_what_comes_after_the_settlement_makes_a_new_version(district: World, travel: Any) -> None:
    opened, ticket = await take_along(district, travel, 0)
    await travel(opened.first.ends_at + timedelta(hours=2))
    await settle(district, opened.class_id)
    await upload(
        district,
        opened,
        ticket,
        line_of(MORNING, staff_number="T001"),
        line_of(opened.first.ends_at, "OUT", staff_number="T001"),
    )

    await travel(opened.first.ends_at + timedelta(hours=3))
    await district.drain()

    events = await said(district)
    assert [event.settlement for event in events] == [1, 2]
    assert [day.hours for day in events[-1].members[0].days] == ["4"]


async def test_the_grade_is_that_of_the_time_that_counts(district: World, travel: Any) -> None:
    """Of an accepted fact before a late scan, after an annulment, and of a number that nobody has."""
    opened, ticket = await take_along(district, travel, 0, 1, 2)
    late, annulled, nameless = district.teachers[:3]
    await travel(MORNING + 30 * MINUTE)
    for teacher in (late, annulled):
        assert (await scan(district, teacher, opened.first)).status_code == 201
    trainer = district.api("attendance", "trainer")
    of_meeting = f"/meetings/{opened.first.meeting_id}"
    kept = (await trainer.get(f"{of_meeting}/check-ins")).json()["items"]
    (first,) = [one["check_in_id"] for one in kept if one["teacher_id"] == str(annulled.teacher_id)]
    assert (await trainer.put(f"{of_meeting}/check-ins/{first}/annulment", json={"reason": "代签"})).status_code == 201
    await travel(MORNING + 31 * MINUTE)
    assert (await scan(district, annulled, opened.first)).status_code == 201
    lines = [
        line_of(MORNING, teacher_id=str(late.teacher_id)),
        line_of(MORNING, teacher_id=str(annulled.teacher_id)),
        line_of(MORNING, staff_number="NOPE"),
    ]
    brought = await upload(district, opened, ticket, *lines)
    assert [one for one, _ in outcomes(brought)] == ["NEEDS_REVIEW"] * 3
    before = await book_of(district, opened)

    for one, more in zip(lines, ({}, {}, {"teacher_id": str(nameless.teacher_id)}), strict=True):
        assert (await review(district, opened, one["client_id"], **more)).status_code == 200

    book = await book_of(district, opened)
    seen = [book[one.staff_number] for one in (late, annulled, nameless)]
    assert [before[one.staff_number]["entry_grade"] for one in (late, annulled)] == ["SCANNED", "SCANNED"]
    assert [one["standing"] for one in seen] == ["PRESENT"] * 3
    assert [one["entry_grade"] for one in seen] == ["VOUCHED"] * 3
    assert [(one["reason"], one["phase"]) for one in seen[1]["annulled"]] == [("代签", "IN")]
    await travel(opened.first.ends_at + timedelta(hours=2))
    settled = (await settle(district, opened.class_id)).json()
    assert {one["days"][0]["entry_grade"] for one in settled["members"]} == {"VOUCHED"}
