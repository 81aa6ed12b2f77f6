"""Every route, once with success."""

from services.attendance.app import create_app
from services.attendance.rules import ACCESS
from tests.support import World
from tests.walks.attendance import walk


async def test_every_route_answers_its_call_of_the_walk(district: World) -> None:
    calls = await walk(district)

    for call in calls:
        api = district.api("attendance", call.role, teacher=call.teacher, school=call.school)
        response = await api.request(call.method, call.path, json=call.json, params=call.query)
        assert response.status_code == call.status, (call.operation, response.text)

    paths = create_app().openapi()["paths"]
    documented = {
        operation["operationId"]
        for path, methods in paths.items()
        for operation in methods.values()
        if "{district_id}" in path
    }
    assert {call.operation for call in calls} == documented == set(ACCESS)
