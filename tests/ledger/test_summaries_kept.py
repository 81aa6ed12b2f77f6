"""The district's summary from the verdicts that the worker keeps: byte for byte what judging everybody anew says."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from hashlib import sha256
from random import Random
from uuid import UUID

import pytest
from sqlalchemy import text

from services.contracts import RecordsKept
from services.directory import operations as directory
from services.ledger import operations
from services.ledger.operations.judging import Bench, InForce
from services.ledger.operations.keeping import MARKED_BY
from services.platform import clock
from services.platform.clock import SHANGHAI
from services.platform.errors import DomainError
from services.platform.ids import new_id
from services.policy import facts
from tests.ledger.days import NOON, Day, Travel, a_full_year
from tests.ledger.merging import merged, undone
from tests.ledger.saying import an_outcome, post
from tests.ledger.test_facts import a_record
from tests.support import JUDGING, World
from tests.walks.directory import SCHOOL_PACK, as_csv, roster_row
from workers.subscriptions import SUBSCRIPTIONS

TODAY = NOON.date()


@pytest.fixture
async def day(district: World, travel: Travel) -> Day:
    """The day after the school year: one teacher has what was asked, seven have nothing; the worker has judged."""
    await travel(NOON)
    await post(district, a_full_year(district, 0))
    day = Day(district, travel)
    await day.passes()
    return day


EVERYBODY = list(range(8))


async def test_where_everything_has_been_judged_a_summary_judges_nobody(day: Day) -> None:
    assert await day.judged() == []

    answer = await day.api.get("/summary")

    assert answer.json()["standings"] == {"MET": 1, "NOT_MET": 7}
    assert answer.json()["summary_hash"] == sha256(await day.told(anew=True)).hexdigest()
    assert [(one["pack_id"], one["teachers"]) for one in answer.json()["packs"]] == [("XC", 8)]


async def test_what_is_not_heard_yet_has_everybody_judged_and_what_is_marked_whom_it_touches(day: Day) -> None:
    async with day.world.session("ledger") as session:
        outcomes = [a_full_year(day.world, 1)]
        await operations.post_outcomes(session, district_id=day.world.district_id, outcomes=outcomes, at=clock.now())

    unheard = await day.judged()
    await day.world.drain()
    marked = await day.judged()
    await day.passes()

    assert (unheard, marked, await day.judged()) == (EVERYBODY, [1], [])
    assert (await day.api.get("/summary")).json()["standings"] == {"MET": 2, "NOT_MET": 6}


async def test_the_same_goes_for_what_the_directory_says_of_a_teacher(day: Day) -> None:
    async with day.world.session("directory") as session:
        await directory.add_fact(
            session,
            district_id=day.world.district_id,
            teacher_id=day.world.teachers[2].teacher_id,
            kind="EXEMPTION",
            code="XC-02",
            valid_from=date(2025, 9, 1),
            valid_to=None,
            ground="长期病假",
        )

    unheard = await day.judged()
    await day.world.drain()
    marked = await day.judged()
    await day.passes()

    assert (unheard, marked, await day.judged()) == (EVERYBODY, [2], [])


@pytest.mark.parametrize("how", ["parked_at = NULL", "parked_at = now()"])
async def test_what_waits_for_a_worker_or_for_a_person_has_everybody_judged(day: Day, how: str) -> None:
    await post(day.world, a_full_year(day.world, 1))
    await day.passes()
    assert await day.judged() == []

    async with day.world.session("relay") as session:
        waiting = f"UPDATE messaging.delivery SET done_at = NULL, {how} WHERE consumer = :by AND district_id = :of"
        await session.execute(text(waiting), {"by": "ledger.mark_earners", "of": day.world.district_id})

    assert await day.judged() == EVERYBODY


async def test_another_release_judges_everybody_itself(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.ledger.operations.keeping._engine", lambda: "another")
    assert await day.judged() == EVERYBODY

    await day.passes(timedelta(days=1))

    assert await day.judged() == []


async def test_another_day_is_judged(day: Day) -> None:
    assert await day.judged(as_of=date(2026, 8, 30)) == EVERYBODY
    await day.travel(NOON + timedelta(days=365))

    assert await day.judged(as_of=date(2027, 9, 2)) == EVERYBODY
    day.now += timedelta(days=364)
    await day.passes(timedelta(days=1))

    assert await day.judged() == []
    assert await day.judged(as_of=TODAY) == EVERYBODY


async def test_what_the_book_knew_before_is_judged_of_whom_more_was_known_since(day: Day) -> None:
    await post(day.world, a_full_year(day.world, 1))
    await day.passes()

    assert await day.judged(known_at_seq=3) == [1]
    assert await day.judged(known_at_seq=0) == EVERYBODY
    assert await day.told(known_at_seq=3) != await day.told()


@pytest.mark.parametrize("what", ["pack", "correction", "calendar", "school"])
async def test_what_is_decided_for_everybody_leaves_nothing_of_what_was_judged_before(day: Day, what: str) -> None:
    """Until it is heard and everybody whom it touches is judged anew."""
    admin = day.world.api("directory")
    if what == "pack":
        body = {
            "pack_id": "SB5",
            "valid_from": "2026-09-03",
            "valid_to": "2031-08-31",
            "school_id": str(day.world.schools[1].school_id),
        }
        answer = await admin.post("/pack-assignments", json=body)
    elif what == "correction":
        (assigned,) = (await admin.get("/pack-assignments")).json()["items"]
        published = (await admin.post("/packs", json={"content": SCHOOL_PACK, "builds_on": "XC"})).json()
        correction = {"content_hash": published["content_hash"], "reason": "更正"}
        answer = await admin.post(f"/pack-assignments/{assigned['assignment_id']}/corrections", json=correction)
    elif what == "calendar":
        semester = {"label": "第一学期", "first_day": "2026-09-01", "last_day": "2027-01-20"}
        answer = await admin.put("/calendar/2026-2027", json={"semesters": [semester], "holidays": []})
    else:
        row = roster_row(7, school_name="第二小学", school_code="S2", school_kind="教育学院", valid_from="2026-12-01")
        answer = await admin.post("/roster-imports", content=as_csv([row]), headers={"Content-Type": "text/csv"})
        assert answer.json()["applied"], answer.text
    assert answer.status_code in (200, 201), answer.text

    assert await day.judged() == EVERYBODY
    await day.passes()
    assert await day.judged() == []


async def test_one_pack_assigned_twice_is_told_apart(day: Day) -> None:
    async with day.world.session("directory") as session:
        await directory.assign_pack(
            session,
            district_id=day.world.district_id,
            pack_id="XC",
            valid_from=date(2025, 9, 1),
            valid_to=date(2030, 8, 31),
            school_id=day.world.schools[1].school_id,
            switches={"new_teacher_span": "three_years"},
            at=datetime(2019, 8, 1, 4, tzinfo=SHANGHAI),
        )
    await day.passes()

    assert await day.judged() == []
    packs = (await day.api.get("/summary")).json()["packs"]
    assert [(one["pack_id"], one["teachers"]) for one in packs] == [("XC", 4), ("XC", 4)]


async def test_what_is_marked_of_a_former_teacher_is_judged_of_the_one_they_go_on_as(day: Day) -> None:
    merge_id = await merged(day.world)
    await day.passes()
    assert await day.judged() == []

    await day.world.publish(
        RecordsKept(district_id=day.world.district_id, members=(a_record(day.world),)), role="assessment"
    )
    await day.world.drain()

    assert await day.judged() == [1]
    await undone(day.world, merge_id)
    assert await day.judged() == [0, 1]
    await day.passes()
    assert await day.judged() == []


async def test_who_is_marked_for_a_record_is_judged_by_it_whoever_hears_of_it_first(
    day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(World, "unheard", JUDGING | {"ledger.keep_facts"})
    await day.world.publish(
        RecordsKept(district_id=day.world.district_id, members=(a_record(day.world),)), role="assessment"
    )
    await day.passes()

    async with day.world.session("ledger") as session:
        assert await session.scalar(text("SELECT count(*) FROM ledger.fact")) == 1
    assert await day.judged() == []


def test_whatever_is_said_of_a_teacher_is_heard_by_who_marks() -> None:
    marking = {name: one.event.topic for name, one in SUBSCRIPTIONS.items() if name.startswith("ledger.mark_")}

    # Another pack is no matter of single teachers: what was judged by the former one is told apart.
    assert {topic: name for name, topic in marking.items() if name != "ledger.mark_governed"} == MARKED_BY


async def test_one_whom_judging_trips_over_holds_up_neither_a_summary_nor_the_end_of_a_month(
    day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = str(day.world.teachers[5].teacher_id)
    govern = Bench.governing

    def trip(self: Bench, teacher: facts.Teacher, *, as_of: date) -> list[InForce]:
        if teacher.teacher_id == bad:
            raise ZeroDivisionError
        return govern(self, teacher, as_of=as_of)

    with monkeypatch.context() as faulty:
        faulty.setattr(Bench, "governing", trip)
        all_anew = await day.api.get("/summary", params={"as_of": "2026-08-31"})
        await day.api.post("/verdicts/rebuild")
        await day.passes()
        again = await day.judged()
        kept = await day.api.get("/summary")
        day.now = datetime(2026, 9, 30, 23, 59, 50, tzinfo=SHANGHAI)
        await day.passes()
        await day.passes()
        (report,) = (await day.api.get("/reports", params={"kind": "SUMMARY"})).json()["items"]
    shown = (await day.api.get(f"/reports/{report['report_id']}")).json()["summary"]
    await day.passes()

    for summary in (all_anew.json(), kept.json(), shown):
        assert summary["standings"] == {"MET": 1, "NOT_MET": 6, "UNDETERMINED": 1}
        assert [one["teachers"] for one in summary["packs"]] == [7]
        assert [one["standings"].get("UNDETERMINED", 0) for one in summary["schools"]] == [0, 1]
    assert again == [5]
    # Mended, it is told at once, though nobody had it judged anew.
    assert await day.judged() == [5]
    assert (await day.api.get("/summary")).json()["standings"] == {"MET": 1, "NOT_MET": 7}


@pytest.mark.parametrize("seed", [1, 2])
async def test_whatever_happens_and_however_much_of_it_is_heard_the_summary_is_that_of_judging(
    day: Day, seed: int
) -> None:
    random, world = Random(seed), day.world
    outcomes: dict[int, UUID] = {}
    moves = 0
    seen: set[bytes] = {await day.told()}

    async def posting() -> None:
        who, outcome_id = random.randrange(1, 8), new_id()
        outcomes[who] = outcome_id
        said = [a_full_year(world, who, outcome_id=outcome_id)]
        async with world.session("ledger") as session:
            await operations.post_outcomes(session, district_id=world.district_id, outcomes=said, at=clock.now())

    async def reversal() -> None:
        if outcomes:
            who, outcome_id = outcomes.popitem()
            said = [an_outcome(world, who, revision=2, outcome_id=outcome_id)]
            async with world.session("ledger") as session:
                await operations.post_outcomes(session, district_id=world.district_id, outcomes=said, at=clock.now())

    async def moving() -> None:
        nonlocal moves
        moves += 1
        async with world.session("directory") as session:
            await directory.transfer(
                session,
                district_id=world.district_id,
                teacher_id=random.choice(world.teachers).teacher_id,
                school_id=random.choice(world.schools).school_id,
                on=date(2026, 1, 1) + timedelta(days=moves),
                post=None,
            )

    async def leave() -> None:
        async with world.session("directory") as session:
            await directory.add_fact(
                session, district_id=world.district_id, teacher_id=random.choice(world.teachers).teacher_id,
                kind="EXEMPTION", code="XC-02", valid_from=date(2025, 9, 1) + timedelta(days=random.randrange(999)),
                valid_to=None, ground="长期病假",
            )  # fmt: skip

    async def assigning() -> None:
        school = random.choice(world.schools).school_id
        first = date(2025, 9, 1) + timedelta(days=len(seen) * 30)
        async with world.session("directory") as session:
            await directory.assign_pack(
                session, district_id=world.district_id, pack_id=random.choice(["SB5", "XC"]), valid_from=first,
                valid_to=first + timedelta(days=29), school_id=school, at=datetime(2019, 8, 1, 4, tzinfo=SHANGHAI),
            )  # fmt: skip

    async def next_day() -> None:
        day.now += timedelta(days=random.choice([1, 20]))
        await day.travel(day.now)

    merge_id = await merged(world) if seed == 2 else None
    happening = [posting, posting, reversal, moving, leave, assigning, next_day]
    hearing = [None, world.drain, day.passes, day.passes]
    for step in range(16):
        with suppress(DomainError):  # not everything is possible at any time
            await random.choice(happening)()
        if (heard := random.choice(hearing)) is not None:
            await heard()
        if merge_id is not None and step == 9:
            await undone(world, merge_id)
        known = random.choice([None, None, 3])
        told = await day.told(known_at_seq=known)
        assert told == await day.told(anew=True, known_at_seq=known)
        seen.add(told)
    await day.passes()

    assert await day.judged() == []
    assert len(seen) > 8
