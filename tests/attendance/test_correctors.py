"""A settlement says by whose word a presence is what it is, beside the scans: they do not confirm what follows."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx

from services.contracts import SettledMember
from services.platform.ids import new_id
from tests.attendance.devices import line_of, outcomes, take_bundle, upload
from tests.attendance.scenes import MORNING, Opened, attend, open_class, rows_of, said, scan, settle
from tests.support import TeacherOf, World
from tests.walks.attendance import meeting

HOUR = timedelta(hours=1)


def done(answer: httpx.Response) -> Any:
    assert answer.status_code in (200, 201), answer.text
    return answer.json()


async def correct(world: World, opened: Opened, teacher: TeacherOf, by: UUID, **word: Any) -> None:
    word = {"teacher_id": str(teacher.teacher_id), "reason": "核对签到册", **word}
    api = world.api("attendance", account_id=by)
    done(await api.post(f"/meetings/{opened.first.meeting_id}/corrections", json=word))


async def last_said(world: World, opened: Opened) -> dict[UUID, SettledMember]:
    event = [one for one in await said(world) if one.class_id == opened.class_id][-1]
    return {member.teacher_id: member for member in event.members}


def correctors(member: SettledMember) -> set[UUID]:
    return {one.account_id for one in member.corrected_by}


async def test_a_settlement_names_everybody_by_whose_word_it_is(district: World, travel: Any) -> None:
    scanned, corrected, excused, made_up, by_hand, brought = district.teachers[:6]
    opened = await open_class(district, *district.teachers[:6])
    asks, approves, annuls, enters, brings, too, accepts, one, other = (new_id() for _ in range(9))
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
    await travel(opened.first.ends_at + 2 * HOUR)

    # Each in the order in which it is done; what is refused changes nothing.
    await correct(district, opened, corrected, one, presence="ABSENT")
    await correct(district, opened, corrected, other, minutes=45)
    for leave, approved in zip(leaves, (True, False), strict=True):
        decision = {"approved": approved, "reason": "已核"}
        api = district.api("attendance", account_id=approves)
        done(await api.put(f"/leaves/{leave['leave_id']}/decision", json=decision))
    task = {"teacher_id": str(made_up.teacher_id), "task": "交笔记", "reason": "代为登记"}
    asked = done(await district.api("attendance", account_id=asks).post(f"{way}/make-ups", json=task))
    decided = district.api("attendance", account_id=approves).put(
        f"/make-ups/{asked['make_up_id']}/decision", json={"approved": True, "reason": "已核"}
    )
    done(await decided)
    done(
        await district.api("attendance", account_id=annuls).put(
            f"{way}/check-ins/{check_in['check_in_id']}/annulment", json={"reason": "代扫"}
        )
    )
    paper = {"phase": "IN", "reason": "纸质签到", "people": [{"teacher_id": str(by_hand.teacher_id)}]}
    done(await district.api("attendance", account_id=enters).post(f"{way}/paper-lists", json=paper))
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

    told = await last_said(district, opened)
    assert {who.teacher_id: correctors(told[who.teacher_id]) for who in district.teachers[:6]} == {
        scanned.teacher_id: set(),
        corrected.teacher_id: {one, other},
        excused.teacher_id: {approves},
        made_up.teacher_id: {asks, approves},
        by_hand.teacher_id: {annuls, enters},
        brought.teacher_id: {brings, too, accepts},
    }
    # The last comes first.
    assert [who.account_id for who in told[corrected.teacher_id].corrected_by] == [other, one]


async def test_whoever_corrects_in_the_same_minutes_or_elsewhere_is_named_too(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    beside = await open_class(district, teacher, meetings=[meeting(MORNING - HOUR)])
    one, other, elsewhere = (new_id() for _ in range(3))
    await attend(district, travel, teacher, opened.first)
    await travel(opened.first.ends_at + 2 * HOUR)
    done(await settle(district, opened.class_id))
    before = await last_said(district, opened)

    await correct(district, opened, teacher, one, presence="ABSENT")
    await correct(district, opened, teacher, other, presence="PRESENT")
    await correct(district, beside, teacher, elsewhere, presence="PRESENT")
    await travel(opened.first.ends_at + 3 * HOUR)
    await district.drain()

    assert correctors(before[teacher.teacher_id]) == set()
    assert [row["version"] for row in await rows_of(district, "settlement")] == [1, 2]
    told = (await last_said(district, opened))[teacher.teacher_id]
    assert correctors(told) == {one, other, elsewhere}
    assert [day.hours for day in told.days] != ["4"]


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
    left = next(row for row in await rows_of(district, "check_in") if row["phase"] == "OUT")

    way = f"/meetings/{instead.first.meeting_id}/check-ins/{left['check_in_id']}/annulment"
    done(await district.api("attendance", account_id=annuls).put(way, json={"reason": "代扫"}))
    done(await settle(district, missed.class_id))

    told = (await last_said(district, missed))[teacher.teacher_id]
    assert ([day.state for day in told.days], correctors(told)) == (["ABSENT"], {approves, annuls, teacher.teacher_id})
