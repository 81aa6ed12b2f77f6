"""Helper devices without a network: what they take along, what they bring back, and that nothing of it is lost."""

import asyncio
import base64
import hashlib
import hmac
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.attendance.rules import Bundles, BundleTicket
from services.platform import clock
from services.platform.ids import new_id
from tests.attendance.scenes import MORNING, Opened, open_class, rows_of, said, scan, settle
from tests.support import World
from tests.walks.attendance import enrolled, scheduled

MINUTE = timedelta(minutes=1)


async def _bundle(world: World, opened: Opened, role: str = "trainer", **who: Any) -> httpx.Response:
    return await world.api("attendance", role, **who).get(f"/meetings/{opened.first.meeting_id}/offline-bundle")


def _line(at: datetime, phase: str = "IN", **more: Any) -> dict[str, Any]:
    return {"client_id": str(uuid4()), "phase": phase, "at": at.isoformat(), **more}


async def _upload(
    world: World,
    opened: Opened,
    ticket: str,
    *lines: dict[str, Any],
    sent_at: datetime | None = None,
    role: str = "trainer",
    **who: Any,
) -> httpx.Response:
    return await world.api("attendance", role, **who).post(
        f"/meetings/{opened.first.meeting_id}/offline-uploads",
        json={"ticket": ticket, "sent_at": (sent_at or await _now(world)).isoformat(), "lines": list(lines)},
    )


async def _now(world: World) -> datetime:
    """The domain's time; a transaction has just read how far it was moved."""
    async with world.session("attendance"):
        return clock.now()


async def _review(world: World, opened: Opened, client_id: str, **body: Any) -> httpx.Response:
    who = {name: body.pop(name) for name in ("role", "teacher") if name in body}
    return await world.api("attendance", who.pop("role", "trainer"), **who).put(
        f"/meetings/{opened.first.meeting_id}/offline-facts/{client_id}/review",
        json={"accepted": True, "reason": "当面核实", **body},
    )


async def _book(world: World, opened: Opened) -> dict[str, dict[str, Any]]:
    book = await world.api("attendance", "trainer").get(f"/meetings/{opened.first.meeting_id}/sign-in-book")
    return {line["staff_number"]: line for line in book.json()["lines"]}


async def _begun(world: World, travel: Any, *people: int) -> tuple[Opened, str]:
    """A class whose trainer has taken a bundle along before the meeting, and the ticket of it."""
    opened = await open_class(world, *(world.teachers[number] for number in people or (0, 1)))
    await travel(MORNING - timedelta(hours=1))
    return opened, (await _bundle(world, opened)).json()["ticket"]


def _outcomes(answer: httpx.Response) -> list[tuple[str, str | None]]:
    assert answer.status_code == 200, answer.text
    return [(one["outcome"], one["reason"]) for one in answer.json()["items"]]


async def test_a_bundle_holds_what_shows_and_judges_the_codes_of_one_meeting(district: World, travel: Any) -> None:
    opened = await open_class(district, district.teachers[1], district.teachers[0])
    await travel(MORNING)

    bundle = (await _bundle(district, opened)).json()

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

    assert (await _bundle(district, opened, account_id=new_id())).status_code == 404
    assert (await _bundle(district, opened, "teacher", teacher=district.teachers[0].teacher_id)).status_code == 403
    await travel(opened.first.ends_at + 61 * MINUTE)
    closed = await _bundle(district, opened)

    assert (closed.status_code, closed.json()["type"]) == (409, "urn:xuefen:problem:check-in-closed")


async def test_what_a_device_saw_counts_at_its_own_time(district: World, travel: Any) -> None:
    opened, ticket = await _begun(district, travel)
    first, second = district.teachers[:2]
    lines = [
        _line(MORNING - 5 * MINUTE, teacher_id=str(first.teacher_id)),
        _line(opened.first.ends_at, "OUT", teacher_id=str(first.teacher_id)),
        _line(MORNING + 25 * MINUTE, staff_number=second.staff_number),
        _line(opened.first.ends_at, "OUT", staff_number=second.staff_number),
    ]
    await travel(opened.first.ends_at + timedelta(hours=20))

    answer = await _upload(district, opened, ticket, *lines)

    assert _outcomes(answer) == [("RECORDED", None)] * 4
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
    opened, ticket = await _begun(district, travel, *range(8))
    lines = [_line(MORNING + n * MINUTE, staff_number=one.staff_number) for n, one in enumerate(district.teachers)]
    await travel(MORNING + timedelta(hours=4))

    answers = await asyncio.gather(
        *(_upload(district, opened, ticket, *lines) for _ in range(4)),
        *(_upload(district, opened, ticket, *reversed(lines[:3])) for _ in range(4)),
    )

    assert {answer.status_code for answer in answers} == {200}
    assert len(await rows_of(district, "offline_fact")) == len(await rows_of(district, "check_in")) == 8
    assert all(answer.json() == answers[0].json() for answer in answers[1:4])
    assert answers[4].json()["items"] == list(reversed(answers[0].json()["items"][:3]))
    assert {one["outcome"] for one in answers[0].json()["items"]} == {"RECORDED"}


async def test_what_cannot_count_at_once_waits_for_a_person_and_is_not_dropped(district: World, travel: Any) -> None:
    opened, ticket = await _begun(district, travel)
    teacher = str(district.teachers[0].teacher_id)
    lines = [
        _line(MORNING, staff_number="T999"),
        _line(MORNING, teacher_id=str(uuid4())),
        _line(MORNING - timedelta(hours=2), teacher_id=teacher),
        _line(MORNING + timedelta(hours=9), teacher_id=teacher),
        _line(MORNING, teacher_id=teacher, code="c1.not.a.code"),
        _line(MORNING, teacher_id=teacher, code="123456"),
    ]
    await travel(MORNING + timedelta(hours=4))

    answer = await _upload(district, opened, ticket, *lines)

    assert [reason for _, reason in _outcomes(answer)] == [
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
    opened, ticket = await _begun(district, travel)
    first, second = (str(one.teacher_id) for one in district.teachers[:2])
    await travel(opened.first.ends_at + timedelta(hours=23, minutes=59))
    in_time = await _upload(district, opened, ticket, _line(MORNING, teacher_id=first))
    off = await _upload(
        district,
        opened,
        ticket,
        _line(MORNING, teacher_id=second),
        sent_at=await _now(district) - 6 * MINUTE,
    )
    await travel(opened.first.ends_at + timedelta(hours=24, minutes=1))

    late = await _upload(district, opened, ticket, _line(MORNING, teacher_id=second))

    assert _outcomes(in_time) == [("RECORDED", None)]
    assert _outcomes(off) == [("NEEDS_REVIEW", "CLOCK_SKEW")]
    assert _outcomes(late) == [("NEEDS_REVIEW", "LATE_UPLOAD")]


async def test_a_code_seen_offline_is_judged_at_its_time(district: World, travel: Any) -> None:
    opened, ticket = await _begun(district, travel)
    first, second = district.teachers[:2]
    await travel(MORNING)
    shown = await district.api("attendance").get(f"/meetings/{opened.first.meeting_id}/codes", params={"phase": "IN"})
    seen = shown.json()["codes"][0]
    at = datetime.fromisoformat(seen["valid_from"]) + timedelta(seconds=3)
    lines = [
        _line(at, teacher_id=str(first.teacher_id), code=seen["code"]),
        _line(at + timedelta(seconds=40), teacher_id=str(second.teacher_id), code=seen["code"]),
        _line(at, "OUT", teacher_id=str(second.teacher_id), code=seen["code"]),
        _line(at, teacher_id=str(second.teacher_id), code=seen["number"]),
    ]
    await travel(MORNING + timedelta(hours=5))

    answer = await _upload(district, opened, ticket, *lines)

    assert _outcomes(answer) == [
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


@pytest.mark.parametrize("year", [1970, 2000, 2100])
async def test_a_line_of_a_clock_that_was_reset_waits_and_holds_up_no_other(
    district: World, travel: Any, year: int
) -> None:
    opened, ticket = await _begun(district, travel)
    reset = _line(datetime(year, 1, 1, 0, 0, 2, tzinfo=UTC), staff_number="T001", code="123456")
    await travel(MORNING + timedelta(hours=4))

    answer = await _upload(district, opened, ticket, reset, _line(MORNING, staff_number="T002"))

    why = "IN_THE_FUTURE" if year > MORNING.year else "OUTSIDE_WINDOW"
    assert _outcomes(answer) == [("NEEDS_REVIEW", why), ("RECORDED", None)]


async def test_a_fact_of_a_clock_that_stood_off_counts_by_ours_once_accepted(district: World, travel: Any) -> None:
    opened, ticket = await _begun(district, travel)
    fast = _line(MORNING + 50 * MINUTE, staff_number="T001")
    slow = _line(MORNING - 110 * MINUTE, staff_number="T002")
    nobody = _line(MORNING + 50 * MINUTE, staff_number="T999")
    await travel(MORNING + timedelta(hours=2))
    now = await _now(district)
    ahead = await _upload(district, opened, ticket, fast, nobody, sent_at=now + 60 * MINUTE)
    behind = await _upload(district, opened, ticket, slow, sent_at=now - 120 * MINUTE)

    for line in (fast, slow):
        assert (await _review(district, opened, line["client_id"])).status_code == 200
    third = str(district.teachers[2].teacher_id)
    assert (await _review(district, opened, nobody["client_id"], teacher_id=third)).status_code == 200

    assert [reason for _, reason in _outcomes(ahead)] == ["CLOCK_SKEW", "UNKNOWN_TEACHER"]
    assert _outcomes(behind) == [("NEEDS_REVIEW", "CLOCK_SKEW")]
    book = await _book(district, opened)
    entered = {number: datetime.fromisoformat(line["entered_at"]) for number, line in book.items()}
    for number, at in {
        "T001": MORNING - 10 * MINUTE,
        "T002": MORNING + 10 * MINUTE,
        "T003": MORNING - 10 * MINUTE,
    }.items():
        assert abs(entered[number] - at) < timedelta(seconds=5)


async def test_what_a_device_saw_before_an_annulment_does_not_undo_it(district: World, travel: Any) -> None:
    opened, ticket = await _begun(district, travel)
    teacher = district.teachers[0]
    await travel(MORNING + 5 * MINUTE)
    check_in_id = (await scan(district, teacher, opened.first)).json()["check_in_id"]
    await travel(MORNING + 20 * MINUTE)
    annulled = await district.api("attendance", "trainer").put(
        f"/meetings/{opened.first.meeting_id}/check-ins/{check_in_id}/annulment", json={"reason": "代扫"}
    )
    before, after = (_line(MORNING + n * MINUTE, staff_number="T001") for n in (5, 25))
    await travel(MORNING + timedelta(hours=4))

    answers = [await _upload(district, opened, ticket, one) for one in (before, after)]

    assert annulled.status_code == 201
    assert [_outcomes(one) for one in answers] == [[("NEEDS_REVIEW", "ANNULLED_SINCE")], [("RECORDED", None)]]
    assert [row["turn"] for row in sorted(await rows_of(district, "check_in"), key=lambda row: row["turn"])] == [0, 1]


async def test_a_check_in_that_stands_is_contradicted_only_to_the_teachers_good(district: World, travel: Any) -> None:
    opened, ticket = await _begun(district, travel)
    teacher = district.teachers[0]
    await travel(MORNING + 25 * MINUTE)
    await scan(district, teacher, opened.first)
    await travel(MORNING + timedelta(hours=4))
    later = _line(MORNING + 30 * MINUTE, teacher_id=str(teacher.teacher_id))
    earlier = _line(MORNING - 5 * MINUTE, teacher_id=str(teacher.teacher_id))
    answer = await _upload(district, opened, ticket, later, earlier)
    before = (await _book(district, opened))["T001"]["entered_at"]

    reviewed = await _review(district, opened, earlier["client_id"])

    assert _outcomes(answer) == [("KNOWN", None), ("NEEDS_REVIEW", "RECORDED_OTHERWISE")]
    assert before.startswith("2026-10-10T01:25:00")
    assert reviewed.status_code == 200
    assert (await _book(district, opened))["T001"]["entered_at"] == "2026-10-10T00:55:00Z"
    assert (await _book(district, opened))["T001"]["standing"] == "NO_EXIT"


async def test_a_staff_number_of_nobody_needs_to_be_told_whose_it_is(district: World, travel: Any) -> None:
    opened, ticket = await _begun(district, travel)
    line = _line(MORNING, staff_number="T999")
    await travel(MORNING + timedelta(hours=4))
    await _upload(district, opened, ticket, line)
    own = district.teachers[0].teacher_id

    unnamed = await _review(district, opened, line["client_id"])
    oneself = await _review(district, opened, line["client_id"], teacher_id=str(own), teacher=own)
    named = await _review(district, opened, line["client_id"], teacher_id=str(own))
    again = await _review(district, opened, line["client_id"], teacher_id=str(own))
    otherwise = await _review(district, opened, line["client_id"], accepted=False)
    another = str(district.teachers[1].teacher_id)
    of_another = await _review(district, opened, line["client_id"], teacher_id=another)

    assert (unnamed.status_code, unnamed.json()["type"]) == (422, "urn:xuefen:problem:teacher-needed")
    assert (oneself.status_code, oneself.json()["type"]) == (409, "urn:xuefen:problem:own-case")
    assert (named.status_code, again.json()) == (200, named.json())
    assert (otherwise.status_code, otherwise.json()["type"]) == (409, "urn:xuefen:problem:already-reviewed")
    assert (of_another.status_code, of_another.json()["type"]) == (409, "urn:xuefen:problem:already-reviewed")
    assert (await _book(district, opened))["T001"]["entered_at"] == "2026-10-10T01:00:00Z"


async def test_a_refused_fact_counts_for_nothing_and_what_counts_needs_no_review(district: World, travel: Any) -> None:
    opened, ticket = await _begun(district, travel)
    teacher = str(district.teachers[0].teacher_id)
    outside, good = _line(MORNING - timedelta(hours=2), teacher_id=teacher), _line(MORNING, staff_number="T002")
    await travel(MORNING + timedelta(hours=4))
    await _upload(district, opened, ticket, outside, good)

    refused = await _review(district, opened, outside["client_id"], accepted=False)
    needless = await _review(district, opened, good["client_id"])
    unknown = await _review(district, opened, str(uuid4()))

    assert refused.json()["accepted"] is False
    assert (needless.status_code, needless.json()["type"]) == (409, "urn:xuefen:problem:nothing-to-review")
    assert unknown.status_code == 404
    assert (await _book(district, opened))["T001"]["entered_at"] is None


async def test_an_id_that_stands_for_another_line_loses_neither(district: World, travel: Any) -> None:
    opened, ticket = await _begun(district, travel)
    line = _line(MORNING, staff_number="T001")
    other = {**line, "staff_number": "T002"}
    await travel(MORNING + timedelta(hours=4))

    first = await _upload(district, opened, ticket, line)
    second = await _upload(district, opened, ticket, other, line, other)

    assert _outcomes(first) == [("RECORDED", None)]
    assert _outcomes(second) == [
        ("NEEDS_REVIEW", "CLIENT_ID_TAKEN"),
        ("RECORDED", None),
        ("NEEDS_REVIEW", "CLIENT_ID_TAKEN"),
    ]
    assert len(await rows_of(district, "offline_fact")) == 2


async def test_nobody_vouches_for_oneself(district: World, travel: Any) -> None:
    opened = await open_class(district, district.teachers[0])
    await travel(MORNING)
    own = district.teachers[0].teacher_id
    ticket = (await _bundle(district, opened, teacher=own)).json()["ticket"]

    answer = await _upload(district, opened, ticket, _line(MORNING, teacher_id=str(own)), teacher=own)

    assert _outcomes(answer) == [("NEEDS_REVIEW", "OWN_CASE")]


async def test_a_ticket_opens_its_own_meeting_for_its_own_account_only(
    district: World, other_district: World, travel: Any
) -> None:
    opened, ticket = await _begun(district, travel)
    other = await open_class(district, district.teachers[0])
    abroad = await open_class(other_district, other_district.teachers[0])
    line = _line(MORNING, staff_number="T001")
    await travel(MORNING)

    refused = [
        await _upload(district, other, ticket, line),
        await _upload(district, opened, ticket, line, role="district_admin"),
        await _upload(district, opened, ticket[:-1] + ("A" if ticket[-1] != "A" else "B"), line),
        await _upload(district, opened, "b1.e30.AAAA", line),
        await _upload(other_district, abroad, ticket, line),
    ]

    assert {(one.status_code, one.json()["type"]) for one in refused} == {(422, "urn:xuefen:problem:bundle-invalid")}
    assert await rows_of(district, "offline_fact") == []


async def test_who_lost_the_class_meanwhile_still_brings_what_was_seen(district: World, travel: Any) -> None:
    opened, ticket = await _begun(district, travel)
    told = scheduled(district, opened.meetings, class_id=opened.class_id, revision=2)
    await district.publish(told.model_copy(update={"leader_ids": (new_id(),)}))
    await district.drain()
    await travel(MORNING + timedelta(hours=4))

    answer = await _upload(district, opened, ticket, _line(MORNING, staff_number="T001"))

    assert _outcomes(answer) == [("RECORDED", None)]


async def test_who_is_not_on_the_list_is_kept_as_unlisted(district: World, travel: Any) -> None:
    opened, ticket = await _begun(district, travel, 0)
    await travel(MORNING + timedelta(hours=4))

    await _upload(district, opened, ticket, _line(MORNING, staff_number="T005"))
    before = (await _book(district, opened))["T005"]["listed"]
    await district.publish(enrolled(district, opened.class_id, district.teachers[4]))
    await district.drain()

    assert (before, (await _book(district, opened))["T005"]["listed"]) == (False, True)


async def test_what_comes_after_the_settlement_makes_a_new_version(district: World, travel: Any) -> None:
    opened, ticket = await _begun(district, travel, 0)
    await travel(opened.first.ends_at + timedelta(hours=2))
    await settle(district, opened.class_id)
    await _upload(
        district,
        opened,
        ticket,
        _line(MORNING, staff_number="T001"),
        _line(opened.first.ends_at, "OUT", staff_number="T001"),
    )

    await travel(opened.first.ends_at + timedelta(hours=3))
    await district.drain()

    events = await said(district)
    assert [event.settlement for event in events] == [1, 2]
    assert [day.hours for day in events[-1].members[0].days] == ["4"]


@pytest.mark.parametrize(
    "line",
    [
        {"phase": "ROLL", "staff_number": "T001"},
        {"phase": "IN"},
        {"phase": "IN", "staff_number": "T001", "teacher_id": "0199a2b4-3c1d-7e55-9a10-5b7c2f6d8e01"},
    ],
)
async def test_a_line_says_one_thing(district: World, travel: Any, line: dict[str, str]) -> None:
    opened, ticket = await _begun(district, travel)

    answer = await _upload(district, opened, ticket, {"client_id": str(uuid4()), "at": MORNING.isoformat(), **line})

    assert answer.status_code == 422


_TICKET = BundleTicket(uuid4(), 341825, uuid4(), uuid4(), MORNING, "0" * 64)
_WRITTEN = Bundles(b"k" * 32).write(_TICKET)


@given(st.integers(0, len(_WRITTEN) - 1), st.characters())
def test_a_ticket_of_which_one_character_is_another_is_none(place: int, character: str) -> None:
    other = _WRITTEN[:place] + character + _WRITTEN[place + 1 :]

    assert Bundles(b"k" * 32).read(other) == (_TICKET if other == _WRITTEN else None)
    assert Bundles(b"l" * 32).read(_WRITTEN) is None


@given(st.text())
def test_no_text_at_all_is_a_ticket(text: str) -> None:
    assert Bundles(b"k" * 32).read(text) is None
