"""The class lists that attendance keeps: repeated, late and reordered news leave the same list."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import permutations
from typing import Any

from services.attendance import queries
from services.attendance.rules import JudgedScan, Method, Phase, Scan
from services.contracts import EnrolmentConfirmed, Event
from services.platform.ids import new_id
from services.platform.outbox import publish
from tests.attendance.scenes import MORNING, Opened, open_class, rows_of, scan
from tests.support import TeacherOf, World
from tests.walks.attendance import enrolled, meeting, scheduled


@dataclass
class _Lists:
    """What is kept of the district's classes, in an order of its own."""

    classes: list[dict[str, Any]]
    meetings: list[dict[str, Any]]
    members: list[dict[str, Any]]

    @classmethod
    async def of(cls, world: World) -> "_Lists":
        return cls(
            *[
                sorted(
                    (
                        {name: value for name, value in row.items() if name not in ("class_id", "enrolment_id")}
                        for row in await rows_of(world, table)
                    ),
                    key=repr,
                )
                for table in ("training_class", "meeting", "member")
            ]
        )


async def _hear(world: World, *events: Event) -> None:
    for event in events:
        await world.publish(event)
        await world.drain()


async def test_in_whatever_order_and_however_often_news_come_the_lists_end_the_same(district: World) -> None:
    first, second = district.teachers[:2]
    async with district.session("registration") as session:
        for order in [
            (*classes, *members) for classes in permutations(range(2)) for members in permutations(range(2, 4))
        ]:
            class_id = new_id()
            one, other = meeting(MORNING), meeting(MORNING + timedelta(days=1))
            moved = meeting(MORNING + timedelta(days=7), meeting_id=one.meeting_id)
            news: list[Event] = [
                scheduled(district, [one, other], class_id=class_id),
                scheduled(district, [moved], class_id=class_id, revision=2),
                enrolled(district, class_id, first, second),
                enrolled(district, class_id, second, status="WITHDRAWN", revision=2),
            ]
            for place in (*order, *order):
                await publish(session, news[place])

    await district.drain()

    classes, meetings, members = [await rows_of(district, one) for one in ("training_class", "meeting", "member")]
    assert [row["revision"] for row in classes] == [2] * 4
    for row in classes:
        of_class = [one for one in meetings if one["class_id"] == row["class_id"]]
        # Which of them is cancelled because a newer word left it out was never told where that word came first.
        assert [one["starts_at"] for one in of_class if not one["cancelled"]] == [MORNING + timedelta(days=7)]
        assert sorted(
            (one["teacher_id"], one["active"], one["revision"]) for one in members if one["class_id"] == row["class_id"]
        ) == sorted([(first.teacher_id, True, 1), (second.teacher_id, False, 2)])


async def test_a_meeting_that_is_no_longer_told_is_cancelled_and_never_lost(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    kept, dropped = meeting(MORNING), meeting(MORNING)
    opened = await open_class(district, teacher, meetings=[kept, dropped])
    await travel(MORNING)
    assert (await scan(district, teacher, dropped)).status_code == 201

    await _hear(district, scheduled(district, [kept], class_id=opened.class_id, revision=2))

    cancelled = {row["meeting_id"]: row["cancelled"] for row in await rows_of(district, "meeting")}
    assert cancelled == {kept.meeting_id: False, dropped.meeting_id: True}
    assert len(await rows_of(district, "check_in")) == 1


async def test_an_older_word_on_a_class_changes_nothing(district: World) -> None:
    sitting = meeting(MORNING)
    told = scheduled(district, [sitting], revision=3)
    await _hear(district, told)
    before = await _Lists.of(district)

    await _hear(district, scheduled(district, [], class_id=told.class_id, revision=2, cancelled=True))

    assert await _Lists.of(district) == before


async def test_who_comes_back_by_a_new_enrolment_is_on_the_list_again(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    again = enrolled(district, opened.class_id, teacher).members[0].model_copy(update={"enrolment_id": new_id()})
    await _hear(
        district,
        enrolled(district, opened.class_id, teacher, status="WITHDRAWN", revision=2),
        EnrolmentConfirmed(district_id=district.district_id, members=(again,)),
    )
    await travel(MORNING)

    answer = await scan(district, teacher, opened.first)

    assert answer.json()["unlisted"] is False


async def test_windows_follow_the_pack_of_the_day(district: World) -> None:
    before_the_pack = meeting(MORNING.replace(year=2020))
    within = meeting(MORNING)
    await open_class(district, meetings=[before_the_pack, within])

    rows = {row["meeting_id"]: row for row in await rows_of(district, "meeting")}

    for sitting in (before_the_pack, within):
        row = rows[sitting.meeting_id]
        assert row["in_opens_at"] == sitting.starts_at - timedelta(minutes=30)
        assert row["in_late_after"] == sitting.starts_at + timedelta(minutes=10)
        assert row["in_closes_at"] == sitting.ends_at
        assert row["out_opens_at"] == sitting.starts_at
        assert row["out_early_before"] == sitting.ends_at - timedelta(minutes=10)
        assert row["out_closes_at"] == sitting.ends_at + timedelta(minutes=60)


async def test_who_is_being_let_in_while_the_meeting_is_moved_checks_in_again(district: World, travel: Any) -> None:
    early, amid, elsewhere = district.teachers[:3]
    opened = await open_class(district, early, amid)
    other = await open_class(district, elsewhere)
    await travel(MORNING - timedelta(minutes=20))
    assert (await scan(district, early, opened.first)).status_code == 201
    assert (await scan(district, elsewhere, other.first)).status_code == 201
    moved = meeting(MORNING + timedelta(hours=5), meeting_id=opened.first.meeting_id)

    async with district.session("attendance") as letting_in:
        (recorded,) = await queries.record_scans(letting_in, [_seen_now(district, amid, opened)])
        # The move neither sees the record nor waits for it, and the record was judged by the old times.
        await district.publish(scheduled(district, [moved], class_id=opened.class_id, revision=2))
        await district.drain()
    assert recorded.check_in is not None
    at_once = {row["teacher_id"] for row in await rows_of(district, "annulment")}
    await travel(MORNING - timedelta(minutes=19))
    await district.drain()

    assert at_once == {early.teacher_id}
    assert {row["teacher_id"] for row in await rows_of(district, "annulment")} == {early.teacher_id, amid.teacher_id}
    kept = await district.api("attendance").get(f"/meetings/{moved.meeting_id}/check-ins")
    words = {(one["annulment"]["reason"], one["annulment"]["reason_en"]) for one in kept.json()["items"]}
    assert words == {("场次改期，请重新签到", "The meeting was moved: check in again")}
    await travel(moved.starts_at)
    assert [(await scan(district, one, moved)).status_code for one in (early, amid)] == [201, 201]
    await travel(moved.starts_at + timedelta(minutes=5))
    await district.drain()
    assert len(await rows_of(district, "annulment")) == 2


def _seen_now(world: World, teacher: TeacherOf, opened: Opened) -> JudgedScan:
    at = MORNING - timedelta(minutes=20)
    scan_of = Scan(
        scan_id=new_id(),
        district_id=world.district_id,
        meeting_id=opened.first.meeting_id,
        phase=Phase.IN,
        teacher_id=teacher.teacher_id,
        code="",
        method=Method.CODE,
        presented_at=at,
    )
    return JudgedScan(scan_of, at)
