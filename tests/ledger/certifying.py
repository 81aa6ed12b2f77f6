"""Classes with results for which certificates are issued."""

from typing import Any

from services.contracts import ClassScheduled, OutcomeState
from services.platform.ids import new_id
from tests.ledger.classes import DAYS, a_class, enrolled
from tests.ledger.saying import a_line, an_outcome, post
from tests.support import World

BUREAU = {"name": "望江县教育局", "number_prefix": "望教培"}


def a_result(world: World, course: ClassScheduled, teacher: int, **facts: Any) -> OutcomeState:
    """A pass with 24 hours and 2.4 credits, unless told otherwise."""
    lines = facts.pop("lines", (a_line(1, "24", "2.4", earned_from=DAYS[0], earned_to=DAYS[-1]),))
    said: dict[str, Any] = {"class_id": course.class_id, "title": course.title, "passed": True, "grade": "PASS"}
    return an_outcome(world, teacher, *lines, **{"outcome_id": new_id(), **said, **facts})


async def a_passed_class(
    world: World, *teachers: int, program: dict[str, Any] | None = None, **facts: Any
) -> tuple[ClassScheduled, list[OutcomeState]]:
    """A class that is over and whose results stand in the book."""
    course = a_class(world, **(program or {}))
    await world.publish(course)
    await world.publish(enrolled(world, course.class_id, *(world.teachers[number] for number in teachers)))
    results = [a_result(world, course, number, **facts) for number in teachers]
    await post(world, *results)
    return course, results


async def issue(world: World, course: ClassScheduled, kind: str = "COMPLETION", **body: Any) -> dict[str, Any]:
    """What issuing answered: certificates and withholdings by the number of the teacher in the world."""
    bureau = world.api("ledger")
    named = await bureau.put("/certificate-issuers/COUNTY_BUREAU", json=BUREAU)
    assert named.status_code == 200, named.text
    answer = await bureau.post(
        f"/classes/{course.class_id}/certificates", json={"kind": kind, "issuer_code": "COUNTY_BUREAU", **body}
    )
    assert answer.status_code == 201, answer.text
    said: dict[str, Any] = answer.json()
    return said


async def public(world: World, code: str, **query: str) -> Any:
    """What anybody is told of a code."""
    async with world.apps.http("ledger", "/ledger/v1") as anybody:
        return await anybody.get(f"/certificates/{code}", params=query)
