"""Programs: codes of the pack in force, hours by kind, evidence and official codes."""

from datetime import date
from typing import Any

import pytest

from services.directory import operations as directory
from services.platform import clock
from tests.registration.term import answered, created, make_plan, program_body, refused
from tests.support import World


async def write(world: World, plan_id: str, **changes: Any) -> dict[str, Any]:
    response = await world.api("registration").post(f"/plans/{plan_id}/programs", json=program_body(**changes))
    return created(response)


@pytest.mark.parametrize("dimension", ["level", "mode", "nature", "kind", "category"])
async def test_a_code_that_the_pack_does_not_know_is_refused_with_what_it_allows(
    district: World, dimension: str
) -> None:
    plan_id = await make_plan(district)
    chinese = district.api("registration")
    chinese.client.headers["Accept-Language"] = "zh-CN"

    answer = await chinese.post(f"/plans/{plan_id}/programs", json=program_body(**{dimension: "INVENTED"}))

    problem = refused(answer, 422, "unknown-code")
    assert problem["facts"]["dimension"] == dimension
    known = {"level": "COUNTY(县级)", "mode": "ONLINE(远程培训)", "nature": "ELECTIVE(选修)"}
    known |= {"kind": "BACKBONE(骨干教师培训)", "category": "PRACTICE(实践与应用)"}
    assert known[dimension] in problem["detail"]
    assert "INVENTED" not in answer.text


async def test_a_plan_of_a_time_without_a_pack_takes_any_code(district: World) -> None:
    plan_id = await make_plan(district, starts_on="2010-09-01", ends_on="2011-08-31")

    assert (await write(district, plan_id, kind="LONG_GONE"))["kind"] == "LONG_GONE"


async def test_tags_are_free_where_the_pack_names_none(district: World) -> None:
    plan_id = await make_plan(district)

    assert (await write(district, plan_id, tags=["ANY_TAG"]))["tags"] == ["ANY_TAG"]


async def test_a_tag_that_the_pack_does_not_name_is_refused_where_it_names_some(district: World) -> None:
    async with district.session("directory") as session:
        await directory.assign_pack(
            session,
            district_id=district.district_id,
            pack_id="P240",
            valid_from=date(2030, 9, 1),
            valid_to=date(2035, 8, 31),
            at=clock.now(),
        )
    plan_id = await make_plan(district, starts_on="2031-01-01", ends_on="2031-12-31")
    known = program_body(kind="COURSE", category="ETHICS", tags=["PEER"])

    refused(
        await district.api("registration").post(f"/plans/{plan_id}/programs", json={**known, "tags": ["INVENTED"]}),
        422,
        "unknown-code",
    )
    created(await district.api("registration").post(f"/plans/{plan_id}/programs", json=known))


async def test_hours_by_kind_make_up_the_whole(district: World) -> None:
    plan_id = await make_plan(district)
    kinds = {"THEORY": "10.5", "PRACTICE": "9.5", "ONLINE": "4"}

    program = await write(district, plan_id, hours="24", hours_by_kind=kinds)
    short = program_body(code="P-2", hours="24", hours_by_kind={"THEORY": "23.9999"})

    assert program["hours_by_kind"] == {"THEORY": "10.50", "PRACTICE": "9.50", "ONLINE": "4.00"}
    refused(
        await district.api("registration").post(f"/plans/{plan_id}/programs", json=short), 422, "hours-do-not-add-up"
    )


async def test_evidence_audience_and_official_codes_are_kept(district: World) -> None:
    plan_id = await make_plan(district)
    audience = {"stages": ["PRIMARY"], "subjects": ["数学"], "posts": [], "title_tiers": ["SENIOR"]}

    program = await write(district, plan_id, evidence=["培训方案", "考勤记录"], audience=audience)
    long_term = await write(district, plan_id, code="P-2", level="PROVINCIAL", official_mode="1")

    found = answered(await district.api("registration").get(f"/programs/{program['program_id']}"))
    assert (found["evidence"], found["audience"]) == (["培训方案", "考勤记录"], audience)
    assert found["official"] == {"level": "40", "mode": "2"}
    assert long_term["official"] == {"level": "20", "mode": "1"}
