"""A school goes up in another: everybody in post and every team goes on there, and what was earned stays."""

from typing import Any

from services.directory.models import School
from services.platform.ids import new_id
from tests.ledger.saying import a_line, an_outcome, post
from tests.support import World

ON = "2026-09-01"


def good(answer: Any) -> Any:
    assert answer.status_code in (200, 201), answer.text
    return answer.json()


async def merge(world: World, **said: Any) -> Any:
    body = {"into_school_id": str(world.schools[1].school_id), "merged_on": ON, "reason": "布局调整", **said}
    answer = await world.api("directory").post(f"/schools/{world.schools[0].school_id}/merger", json=body)
    await world.drain()
    return answer


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

    assert before.status_code == 201
    assert [answer.status_code for answer in (after, moved, again, back, itself)] == [409, 409, 409, 409, 422]
    assert after.json()["type"].endswith("school-merged")


async def test_a_team_that_is_to_stand_later_gives_way_to_one_of_the_name(district: World) -> None:
    admin = district.api("directory")
    third = new_id()
    async with district.session("directory") as session:
        session.add(
            School(
                district_id=district.district_id,
                school_id=third,
                code="S3",
                name="第三小学",
                kind="SCHOOL",
                stage="PRIMARY",
            )
        )
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
