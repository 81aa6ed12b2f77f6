"""Every route of the ledger is reached with success, as the walk says it."""

from services.ledger.rules import ACCESS
from tests.support import World
from tests.walks.ledger import walk


async def test_every_route_of_the_ledger_can_be_walked(district: World) -> None:
    calls = await walk(district)

    assert {call.operation for call in calls} == ACCESS.keys()
    for call in calls:
        api = district.api("ledger", call.role, teacher=call.teacher, school=call.school)
        answer = await api.request(
            call.method, call.path, json=call.json, params=call.query, content=call.content, headers=call.headers
        )
        assert answer.status_code == call.status, (call.operation, answer.text)
