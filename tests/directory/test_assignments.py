"""Which pack judges whom: special before general, running cycles untouched, corrections with a reason."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from services.directory import operations, queries
from services.directory.errors import RunningCycle
from services.policy.calendars import Span
from tests.directory.packs import publish, school_pack
from tests.support import World

Travel = Callable[[datetime], Awaitable[None]]
BEFORE = datetime(2025, 8, 1, tzinfo=UTC)
CYCLE = {"valid_from": "2025-09-01", "valid_to": "2030-08-31"}


async def assign(district: World, status: int = 201, **body: Any) -> dict[str, Any]:
    response = await district.api("directory").post("/pack-assignments", json={**CYCLE, **body})
    assert response.status_code == status, response.text
    answer: dict[str, Any] = response.json()
    return answer


async def packs_of(district: World, teacher_id: UUID) -> list[tuple[str, str, str]]:
    answer = await district.api("directory").get(f"/teachers/{teacher_id}/packs")
    assert answer.status_code == 200, answer.text
    return [(one["pack_id"], one["first"], one["last"]) for one in answer.json()["items"]]


async def test_a_published_version_is_put_in_force_by_its_hash(district: World, travel: Travel) -> None:
    await travel(BEFORE)
    published = await publish(district.api("directory"), school_pack())

    assigned = await assign(
        district, content_hash=published["content_hash"], school_id=str(district.schools[0].school_id)
    )

    assert assigned["content_hash"] == published["content_hash"]
    assert assigned["revision"] == 1
    assert assigned["parameters"] == {"cycle_start": "2025-09-01", "cycle_end": "2030-08-31"}
    assert await packs_of(district, district.teachers[0].teacher_id) == [("SX", "2025-09-01", "2030-08-31")]
    assert await packs_of(district, district.teachers[7].teacher_id) == [("XC", "2025-09-01", "2030-08-31")]


async def test_a_school_comes_before_a_post_before_a_stage_before_the_district(district: World, travel: Travel) -> None:
    await travel(BEFORE)
    api, school = district.api("directory"), district.schools[0].school_id
    selectors: dict[str, dict[str, str]] = {
        "STAGE": {"stage": "PRIMARY"},
        "POST": {"post": "TEACHER"},
        "SCHOOL": {"school_id": str(school)},
        "BOTH": {"school_id": str(school), "post": "PRINCIPAL"},
    }
    for pack_id, selector in selectors.items():
        published = await publish(api, school_pack(pack_id=pack_id))
        await assign(district, content_hash=published["content_hash"], **selector)

    async with district.session("ledger") as session:
        assignments = await queries.load_assignments(session, district_id=district.district_id)

    def asked(**of: Any) -> str | None:
        found = assignments.in_force(date(2026, 1, 1), **of)
        return None if found is None else found.pack_id

    other = district.schools[1].school_id
    assert asked() == "XC"
    assert asked(stage="PRIMARY") == "STAGE"
    assert asked(stage="PRIMARY", post="TEACHER") == "POST"
    assert asked(stage="JUNIOR_MIDDLE", post="STAFF") == "XC"
    assert asked(school_id=school, stage="PRIMARY", post="TEACHER") == "SCHOOL"
    assert asked(school_id=school, stage="PRIMARY", post="PRINCIPAL") == "BOTH"
    assert asked(school_id=other, stage="PRIMARY", post="PRINCIPAL") == "STAGE"
    async with district.session("assessment") as session:
        for of in ({}, {"stage": "PRIMARY", "post": "TEACHER"}, {"school_id": school, "post": "PRINCIPAL"}):
            found = await queries.find_assigned_pack(
                session, district_id=district.district_id, on=date(2026, 1, 1), **of
            )
            assert found is not None
            assert found.pack_id == asked(**of)


@pytest.mark.parametrize("selector", [{}, {"stage": "PRIMARY"}, {"post": "TEACHER", "stage": "PRIMARY"}, {"school": 0}])
async def test_periods_for_the_same_people_never_overlap(
    district: World, travel: Travel, selector: dict[str, Any]
) -> None:
    await travel(BEFORE)
    if "school" in selector:
        selector = {"school_id": str(district.schools[0].school_id)}
    if selector:
        await assign(district, pack_id="XC", **selector)

    last_day = await assign(
        district, 409, pack_id="HL", valid_from="2030-08-31", valid_to="2031-08-31", parameters=TITLES, **selector
    )
    after = await assign(district, pack_id="XC", **{**selector, "valid_from": "2030-09-01", "valid_to": "2035-08-31"})

    assert last_day["type"] == "urn:xuefen:problem:period-taken"
    assert after["revision"] == 1


TITLES = {"cycle_start": "2030-08-31", "cycle_end": "2031-08-31"}


async def test_a_new_version_leaves_a_running_cycle_alone(district: World, travel: Travel) -> None:
    await travel(datetime(2027, 3, 1, tzinfo=UTC))
    api, school = district.api("directory"), str(district.schools[0].school_id)
    newer = await publish(api, school_pack(pack_id="XC", version="2027.1"))

    overlapping = await assign(district, 409, content_hash=newer["content_hash"])
    backwards = await assign(
        district, 409, content_hash=newer["content_hash"], school_id=school, valid_from="2027-02-28"
    )
    running = (await api.get("/pack-assignments")).json()["items"]
    forwards = await assign(district, content_hash=newer["content_hash"], school_id=school, valid_from="2027-09-01")

    assert overlapping["type"] == "urn:xuefen:problem:period-taken"
    assert backwards["type"] == "urn:xuefen:problem:running-cycle"
    assert [(one["pack_id"], one["revision"]) for one in running] == [("XC", 1)]
    assert forwards["valid_from"] == "2027-09-01"
    assert [one for one, *_ in await packs_of(district, district.teachers[7].teacher_id)] == ["XC"]
    assert await packs_of(district, district.teachers[0].teacher_id) == [
        ("XC", "2025-09-01", "2027-08-31"),
        ("XC", "2027-09-01", "2030-08-31"),
    ]


async def test_what_a_new_assignment_may_not_take_over_is_only_what_governs_these_people(
    district: World, travel: Travel
) -> None:
    await travel(datetime(2027, 3, 1, tzinfo=UTC))
    school = str(district.schools[0].school_id)

    # Nothing governs these days, so they may be given a pack; the school's own came first, the stage's after it.
    earlier = {"valid_from": "2020-09-01", "valid_to": "2025-08-31"}
    first = await assign(district, pack_id="XC", **{**earlier, "school_id": school})
    more_general = await assign(district, pack_id="XC", **{**earlier, "stage": "PRIMARY"})
    special = await assign(district, 409, pack_id="XC", **{**earlier, "school_id": school, "post": "TEACHER"})

    assert (first["revision"], more_general["revision"]) == (1, 1)
    assert special["type"] == "urn:xuefen:problem:running-cycle"


async def test_a_teacher_who_moves_between_schools_is_governed_by_the_pack_of_each(
    district: World, travel: Travel
) -> None:
    await travel(BEFORE)
    api, teacher = district.api("directory"), district.teachers[0].teacher_id
    for number, pack_id in enumerate(("PA", "PB")):
        published = await publish(api, school_pack(pack_id=pack_id))
        await assign(
            district,
            content_hash=published["content_hash"],
            school_id=str(district.schools[number].school_id),
            valid_to="2027-08-31",
        )
    for on, number in (("2026-02-01", 1), ("2026-09-01", 0), ("2027-02-01", 1)):
        moved = await api.post(
            f"/teachers/{teacher}/transfers", json={"school_id": str(district.schools[number].school_id), "on": on}
        )
        assert moved.status_code == 201, moved.text

    assert await packs_of(district, teacher) == [
        ("PA", "2025-09-01", "2026-01-31"),
        ("PB", "2026-02-01", "2026-08-31"),
        ("PA", "2026-09-01", "2027-01-31"),
        ("PB", "2027-02-01", "2027-08-31"),
        ("XC", "2027-09-01", "2030-08-31"),
    ]
    async with district.session("ledger") as session:
        assignments = await queries.load_assignments(session, district_id=district.district_id)
        timeline = (await queries.load_timelines(session, district_id=district.district_id, teacher_ids=[teacher]))[
            teacher
        ]
    cut = assignments.governing(timeline, since=date(2026, 3, 1), until=date(2026, 9, 30))
    assert [(one.pack_id, span) for one, span in cut] == [
        ("PB", Span(date(2026, 3, 1), date(2026, 8, 31))),
        ("PA", Span(date(2026, 9, 1), date(2026, 9, 30))),
    ]
    own = await district.api("directory", "teacher", teacher=teacher).get(f"/teachers/{teacher}/packs")
    strange = await district.api("directory", "teacher", teacher=district.teachers[1].teacher_id).get(
        f"/teachers/{teacher}/packs"
    )
    assert (own.status_code, strange.status_code) == (200, 404)


async def test_a_pack_found_wrong_is_corrected_with_a_reason_and_the_history_stays(
    district: World, travel: Travel
) -> None:
    await travel(datetime(2027, 3, 1, tzinfo=UTC))
    api = district.api("directory")
    right = await publish(api, school_pack(pack_id="XC", version="2025.2"))
    wrong = (await api.get("/pack-assignments")).json()["items"][0]
    path = f"/pack-assignments/{wrong['assignment_id']}"

    corrected = await api.post(
        f"{path}/corrections", json={"content_hash": right["content_hash"], "reason": "漏录一条,经局务会核定更正。"}
    )

    assert corrected.status_code == 201, corrected.text
    history = (await api.get(path)).json()
    assert history == corrected.json()
    assert (history["revision"], history["content_hash"]) == (2, right["content_hash"])
    assert (history["valid_from"], history["valid_to"]) == (wrong["valid_from"], wrong["valid_to"])
    assert history["parameters"] == wrong["parameters"]
    assert [(one["revision"], one["content_hash"], one["reason"]) for one in history["revisions"]] == [
        (1, wrong["content_hash"], None),
        (2, right["content_hash"], "漏录一条,经局务会核定更正。"),
    ]
    assert history["revisions"][1]["decided_by"] == str(district.admin_id)
    assert history["revisions"][1]["decided_at"].startswith("2027-03-01")
    # In force for the whole period, and the earlier one only as it was known before.
    async with district.session("ledger") as session:
        now = await queries.get_assigned_pack(session, district_id=district.district_id, on=date(2025, 9, 1))
        known = await queries.load_assignments(
            session, district_id=district.district_id, known_at=datetime(2027, 2, 28, tzinfo=UTC)
        )
    assert now.revision == 2
    assert [(one.revision, one.content_hash) for one in known] == [(1, wrong["content_hash"])]
    asked = (await api.get("/pack-assignments", params={"known_at": "2027-02-28T00:00:00+08:00"})).json()["items"]
    assert [one["revision"] for one in asked] == [1]
    assert [one["revision"] for one in (await api.get("/pack-assignments")).json()["items"]] == [2]


async def test_a_correction_may_change_a_switch_and_must_fit_the_pack(district: World) -> None:
    api = district.api("directory")
    assigned = (await api.get("/pack-assignments")).json()["items"][0]
    path = f"/pack-assignments/{assigned['assignment_id']}"
    pack = (await api.get(f"/packs/{assigned['content_hash']}")).json()
    switch = pack["switches"][0]
    reading = next(one["value"] for one in switch["values"] if one["value"] != switch["default"])
    body = {"content_hash": assigned["content_hash"], "reason": "误选读法。"}

    nothing = await api.post(f"{path}/corrections", json=body)
    unknown_switch = await api.post(f"{path}/corrections", json={**body, "switches": {"no_such_switch": "x"}})
    unknown_version = await api.post(f"{path}/corrections", json={**body, "content_hash": "0" * 64})
    without_reason = await api.post(f"{path}/corrections", json={**body, "reason": " "})
    changed = await api.post(f"{path}/corrections", json={**body, "switches": {switch["name"]: reading}})
    nowhere = await api.post(f"/pack-assignments/{UUID(int=1)}/corrections", json=body)

    refusals = [nothing, unknown_switch, unknown_version, without_reason, nowhere]
    assert [answer.status_code for answer in refusals] == [409, 422, 422, 422, 404]
    assert nothing.json()["type"] == "urn:xuefen:problem:nothing-corrected"
    assert changed.status_code == 201
    assert changed.json()["switches"] == {switch["name"]: reading}
    assert changed.json()["parameters"] == assigned["parameters"]
    assert len(changed.json()["revisions"]) == 2


async def test_of_corrections_at_the_same_time_each_has_a_number_of_its_own_or_is_told(district: World) -> None:
    api = district.api("directory")
    hashes = [
        (await publish(api, school_pack(pack_id="XC", version=f"2025.{number}")))["content_hash"]
        for number in range(2, 5)
    ]
    assigned = (await api.get("/pack-assignments")).json()["items"][0]
    path = f"/pack-assignments/{assigned['assignment_id']}"

    answers = await asyncio.gather(
        *(api.post(f"{path}/corrections", json={"content_hash": one, "reason": "更正"}) for one in hashes)
    )

    history = (await api.get(path)).json()["revisions"]
    accepted = [answer for answer in answers if answer.status_code == 201]
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len(accepted) == len(history) - 1 >= 1
    assert [one["revision"] for one in history] == list(range(1, len(history) + 1))


async def test_what_was_decided_is_said_in_full_and_can_never_be_edited(district: World) -> None:
    api = district.api("directory")
    right = await publish(api, school_pack(pack_id="XC", version="2025.2"))
    assigned = (await api.get("/pack-assignments")).json()["items"][0]
    await api.post(
        f"/pack-assignments/{assigned['assignment_id']}/corrections",
        json={"content_hash": right["content_hash"], "reason": "更正"},
    )
    published = await assign(
        district,
        pack_id="XC",
        valid_from="2030-09-01",
        valid_to="2035-08-31",
        school_id=str(district.schools[0].school_id),
        post="PRINCIPAL",
    )

    async with district.session("directory") as session:
        said = [
            row.payload
            for row in await session.execute(
                text("select payload from messaging.event where topic = 'directory.pack_assigned.v1' order by id")
            )
        ]
        rights = {
            (row.table_name, row.privilege_type)
            for row in await session.execute(
                text(
                    "select table_name, privilege_type from information_schema.table_privileges "
                    "where table_schema = 'directory' and grantee = 'xuefen_directory' "
                    "and table_name in ('pack_assignment', 'pack_revision', 'pack_version')"
                )
            )
        }
    assert [(one["assignment_id"], one["revision"], one["content_hash"]) for one in said] == [
        (assigned["assignment_id"], 1, assigned["content_hash"]),
        (assigned["assignment_id"], 2, right["content_hash"]),
        (published["assignment_id"], 1, published["content_hash"]),
    ]
    assert said[2]["school_id"] == str(district.schools[0].school_id)
    assert (said[2]["post"], said[2]["stage"]) == ("PRINCIPAL", None)
    assert (said[2]["valid_from"], said[2]["valid_to"]) == ("2030-09-01", "2035-08-31")
    assert {privilege for _, privilege in rights} == {"SELECT", "INSERT"}


async def test_what_cannot_be_assigned_is_refused(district: World) -> None:
    later = {"valid_from": "2030-09-01", "valid_to": "2035-08-31"}
    cases: list[tuple[dict[str, Any], str]] = [
        ({"pack_id": "XC", "content_hash": "0" * 64, **later}, "unprocessable"),
        (later, "unprocessable"),
        ({"content_hash": "0" * 64, **later}, "unknown-version"),
        ({"pack_id": "ZZ", **later}, "unknown-pack"),
        ({"pack_id": "XC", **later, "school_id": str(UUID(int=7))}, "unknown-school"),
        ({"pack_id": "XC", **later, "stage": "SOMEWHERE"}, "unprocessable"),
        ({"pack_id": "XC", "valid_from": "2035-08-31", "valid_to": "2030-09-01"}, "period-backwards"),
        ({"pack_id": "XC", **later, "parameters": {"no_such": "1"}}, "pack-refused"),
        ({"pack_id": "XC", **later, "switches": {"no_such": "x"}}, "pack-refused"),
    ]

    told = [(await assign(district, 422, **body))["type"].rpartition(":")[2] for body, _ in cases]

    assert told == [wanted for _, wanted in cases]


async def test_today_is_the_day_in_the_district_when_a_new_assignment_begins(district: World) -> None:
    # Half past midnight in the district is still the day before in UTC.
    at = datetime(2027, 2, 28, 16, 30, tzinfo=UTC)
    of: dict[str, Any] = {"school_id": district.schools[0].school_id, "pack_id": "XC", "valid_to": date(2030, 8, 31)}
    async with district.session("directory") as session:
        with pytest.raises(RunningCycle):
            await operations.assign_pack(
                session, district_id=district.district_id, valid_from=date(2027, 2, 28), at=at, **of
            )
        assigned = await operations.assign_pack(
            session, district_id=district.district_id, valid_from=date(2027, 3, 1), at=at, **of
        )

    assert assigned.decided_at - at < timedelta(seconds=1)
