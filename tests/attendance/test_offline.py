"""Helper devices without a network: what they take along, what they bring back, and that nothing of it is lost."""

import asyncio
import base64
import hashlib
import hmac
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.attendance.rules import Bundles, BundleTicket
from services.directory import operations as directory
from services.platform.ids import new_id
from tests.attendance.devices import book_of, line_of, outcomes, take_along, take_bundle, upload
from tests.attendance.scenes import MORNING, open_class, rows_of, settle
from tests.support import TeacherOf, World
from tests.walks.attendance import enrolled, scheduled

MINUTE = timedelta(minutes=1)


async def test_a_bundle_holds_what_shows_and_judges_the_codes_of_one_meeting(district: World, travel: Any) -> None:
    opened = await open_class(district, district.teachers[1], district.teachers[0])
    await travel(MORNING)

    bundle = (await take_bundle(district, opened)).json()

    assert [(one["staff_number"], one["name"]) for one in bundle["members"]] == [("T001", "教*1"), ("T002", "教*2")]
    assert bundle["windows"]["in_opens_at"] == "2026-10-10T00:30:00Z"
    assert bundle["uploads_until"] == "2026-10-11T04:00:00Z"
    shown = await district.api("attendance").get(f"/meetings/{opened.first.meeting_id}/codes", params={"phase": "IN"})
    code = shown.json()["codes"][0]["code"]
    _, meeting_id, phase, step, mac = code.split(".")
    key = base64.urlsafe_b64decode(bundle["code_keys"]["IN"] + "=")
    message = f"c1|{district.district_id}|{meeting_id}|{phase}|{step}"
    made = hmac.new(key, message.encode(), hashlib.sha256).digest()[:16]
    assert base64.urlsafe_b64encode(made).decode().rstrip("=") == mac
    assert bundle["code_keys"]["IN"] != bundle["code_keys"]["OUT"]
    (issued,) = await rows_of(district, "offline_bundle")
    assert (str(issued["bundle_id"]), issued["issued_to"]) == (bundle["bundle_id"], district.trainer_id)


async def test_a_bundle_is_for_who_shows_the_codes_and_while_the_meeting_takes_scans(
    district: World, travel: Any
) -> None:
    opened = await open_class(district, district.teachers[0])
    await travel(MORNING)

    assert (await take_bundle(district, opened, account_id=new_id())).status_code == 404
    assert (await take_bundle(district, opened, "teacher", teacher=district.teachers[0].teacher_id)).status_code == 403
    await travel(opened.first.ends_at + 61 * MINUTE)
    closed = await take_bundle(district, opened)

    assert (closed.status_code, closed.json()["type"]) == (409, "urn:xuefen:problem:check-in-closed")


async def test_what_a_device_saw_counts_at_its_own_time(district: World, travel: Any) -> None:
    opened, ticket = await take_along(district, travel)
    first, second = district.teachers[:2]
    lines = [
        line_of(MORNING - 5 * MINUTE, teacher_id=str(first.teacher_id)),
        line_of(opened.first.ends_at, "OUT", teacher_id=str(first.teacher_id)),
        line_of(MORNING + 25 * MINUTE, staff_number=second.staff_number),
        line_of(opened.first.ends_at, "OUT", staff_number=second.staff_number),
    ]
    await travel(opened.first.ends_at + timedelta(hours=20))

    answer = await upload(district, opened, ticket, *lines)

    assert outcomes(answer) == [("RECORDED", None)] * 4
    settlement = (await settle(district, opened.class_id)).json()
    days = {one["teacher_id"]: one["days"][0] for one in settlement["members"]}
    assert (days[str(first.teacher_id)]["state"], days[str(first.teacher_id)]["hours"]) == ("PRESENT", "4")
    assert (days[str(second.teacher_id)]["state"], days[str(second.teacher_id)]["hours"]) == ("LATE", "31/9")
    rows = await rows_of(district, "check_in")
    assert {(row["method"], row["grade"]) for row in rows} == {("OFFLINE", "VOUCHED")}
    assert {row["received_at"] for row in rows} != {None}


async def test_the_same_lines_again_whole_or_in_part_or_at_once_are_the_same_facts(
    district: World, travel: Any
) -> None:
    opened, ticket = await take_along(district, travel, *range(8))
    lines = [line_of(MORNING + n * MINUTE, staff_number=one.staff_number) for n, one in enumerate(district.teachers)]
    await travel(MORNING + timedelta(hours=4))

    answers = await asyncio.gather(
        *(upload(district, opened, ticket, *lines) for _ in range(4)),
        *(upload(district, opened, ticket, *reversed(lines[:3])) for _ in range(4)),
    )

    assert {answer.status_code for answer in answers} == {200}
    assert len(await rows_of(district, "offline_fact")) == len(await rows_of(district, "check_in")) == 8
    assert all(answer.json() == answers[0].json() for answer in answers[1:4])
    assert answers[4].json()["items"] == list(reversed(answers[0].json()["items"][:3]))
    assert {one["outcome"] for one in answers[0].json()["items"]} == {"RECORDED"}


async def test_a_code_seen_offline_is_judged_at_its_time(district: World, travel: Any) -> None:
    opened, ticket = await take_along(district, travel)
    first, second = district.teachers[:2]
    await travel(MORNING)
    shown = await district.api("attendance").get(f"/meetings/{opened.first.meeting_id}/codes", params={"phase": "IN"})
    seen = shown.json()["codes"][0]
    at = datetime.fromisoformat(seen["valid_from"]) + timedelta(seconds=3)
    lines = [
        line_of(at, teacher_id=str(first.teacher_id), code=seen["code"]),
        line_of(at + timedelta(seconds=40), teacher_id=str(second.teacher_id), code=seen["code"]),
        line_of(at, "OUT", teacher_id=str(second.teacher_id), code=seen["code"]),
        line_of(at, teacher_id=str(second.teacher_id), code=seen["number"]),
    ]
    await travel(MORNING + timedelta(hours=5))

    answer = await upload(district, opened, ticket, *lines)

    assert outcomes(answer) == [
        ("RECORDED", None),
        ("NEEDS_REVIEW", "CODE_NOT_GOOD"),
        ("NEEDS_REVIEW", "CODE_NOT_GOOD"),
        ("RECORDED", None),
    ]
    # Who brings the line holds the keys, and can have made the code: it is their word all the same.
    assert sorted((row["grade"], row["code_age"]) for row in await rows_of(district, "check_in")) == [
        ("VOUCHED", 3),
        ("VOUCHED", 3),
    ]
    assert {one["grade"] for one in answer.json()["items"]} == {"VOUCHED"}


async def test_an_id_that_stands_for_another_line_loses_neither(district: World, travel: Any) -> None:
    opened, ticket = await take_along(district, travel)
    line = line_of(MORNING, staff_number="T001")
    other = {**line, "staff_number": "T002"}
    await travel(MORNING + timedelta(hours=4))

    first = await upload(district, opened, ticket, line)
    second = await upload(district, opened, ticket, other, line, other)

    assert outcomes(first) == [("RECORDED", None)]
    assert outcomes(second) == [
        ("NEEDS_REVIEW", "CLIENT_ID_TAKEN"),
        ("RECORDED", None),
        ("NEEDS_REVIEW", "CLIENT_ID_TAKEN"),
    ]
    assert len(await rows_of(district, "offline_fact")) == 2


async def test_a_ticket_opens_its_own_meeting_for_its_own_account_only(
    district: World, other_district: World, travel: Any
) -> None:
    opened, ticket = await take_along(district, travel)
    other = await open_class(district, district.teachers[0])
    abroad = await open_class(other_district, other_district.teachers[0])
    line = line_of(MORNING, staff_number="T001")
    await travel(MORNING)

    refused = [
        await upload(district, other, ticket, line),
        await upload(district, opened, ticket, line, role="district_admin"),
        await upload(district, opened, ticket[:-1] + ("A" if ticket[-1] != "A" else "B"), line),
        await upload(district, opened, "b1.e30.AAAA", line),
        await upload(other_district, abroad, ticket, line),
    ]

    assert {(one.status_code, one.json()["type"]) for one in refused} == {(422, "urn:xuefen:problem:bundle-invalid")}
    assert await rows_of(district, "offline_fact") == []


async def test_who_lost_the_class_meanwhile_still_brings_what_was_seen(district: World, travel: Any) -> None:
    opened, ticket = await take_along(district, travel)
    told = scheduled(district, opened.meetings, class_id=opened.class_id, revision=2)
    await district.publish(told.model_copy(update={"leader_ids": (new_id(),)}))
    await district.drain()
    await travel(MORNING + timedelta(hours=4))

    answer = await upload(district, opened, ticket, line_of(MORNING, staff_number="T001"))

    assert outcomes(answer) == [("RECORDED", None)]


async def test_who_is_not_on_the_list_is_kept_as_unlisted(district: World, travel: Any) -> None:
    opened, ticket = await take_along(district, travel, 0)
    await travel(MORNING + timedelta(hours=4))

    await upload(district, opened, ticket, line_of(MORNING, staff_number="T005"))
    before = (await book_of(district, opened))["T005"]["listed"]
    await district.publish(enrolled(district, opened.class_id, district.teachers[4]))
    await district.drain()

    assert (before, (await book_of(district, opened))["T005"]["listed"]) == (False, True)


@pytest.mark.parametrize(
    "line",
    [
        {"phase": "ROLL", "staff_number": "T001"},
        {"phase": "IN"},
        {"phase": "IN", "staff_number": "T001", "teacher_id": "0199a2b4-3c1d-7e55-9a10-5b7c2f6d8e01"},
    ],
)
async def test_a_line_says_one_thing(district: World, travel: Any, line: dict[str, str]) -> None:
    opened, ticket = await take_along(district, travel)

    answer = await upload(district, opened, ticket, {"client_id": str(uuid4()), "at": MORNING.isoformat(), **line})

    assert answer.status_code == 422


_TICKET = BundleTicket(uuid4(), 341825, uuid4(), uuid4(), MORNING, "0" * 64)
_WRITTEN = Bundles(b"k" * 32).write(_TICKET)


@given(st.integers(0, len(_WRITTEN) - 1), st.characters(codec="utf-8"))
def test_a_ticket_of_which_one_character_is_another_is_none(place: int, character: str) -> None:
    other = _WRITTEN[:place] + character + _WRITTEN[place + 1 :]

    assert Bundles(b"k" * 32).read(other) == (_TICKET if other == _WRITTEN else None)
    assert Bundles(b"l" * 32).read(_WRITTEN) is None


@given(st.text())
def test_no_text_at_all_is_a_ticket(text: str) -> None:
    assert Bundles(b"k" * 32).read(text) is None


async def test_an_account_has_one_bundle_of_a_meeting_with_the_list_as_it_is(district: World, travel: Any) -> None:
    first, second = district.teachers[:2]
    opened = await open_class(district, first)
    await travel(MORNING - timedelta(hours=1))
    taken = await take_bundle(district, opened)
    of_another = await take_bundle(district, opened, "district_admin")
    await district.publish(enrolled(district, opened.class_id, second))
    await district.drain()

    again = await asyncio.gather(*(take_bundle(district, opened) for _ in range(8)))

    assert (taken.status_code, of_another.status_code, {one.status_code for one in again}) == (201, 201, {200})
    assert {one.json()["bundle_id"] for one in again} == {taken.json()["bundle_id"]}
    assert of_another.json()["bundle_id"] != taken.json()["bundle_id"]
    assert len(await rows_of(district, "offline_bundle")) == 2
    assert (len(taken.json()["members"]), {len(one.json()["members"]) for one in again}) == (1, {2})
    # Both tickets are good: a device that took its bundle along early brings what it saw all the same.
    for number, ticket in enumerate((taken.json()["ticket"], again[0].json()["ticket"])):
        seen = line_of(MORNING, teacher_id=str((first, second)[number].teacher_id))
        await travel(MORNING + timedelta(hours=1))
        assert outcomes(await upload(district, opened, ticket, seen)) == [("RECORDED", None)]


async def test_a_helper_tells_namesakes_apart(district: World, travel: Any) -> None:
    async with district.session("directory") as session:
        namesake = await directory.add_teacher(
            session,
            district_id=district.district_id,
            staff_number="T9001",
            name="教研1",
            school_id=district.schools[0].school_id,
            hire_date=date(2010, 9, 1),
            appointed_from=date(2010, 9, 1),
        )
    other = TeacherOf(namesake.teacher_id, "T9001", district.schools[0].school_id)
    opened = await open_class(district, *district.teachers[:2], other)
    await travel(MORNING)

    bundle = (await take_bundle(district, opened)).json()

    assert [one["name"] for one in bundle["members"]] == ["教*1（T001）", "教*2", "教*1（9001）"]
