"""Settling again says who had a say in presence since, beside the scans: they do not confirm what follows."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest
from pydantic import ValidationError
from sqlalchemy import text

from services.attendance.operations import settlement
from services.contracts import MOST_CORRECTIONS, AttendanceCorrected, AttendanceSettled, CorrectedPresence
from services.platform.ids import new_id
from tests.attendance.devices import line_of, outcomes, take_bundle, upload
from tests.attendance.scenes import MORNING, Opened, attend, open_class, rows_of, said, scan, settle
from tests.support import TeacherOf, World
from tests.walks.attendance import meeting

HOUR = timedelta(hours=1)
TOPICS = [AttendanceCorrected.topic, AttendanceSettled.topic]


def done(answer: httpx.Response) -> Any:
    assert answer.status_code in (200, 201), answer.text
    return answer.json()


async def correct(world: World, opened: Opened, teacher: TeacherOf, by: UUID, **word: Any) -> None:
    word = {"teacher_id": str(teacher.teacher_id), "reason": "核对签到册", **word}
    api = world.api("attendance", account_id=by)
    done(await api.post(f"/meetings/{opened.first.meeting_id}/corrections", json=word))


async def payloads(world: World, opened: Opened) -> list[tuple[str, Any]]:
    """(topic, payload) of what was said of the class's settlements, in order."""
    async with world.session("attendance") as session:
        rows = await session.execute(
            text(
                "SELECT topic, payload FROM messaging.event WHERE topic = any(:topics)"
                " AND payload ->> 'class_id' = :class_id ORDER BY id"
            ),
            {"topics": TOPICS, "class_id": str(opened.class_id)},
        )
        return [(topic, payload) for topic, payload in rows]


async def corrected_before(world: World, opened: Opened) -> list[dict[UUID, set[UUID]]]:
    """Of each settlement of the class, teacher -> accounts that were named before it."""
    versions: list[dict[UUID, set[UUID]]] = [{}]
    for topic, payload in await payloads(world, opened):
        if topic == AttendanceSettled.topic:
            versions.append({})
            continue
        for one in AttendanceCorrected.model_validate(payload).corrections:
            named = versions[-1].setdefault(one.teacher_id, set())
            assert one.account_id not in named
            named.add(one.account_id)
    assert versions.pop() == {}
    return versions


async def test_everybody_is_named_who_had_a_say_since_the_last_settlement(district: World, travel: Any) -> None:
    scanned, corrected, excused, made_up, by_hand, brought, taken_back = district.teachers[:7]
    opened = await open_class(district, *district.teachers[:7])
    asks, approves, annuls, enters, brings, too, accepts, one, other, before, calls = (new_id() for _ in range(11))
    way = f"/meetings/{opened.first.meeting_id}"
    await travel(MORNING - HOUR)
    tickets = [
        done(await take_bundle(district, opened, "district_admin", account_id=who))["ticket"] for who in (brings, too)
    ]
    leaves = [
        done(
            await district.api("attendance", "teacher", teacher=who.teacher_id).post(
                f"{way}/leaves", json={"reason": "外出学习"}
            )
        )
        for who in (excused, corrected)
    ]
    await attend(district, travel, scanned, opened.first)
    await travel(MORNING)
    check_in = done(await scan(district, by_hand, opened.first))
    done(await district.api("attendance", "trainer").post(f"{way}/roll-calls", json={"minutes": 5}))
    await travel(opened.first.ends_at + 2 * HOUR)

    # What is asked for before a settlement and granted after it counts from then on.
    task = {"teacher_id": str(made_up.teacher_id), "task": "交笔记", "reason": "代为登记"}
    asked = done(await district.api("attendance", account_id=asks).post(f"{way}/make-ups", json=task))
    await correct(district, opened, scanned, before, presence="PRESENT")
    await correct(district, opened, corrected, before, presence="PRESENT")
    await travel(opened.first.ends_at + 3 * HOUR)
    done(await settle(district, opened.class_id))
    await travel(opened.first.ends_at + 4 * HOUR)

    # Each in the order in which it is done; what is refused changes nothing.
    await correct(district, opened, corrected, one, presence="ABSENT")
    await correct(district, opened, corrected, other, minutes=45)
    for leave, approved in zip(leaves, (True, False), strict=True):
        decision = {"approved": approved, "reason": "已核"}
        api = district.api("attendance", account_id=approves)
        done(await api.put(f"/leaves/{leave['leave_id']}/decision", json=decision))
    decided = district.api("attendance", account_id=approves).put(
        f"/make-ups/{asked['make_up_id']}/decision", json={"approved": True, "reason": "已核"}
    )
    done(await decided)
    done(
        await district.api("attendance", account_id=annuls).put(
            f"{way}/check-ins/{check_in['check_in_id']}/annulment", json={"reason": "代扫"}
        )
    )
    people = [{"teacher_id": str(who.teacher_id)} for who in (by_hand, taken_back)]
    paper = {"phase": "IN", "reason": "纸质签到", "people": people}
    entered = done(await district.api("attendance", account_id=enters).post(f"{way}/paper-lists", json=paper))
    done(
        await district.api("attendance", account_id=annuls).put(
            f"{way}/check-ins/{entered['items'][1]['check_in']['check_in_id']}/annulment", json={"reason": "签错行"}
        )
    )
    # Settling does not look at who answered a roll call.
    rolled = {"phase": "ROLL", "roll": 1, "reason": "补登点名", "people": [{"teacher_id": str(scanned.teacher_id)}]}
    answered = done(await district.api("attendance", account_id=calls).post(f"{way}/paper-lists", json=rolled))
    assert (entered["recorded"], answered["recorded"]) == (2, 1)
    came = line_of(MORNING, staff_number="T006")
    left = line_of(opened.first.ends_at, "OUT", staff_number="T006", code="123456")
    uploaded = [
        outcomes(await upload(district, opened, ticket, line, role="district_admin", account_id=who))
        for ticket, line, who in zip(tickets, (came, left), (brings, too), strict=True)
    ]
    assert uploaded == [[("RECORDED", None)], [("NEEDS_REVIEW", "CODE_NOT_GOOD")]]
    done(
        await district.api("attendance", account_id=accepts).put(
            f"{way}/offline-facts/{left['client_id']}/review", json={"accepted": True, "reason": "当面核实"}
        )
    )
    done(await settle(district, opened.class_id))

    first, second = await corrected_before(district, opened)
    assert first == {}
    assert second == {
        corrected.teacher_id: {one, other},
        excused.teacher_id: {approves},
        made_up.teacher_id: {asks, approves},
        by_hand.teacher_id: {annuls, enters},
        brought.teacher_id: {brings, too, accepts},
        taken_back.teacher_id: {annuls},
    }
    assert [topic for topic, _ in await payloads(district, opened)] == [AttendanceSettled.topic, *TOPICS]


async def test_each_settlement_names_those_since_the_one_before_and_who_may_not_have_been_seen_by_it(
    district: World, travel: Any
) -> None:
    teacher, other = district.teachers[:2]
    opened = await open_class(district, teacher, other)
    early, late, last = (new_id() for _ in range(3))
    over = opened.first.ends_at + 2 * HOUR
    await travel(over)
    done(await settle(district, opened.class_id))

    await travel(over + HOUR)
    await correct(district, opened, teacher, early, presence="PRESENT")
    await travel(over + 2 * HOUR)
    # A settlement that is asked for within seconds may not see what is not committed yet.
    await correct(district, opened, other, late, presence="PRESENT")
    await travel(over + 2 * HOUR + timedelta(seconds=10))
    done(await settle(district, opened.class_id))
    await travel(over + 3 * HOUR)
    await correct(district, opened, teacher, last, minutes=45)
    done(await settle(district, opened.class_id))
    # What is no other settlement says nothing, and names nobody.
    await correct(district, opened, teacher, early, minutes=45)
    done(await settle(district, opened.class_id))

    assert await corrected_before(district, opened) == [
        {},
        {teacher.teacher_id: {early}, other.teacher_id: {late}},
        {teacher.teacher_id: {last}, other.teacher_id: {late}},
    ]


async def test_of_a_large_class_as_many_events_are_said_as_it_takes_and_each_has_its_place(
    district: World, travel: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = await open_class(district, *district.teachers[:5])
    await travel(opened.first.ends_at + 2 * HOUR)
    done(await settle(district, opened.class_id))
    monkeypatch.setattr(settlement, "MOST_CORRECTIONS", 2)
    corrected = {teacher.teacher_id: {new_id()} for teacher in district.teachers[:5]}
    await travel(opened.first.ends_at + 3 * HOUR)
    for teacher in district.teachers[:5]:
        (by,) = corrected[teacher.teacher_id]
        await correct(district, opened, teacher, by, presence="PRESENT")
    done(await settle(district, opened.class_id))
    most = tuple(CorrectedPresence(teacher_id=new_id(), account_id=new_id()) for _ in range(MOST_CORRECTIONS))
    largest = AttendanceCorrected(district_id=district.district_id, class_id=new_id(), corrections=most)
    # The table holds it, and refuses what is twice as long and more.
    await district.publish(largest, role="attendance")
    await district.drain()

    said_so_far = [payload for topic, payload in await payloads(district, opened) if topic == TOPICS[0]]
    assert [len(payload["corrections"]) for payload in said_so_far] == [2, 2, 1]
    assert await corrected_before(district, opened) == [{}, corrected]
    assert len(largest.model_dump_json()) < 262_144 / 2
    with pytest.raises(ValidationError):
        AttendanceCorrected(district_id=1, class_id=new_id(), corrections=(*most, most[0]))


async def test_whoever_corrects_in_the_same_minutes_or_elsewhere_is_named_too(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    beside = await open_class(district, teacher, meetings=[meeting(MORNING - HOUR)])
    one, other, elsewhere = (new_id() for _ in range(3))
    await attend(district, travel, teacher, opened.first)
    await travel(opened.first.ends_at + 2 * HOUR)
    done(await settle(district, opened.class_id))

    await travel(opened.first.ends_at + 3 * HOUR)
    await correct(district, opened, teacher, one, presence="ABSENT")
    await correct(district, opened, teacher, other, presence="PRESENT")
    await correct(district, beside, teacher, elsewhere, presence="PRESENT")
    await travel(opened.first.ends_at + 4 * HOUR)
    await district.drain()

    assert [row["version"] for row in await rows_of(district, "settlement")] == [1, 2]
    assert await corrected_before(district, opened) == [{}, {teacher.teacher_id: {one, other, elsewhere}}]
    assert [day.hours for day in (await said(district))[-1].members[0].days] != ["4"]


async def test_who_takes_away_the_meeting_that_was_sat_instead_is_named_where_it_was_missed(
    district: World, travel: Any
) -> None:
    teacher, member = district.teachers[:2]
    missed = await open_class(district, teacher)
    instead = await open_class(district, member, meetings=[meeting(MORNING + timedelta(days=7))])
    approves, annuls = new_id(), new_id()
    await travel(MORNING + timedelta(days=1))
    wanted = {"reason": "因病缺席", "sat_meeting_id": str(instead.first.meeting_id)}
    api = district.api("attendance", "teacher", teacher=teacher.teacher_id)
    asked = done(await api.post(f"/meetings/{missed.first.meeting_id}/make-ups", json=wanted))
    decided = district.api("attendance", account_id=approves).put(
        f"/make-ups/{asked['make_up_id']}/decision", json={"approved": True, "reason": "已核"}
    )
    done(await decided)
    await attend(district, travel, teacher, instead.first)
    await travel(instead.first.ends_at + 2 * HOUR)
    done(await settle(district, missed.class_id))
    await travel(instead.first.ends_at + 3 * HOUR)
    left = next(row for row in await rows_of(district, "check_in") if row["phase"] == "OUT")

    way = f"/meetings/{instead.first.meeting_id}/check-ins/{left['check_in_id']}/annulment"
    done(await district.api("attendance", account_id=annuls).put(way, json={"reason": "代扫"}))
    done(await settle(district, missed.class_id))

    (told,) = (await said(district))[-1].members
    assert [day.state for day in told.days] == ["ABSENT"]
    assert await corrected_before(district, missed) == [{}, {teacher.teacher_id: {annuls}}]
