"""Summaries that systems poll: whoever has the newest is told so without being sent it again."""

import pytest

from tests.ledger.saying import a_line, an_outcome, post
from tests.support import World


@pytest.mark.parametrize("path", ["/summary", "/rates", "/book"])
async def test_what_has_not_changed_is_not_sent_again(district: World, path: str) -> None:
    api, query = district.api("ledger"), {"as_of": "2026-08-31"}
    await post(district, an_outcome(district, 0, a_line(1)))

    first = await api.get(path, params=query)
    tag = first.headers["etag"]
    same = [
        await api.get(path, params=query, headers={"If-None-Match": told})
        for told in (tag, f"W/{tag}", f'"another", {tag}', "*")
    ]
    other = await api.get(path, params=query, headers={"If-None-Match": '"another"'})
    await post(district, an_outcome(district, 0, a_line(1, "2")))
    changed = await api.get(path, params=query, headers={"If-None-Match": tag})

    assert (first.status_code, first.headers["content-type"]) == (200, "application/json")
    assert [(one.status_code, one.content, one.headers["etag"]) for one in same] == [(304, b"", tag)] * 4
    assert (other.status_code, other.json()) == (200, first.json())
    assert changed.status_code == 200
    assert changed.headers["etag"] != tag


async def test_a_tag_opens_nothing(district: World) -> None:
    tag = (await district.api("ledger").get("/summary")).headers["etag"]
    without = district.api("ledger", "integration", scopes=frozenset({"feed:read"}))

    for told in (tag, "*"):
        assert (await without.get("/summary", headers={"If-None-Match": told})).status_code == 403
