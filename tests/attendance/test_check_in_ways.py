"""Other ways to check in: a number typed, a scan before the login, a roll call; and what is kept of place and phone."""

import asyncio
import logging
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.attendance.rules import MOST_TRIES, Distance, ExchangedScan, Phase, Position, distance_of
from services.platform import clock
from services.platform.ids import new_id
from tests.attendance.scenes import MORNING, Opened, open_class, refusals_of, rows_of, scan
from tests.support import TeacherOf, World
from tests.walks.attendance import code_of, meeting, shown_now

HALL = {"latitude": 30.945612, "longitude": 118.758134}
# A degree of latitude is 111.2 km, of longitude here 95.4: the second lies 954 m to the east.
NEXT_DOOR = {"latitude": 30.946912, "longitude": 118.758134}
ACROSS_TOWN = {"latitude": 30.945612, "longitude": 118.768134}
ANOTHER_TOWN = {"latitude": 31.345612, "longitude": 118.758134}


async def _number_of(world: World, meeting_id: UUID, phase: str = "IN", roll: int = 0) -> str:
    return (await shown_now(world, meeting_id, phase, roll)).number


async def _put(world: World, teacher: TeacherOf, opened: Opened, body: dict[str, Any], way: str = "check-in") -> Any:
    api = world.api("attendance", "teacher", teacher=teacher.teacher_id)
    return await api.put(f"/meetings/{opened.first.meeting_id}/{way}", json=body)


async def _exchange(world: World, code: str, *, device: str = "a-phone-of-somebody") -> httpx.Response:
    """What a phone does on which nobody has logged in."""
    body = {"district_id": world.district_id, "code": code, "device": device}
    async with world.apps.http("attendance", "/attendance/v1") as client:
        return await client.post("/scans", json=body)


async def test_a_phone_without_a_camera_types_the_number_beside_the_code(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await travel(MORNING)
    number = await _number_of(district, opened.first.meeting_id)

    first = await _put(district, teacher, opened, {"number": number})
    again = await _put(district, teacher, opened, {"number": number})

    assert (first.status_code, again.status_code) == (201, 200)
    assert (first.json()["method"], first.json()["grade"]) == ("NUMBER", "TYPED")
    assert again.json() == first.json()


async def test_a_wrong_number_is_told_like_a_wrong_code_and_kept_with_its_reason(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await travel(MORNING)
    number = await _number_of(district, opened.first.meeting_id)
    wrong = "000000" if number != "000000" else "000001"

    answers = [
        await _put(district, teacher, opened, {"number": wrong}),
        await _put(district, teacher, opened, {"number": await _number_of(district, opened.first.meeting_id, "OUT")}),
    ]

    assert {(answer.status_code, answer.json()["type"]) for answer in answers} == {
        (422, "urn:xuefen:problem:code-invalid")
    }
    assert await refusals_of(district) == ["WRONG_NUMBER", "WRONG_NUMBER"]
    assert await rows_of(district, "check_in") == []


async def test_numbers_cannot_be_found_by_trying_however_many_are_tried_at_once(district: World, travel: Any) -> None:
    guesser, other = district.teachers[:2]
    opened = await open_class(district, guesser, other)
    await travel(MORNING)
    number = await _number_of(district, opened.first.meeting_id)
    guesses = [f"{(int(number) + offset) % 1_000_000:06d}" for offset in range(1, 61)]

    answers = await asyncio.gather(*(_put(district, guesser, opened, {"number": one}) for one in guesses))
    right_at_last = await _put(district, guesser, opened, {"number": number})
    of_another = await _put(district, other, opened, {"number": number})
    by_code = await scan(district, guesser, opened.first)

    told = [answer.json()["type"].rpartition(":")[2] for answer in answers]
    assert told.count("code-invalid") == MOST_TRIES
    assert told.count("tries-used-up") == 60 - MOST_TRIES
    assert (right_at_last.status_code, right_at_last.json()["type"]) == (409, "urn:xuefen:problem:tries-used-up")
    assert (of_another.status_code, by_code.status_code) == (201, 201)


async def test_tries_at_two_desks_at_once_are_counted_together(district: World, travel: Any) -> None:
    # As two processes would: each has a desk and a connection of its own.
    guesser = district.teachers[0]
    opened = await open_class(district, guesser)
    await travel(MORNING)
    number = await _number_of(district, opened.first.meeting_id)
    wrong = [f"{(int(number) + offset) % 1_000_000:06d}" for offset in range(1, 41)]
    other = type(district.apps)(district.apps.settings)

    async with other:
        elsewhere = World(other, district.district_id, district.schools, district.teachers)
        answers = await asyncio.gather(
            *(_put((district, elsewhere)[n % 2], guesser, opened, {"number": one}) for n, one in enumerate(wrong))
        )

    told = [answer.json()["type"].rpartition(":")[2] for answer in answers]
    assert told.count("code-invalid") == MOST_TRIES


async def test_a_scan_before_a_slow_login_counts_from_its_own_moment(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await travel(MORNING + timedelta(minutes=9, seconds=58))
    exchanged = await _exchange(district, await code_of(district, opened.first.meeting_id))

    # Logged in at last: by now it is late, and the code has long rotated.
    await travel(MORNING + timedelta(minutes=14))
    answer = await _put(district, teacher, opened, {"scan": exchanged.json()["scan"]})
    again = await _put(district, teacher, opened, {"scan": exchanged.json()["scan"]})

    assert exchanged.status_code == 200, exchanged.text
    assert exchanged.json()["meeting_id"] == str(opened.first.meeting_id)
    assert (answer.status_code, answer.json()["state"], answer.json()["grade"]) == (201, "ACCEPTED", "SCANNED")
    assert answer.json()["recorded_at"] == exchanged.json()["scanned_at"]
    assert answer.json()["recorded_at"] < "2026-10-10T01:10" < "2026-10-10T01:14" <= answer.json()["received_at"]
    assert (again.status_code, again.json()) == (200, answer.json())


async def test_a_scan_in_time_counts_though_the_window_has_closed_since(district: World, travel: Any) -> None:
    teacher, other = district.teachers[:2]
    opened = await open_class(district, teacher, other)
    end = opened.first.ends_at
    await travel(end + timedelta(minutes=59, seconds=50))
    exchanged = await _exchange(district, await code_of(district, opened.first.meeting_id, "OUT"))
    await travel(end + timedelta(minutes=65))

    kept = await _put(district, teacher, opened, {"scan": exchanged.json()["scan"]}, "check-out")
    late = await scan(district, other, opened.first, "OUT")

    assert (kept.status_code, kept.json()["phase"]) == (201, "OUT")
    assert late.status_code == 409


async def test_an_exchanged_scan_lets_one_teacher_in(district: World, travel: Any) -> None:
    here, absent = district.teachers[:2]
    opened = await open_class(district, here, absent)
    await travel(MORNING)
    text = (await _exchange(district, await code_of(district, opened.first.meeting_id))).json()["scan"]

    answers = await asyncio.gather(*(_put(district, one, opened, {"scan": text}) for one in (here, absent)))

    assert sorted(answer.status_code for answer in answers) == [201, 422]
    assert await refusals_of(district) == ["EXCHANGE_USED"]
    assert len(await rows_of(district, "check_in")) == 1


async def test_an_annulment_is_not_undone_by_the_scan_that_was_annulled(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await travel(MORNING)
    text = (await _exchange(district, await code_of(district, opened.first.meeting_id))).json()["scan"]
    first = await _put(district, teacher, opened, {"scan": text})
    await travel(MORNING + timedelta(minutes=2))
    way = f"/meetings/{opened.first.meeting_id}"
    trainer = district.api("attendance", "trainer")
    await trainer.put(f"{way}/check-ins/{first.json()['check_in_id']}/annulment", json={"reason": "代扫"})

    again = await _put(district, teacher, opened, {"scan": text})
    refused = await refusals_of(district)
    helped = await trainer.post(
        f"{way}/helped-check-ins",
        json={"phase": "IN", "people": [{"staff_number": teacher.staff_number}], "reason": "当面核实"},
    )

    assert first.status_code == 201
    assert (again.status_code, again.json()["type"]) == (409, "urn:xuefen:problem:check-in-annulled")
    assert refused == ["ANNULLED_SINCE"]
    assert helped.json()["items"][0]["check_in"]["turn"] == 1


async def test_an_exchanged_scan_opens_its_own_meeting_and_phase_until_it_expires(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher, meetings=[meeting(MORNING), meeting(MORNING)])
    elsewhere = Opened(opened.class_id, opened.meetings[1:])
    await travel(MORNING)
    text = (await _exchange(district, await code_of(district, opened.first.meeting_id))).json()["scan"]
    writer = district.apps.of["attendance"].state.exchanged_scans
    held = writer.read(text)
    assert timedelta(minutes=14) < held.expires_at - clock.real_now() <= timedelta(minutes=15)
    expired = ExchangedScan(
        new_id(), held.district_id, held.meeting_id, Phase.IN, 0, 0, held.scanned_at, clock.real_now(), b"d" * 16
    )

    answers = [
        await _put(district, teacher, elsewhere, {"scan": text}),
        await _put(district, teacher, opened, {"scan": text}, "check-out"),
        await _put(district, teacher, opened, {"scan": writer.write(expired)}),
        await _put(district, teacher, opened, {"scan": text[:-1] + ("A" if text[-1] != "A" else "B")}),
    ]

    assert {answer.status_code for answer in answers} == {422}
    assert await refusals_of(district) == ["FORGED_EXCHANGE", "STALE_EXCHANGE", "WRONG_MEETING", "WRONG_PHASE"]
    assert await rows_of(district, "check_in") == []


async def test_what_is_no_good_code_is_not_exchanged(district: World, travel: Any) -> None:
    opened = await open_class(district)
    await travel(MORNING)
    code = await code_of(district, opened.first.meeting_id)
    await travel(MORNING + timedelta(seconds=30))

    stale, forged = await _exchange(district, code), await _exchange(district, "c1.x")

    assert (stale.status_code, forged.status_code) == (422, 422)
    assert stale.json()["type"] == forged.json()["type"] == "urn:xuefen:problem:code-invalid"


@pytest.mark.parametrize(
    "body", [{}, {"code": "c", "number": "123456"}, {"number": "12345"}, {"number": "12345六"}, {"number": "1234567"}]
)
async def test_one_proof_is_needed_and_no_more(district: World, body: dict[str, Any]) -> None:
    opened = await open_class(district)

    answer = await _put(district, district.teachers[0], opened, body)

    assert answer.status_code == 422


async def test_a_roll_called_in_between_is_answered_while_it_is_open_and_kept_by_its_number(
    district: World, travel: Any
) -> None:
    stayed, gone, slow, guest = district.teachers[:4]
    opened = await open_class(district, stayed, gone, slow)
    desk = district.api("attendance", "trainer")
    way = f"/meetings/{opened.first.meeting_id}/roll-calls"
    await travel(MORNING)
    for one in (stayed, gone, slow):
        await scan(district, one, opened.first)

    await travel(MORNING + timedelta(minutes=50))
    called = await desk.post(way, json={"minutes": 5})
    second_at_once = await desk.post(way, json={"minutes": 5})
    shown = await desk.get(f"/meetings/{opened.first.meeting_id}/codes", params={"phase": "ROLL", "roll": 1})
    code = shown.json()["codes"][0]["code"]
    answered = await _put(district, stayed, opened, {"code": code}, "roll-calls/1/check-in")
    unlisted = await _put(district, guest, opened, {"code": code}, "roll-calls/1/check-in")
    as_entry = await _put(district, stayed, opened, {"code": code})
    as_another = await _put(district, stayed, opened, {"code": code}, "roll-calls/2/check-in")
    await travel(MORNING + timedelta(minutes=56))
    late_number = await _number_of(district, opened.first.meeting_id, "ROLL", 1)
    too_late = await _put(district, slow, opened, {"number": late_number}, "roll-calls/1/check-in")
    next_one = await desk.post(way, json={"minutes": 60})
    listed = (await desk.get(way)).json()["items"]

    assert (called.status_code, called.json()["roll"]) == (201, 1)
    assert (second_at_once.status_code, second_at_once.json()["type"]) == (409, "urn:xuefen:problem:roll-call-open")
    assert (answered.status_code, answered.json()["phase"], answered.json()["roll"]) == (201, "ROLL", 1)
    assert (as_entry.status_code, as_another.status_code, too_late.status_code) == (422, 422, 409)
    # Who is not on the list answers too, and is none of those who were called.
    assert (unlisted.status_code, unlisted.json()["unlisted"]) == (201, True)
    assert [(one["roll"], one["answered"], one["expected"]) for one in listed] == [(1, 1, 3), (2, 0, 3)]
    assert next_one.json()["roll"] == 2
    assert await refusals_of(district) == ["OUTSIDE_WINDOW", "WRONG_PHASE", "WRONG_PHASE"]
    # The book goes on saying when they came and went.
    book = (await desk.get(f"/meetings/{opened.first.meeting_id}/sign-in-book")).json()
    assert [line["left_at"] for line in book["lines"]] == [None] * 3


async def test_two_who_call_the_roll_at_once_call_one(district: World, travel: Any) -> None:
    opened = await open_class(district)
    await travel(MORNING + timedelta(minutes=50))
    way = f"/meetings/{opened.first.meeting_id}/roll-calls"

    answers = await asyncio.gather(
        *(district.api("attendance", "trainer").post(way, json={"minutes": 5}) for _ in range(8))
    )

    told = sorted(answer.json().get("type", "called") for answer in answers)
    assert told == ["called"] + ["urn:xuefen:problem:roll-call-open"] * 7
    assert [row["roll"] for row in await rows_of(district, "roll_call")] == [1]


async def test_the_roll_is_called_while_the_meeting_goes_on(district: World, travel: Any) -> None:
    opened = await open_class(district)
    way = f"/meetings/{opened.first.meeting_id}/roll-calls"
    desk = district.api("attendance", "trainer")

    await travel(MORNING - timedelta(minutes=1))
    before = await desk.post(way, json={"minutes": 5})
    await travel(opened.first.ends_at - timedelta(minutes=2))
    at_the_end = await desk.post(way, json={"minutes": 5})
    await travel(opened.first.ends_at)
    after = await desk.post(way, json={"minutes": 5})

    assert (before.status_code, at_the_end.status_code, after.status_code) == (409, 201, 409)
    assert at_the_end.json()["closes_at"] == "2026-10-10T04:00:00Z"
    uncalled = await desk.get(f"/meetings/{opened.first.meeting_id}/codes", params={"phase": "ROLL", "roll": 7})
    unnumbered = await desk.get(f"/meetings/{opened.first.meeting_id}/codes", params={"phase": "ROLL"})
    assert (uncalled.status_code, unnumbered.status_code) == (404, 422)


async def test_of_a_whereabouts_a_word_is_kept_and_no_coordinate_anywhere(
    district: World, travel: Any, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    opened = await open_class(district, *district.teachers)
    told = await district.api("attendance", "trainer").put(
        f"/meetings/{opened.first.meeting_id}/position", json={**HALL, "accuracy_metres": 20}
    )
    await travel(MORNING)
    code = await code_of(district, opened.first.meeting_id)
    positions: list[dict[str, Any] | None] = [
        NEXT_DOOR,
        ACROSS_TOWN,
        ANOTHER_TOWN,
        None,
        {**NEXT_DOOR, "accuracy_metres": 1500},
    ]

    answers = [
        await _put(district, one, opened, {"code": code, **({"position": position} if position else {})})
        for one, position in zip(district.teachers, positions, strict=False)
    ]
    refused = await _put(district, district.teachers[6], opened, {"code": "c1.x", "position": ANOTHER_TOWN})
    malformed = await _put(
        district, district.teachers[6], opened, {"code": code, "position": {**NEXT_DOOR, "latitude": 95.123456}}
    )

    assert told.status_code == 200, told.text
    assert [answer.json()["distance"] for answer in answers] == ["NEAR", "WITHIN_1_KM", "FAR", "UNKNOWN", "UNKNOWN"]
    assert (refused.status_code, malformed.status_code) == (422, 422)
    kept = [await rows_of(district, table) for table in ("check_in", "refused_scan", "hand_entry", "exchanged_scan")]
    told_anywhere = f"{kept} {caplog.text} {capsys.readouterr()} {malformed.text} {[one.text for one in answers]}"
    for coordinate in ("30.9469", "118.7681", "31.3456", "118.758", "95.1234"):
        assert coordinate not in told_anywhere
    assert [row["distance"] for row in await rows_of(district, "refused_scan")] == ["FAR"]


async def test_without_a_place_no_distance_is_known(district: World, travel: Any) -> None:
    opened = await open_class(district, district.teachers[0])
    await travel(MORNING)
    code = await code_of(district, opened.first.meeting_id)

    answer = await _put(district, district.teachers[0], opened, {"code": code, "position": NEXT_DOOR})

    assert answer.json()["distance"] == "UNKNOWN"


@given(st.floats(-89, 89), st.floats(-180, 180), st.integers(0, 359))
def test_a_step_is_near_and_a_day_s_walk_is_far_wherever_on_earth(lat: float, lon: float, turn: int) -> None:
    here = Position(lat, lon)
    shifted = (lon + 180 + turn / 1_000_000) % 360 - 180

    assert distance_of(here, here) is Distance.NEAR
    assert distance_of(Position(lat, shifted), here) is Distance.NEAR
    assert distance_of(Position(lat + 0.2, lon), here) is Distance.FAR
    assert distance_of(Position(lat + 0.2, lon), here) is distance_of(here, Position(lat + 0.2, lon))
    assert "Position(...)" in f"{here!r} {[here]}"


async def test_two_scans_of_one_phone_are_known_as_such_and_the_phone_is_not(district: World, travel: Any) -> None:
    first, second, third = district.teachers[:3]
    opened = await open_class(district, first, second, third)
    await travel(MORNING)
    code = await code_of(district, opened.first.meeting_id)
    exchanged = (await _exchange(district, code, device="phone-number-one")).json()["scan"]

    await _put(district, first, opened, {"code": code, "device": "phone-number-one"})
    await _put(district, second, opened, {"code": code, "device": "phone-number-two"})
    # Logged in on another phone than the one that was in the room: that one counts.
    await _put(district, third, opened, {"scan": exchanged, "device": "phone-number-three"})

    rows = {row["teacher_id"]: row for row in await rows_of(district, "check_in")}
    hashes = [rows[one.teacher_id]["device_hash"] for one in (first, second, third)]
    assert hashes[0] == hashes[2] != hashes[1]
    assert {len(one) for one in hashes} == {16}
    assert b"phone" not in b"".join(hashes)
    devices = district.apps.of["attendance"].state.devices
    assert devices.hash_of("phone-number-one", district_id=district.district_id + 1) != hashes[0]
    assert rows[first.teacher_id]["code_age"] in range(10)
