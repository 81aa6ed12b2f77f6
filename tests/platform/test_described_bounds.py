"""The description says bounds and decimals in words that generators of clients read."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.support import SERVICES, Apps


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    """Every object of a description, but for the examples in it."""
    if isinstance(node, dict):
        yield node
        for name, one in node.items():
            if name not in ("example", "examples"):
                yield from _nodes(one)
    elif isinstance(node, list):
        for one in node:
            yield from _nodes(one)


@pytest.mark.parametrize("service", SERVICES)
def test_no_bound_is_said_in_pydantics_own_words(apps: Apps, service: str) -> None:
    nodes = list(_nodes(apps.of[service].openapi()))

    own = [node for node in nodes if any(isinstance(node.get(word), int | float) for word in ("ge", "gt", "le", "lt"))]

    assert own == []
    assert any(node.get("type") == "integer" and "minimum" in node and "maximum" in node for node in nodes)


def test_a_decimal_is_described_as_the_text_that_it_is(apps: Apps) -> None:
    bodies = apps.of["registration"].openapi()["components"]["schemas"]

    amount = bodies["ExpenseRequest"]["properties"]["amount"]

    assert (amount["type"], amount["x-exclusiveMinimum"]) == ("string", 0)
    assert amount["pattern"] == r"^\d{1,10}(?:\.\d{1,4})?$"
