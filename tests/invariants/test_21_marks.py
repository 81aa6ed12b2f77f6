"""Invariant 21: a score follows from marks and scheme alone; what comes late or twice changes nothing that stands."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.assessment.operations import marking, revisions
from services.assessment.routes import works
from services.assessment.rules.results import aggregating
from services.platform.access import Principal, Reach, Viewer
from services.platform.ids import new_id
from tests.assessment.course import Course, hours_of, said
from tests.assessment.marking import RUBRIC, as_teacher, course_by, filed, item, mark, name
from tests.invariants.twice import Mutated, by_patch, invariant
from tests.support import TeacherOf, World
from tests.walks.assessment import DAY, PDF
from tests.walks.assessment_schemes import LESSON

Travel = Callable[[datetime], Awaitable[None]]

_LESSON: dict[str, Any] = {**LESSON}
_STAGE: dict[str, Any] = _LESSON["stages"][0]
_TRIMMED: dict[str, Any] = {
    **LESSON,
    "code": "TRIMMED_LESSON",
    "gates": [{"kind": "ATTENDANCE"}],
    "stages": [
        {
            **_STAGE,
            "assessors": ["EXPERT"],
            "components": [
                {
                    "code": "LESSON",
                    "label": _STAGE["label"],
                    "weight": "100",
                    "aggregator": {"kind": "TRIMMED_MEAN", "drop": 1},
                    "at_least": 3,
                }
            ],
        }
    ],
}
_reconsider = revisions.reconsider
DUE = "2025-11-30T18:00:00+08:00"
IN_TIME, LATE = datetime(2025, 11, 30, 9, 59, tzinfo=UTC), datetime(2025, 11, 30, 10, 1, tzinfo=UTC)


def _by_age(stated: list[Any]) -> list[Any]:
    return sorted(stated, key=lambda one: one.newest)


async def _changed_by_nobody(session: AsyncSession, **which: Any) -> None:
    """What stands follows its grounds at once, without a person who confirms it."""
    await _reconsider(session, **which)
    machine = Principal(account_id=new_id(), district_id=which["district_id"], roles=frozenset({"district_admin"}))
    await revisions.confirm_revisions(
        session,
        district_id=which["district_id"],
        class_id=which["class_id"],
        teacher_ids=list(which["teacher_ids"]),
        reason="...",
        viewer=Viewer(machine, Reach.DISTRICT),
        at=which["at"],
    )


@invariant(
    by_patch("which_is_dropped_goes_by_age", (aggregating, "_ordered", _by_age)),
    by_patch("a_result_changes_by_itself", (marking, "reconsider", _changed_by_nobody)),
)
async def test_21_the_same_marks_in_whatever_order_are_the_same_score_and_a_later_one_waits_for_a_person(
    district: World, mutated: Mutated
) -> None:
    one, other, *experts = district.teachers[:6]
    course = await course_by(district, _TRIMMED, one, other)
    await name(course, "EXPERT", *experts)

    async def by(expert: TeacherOf, of: TeacherOf, points: str) -> None:
        assert await mark(course, as_teacher(course, expert), item(of, points)) == ["RECORDED"]

    async def results() -> list[dict[str, Any]]:
        return [await course.result(teacher) for teacher in (one, other)]

    async with mutated(district):
        for expert, points in zip(experts, ("50", "90", "70", "60"), strict=True):
            await by(expert, one, points)
        # The same in another order, one of them corrected before it came to that.
        await by(experts[2], other, "10")
        for number, points in ((3, "60"), (2, "70"), (1, "90"), (0, "50")):
            await by(experts[number], other, points)
        scores = [(result["score"], result["status"], result["hours"]) for result in await results()]
        await course.finalise()
        await by(experts[0], one, "20")
        await by(experts[1], one, "20")
        stands = [(state.revision, hours_of(state)) for state in await said(district)]
        pending = [revision["proposed"]["status"] for revision in await course.revisions()]

    assert scores == [("65.00", "PASSED", "6.00")] * 2
    assert stands == [(1, [("6", DAY)])] * 2
    assert pending == ["FAILED"]


async def _hand_in(course: Course, member: TeacherOf, content: bytes) -> dict[str, Any]:
    """As a phone does whose clock says that there is time left."""
    body = {"work": "DESIGN", "file_ids": [await filed(course, member, content=content)]}
    answer = await as_teacher(course, member).post(
        f"{course.path}/submissions", json=body, headers={"Date": "Sun, 30 Nov 2025 09:58:00 GMT"}
    )
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


@invariant(by_patch("the_time_is_the_phone_s", (works, "clock", SimpleNamespace(now=lambda: IN_TIME))))
async def test_21_what_is_handed_in_late_is_late_by_the_server_s_clock_and_the_first_stays_as_it_was(
    district: World, mutated: Mutated, travel: Travel
) -> None:
    member = district.teachers[0]
    course = await course_by(district, RUBRIC, member)
    deadline = await course.api("trainer").put(f"{course.path}/works/DESIGN/deadline", json={"due_at": DUE})
    assert deadline.status_code == 200
    await travel(IN_TIME)
    first = await _hand_in(course, member, PDF)

    async with mutated(district):
        await travel(LATE)
        second = await _hand_in(course, member, PDF + b"2")
        again = await _hand_in(course, member, PDF)
        listed = (await course.api().get(f"{course.path}/submissions")).json()["items"]

    kept = [(one["submission_id"], one["late"], one["handed_in_at"]) for one in listed]
    assert [one["late"] for one in (first, second, again)] == [False, True, True]
    assert kept[0] == (first["submission_id"], False, first["handed_in_at"])
    assert [late for _, late, _ in kept] == [False, True, True]
