"""One call of every route of the ledger that succeeds, in an order in which they all do."""

from tests.ledger.classes import a_class, enrolled
from tests.ledger.saying import a_line, an_outcome, post
from tests.support import Call, World
from tests.walks import (
    ledger_attestations,
    ledger_book,
    ledger_booklets,
    ledger_certificates,
    ledger_moves,
    ledger_prints,
    ledger_reads,
)
from tests.walks.ledger_exports import walk_exports
from tests.walks.ledger_history import walk_history
from tests.walks.ledger_webhooks import walk_webhooks

_LINE = {
    "hours": "24",
    "credits": "0",
    "earned_from": "2026-07-06",
    "earned_to": "2026-07-09",
    "category": "KNOWLEDGE_SKILL",
    "level": "COUNTY",
    "mode": "CENTRALISED",
    "nature": "COMPULSORY",
    "kind": "IN_SERVICE",
    "tags": [],
    "organised_by_admin": True,
}
_AS_OF = {"as_of": "2026-08-31"}


async def walk(world: World) -> list[Call]:
    """A book with entries, and a class on offer."""
    await post(world, an_outcome(world, 0, a_line(1, "24"), a_line(2, "6", mode="ONLINE")))
    course = a_class(world)
    await world.publish(course)
    await world.publish(enrolled(world, course.class_id, world.teachers[0]))
    await world.drain()
    teacher, school = world.teachers[0], world.schools[0].school_id
    own = f"/teachers/{teacher.teacher_id}"
    return [
        Call("get_statement", "GET", f"{own}/statement", "teacher", query=_AS_OF, teacher=teacher.teacher_id),
        Call("get_balance", "GET", f"{own}/balance", "school_admin", school=school),
        Call("get_standing", "GET", f"{own}/standing", "teacher", query=_AS_OF, teacher=teacher.teacher_id),
        Call("list_standings", "GET", "/standings", "school_admin", query=_AS_OF, school=school),
        Call("get_school_standing", "GET", f"/schools/{school}/standing", "school_admin", query=_AS_OF, school=school),
        Call("get_coverage", "GET", "/coverage", "district_admin", query={"plan_id": str(world.admin_id), "names": 10}),
        Call("get_rates", "GET", "/rates", "auditor", query=_AS_OF),
        Call(
            "post_what_if",
            "POST",
            "/what-ifs",
            "district_admin",
            json={
                "as_of": "2026-08-31",
                "subject": {"teacher_id": str(teacher.teacher_id)},
                "pack": {"parameters": {}, "switches": {}},
                "entries": [_LINE],
                "class_id": str(course.class_id),
                "taken_by": "enrolled",
                "limit": 10,
            },
        ),
        Call("list_entries", "GET", "/entries", "integration", query={"after_seq": 0, "limit": 10}),
        Call("get_book", "GET", "/book", "integration"),
        Call("get_summary", "GET", "/summary", "district_admin", query=_AS_OF),
        *await walk_history(world),
        *await ledger_book.walk(world),
        *await ledger_certificates.walk(world),
        *await ledger_prints.walk(world),
        *await ledger_booklets.walk(world),
        *await ledger_reads.walk(world),
        *await ledger_attestations.walk(world),
        *await walk_webhooks(world),
        *await ledger_moves.walk_moves(world),
        *await walk_exports(world),
    ]
