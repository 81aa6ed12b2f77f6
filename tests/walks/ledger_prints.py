"""Printing the certificates of a class: one call of every route that succeeds."""

from tests.ledger.certifying import a_passed_class, issue
from tests.support import Call, World


async def walk(world: World) -> list[Call]:
    """One print that is finished, and one that was cancelled before anybody's events were delivered."""
    course, _ = await a_passed_class(world, 3)
    await issue(world, course)
    way = f"/classes/{course.class_id}/certificate-prints"
    finished = (await world.api("ledger").post(way, json={})).json()["print_id"]
    await world.drain()
    cancelled = (await world.api("ledger").post(way, json={"form": "SINGLE"})).json()["print_id"]
    await world.api("ledger").put(f"/certificate-prints/{cancelled}/cancellation")
    body = {"form": "BOUND", "kind": "COMPLETION"}
    return [
        Call("post_certificate_print", "POST", way, "district_admin", json=body, status=202),
        Call("get_certificate_print", "GET", f"/certificate-prints/{finished}", "auditor"),
        Call(
            "get_certificate_print_document",
            "GET",
            f"/certificate-prints/{finished}/document",
            "district_admin",
        ),
        Call(
            "put_certificate_print_cancellation",
            "PUT",
            f"/certificate-prints/{cancelled}/cancellation",
            "district_admin",
        ),
    ]
