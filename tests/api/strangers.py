"""People of the right role who ask for what is somebody else's, and what they may be told."""

from typing import Any

import httpx

from services.platform.access import Reach
from services.platform.ids import new_id
from tests.support import Api, Call, World

# What a teacher does for himself, whoever he is.
OF_ANYBODY = frozenset(
    {
        "put_me_wechat",
        "post_file",
        "post_enrolment",
        "post_leave",
        "put_check_in",
        "put_check_out",
        "put_roll_check_in",
        "get_ticket",
    }
)


def strange(world: World, service: str, call: Call) -> Api | None:
    """Of the role that a call needs, but another person, school or leader; None where it is nobody's in particular."""
    reach = world.apps.of[service].state.matrix[call.operation][call.role]
    strangers: dict[Reach, tuple[str, dict[str, Any]]] = {
        Reach.OWN: ("teacher", {"teacher": world.teachers[7].teacher_id}),
        Reach.UNIT: ("school_admin", {"school": new_id()}),
        Reach.LED: ("trainer", {"account_id": new_id()}),
    }
    if reach not in strangers or call.operation in OF_ANYBODY:
        return None
    role, who = strangers[reach]
    about_somebody = call.path.count("/") > 1 or call.method != "GET"
    return world.api(service, role, **who) if call.role == role and about_somebody else None


def shows_nothing(answer: httpx.Response) -> bool:
    """Whether a stranger was told that there is nothing, or got a list, or an answer for each item, with nothing in it.

    What comes back has nothing of anybody else's in it.
    """
    if not answer.is_success:
        return answer.status_code == 404
    if answer.headers.get("content-type") != "application/json":
        return False
    body = answer.json()
    items = body.get("items") if isinstance(body, dict) else None
    if items is None or [item for item in items if item.get("result") not in (None, "REFUSED")]:
        return False
    return "result" in str(body) or items == []
