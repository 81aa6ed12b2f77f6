"""What schools state: facts, teams and pairs, calendars; and the groups that people are named to."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from services.directory import queries
from services.policy import facts
from tests.support import World

YEAR: dict[str, Any] = {
    "semesters": [
        {"label": "第一学期", "first_day": "2026-09-01", "last_day": "2027-01-22"},
        {"label": "第二学期", "first_day": "2027-02-22", "last_day": "2027-07-02"},
    ],
    "holidays": [{"label": "国庆节", "first_day": "2026-10-01", "last_day": "2026-10-07"}],
}


async def test_a_schools_facts_and_units_are_what_the_engine_is_given(district: World) -> None:
    school, teacher = district.schools[0].school_id, district.teachers[0].teacher_id
    own = district.api("directory", "school_admin", school=school)
    bodies = [
        {"kind": "PUPILS", "value": "1280", "valid_from": "2026-09-01", "valid_to": "2027-08-31"},
        {"kind": "PUBLIC_FUNDS", "value": "1260000.5", "valid_from": "2026-01-01"},
        {"kind": "TRAINER", "holder_id": str(teacher), "valid_from": "2026-09-01"},
    ]

    added = [await own.post(f"/schools/{school}/facts", json=body) for body in bodies]
    units = [
        await own.post(f"/schools/{school}/units", json={"kind": "TEAM", "name": "语文组", "head_id": str(teacher)}),
        await own.post(f"/schools/{school}/units", json={"kind": "PAIR", "name": "王一—李二"}),
    ]

    assert [answer.status_code for answer in (*added, *units)] == [201] * 5
    listed = (await own.get(f"/schools/{school}/facts")).json()["items"]
    assert [(one["kind"], one["value"], one["holder_id"]) for one in listed] == [
        ("PUBLIC_FUNDS", "1260000.50", None),
        ("PUPILS", "1280.00", None),
        ("TRAINER", None, str(teacher)),
    ]
    async with district.session("ledger") as session:
        schools = await queries.load_schools(session, district_id=district.district_id)
        one = await queries.load_schools(session, district_id=district.district_id, school_ids=[school])
    assert set(schools) == {of.school_id for of in district.schools}
    assert schools[district.schools[1].school_id] == facts.School(school_id=str(district.schools[1].school_id))
    assert one == {school: schools[school]}
    assert schools[school].units == (("PAIR", "王一—李二"), ("TEAM", "语文组"))
    assert schools[school].facts == (
        facts.SchoolFact(
            kind="PUBLIC_FUNDS", first=date(2026, 1, 1), last=date.max, value=Decimal("1260000.5000"), holder=None
        ),
        facts.SchoolFact(
            kind="PUPILS", first=date(2026, 9, 1), last=date(2027, 8, 31), value=Decimal("1280.0000"), holder=None
        ),
        facts.SchoolFact(kind="TRAINER", first=date(2026, 9, 1), last=date.max, value=None, holder=str(teacher)),
    )


async def test_what_a_school_cannot_state_is_refused(district: World) -> None:
    school = district.schools[0].school_id
    api = district.api("directory")
    fact = {"kind": "PUPILS", "value": "1280", "valid_from": "2026-09-01"}
    unit = {"kind": "TEAM", "name": "语文组"}
    assert (await api.post(f"/schools/{school}/facts", json=fact)).status_code == 201
    assert (await api.post(f"/schools/{school}/units", json=unit)).status_code == 201

    answers = [
        await api.post(f"/schools/{school}/facts", json=fact),
        await api.post(f"/schools/{school}/facts", json={**fact, "value": "1281"}),
        await api.post(f"/schools/{school}/units", json=unit),
        await api.post(f"/schools/{school}/facts", json={**fact, "kind": "X", "holder_id": str(uuid4())}),
        await api.post(f"/schools/{school}/facts", json={**fact, "kind": "X", "valid_to": "2026-08-31"}),
        await api.post(f"/schools/{school}/units", json={**unit, "name": "数学组", "head_id": str(uuid4())}),
        await api.post(f"/schools/{uuid4()}/facts", json=fact),
    ]

    assert [answer.status_code for answer in answers] == [409, 409, 409, 422, 422, 422, 404]
    assert [answer.json()["type"].rpartition(":")[2] for answer in answers] == [
        "period-taken",
        "period-taken",
        "unit-taken",
        "unknown-teacher",
        "period-backwards",
        "unknown-teacher",
        "not-found",
    ]


async def test_a_school_states_nothing_about_another(district: World) -> None:
    school = district.schools[0].school_id
    other = district.api("directory", "school_admin", school=district.schools[1].school_id)

    answers = [
        await other.post(f"/schools/{school}/facts", json={"kind": "PUPILS", "value": "1", "valid_from": "2026-09-01"}),
        await other.get(f"/schools/{school}/facts"),
        await other.post(f"/schools/{school}/units", json={"kind": "TEAM", "name": "语文组"}),
        await other.get(f"/schools/{school}/units"),
        await other.put("/calendar/2026-2027", params={"school_id": str(school)}, json=YEAR),
        await other.put("/calendar/2026-2027", json=YEAR),
    ]

    assert [answer.status_code for answer in answers] == [404] * 6


async def test_a_school_year_is_the_districts_unless_the_school_keeps_its_own(district: World) -> None:
    school, other = (one.school_id for one in district.schools)
    api = district.api("directory")
    own = {
        "semesters": [
            {"label": "秋季", "first_day": "2026-08-28", "last_day": "2027-01-15"},
            {"label": "春季", "first_day": "2027-03-01", "last_day": "2027-07-09"},
        ]
    }
    assert (await api.get("/calendar/2026-2027")).status_code == 404

    first = await api.put("/calendar/2026-2027", json={"semesters": YEAR["semesters"][:1]})
    whole = await api.put("/calendar/2026-2027", json=YEAR)
    earlier = {"semesters": [{"label": "第一学期", "first_day": "2025-09-01", "last_day": "2026-01-20"}]}
    await api.put("/calendar/2025-2026", json=earlier)
    kept = await district.api("directory", "school_admin", school=school).put(
        "/calendar/2026-2027", params={"school_id": str(school)}, json=own
    )

    assert [answer.status_code for answer in (first, whole, kept)] == [200] * 3
    told = {"school_year": "2026-2027", "school_id": None, **YEAR}
    assert (await api.get("/calendar/2026-2027")).json() == told
    assert (await api.get("/calendar/2026-2027", params={"school_id": str(other)})).json() == told
    assert (await api.get("/calendar/2026-2027", params={"school_id": str(school)})).json() == {
        "school_year": "2026-2027",
        "school_id": str(school),
        "semesters": own["semesters"],
        "holidays": [],
    }
    async with district.session("ledger") as session:
        calendars = await queries.load_calendars(session, district_id=district.district_id)
        of_school = await queries.load_calendar(session, district_id=district.district_id, school_id=school)
    assert calendars.of(school) == of_school
    assert [one.label for one in of_school.semesters] == ["第一学期", "秋季", "春季"]
    assert of_school.holidays == ()
    assert [(one.label, one.first) for one in calendars.of(other).semesters] == [
        ("第一学期", date(2025, 9, 1)),
        ("第一学期", date(2026, 9, 1)),
        ("第二学期", date(2027, 2, 22)),
    ]
    assert calendars.of(None) == calendars.of(other)
    assert calendars.of(None).holidays == ((date(2026, 10, 1), date(2026, 10, 7)),)


def semester(first: str, last: str) -> dict[str, str]:
    return {"label": "学期", "first_day": first, "last_day": last}


@pytest.mark.parametrize(
    ("year", "semesters"),
    [
        ("2026-2027", [semester("2026-09-01", "2026-08-31")]),
        ("2026-2027", [semester("2026-07-31", "2026-12-31")]),
        ("2026-2027", [semester("2027-02-01", "2027-09-01")]),
        ("2026-2027", [semester("2027-02-01", "2027-06-30"), semester("2026-09-01", "2027-02-01")]),
        ("2026-2028", [semester("2026-09-01", "2027-01-20")]),
        ("2026-2027", []),
        ("20262027", [semester("2026-09-01", "2027-01-20")]),
    ],
)
async def test_a_calendar_that_cannot_be_is_refused(
    district: World, year: str, semesters: list[dict[str, str]]
) -> None:
    answer = await district.api("directory").put(f"/calendar/{year}", json={"semesters": semesters})

    assert answer.status_code == 422
    assert (await district.api("directory").get("/calendar/2026-2027")).status_code == 404


async def test_a_group_that_people_named_a_teacher_to_stands_in_the_timeline(district: World) -> None:
    teacher = district.teachers[0].teacher_id
    api = district.api("directory")

    for body in (
        {"kind": "MEMBERSHIP", "code": "BACKBONE", "valid_from": "2025-09-01", "valid_to": "2028-08-31"},
        {"kind": "MEMBERSHIP", "code": "TEAM_HEAD", "valid_from": "2026-09-01"},
    ):
        answer = await api.post(f"/teachers/{teacher}/facts", json=body)
        assert answer.status_code == 201, answer.text

    async with district.session("ledger") as session:
        timelines = await queries.load_timelines(session, district_id=district.district_id, teacher_ids=[teacher])
    assert timelines[teacher].memberships == (
        facts.Membership(code="BACKBONE", first=date(2025, 9, 1), last=date(2028, 8, 31)),
        facts.Membership(code="TEAM_HEAD", first=date(2026, 9, 1), last=None),
    )


async def _state(world: World, what: str, body: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """A fact or unit of the first school, and where it is revised."""
    school = world.schools[0].school_id
    answer = await world.api("directory", "school_admin", school=school).post(f"/schools/{school}/{what}", json=body)
    assert answer.status_code == 201, answer.text
    stated: dict[str, Any] = answer.json()
    return f"/schools/{school}/{what}/{stated['fact_id' if what == 'facts' else 'unit_id']}/revisions", stated


async def _engine_sees(world: World, on: date | None = None) -> facts.School:
    async with world.session("ledger") as session:
        schools = await queries.load_schools(session, district_id=world.district_id, on=on)
    return schools[world.schools[0].school_id]


PUPILS = {"kind": "PUPILS", "value": "12800", "valid_from": "2026-09-01", "valid_to": "2027-08-31"}


async def test_a_mistyped_fact_is_annulled_with_its_reason_and_the_right_one_takes_its_place(district: World) -> None:
    path, _ = await _state(district, "facts", PUPILS)
    school = district.schools[0].school_id
    own = district.api("directory", "school_admin", school=school)

    answer = await own.post(path, json={"last_day": None, "reason": "多录一位"})

    assert answer.status_code == 201, answer.text
    assert answer.json()["annulled"] is True
    (revision,) = answer.json()["revisions"]
    assert (revision["kind"], revision["last_day"], revision["reason"]) == ("ANNULLED", None, "多录一位")
    await _state(district, "facts", {**PUPILS, "value": "1280"})
    assert [one.value for one in (await _engine_sees(district)).facts] == [Decimal(1280)]
    listed = (await own.get(f"/schools/{school}/facts")).json()["items"]
    assert sorted((one["value"], one["annulled"], len(one["revisions"])) for one in listed) == [
        ("1280.00", False, 0),
        ("12800.00", True, 1),
    ]
    again = await own.post(path, json={"last_day": "2027-01-31", "reason": "再改"})
    assert (again.status_code, again.json()["type"]) == (409, "urn:xuefen:problem:annulled")


async def test_a_fact_ends_on_another_day_and_every_change_stays_readable(district: World) -> None:
    path, _ = await _state(district, "facts", PUPILS)
    api = district.api("directory")

    answers = [
        await api.post(path, json={"last_day": day, "reason": f"至{day}"})
        for day in ("2027-01-31", "2027-01-31", "2026-08-31", "2027-06-30")
    ]

    assert [answer.status_code for answer in answers] == [201, 409, 422, 201]
    assert answers[1].json()["type"] == "urn:xuefen:problem:nothing-corrected"
    assert answers[3].json()["valid_to"] == "2027-06-30"
    assert [one["last_day"] for one in answers[3].json()["revisions"]] == ["2027-01-31", "2027-06-30"]
    assert [one["decided_by"] for one in answers[3].json()["revisions"]] == [str(district.admin_id)] * 2
    assert [one.last for one in (await _engine_sees(district)).facts] == [date(2027, 6, 30)]


async def test_a_unit_that_ended_is_asked_until_its_last_day_and_its_name_is_free_again(district: World) -> None:
    path, _ = await _state(district, "units", {"kind": "TEAM", "name": "语文组"})
    wrong, _ = await _state(district, "units", {"kind": "TEAM", "name": "语问组"})
    api = district.api("directory")

    ended = await api.post(path, json={"last_day": "2027-01-31", "reason": "并入综合组"})
    annulled = await api.post(wrong, json={"last_day": None, "reason": "名称误录"})

    assert (ended.status_code, annulled.status_code) == (201, 201), (ended.text, annulled.text)
    assert (ended.json()["last_day"], annulled.json()["annulled"]) == ("2027-01-31", True)
    assert (await _engine_sees(district, date(2027, 1, 31))).units == (("TEAM", "语文组"),)
    assert (await _engine_sees(district, date(2027, 2, 1))).units == ()
    await _state(district, "units", {"kind": "TEAM", "name": "语文组"})
    assert (await _engine_sees(district, date(2027, 2, 1))).units == (("TEAM", "语文组"),)


async def test_a_school_takes_back_only_what_it_stated_itself(district: World) -> None:
    path, stated = await _state(district, "facts", PUPILS)
    first, second = [school.school_id for school in district.schools]
    body = {"last_day": None, "reason": "误录"}

    foreign = await district.api("directory", "school_admin", school=second).post(path, json=body)
    moved = await district.api("directory", "school_admin", school=second).post(
        path.replace(str(first), str(second)), json=body
    )
    unknown = await district.api("directory").post(path.replace(stated["fact_id"], str(uuid4())), json=body)

    assert [answer.status_code for answer in (foreign, moved, unknown)] == [404, 404, 404]
    assert len((await _engine_sees(district)).facts) == 1
