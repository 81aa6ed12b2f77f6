"""Which routes of a service a story has played, held against what the service says of itself."""

import re
from collections.abc import Collection, Iterable
from typing import Any, Final

from services.demo.client import Network
from services.demo.values import DemoFailed

_METHODS: Final = frozenset({"get", "put", "post", "patch", "delete"})
_DISTRICT: Final = "/districts/{district_id}"


async def routes_played(network: Network, service: str, *, districts: Collection[int]) -> dict[str, Any]:
    """How many routes of the service succeeded at least once for one of these, of how many, and which are missing.

    What names no district, such as a phone's scan before its login, counts for any.
    """
    answer = await network.send(service, "GET", "/openapi.json")
    if answer.status_code != 200:
        raise DemoFailed(f"{service} does not describe itself: {answer.status_code}")
    return missing_of(
        service,
        answer.json(),
        (f"{method} {path}" for asked, method, path in network.succeeded if asked == service),
        districts=districts,
    )


def missing_of(
    service: str, description: dict[str, Any], played: Iterable[str], *, districts: Collection[int]
) -> dict[str, Any]:
    """The same from an OpenAPI description and calls such as `GET /districts/341824/plans`."""
    patterns = {
        operation["operationId"]: _pattern(method, path.removeprefix(f"/{service}/v1"), districts)
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
        if method in _METHODS
    }
    calls = list(played)
    missing = [name for name, pattern in patterns.items() if not any(map(pattern.fullmatch, calls))]
    return {
        "service": service,
        "played": len(patterns) - len(missing),
        "of": len(patterns),
        "missing": sorted(missing),
    }


def _pattern(method: str, path: str, districts: Collection[int]) -> re.Pattern[str]:
    """What a call of the route looks like; a value between slashes holds no slash."""
    beginning = ""
    if path.startswith(_DISTRICT):
        beginning = f"/districts/(?:{'|'.join(map(str, districts))})"
        path = path.removeprefix(_DISTRICT)
    literals = re.split(r"\{\w+\}", path)
    return re.compile(re.escape(method.upper() + " ") + beginning + "[^/]+".join(map(re.escape, literals)))
