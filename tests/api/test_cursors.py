"""A cursor opens the list that wrote it and no other, in every service."""

from typing import Any

import pytest

from services.platform.ids import new_id
from services.platform.pagination import BadCursor
from tests.api.test_every_route import caller, lived, routes_of, send
from tests.support import SERVICES, Apps, Call

# What the place of a list looks like where it is more than an id.
_PLACES = {
    "list_history_rows": "12",
    "list_check_ins": f"IN|0|{new_id()}|0",
    "list_offline_facts": f"2026-11-21T14:00:00+08:00 {new_id()}",
    "list_class_anomalies": f"{new_id()} HEAD_COUNT 1",
    "list_anomalies": f"{new_id()} HEAD_COUNT 1",
    "list_resits": f"{new_id()} 2 THEORY",
}
_IN_ITS_BODY = frozenset({"post_what_if"})


def _with(call: Call, cursor: str) -> dict[str, Any]:
    if call.operation in _IN_ITS_BODY:
        return {"json": {**call.json, "cursor": cursor}}
    return {"params": {**(call.query or {}), "cursor": cursor}}


@pytest.mark.parametrize("service", SERVICES)
async def test_a_cursor_of_one_list_is_none_of_another(apps: Apps, service: str) -> None:
    live = await lived(apps, service)
    world, calls = live.world, live.calls
    paged = {one.operation for one in routes_of(apps, service) if "cursor" in one.query} | _IN_ITS_BODY
    cursors = apps.of[service].state.cursors
    tried = set()
    for call in calls:
        if call.operation not in paged or call.operation in tried:
            continue
        tried.add(call.operation)
        place = _PLACES.get(call.operation, str(new_id()))
        own = await send(caller(world, service, call), call, **_with(call, cursors.of(call.operation).write(place)))
        assert own.status_code == 200, f"{call.operation}: {own.text[:300]}"
        of_an_earlier_release = cursors.of(call.operation).write("what this list wrote once")
        old = await send(caller(world, service, call), call, **_with(call, of_an_earlier_release))
        assert (old.status_code, old.json()["type"]) == (400, "urn:xuefen:problem:bad-cursor"), call.operation
        # A place that this list would open at, were it its own, from another list; any place from no list at all.
        others = sorted(paged - {call.operation})
        foreign = [cursors.of(others[len(tried) % len(others)]).write(place)]
        foreign += [of.write(at) for of in (cursors, cursors.of("another")) for at in (place, "IN|0|x|0", "")]
        for one in foreign:
            answer = await send(caller(world, service, call), call, **_with(call, one))
            assert (answer.status_code, answer.json()["type"]) == (400, "urn:xuefen:problem:bad-cursor")
        for other in others:
            # What the list just did with one of them it does with each: its reader tells them all apart.
            with pytest.raises(BadCursor):
                cursors.of(call.operation).read(cursors.of(other).write(place))
    assert paged - _IN_ITS_BODY <= tried
