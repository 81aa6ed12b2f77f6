"""Which pack governs a teacher when: held day by day against the pack in force for the appointment of the day."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from services.directory.queries import AssignedPack, Assignments, Selector
from services.policy import facts
from services.policy.calendars import Span

START = date(2025, 9, 1)
SCHOOLS = [UUID(int=number) for number in (1, 2)]
STAGES = ["PRIMARY", "JUNIOR_MIDDLE"]
POSTS = ["TEACHER", "PRINCIPAL"]


def day(number: int) -> date:
    return START + timedelta(days=number)


def assigned(number: int, first: date, last: date, *, revision: int = 1, **selector: object) -> AssignedPack:
    return AssignedPack(
        assignment_id=UUID(int=number),
        revision=revision,
        selector=Selector(**selector),  # type: ignore[arg-type]  # of the test's own making
        pack_id=f"P{number}",
        version="1",
        content_hash=f"{number:064}",
        valid_from=first,
        valid_to=last,
        parameters={},
        switches={},
        reason=None,
        decided_at=datetime(2025, 8, 1, tzinfo=UTC),
    )


def appointed(
    first: date, last: date | None, school: UUID, *, post: str = "TEACHER", stage: str = "PRIMARY"
) -> facts.Appointment:
    return facts.Appointment(
        school_id=str(school), school_kind="SCHOOL", post=post, stage=stage, valid_from=first, valid_to=last
    )


def teacher(*appointments: facts.Appointment) -> facts.Teacher:
    return facts.Teacher(teacher_id="T", appointments=appointments)


def told(governed: list[tuple[AssignedPack, Span]]) -> list[tuple[str, date, date]]:
    return [(one.pack_id, span.first, span.last) for one, span in governed]


def test_who_joins_late_or_leaves_early_has_the_whole_period_of_the_one_pack() -> None:
    assignments = Assignments([assigned(1, START, day(1000))])

    late = assignments.governing(teacher(appointed(day(300), None, SCHOOLS[0])), until=day(500))
    early = assignments.governing(teacher(appointed(day(-900), day(100), SCHOOLS[0])), until=day(2000))

    assert told(late) == [("P1", START, day(500))]
    assert told(early) == [("P1", START, day(1000))]


def test_days_without_an_assignment_belong_to_no_pack() -> None:
    assignments = Assignments([assigned(1, START, day(10)), assigned(2, day(20), day(30))])

    governed = assignments.governing(teacher(appointed(day(-5), None, SCHOOLS[0])), until=day(25))

    assert told(governed) == [("P1", START, day(10)), ("P2", day(20), day(25))]


def test_a_break_between_appointments_belongs_to_the_one_before_it() -> None:
    assignments = Assignments(
        [
            assigned(1, START, day(1000), school_id=SCHOOLS[0]),
            assigned(2, START, day(1000), school_id=SCHOOLS[1]),
        ]
    )
    moved = teacher(appointed(day(-9), day(99), SCHOOLS[0]), appointed(day(200), None, SCHOOLS[1]))

    assert told(assignments.governing(moved, until=day(300))) == [
        ("P1", START, day(199)),
        ("P2", day(200), day(300)),
    ]


def test_coming_back_to_the_same_pack_is_a_span_of_its_own_and_a_change_of_post_alone_is_none() -> None:
    assignments = Assignments([assigned(1, START, day(1000)), assigned(2, START, day(1000), school_id=SCHOOLS[1])])
    away_and_back = teacher(
        appointed(START, day(9), SCHOOLS[0]),
        appointed(day(10), day(19), SCHOOLS[1]),
        appointed(day(20), day(29), SCHOOLS[0]),
        appointed(day(30), None, SCHOOLS[0], post="PRINCIPAL"),
    )

    assert told(assignments.governing(away_and_back, until=day(40))) == [
        ("P1", START, day(9)),
        ("P2", day(10), day(19)),
        ("P1", day(20), day(40)),
    ]


def test_nobodys_appointment_is_known_and_the_districts_pack_governs() -> None:
    assignments = Assignments([assigned(1, START, day(10)), assigned(2, START, day(10), stage="PRIMARY")])

    assert told(assignments.governing(teacher(), until=day(5))) == [("P1", START, day(5))]
    assert assignments.governing(teacher(), until=day(-1)) == []
    assert assignments.governing(teacher(), until=day(5), since=day(6)) == []


@st.composite
def districts(draw: st.DrawFn) -> list[AssignedPack]:
    """Assignments of every kind of selector; of one selector they follow each other without overlapping."""
    drawn = []
    number = 0
    for school_id in (None, *SCHOOLS):
        for stage in (None, STAGES[0]):
            for post in (None, POSTS[0]):
                edges = sorted(draw(st.sets(st.integers(-20, 80), max_size=6)))
                for first, following in zip(edges[::2], edges[1::2], strict=False):
                    number += 1
                    drawn.append(
                        assigned(number, day(first), day(following - 1), school_id=school_id, stage=stage, post=post)
                    )
    return draw(st.permutations(drawn))


@st.composite
def careers(draw: st.DrawFn) -> facts.Teacher:
    edges = sorted(draw(st.sets(st.integers(-20, 80), min_size=2, max_size=8)))
    return teacher(
        *(
            appointed(
                day(first),
                None if last == edges[-1] and draw(st.booleans()) else day(last - 1),
                draw(st.sampled_from(SCHOOLS)),
                post=draw(st.sampled_from(POSTS)),
                stage=draw(st.sampled_from(STAGES)),
            )
            for first, last in pairwise(edges)
            if last == edges[-1] or draw(st.integers(0, 3))
        )
    )


def appointment_on(whom: facts.Teacher, on: date) -> facts.Appointment:
    """Word for word: in force, else the last one before, else the first one after."""
    for one in whom.appointments:
        if one.valid_from <= on and (one.valid_to is None or on <= one.valid_to):
            return one
    before = [one for one in whom.appointments if one.valid_from <= on]
    return max(before, key=lambda one: one.valid_from) if before else whom.appointments[0]


@settings(deadline=None, max_examples=150)
@given(districts(), careers(), st.integers(-30, 60), st.integers(0, 60))
def test_every_day_is_governed_by_the_most_special_pack_for_its_appointment(
    every: list[AssignedPack], whom: facts.Teacher, since: int, days: int
) -> None:
    assignments = Assignments(every)

    governed = assignments.governing(whom, since=day(since), until=day(since + days))

    by_day = {span.first + timedelta(days=number): one for one, span in governed for number in range(span.days)}
    assert sum(span.days for _, span in governed) == len(by_day)
    for number in range(since, since + days + 1):
        on, held = day(number), appointment_on(whom, day(number))
        fitting = [
            one
            for one in every
            if one.valid_from <= on <= one.valid_to
            and one.selector.school_id in (None, UUID(held.school_id))
            and one.selector.stage in (None, held.stage)
            and one.selector.post in (None, held.post)
        ]
        expected = max(fitting, key=lambda one: one.selector.rank, default=None)
        assert by_day.get(on) is expected
        assert expected is assignments.in_force(on, school_id=UUID(held.school_id), stage=held.stage, post=held.post)
    assert [span for _, span in governed] == sorted(span for _, span in governed)
    for (one, span), (another, following) in pairwise(governed):
        assert one is not another or span.last + timedelta(days=1) < following.first
