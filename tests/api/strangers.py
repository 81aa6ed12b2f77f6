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

# What is published is read by everybody in the district.
OF_EVERYBODY = frozenset({"get_plan_content", "get_plan_progress", "list_plan_revisions", "get_scheme_version"})


def strange(world: World, service: str, call: Call, role: str) -> Api | None:
    """Of a role that may call it, but another person, school or leader; None where it is nobody's in particular."""
    reach = world.apps.of[service].state.matrix[call.operation][role]
    strangers: dict[tuple[Reach, str], dict[str, Any]] = {
        (Reach.OWN, "teacher"): {"teacher": world.teachers[7].teacher_id},
        (Reach.UNIT, "school_admin"): {"school": new_id()},
        (Reach.LED, "trainer"): {"account_id": new_id()},
    }
    who = strangers.get((reach, role))
    if who is None or call.operation in OF_ANYBODY | OF_EVERYBODY:
        return None
    about_somebody = call.path.count("/") > 1 or call.method != "GET"
    return world.api(service, role, **who) if about_somebody else None


def shows_nothing(call: Call, answer: httpx.Response) -> bool:
    """Whether a stranger was told that there is nothing, or got a list, or an answer for each item, with nothing in it.

    What comes back has nothing of anybody else's in it. That it is not permitted is told of what names nothing yet.
    """
    if not answer.is_success:
        names_something = call.path.count("/") > 1
        return answer.status_code == 404 or (answer.status_code == 403 and not names_something)
    if answer.headers.get("content-type") != "application/json":
        return False
    body = answer.json()
    items = body.get("items") if isinstance(body, dict) else None
    if items is None or [item for item in items if item.get("result") not in (None, "REFUSED")]:
        return False
    return "result" in str(body) or items == []
