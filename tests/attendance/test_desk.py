"""The check-in desk: what waits together is recorded together, and nothing is answered before its commit."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import fields, replace
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from services.attendance.operations import Answered, Desk
from services.attendance.queries import scans as queries
from services.attendance.rules import Method, Phase, RecordedCheckIn, RefusedScan, Scan
from services.platform import clock
from services.platform.database import allow_seconds, district_sessions, open_engine
from services.platform.direct import DirectLine
from services.platform.errors import Overloaded
from services.platform.ids import new_id
from tests.attendance.scenes import MORNING, Opened, open_class, rows_of, scan, until_somebody_waits
from tests.support import Apps, TeacherOf, World, make_world
from tests.walks.attendance import code_of


@pytest.fixture
async def engine(apps: Apps) -> AsyncIterator[AsyncEngine]:
    engine = open_engine(apps.settings, "attendance")
    yield engine
    await engine.dispose()


def _desk(apps: Apps, engine: AsyncEngine, **limits: int) -> Desk:
    return Desk(DirectLine(engine, clock_moves=True), apps.of["attendance"].state.codes, **limits)


@asynccontextmanager
async def _at_the_desk(apps: Apps, desk: Desk) -> AsyncIterator[None]:
    """Let the service's requests go to another desk for a while."""
    state = apps.of["attendance"].state
    before, state.desk = state.desk, desk
    desk.open()
    try:
        yield
    finally:
        state.desk = before
        await desk.close()


@asynccontextmanager
async def _table_locked(world: World) -> AsyncIterator[AsyncSession]:
    """Make every flush wait, as a slow database does: a scan's key is taken by a transaction that goes on."""
    async with world.apps.sessions["attendance"]() as session:
        session.info["district_id"] = world.district_id
        async with session.begin() as transaction:
            await allow_seconds(session, 30)
            await session.execute(
                text(
                    "INSERT INTO attendance.check_in (district_id, meeting_id, phase, teacher_id, check_in_id, state,"
                    " unlisted, method, recorded_at)"
                    " SELECT :district_id, meeting_id, 'IN', :teacher_id, :id, 'ACCEPTED', false, 'CODE', now()"
                    " FROM attendance.meeting WHERE district_id = :district_id"
                ),
                {"district_id": world.district_id, "teacher_id": world.teachers[0].teacher_id, "id": new_id()},
            )
            yield session
            await transaction.rollback()


async def _scan(world: World, teacher: TeacherOf, meeting_id: UUID) -> Scan:
    return Scan(
        scan_id=new_id(),
        district_id=world.district_id,
        meeting_id=meeting_id,
        phase=Phase.IN,
        teacher_id=teacher.teacher_id,
        code=await code_of(world, meeting_id),
        method=Method.CODE,
        presented_at=clock.real_now(),
        device_at=None,
        ticket_class_id=None,
    )


async def _all_wait(desk: Desk, scans: list[Scan]) -> list[asyncio.Task[Answered | RefusedScan]]:
    """Hand in scans and come back when all of them stand in line (or with the clerk)."""
    tasks = [asyncio.create_task(desk.hand_in(one)) for one in scans]
    await asyncio.sleep(0)
    return tasks


async def _whole_class(world: World, travel: Any) -> tuple[Opened, list[Scan]]:
    opened = await open_class(world, *world.teachers)
    await travel(MORNING)
    return opened, [await _scan(world, teacher, opened.first.meeting_id) for teacher in world.teachers]


async def test_what_waits_together_is_recorded_in_one_transaction(
    district: World, travel: Any, engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, scans = await _whole_class(district, travel)
    desk = _desk(district.apps, engine)
    commits: list[object] = []
    commit = DirectLine.commit

    async def counted(line: DirectLine, driver: object) -> None:
        commits.append(line)
        await commit(line, driver)

    monkeypatch.setattr(DirectLine, "commit", counted)

    tasks = await _all_wait(desk, scans)
    desk.open()
    answers = await asyncio.gather(*tasks)
    await desk.close()

    assert len(commits) == 1
    assert [isinstance(one, Answered) and one.is_first for one in answers] == [True] * 8
    assert len(await rows_of(district, "check_in")) == 8


async def test_districts_that_wait_together_are_recorded_each_in_its_own(
    district: World, travel: Any, engine: AsyncEngine
) -> None:
    other = await make_world(district.apps)
    opened = [(world, await open_class(world, *world.teachers)) for world in (district, other)]
    await travel(MORNING)
    here, there = [
        [await _scan(world, teacher, one.first.meeting_id) for teacher in world.teachers] for world, one in opened
    ]
    desk = _desk(district.apps, engine)

    tasks = await _all_wait(desk, [one for pair in zip(here, there, strict=True) for one in pair])
    desk.open()
    answers = await asyncio.gather(*tasks)
    await desk.close()

    assert all(isinstance(answer, Answered) for answer in answers)
    assert {row["teacher_id"] for row in await rows_of(district, "check_in")} == {one.teacher_id for one in here}
    assert {row["teacher_id"] for row in await rows_of(other, "check_in")} == {one.teacher_id for one in there}


async def test_one_poisoned_row_does_not_fail_its_neighbours(district: World, travel: Any, engine: AsyncEngine) -> None:
    _, scans = await _whole_class(district, travel)
    desk = _desk(district.apps, engine)
    # An entry that nobody made, which the table refuses, amid rows that it takes.
    poisoned = [replace(one, entry_id=new_id()) if place == 3 else one for place, one in enumerate(scans)]

    tasks = await _all_wait(desk, poisoned)
    desk.open()
    answers = await asyncio.gather(*tasks, return_exceptions=True)
    await desk.close()

    assert [isinstance(answer, Answered) for answer in answers] == [place != 3 for place in range(8)]
    assert isinstance(answers[3], DBAPIError)
    assert len(await rows_of(district, "check_in")) == 7


async def test_a_row_that_somebody_holds_is_told_to_come_back_and_no_other(
    district: World, travel: Any, engine: AsyncEngine
) -> None:
    _, scans = await _whole_class(district, travel)
    desk = _desk(district.apps, engine)

    async with _table_locked(district):
        tasks = await _all_wait(desk, scans)
        desk.open()
        answers = await asyncio.gather(*tasks, return_exceptions=True)
        await desk.close()

    # The transaction outside holds the key of the first teacher for longer than a lock is waited for.
    assert [type(answer) for answer in answers] == [Overloaded, *[Answered] * 7]


async def test_a_full_desk_answers_503_and_loses_nobody_who_waits(
    district: World, travel: Any, engine: AsyncEngine
) -> None:
    opened = await open_class(district, *district.teachers)
    await travel(MORNING)
    code = await code_of(district, opened.first.meeting_id)
    first, *others = district.teachers
    desk = _desk(district.apps, engine, places=3)
    async with _at_the_desk(district.apps, desk):
        async with _table_locked(district) as holding:
            # The first is with the clerk, three wait in line, and the line has three places.
            held = asyncio.create_task(scan(district, first, opened.first, code=code))
            await until_somebody_waits(holding)
            waiting = [asyncio.create_task(scan(district, one, opened.first, code=code)) for one in others[:3]]
            for _ in range(500):
                if len(desk._line) == 3:
                    break
                await asyncio.sleep(0.01)
            turned_away = await scan(district, others[3], opened.first, code=code)
        answers = await asyncio.gather(held, *waiting)

    assert turned_away.status_code == 503
    assert turned_away.headers["retry-after"] == "1"
    assert turned_away.json()["type"] == "urn:xuefen:problem:overloaded"
    assert [answer.status_code for answer in answers] == [201] * 4
    assert len(await rows_of(district, "check_in")) == 4


async def test_closing_the_desk_answers_everybody_who_waits(district: World, travel: Any, engine: AsyncEngine) -> None:
    _, scans = await _whole_class(district, travel)
    desk = _desk(district.apps, engine, most_together=3)
    tasks = await _all_wait(desk, scans)
    desk.open()

    closing = asyncio.create_task(desk.close())
    await asyncio.sleep(0)
    with pytest.raises(Overloaded):
        await desk.hand_in(replace(scans[0], scan_id=new_id()))
    await closing

    assert all(task.done() for task in tasks)
    answers = [task.result() for task in tasks]
    assert all(isinstance(answer, Answered) and answer.is_first for answer in answers)
    assert len(await rows_of(district, "check_in")) == 8


async def test_nothing_is_acknowledged_before_its_commit(
    district: World, travel: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await travel(MORNING)
    code = await code_of(district, opened.first.meeting_id)

    async def fail(_line: DirectLine, _driver: object) -> None:
        raise RuntimeError("the commit fails")

    with monkeypatch.context() as failing:
        failing.setattr(DirectLine, "commit", fail)
        failed = await scan(district, teacher, opened.first, code=code)
    held = await rows_of(district, "check_in")
    after = await scan(district, teacher, opened.first, code=code)

    assert failed.status_code == 500
    assert held == []
    assert after.status_code == 201


async def test_a_database_that_goes_away_is_503_for_all_without_asking_it_for_each(
    district: World, travel: Any, engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    teacher = district.teachers[0]
    opened, scans = await _whole_class(district, travel)
    desk = _desk(district.apps, engine)
    attempts: list[object] = []

    async def cut(line: DirectLine, _driver: object) -> None:
        attempts.append(line)
        raise ConnectionResetError

    with monkeypatch.context() as failing:
        failing.setattr(DirectLine, "commit", cut)
        tasks = await _all_wait(desk, scans)
        desk.open()
        answers = await asyncio.gather(*tasks, return_exceptions=True)
    back = await scan(district, teacher, opened.first)
    await desk.close()

    assert [type(answer) for answer in answers] == [Overloaded] * 8
    assert len(attempts) == 1
    assert back.status_code == 201


async def test_two_desks_with_the_same_keys_neither_deadlock_nor_double(
    district: World, travel: Any, engine: AsyncEngine
) -> None:
    _, scans = await _whole_class(district, travel)
    desks = [_desk(district.apps, engine), _desk(district.apps, engine)]
    backwards = [replace(one, scan_id=new_id()) for one in reversed(scans)]

    tasks = [*await _all_wait(desks[0], scans), *await _all_wait(desks[1], backwards)]
    for desk in desks:
        desk.open()
    answers = await asyncio.gather(*tasks)
    for desk in desks:
        await desk.close()

    answered = [one for one in answers if isinstance(one, Answered)]
    assert len(answered) == 16
    assert sum(one.is_first for one in answered) == 8
    for mine, theirs in zip(answered[:8], reversed(answered[8:]), strict=True):
        assert mine.check_in == theirs.check_in
    assert len(await rows_of(district, "check_in")) == 8


async def test_who_hangs_up_is_recorded_all_the_same(district: World, travel: Any, engine: AsyncEngine) -> None:
    _, scans = await _whole_class(district, travel)
    desk = _desk(district.apps, engine)
    tasks = await _all_wait(desk, scans[:2])

    tasks[0].cancel()
    desk.open()
    answer = await tasks[1]
    await desk.close()

    assert isinstance(answer, Answered)
    assert len(await rows_of(district, "check_in")) == 2


async def test_an_answer_is_what_the_table_holds(district: World, travel: Any) -> None:
    teacher = district.teachers[0]
    opened = await open_class(district, teacher)
    await travel(MORNING)

    answer = (await scan(district, teacher, opened.first)).json()

    (row,) = await rows_of(district, "check_in")
    assert set(answer) == {field.name for field in fields(RecordedCheckIn)}
    assert answer["check_in_id"] == str(row["check_in_id"])
    assert answer["recorded_at"] == row["recorded_at"].isoformat().replace("+00:00", "Z")
    kept = ("phase", "roll", "turn", "state", "unlisted", "method", "grade", "received_at", "device_at", "distance")
    assert {name: answer[name] for name in kept} == {name: row[name] for name in kept}


_CROWD = (
    """
    INSERT INTO attendance.training_class
    SELECT :district_id, md5('class' || n)::uuid, 1, 'a class', NULL, '{}', false, md5('program')::uuid, 'CENTRALISED'
    FROM generate_series(1, 300) AS n
    """,
    """
    INSERT INTO attendance.meeting
    SELECT :district_id, md5('meeting' || n)::uuid, md5('class' || n % 300)::uuid, now(), now() + interval '1 hour', 1,
        NULL, NULL, NULL, NULL, false, now(), now(), now(), now(), now(), now()
    FROM generate_series(300, 3000) AS n WHERE n % 300 > 0
    """,
    """
    INSERT INTO attendance.member
    SELECT :district_id, md5('enrolment' || n)::uuid, md5('class' || n % 300)::uuid, md5('teacher' || n)::uuid, 1, true,
        md5('school')::uuid
    FROM generate_series(1, 20000) AS n
    """,
)


async def test_the_flush_reads_lists_by_their_whole_key(district: World, engine: AsyncEngine) -> None:
    async with district_sessions(engine)() as session, session.begin() as transaction:
        await session.execute(text(f"SET LOCAL app.district_ids = '{district.district_id}'"))
        for statement in _CROWD:
            await session.execute(text(statement), {"district_id": district.district_id})
        parameters = {name: [None] for name in queries._RECORD.compile().params}
        # Explained as the service's own role, under its policies, which is where a plan goes wrong; and as it is made
        # once for however many rows come.
        explained = text(f"EXPLAIN (GENERIC_PLAN) {queries._RECORD.text}").bindparams(**parameters)
        plan = "\n".join(await session.scalars(explained))
        await transaction.rollback()

    for index, condition in (
        ("meeting_pkey", "(meeting_id = scan.meeting_id)"),
        ("training_class_pkey", "(class_id = meeting.class_id)"),
        ("member_district_id_class_id_teacher_id_idx", "(teacher_id = scan.teacher_id)"),
        ("check_in_pkey", "(teacher_id = scan.teacher_id)"),
        ("annulment_pkey", "(teacher_id = scan.teacher_id)"),
    ):
        after = plan.partition(index)[2]
        assert condition in after[: after.index("\n", after.index("Index Cond"))], plan
