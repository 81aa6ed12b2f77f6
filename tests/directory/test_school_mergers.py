"""A school goes up in another: everybody in post and every team goes on there, and what was earned stays."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from services.contracts import PairsKept, PairState
from services.directory.models import School
from services.platform.ids import new_id
from tests.ledger.moving import a_neighbour
from tests.ledger.saying import a_line, an_outcome, post
from tests.support import Apps, World
from tests.walks.directory import as_csv, roster_row

ON = "2026-09-01"


def good(answer: Any) -> Any:
    assert answer.status_code in (200, 201), answer.text
    return answer.json()


async def merge(world: World, **said: Any) -> Any:
    body = {"into_school_id": str(world.schools[1].school_id), "merged_on": ON, "reason": "布局调整", **said}
    answer = await world.api("directory").post(f"/schools/{world.schools[0].school_id}/merger", json=body)
    await world.drain()
    return answer


async def another_school(world: World) -> UUID:
    third = new_id()
    async with world.session("directory") as session:
        session.add(
            School(
                district_id=world.district_id,
                school_id=third,
                code="S3",
                name="第三小学",
                kind="SCHOOL",
                stage="PRIMARY",
            )
        )
    return third


async def test_everybody_in_post_goes_on_at_the_other_school_from_that_day(district: World) -> None:
    merger = good(await merge(district))

    assert merger["teachers"] == 4
    one, other = (str(school.school_id) for school in district.schools)
    admin = district.api("directory")
    for day, expected in (("2026-08-31", 4), (ON, 0)):
        rows = good(await admin.get("/teachers", params={"on": day, "school_id": one}))["items"]
        assert len(rows) == expected
    rows = good(await admin.get("/teachers", params={"on": ON, "school_id": other}))["items"]
    assert len(rows) == 8
    held = good(await admin.get(f"/teachers/{district.teachers[0].teacher_id}"))["appointments"]
    assert [(one["school_id"], one["valid_to"]) for one in held] == [(one, "2026-08-31"), (other, None)]
    listed = {school["code"]: school for school in good(await admin.get("/schools"))["items"]}
    assert (listed["S1"]["merged_into"], listed["S1"]["merged_on"], listed["S2"]["merged_on"]) == (other, ON, None)


async def test_what_was_earned_stays_with_the_school_where_it_was_earned(district: World) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "24")))

    good(await merge(district))

    summary = good(await district.api("ledger").get("/summary", params={"as_of": "2026-12-31"}))
    schools = {one["code"]: one for one in summary["schools"]}
    assert (schools["S1"]["teachers"], schools["S1"]["earned"]["total"]["hours"]) == (0, "24.00")
    assert (schools["S2"]["teachers"], schools["S2"]["earned"]["total"]["hours"]) == (8, "0.00")


async def test_teams_end_there_and_stand_at_the_other_school(district: World) -> None:
    admin = district.api("directory")
    one, other = (f"/schools/{school.school_id}/units" for school in district.schools)
    head = str(district.teachers[0].teacher_id)
    good(await admin.post(one, json={"kind": "TEAM", "name": "语文教研组", "head_id": head}))
    good(await admin.post(one, json={"kind": "TEAM", "name": "数学教研组"}))
    good(await admin.post(other, json={"kind": "TEAM", "name": "数学教研组"}))

    assert good(await merge(district))["units"] == 2

    left = {unit["name"]: unit for unit in good(await admin.get(one))["items"]}
    there = {unit["name"]: unit for unit in good(await admin.get(other))["items"]}
    assert {unit["last_day"] for unit in left.values()} == {"2026-08-31"}
    assert [unit["revisions"][0]["kind"] for unit in left.values()] == ["ENDED", "ENDED"]
    assert (there["语文教研组"]["head_id"], there["语文教研组"]["last_day"]) == (head, None)
    assert len(there) == 2


async def test_nobody_is_appointed_to_a_school_that_is_gone(district: World) -> None:
    one, other = (str(school.school_id) for school in district.schools)
    good(await merge(district))
    admin = district.api("directory")
    new = {"staff_number": "T901", "name": "李晓梅", "school_id": one, "hire_date": ON}

    after = await admin.post("/teachers", json={**new, "appointed_from": ON})
    before = await admin.post("/teachers", json={**new, "appointed_from": "2026-03-01"})
    held = good(await admin.get(f"/teachers/{good(before)['teacher_id']}"))["appointments"]
    moved = await admin.post(
        f"/teachers/{district.teachers[5].teacher_id}/transfers", json={"school_id": one, "on": "2026-10-01"}
    )
    again = await merge(district)
    back = await admin.post(
        f"/schools/{other}/merger", json={"into_school_id": one, "merged_on": "2027-09-01", "reason": "布局调整"}
    )
    itself = await admin.post(
        f"/schools/{other}/merger", json={"into_school_id": other, "merged_on": "2027-09-01", "reason": "布局调整"}
    )

    # Who was there before goes on at the other school, as everybody did who was known by then.
    assert [(there["school_id"], there["valid_from"], there["valid_to"]) for there in held] == [
        (one, "2026-03-01", "2026-08-31"),
        (other, ON, None),
    ]
    assert [answer.status_code for answer in (after, moved, again, back, itself)] == [409, 409, 409, 409, 422]
    assert after.json()["type"].endswith("school-merged")


async def test_a_team_that_is_to_stand_later_gives_way_to_one_of_the_name(district: World) -> None:
    admin = district.api("directory")
    third = await another_school(district)
    paths = [f"/schools/{one}/units" for one in (*(school.school_id for school in district.schools), third)]
    for path in (paths[0], paths[2]):
        good(await admin.post(path, json={"kind": "TEAM", "name": "语文教研组"}))
    good(await merge(district, merged_on="2027-09-01"))
    onward = {"into_school_id": str(third), "merged_on": ON, "reason": "布局调整"}

    answer = await admin.post(f"/schools/{district.schools[1].school_id}/merger", json=onward)

    assert good(answer)["units"] == 1
    [given_way] = good(await admin.get(paths[1]))["items"]
    [standing] = good(await admin.get(paths[2]))["items"]
    assert [one["kind"] for one in given_way["revisions"]] == ["ANNULLED"]
    assert (standing["last_day"], standing["revisions"]) == (None, [])


async def test_a_roster_appoints_nobody_beyond_the_day_on_which_a_school_goes_up_in_another(district: World) -> None:
    good(await merge(district))

    async def brought(**said: str) -> dict[str, Any]:
        row = roster_row(1, valid_from="2020-09-01", **said)
        csv = {"Content-Type": "text/csv"}
        answer = await district.api("directory").post("/roster-imports", content=as_csv([row]), headers=csv)
        told: dict[str, Any] = good(answer)
        return told

    open_ended, too_long = await brought(), await brought(valid_to=ON)
    until_then = await brought(valid_to="2026-08-31")

    assert [one["report"]["errors"][0]["code"] for one in (open_ended, too_long)] == ["merged-into-another"] * 2
    assert until_then["applied"] is True


async def test_who_is_kept_after_all_goes_on_where_the_school_went(apps: Apps, district: World) -> None:
    admin, who = district.api("directory"), district.teachers[0].teacher_id
    new = await a_neighbour(apps)
    said = {"new_district_id": new.district_id, "last_day": "2026-10-31", "reason": "调往邻县任教"}
    departure = good(await admin.post(f"/teachers/{who}/departures", json=said))
    good(await merge(district))

    good(await admin.post(f"/departures/{departure['transfer_id']}/withdrawal"))

    one, other = (str(school.school_id) for school in district.schools)
    held = good(await admin.get(f"/teachers/{who}"))["appointments"]
    assert [(there["school_id"], there["valid_to"]) for there in held] == [(one, "2026-08-31"), (other, None)]

    later = {**said, "last_day": "2026-08-31"}
    early = good(await admin.post(f"/teachers/{district.teachers[4].teacher_id}/departures", json=later))
    onward = {"into_school_id": str(await another_school(district)), "merged_on": "2027-09-01", "reason": "布局调整"}
    good(await admin.post(f"/schools/{other}/merger", json=onward))
    good(await admin.post(f"/departures/{early['transfer_id']}/withdrawal"))

    held = good(await admin.get(f"/teachers/{district.teachers[4].teacher_id}"))["appointments"]
    assert [there["valid_to"] for there in held] == ["2027-08-31", None]
    assert held[1]["school_id"] == onward["into_school_id"]


async def test_a_pair_stands_once_however_often_it_is_told(district: World) -> None:
    admin = district.api("directory")
    one, other = (f"/schools/{school.school_id}/units" for school in district.schools)
    pair = PairState(
        pair_id=new_id(),
        revision=1,
        school_id=district.schools[0].school_id,
        name="师徒结对",
        mentor_id=district.teachers[0].teacher_id,
        first_day=date(2026, 3, 1),
        last_day=date(2027, 2, 28),
        withdrawn=False,
    )

    async def tell(**said: Any) -> list[tuple[str, str, str]]:
        """Where it stands, from when to when, after this was told of it."""
        told = pair.model_copy(update=said)
        await district.publish(PairsKept(district_id=district.district_id, members=(told,)), role="assessment")
        await district.drain()
        standing = [
            (path, unit["first_day"], unit["last_day"])
            for path in (one, other)
            for unit in good(await admin.get(path))["items"]
            if not unit["annulled"]
        ]
        return [(path.removesuffix("/units")[-4:], first, last) for path, first, last in standing]

    here, there = (path.removesuffix("/units")[-4:] for path in (one, other))
    assert await tell() == [(here, "2026-03-01", "2027-02-28")]
    good(await merge(district))

    split = [(here, "2026-03-01", "2026-08-31"), (there, ON, "2027-02-28")]
    assert await tell() == split
    assert await tell(revision=2, last_day=date(2027, 6, 30)) == [split[0], (there, ON, "2027-06-30")]
    assert await tell(revision=3, last_day=date(2026, 6, 30)) == [(here, "2026-03-01", "2026-06-30")]
    assert await tell(revision=4) == split
    assert await tell(revision=5, withdrawn=True) == []
    # One that assessment first tells of when the school is gone.
    late = {"pair_id": new_id(), "name": "青蓝结对"}
    assert await tell(**late) == split
    assert await tell(**late, revision=2, first_day=date(2026, 10, 1)) == [(there, "2026-10-01", "2027-02-28")]


async def test_who_administered_the_school_administers_the_other_from_that_day_and_both_see_what_was_its_own(
    district: World, travel: Any
) -> None:
    await travel(datetime(2026, 8, 31, 4, tzinfo=UTC))
    password = "a long enough password"
    one, other = (str(school.school_id) for school in district.schools)
    accounts = [
        {"username": name, "display_name": name, "roles": ["school_admin"], "school_id": school, "password": password}
        for name, school in (("of_one", one), ("of_other", other))
    ]
    good(await district.api("directory").post("/accounts", json={"accounts": accounts}))
    unit = {"kind": "TEAM", "name": "语文教研组"}
    good(await district.api("directory").post(f"/schools/{one}/units", json=unit))
    good(await merge(district))

    async def seen(name: str) -> tuple[int, list[int]]:
        """How many teachers the account lists, and whether it may look at each of the schools' units."""
        async with district.apps.http("directory", "/directory/v1") as anybody:
            body = {"district_id": district.district_id, "username": name, "password": password}
            token = good(await anybody.post("/tokens", json=body))["access_token"]
        base = f"/directory/v1/districts/{district.district_id}"
        async with district.apps.http("directory", base, {"Authorization": f"Bearer {token}"}) as own:
            listed = good(await own.get("/teachers"))["items"]
            return len(listed), [(await own.get(f"/schools/{school}/units")).status_code for school in (one, other)]

    before = [await seen(name) for name in ("of_one", "of_other")]
    await travel(datetime(2026, 9, 1, 4, tzinfo=UTC))
    after = [await seen(name) for name in ("of_one", "of_other")]

    assert before == [(4, [200, 404]), (4, [404, 200])]
    assert after == [(8, [200, 200]), (8, [200, 200])]
