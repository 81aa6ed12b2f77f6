"""Which pack the other services go by: each member's own where hours are valued, one for the presence in a class."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest

from tests.assessment.course import hours_of, opened
from tests.assessment.course import said as outcomes_said
from tests.attendance.scenes import MORNING, attend, open_class, rows_of, settle
from tests.directory.packs import publish, school_pack
from tests.support import World
from tests.walks.assessment import DAY

Travel = Callable[[datetime], Awaitable[None]]


async def own_pack(district: World, *, header: str, **selector: str) -> str:
    """A pack of the first school's own, or of who is selected, in force for the cycle; the hash of its content."""
    api = district.api("directory")
    published = await publish(api, school_pack(header=header))
    assigned = await api.post(
        "/pack-assignments",
        json={
            "content_hash": published["content_hash"],
            "valid_from": "2025-09-01",
            "valid_to": "2030-08-31",
            **(selector or {"school_id": str(district.schools[0].school_id)}),
        },
    )
    assert assigned.status_code == 201, assigned.text
    return str(published["content_hash"])


@pytest.mark.parametrize("selector", [{}, {"stage": "PRIMARY"}, {"post": "TEACHER"}])
async def test_each_member_of_a_class_is_valued_by_the_pack_of_the_own_school_stage_and_post(
    district: World, travel: Travel, selector: dict[str, str]
) -> None:
    await travel(datetime(2025, 8, 1, tzinfo=UTC))
    # Under the school's own pack even who did not pass keeps the hours that were attended.
    own = await own_pack(district, header="outcome: {must_pass: false}\n", **selector)
    await travel(datetime(2025, 11, 1, tzinfo=UTC))
    here, there = district.teachers[0], district.teachers[7]
    course = await opened(district, here, there)
    await course.settle(here, there, revision=2, met=False, hours=[(DAY, "2")])
    shown = (await course.api().get(f"{course.path}/results")).json()["items"]
    preview = {one["teacher_id"]: one["hours"] for one in shown}

    finalised = await course.finalise()

    assert finalised["finalised"] == {"ATTENDANCE_NOT_MET": 2}
    states = {state.teacher_id: state for state in await outcomes_said(district)}
    both = {here.teacher_id, there.teacher_id} if selector else {here.teacher_id}
    for teacher in (here, there):
        state, governed = states[teacher.teacher_id], teacher.teacher_id in both
        assert (state.pack_id, state.pack_hash == own) == (("SX", True) if governed else ("XC", False))
        assert hours_of(state) == ([("2", DAY)] if governed else [])
        assert preview[str(teacher.teacher_id)] == ("2.00" if governed else "0.00")
    await course.settle(here, there, revision=3, met=False, hours=[(DAY, "3")])
    await course.confirm(here, there)
    latest = {state.teacher_id: state for state in await outcomes_said(district) if state.revision == 2}
    assert latest[here.teacher_id].pack_hash == own
    assert hours_of(latest[here.teacher_id]) == [("3", DAY)]


async def test_whom_no_pack_governs_is_worth_nothing_and_hinders_nobody(district: World, travel: Travel) -> None:
    await travel(datetime(2020, 8, 1, tzinfo=UTC))
    api = district.api("directory")
    await api.post(
        "/pack-assignments",
        json={
            "pack_id": "XC",
            "valid_from": "2020-09-01",
            "valid_to": "2025-08-31",
            "school_id": str(district.schools[0].school_id),
        },
    )
    day = DAY.replace(year=2021)
    await travel(datetime(2021, 11, 1, tzinfo=UTC))
    course = await opened(district, district.teachers[0], district.teachers[7], days=[day], settle=False)
    await course.settle(district.teachers[0], district.teachers[7], hours=[(day, "6")])

    await course.finalise()

    said = {state.teacher_id: state for state in await outcomes_said(district)}
    assert hours_of(said[district.teachers[0].teacher_id]) == [("6", day)]
    assert said[district.teachers[7].teacher_id].lines == ()


async def test_a_degree_is_valued_by_the_pack_of_the_school_on_the_day_of_its_certificate(
    district: World, travel: Travel
) -> None:
    await travel(datetime(2025, 8, 1, tzinfo=UTC))
    own = await own_pack(district, header="")
    await travel(datetime(2026, 3, 1, tzinfo=UTC))
    teacher = district.teachers[0]
    moved = await district.api("directory").post(
        f"/teachers/{teacher.teacher_id}/transfers",
        json={"school_id": str(district.schools[1].school_id), "on": "2026-02-01"},
    )
    assert moved.status_code == 201
    claims = district.api("assessment", "teacher", teacher=teacher.teacher_id)
    claim = await claims.post(
        "/claims",
        json={
            "teacher_id": str(teacher.teacher_id),
            "kind": "DEGREE",
            "degree_level": "MASTER",
            "certificate_no": "103661202605001234",
            "awarded_on": "2026-01-10",
            "evidence": "学位证书原件,学校人事处核验",
        },
    )
    assert claim.status_code == 201, claim.text

    decided = await district.api("assessment").put(
        f"/claims/{claim.json()['claim_id']}/decision", json={"approved": True}
    )

    assert decided.status_code == 200, decided.text
    (state,) = await outcomes_said(district)
    assert state.pack_hash == own


async def test_a_class_has_one_rule_of_presence_its_own_schools_or_the_districts(
    district: World, travel: Travel
) -> None:
    await travel(datetime(2025, 8, 1, tzinfo=UTC))
    own = await own_pack(district, header="attendance: {opens_minutes_before: 5}\n")
    await travel(MORNING - timedelta(days=1))
    here, there = district.teachers[0], district.teachers[7]
    of_school = await open_class(district, here, there, school_id=district.schools[0].school_id)
    of_district = await open_class(district, here, there)

    opens = {row["class_id"]: row["in_opens_at"] for row in await rows_of(district, "meeting")}
    assert opens[of_school.class_id] == MORNING - timedelta(minutes=5)
    assert opens[of_district.class_id] == MORNING - timedelta(minutes=30)
    for opened_class in (of_school, of_district):
        await attend(district, travel, here, opened_class.first)
    await travel(MORNING + timedelta(days=1))
    by_school = (await settle(district, of_school.class_id)).json()
    by_district = (await settle(district, of_district.class_id)).json()
    assert (by_school["pack_id"], by_school["pack_hash"]) == ("SX", own)
    assert by_district["pack_id"] == "XC"
