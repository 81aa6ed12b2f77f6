"""Every route, once with success."""

from services.registration.app import create_app
from services.registration.rules import ACCESS
from tests.support import World
from tests.walks.registration import walk


async def test_every_route_answers_its_call_of_the_walk(district: World) -> None:
    calls = await walk(district)

    for call in calls:
        api = district.api("registration", call.role, teacher=call.teacher, school=call.school)
        response = await api.request(call.method, call.path, json=call.json, params=call.query)
        assert response.status_code == call.status, (call.operation, response.text)

    paths = create_app().openapi()["paths"].values()
    documented = {operation["operationId"] for methods in paths for operation in methods.values()}
    assert {call.operation for call in calls} == documented == set(ACCESS)
