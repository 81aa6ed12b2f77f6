"""Every route of assessment succeeds once, in the order of the walk."""

from services.assessment.rules import ACCESS
from tests.support import World
from tests.walks.assessment import walk


async def test_every_route_succeeds_once(district: World) -> None:
    calls = await walk(district)

    for call in calls:
        api = district.api("assessment", call.role, teacher=call.teacher, school=call.school)
        answer = await api.request(call.method, call.path, json=call.json, params=call.query, content=call.content)
        assert answer.status_code == call.status, (call.operation, answer.text)
        is_json = answer.headers["content-type"].startswith("application/json")
        for item in answer.json().get("items", []) if is_json else []:
            assert item.get("result") != "REFUSED", (call.operation, item)
    assert {call.operation for call in calls} == set(ACCESS)
