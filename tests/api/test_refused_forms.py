"""What is asked for in a form that nothing has: ids that are none, verbs the book has not, places not yet there."""

import httpx
import pytest

from tests.ledger.saying import a_line, an_outcome, post
from tests.support import World

ID = "0193b0a8-6f00-7abc-8000-617564697400"


def problem(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    return answer.status_code, str(answer.json()["type"]).rpartition(":")[2]


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (ID, 404),
        ("00000000-0000-0000-0000-000000000000", 404),
        (ID.upper(), 422),
        (ID.replace("-", ""), 422),
        (f"{{{ID}}}", 422),
        ("1", 422),
        ("%00", 422),
        ("..%2F..%2Fme", 404),
        ("a" * 10_000, 422),
    ],
)
async def test_an_id_of_nothing_is_not_found_and_what_is_no_id_is_refused(
    district: World, given: str, status: int
) -> None:
    answer = await district.api("directory").get(f"/teachers/{given}")

    assert problem(answer)[0] == status
    assert given[:40] not in answer.text or len(given) < 4


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "POST"])
async def test_the_book_knows_no_other_verb_than_to_be_read(district: World, method: str) -> None:
    await post(district, an_outcome(district, 0, a_line(1)))

    answer = await district.api("ledger").request(method, "/entries", json={})

    assert problem(answer)[0] == 405
    assert (await district.api("ledger").get("/entries")).json()["head_seq"] == 1


async def test_who_has_read_further_than_the_book_goes_is_told_of_nothing(district: World) -> None:
    await post(district, an_outcome(district, 0, a_line(1)))
    system = district.api("ledger", "integration")

    ahead = await system.get("/entries", params={"after_seq": 1_000_000_000})
    beyond = [(await system.get("/entries", params={"after_seq": one})).status_code for one in (-1, 2**63, "1e3", "x")]

    assert (ahead.status_code, ahead.json()["items"]) == (200, [])
    assert beyond == [422] * 4
