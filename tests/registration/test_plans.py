"""Plans and programs: who writes which, and how lists are read."""

from uuid import uuid4

from tests.registration.term import answered, created, make_plan, make_program, program_body, refused
from tests.support import World


async def test_a_school_writes_its_own_plan_and_no_other(district: World) -> None:
    own, other = (str(school.school_id) for school in district.schools)
    school = district.api("registration", "school_admin", school=district.schools[0].school_id)
    body = {"title": "校本研修计划", "starts_on": "2025-09-01", "ends_on": "2026-08-31"}

    plan = created(await school.post("/plans", json={**body, "school_id": own}))

    assert plan["school_id"] == own
    refused(await school.post("/plans", json={**body, "school_id": other}), 404, "not-found")
    refused(await school.post("/plans", json=body), 404, "not-found")


async def test_a_plan_of_a_school_that_does_not_exist_is_refused(district: World) -> None:
    body = {"title": "计划", "starts_on": "2025-09-01", "ends_on": "2026-08-31", "school_id": str(uuid4())}

    refused(await district.api("registration").post("/plans", json=body), 422, "unknown-school")


async def test_a_plan_that_ends_before_it_begins_is_refused(district: World) -> None:
    body = {"title": "计划", "starts_on": "2026-09-01", "ends_on": "2025-08-31"}

    refused(await district.api("registration").post("/plans", json=body), 422, "period-reversed")


async def test_a_program_keeps_its_hours_and_tags_exactly(district: World) -> None:
    program_id = await make_program(district, hours="13.3333", tags=["PEER", "SELF"])

    program = answered(await district.api("registration").get(f"/programs/{program_id}"))

    assert program["hours"] == "13.3333"
    assert program["tags"] == ["PEER", "SELF"]


async def test_two_programs_never_share_a_code(district: World) -> None:
    plan_id = await make_plan(district)
    program_id = await make_program(district, plan_id=plan_id)

    again = await district.api("registration").post(f"/plans/{plan_id}/programs", json=program_body(title="另一个"))

    assert refused(again, 409, "program-code-taken")["facts"] == {"program_id": program_id}


async def test_a_school_adds_no_program_to_the_district_plan(district: World) -> None:
    plan_id = await make_plan(district)
    school = district.api("registration", "school_admin", school=district.schools[0].school_id)

    refused(await school.post(f"/plans/{plan_id}/programs", json=program_body()), 404, "not-found")


async def test_pages_of_programs_join_without_gap_or_repeat(district: World) -> None:
    plan_id = await make_plan(district)
    made = [await make_program(district, plan_id=plan_id, code=f"P-{number}") for number in range(5)]
    api = district.api("registration")

    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        page = answered(await api.get("/programs", params={"plan_id": plan_id, "limit": 2, **cursor}))
        seen += [program["program_id"] for program in page["items"]]
        if page["next_cursor"] is None:
            break
        cursor = {"cursor": page["next_cursor"]}

    assert seen == made


async def test_a_cursor_of_another_kind_of_list_is_refused_as_malformed(district: World) -> None:
    cursors = district.apps.of["registration"].state.cursors

    foreign = await district.api("registration").get("/programs", params={"cursor": cursors.write("1234")})
    forged = await district.api("registration").get("/programs", params={"cursor": "AAAAAAAAAAAAAAAA"})

    refused(foreign, 400, "bad-cursor")
    refused(forged, 400, "bad-cursor")
