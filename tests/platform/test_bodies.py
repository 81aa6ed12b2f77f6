"""How large a body may be: small where one thing is said, large enough where many are, refused beyond."""

import json
from pathlib import Path
from typing import Any, Final

import pytest
from fastapi.routing import APIRoute

from services.composed import FACTORIES
from services.platform.edge import Door
from services.platform.types import LARGEST_BODY, LARGEST_BULK
from tests.support import SERVICES, World

DESCRIBED: Final = Path(__file__).parents[2] / "openapi"
# What nobody has bounded by a number is bounded by the size of its body.
MANY: Final = 200


def doors_of(service: str) -> dict[str, Door]:
    found: dict[str, Door] = {}

    def look(routes: list[Any]) -> None:
        for route in routes:
            if isinstance(route, Door):
                found[route.name] = route
            elif not isinstance(route, APIRoute):
                look(getattr(getattr(route, "original_router", route), "routes", None) or [])

    look(FACTORIES[service](None).router.routes)
    return found


class Described:
    """A service as its committed description says."""

    def __init__(self, service: str) -> None:
        self._document = json.loads((DESCRIBED / f"{service}.json").read_bytes())

    def bodies(self) -> dict[str, tuple[dict[str, Any], Any]]:
        """The schema and the example of every JSON body, by operation."""
        return {
            operation["operationId"]: (content["schema"], content["example"])
            for methods in self._document["paths"].values()
            for operation in methods.values()
            for content in [operation.get("requestBody", {}).get("content", {}).get("application/json", {})]
            if content.get("example") is not None
        }

    def bytes_of_most(self, schema: dict[str, Any], example: Any) -> int:
        """What the example would weigh were each of its lists as long as it may be."""
        for variant in self._variants(schema):
            if isinstance(example, list) and variant.get("type") == "array":
                each = max((self.bytes_of_most(variant["items"], one) for one in example), default=0)
                return int(variant.get("maxItems", MANY)) * (each + 2)
            if isinstance(example, dict) and example and example.keys() <= variant.get("properties", {}).keys():
                inner = variant["properties"]
                return sum(len(name) + 6 + self.bytes_of_most(inner[name], one) for name, one in example.items())
        return len(json.dumps(example, ensure_ascii=False).encode())

    def _variants(self, schema: dict[str, Any]) -> list[dict[str, Any]]:
        while "$ref" in schema:
            schema = self._document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        several = [one for word in ("anyOf", "oneOf") for one in schema.get(word, [])]
        return [inner for one in several for inner in self._variants(one)] if several else [schema]


@pytest.mark.parametrize("service", SERVICES)
def test_as_many_things_as_a_call_takes_fit_into_its_body_and_one_thing_needs_little(service: str) -> None:
    described, doors = Described(service), doors_of(service)
    bodies = described.bodies()

    needed = {name: described.bytes_of_most(*body) for name, body in bodies.items()}

    # The most of everything, one within another, is more than anybody sends: up to eight times is cut at the bulk's.
    tight = {name: most for name, most in needed.items() if min(most, LARGEST_BULK) > doors[name]._largest_body}
    assert tight == {}
    small = [name for name in bodies if doors[name]._largest_body == LARGEST_BODY]
    assert len(small) > len(bodies) / 2


@pytest.mark.parametrize("more", [0, 1])
async def test_64_kib_are_read_and_a_byte_more_is_refused(district: World, more: int) -> None:
    school = b'{"code": "S9", "name": "x", "kind": "SCHOOL"}'

    answer = await district.api("directory").post(
        "/schools", content=school.rjust(LARGEST_BODY + more), headers={"Content-Type": "application/json"}
    )

    assert answer.status_code == (413 if more else 422), answer.text
    assert answer.json()["type"].endswith("too-large" if more else "unprocessable")
