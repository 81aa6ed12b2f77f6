"""Signed heads: made when the book has grown, published, and held against the book ever after."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest
import rfc8785
from sqlalchemy import text

from services.contracts import BookHeadSigned
from services.ledger import operations
from services.ledger.rules import (
    LEVELS,
    full_nodes,
    is_included,
    leaf_hash,
    node_hash,
    path_from,
    ranges_for_path,
    ranges_for_root,
    read_head,
    root_from,
)
from services.platform import clock
from services.platform.settings import load_settings
from services.platform.signing import KeyRing, Signer, from_base64url
from tests.ledger.saying import a_line, an_outcome, book_keys, feed, post
from tests.support import Apps, World

Travel = Callable[[datetime], Awaitable[None]]


async def heads_of(world: World) -> list[dict[str, object]]:
    answer = await world.api("ledger", "integration").get("/book/heads", params={"limit": 500})
    assert answer.status_code == 200, answer.text
    items: list[dict[str, object]] = answer.json()["items"]
    return items


async def a_minute_later(world: World, travel: Travel) -> None:
    await travel(clock.now() + timedelta(seconds=61))
    await world.drain()


async def test_a_head_is_signed_within_a_minute_and_holds_by_the_published_key(
    district: World, travel: Travel, apps: Apps
) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "24"), a_line(2, "6")))
    before = await heads_of(district)
    await a_minute_later(district, travel)

    (head,) = await heads_of(district)
    entries = await feed(district)
    async with apps.http("ledger", "", {}) as anybody:
        keys = KeyRing.read((await anybody.get("/ledger/v1/book-keys")).text)
    canonical, signature = str(head["canonical"]).encode(), from_base64url(str(head["signature"]))
    said = read_head(canonical)

    assert before == []
    assert said is not None
    assert (said.district_id, said.number, said.seq) == (district.district_id, 1, 2)
    assert said.head_hash == head["head_hash"] == entries[1]["hash"]
    assert keys.holds(key_id=said.key_id, content=canonical, signature=signature)
    assert not keys.holds(key_id=said.key_id, content=canonical + b" ", signature=signature)
    assert canonical == rfc8785.dumps({name: getattr(said, name) for name in said.__struct_fields__})
    leaves = [leaf_hash(bytes.fromhex(str(entry["hash"]))) for entry in entries]
    assert said.tree_root == node_hash(*leaves).hex()


async def test_a_head_is_said_as_an_event_and_shown_with_feed_and_book(district: World, travel: Travel) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    await a_minute_later(district, travel)

    (head,) = await heads_of(district)
    api = district.api("ledger", "integration")
    async with district.session("ledger") as session:
        (payload,) = await session.scalars(
            text("select payload from messaging.event where district_id = :d and topic = :t").bindparams(
                d=district.district_id, t=BookHeadSigned.topic
            )
        )
    said = BookHeadSigned.model_validate(payload)

    assert (said.number, said.seq, said.signature) == (head["number"], head["seq"], head["signature"])
    assert (await api.get("/book")).json()["signed_head"] == head
    assert (await api.get("/entries")).json()["signed_head"] == head


async def test_a_book_that_has_not_grown_gets_no_further_head(district: World, travel: Travel) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    await post(district, an_outcome(district, 1, a_line(1, "24")))
    for _ in range(3):
        await a_minute_later(district, travel)
    first = await heads_of(district)
    await post(district, an_outcome(district, 2, a_line(1, "24")))
    await a_minute_later(district, travel)

    assert [(head["number"], head["seq"]) for head in first] == [(1, 2)]
    assert [(head["number"], head["seq"]) for head in await heads_of(district)] == [(1, 2), (2, 3)]


async def test_a_thousand_entries_are_signed_at_once(district: World) -> None:
    for _ in range(3):
        await post(
            district,
            *(an_outcome(district, number % 8, *(a_line(line, "1") for line in range(10))) for number in range(40)),
        )

    (head,) = await heads_of(district)

    assert head["seq"] == 1200
    assert (await found(district)) == []


async def found(world: World) -> list[str]:
    async with world.session("ledger") as session:
        verified = await operations.verify_book(session, district_id=world.district_id, keys=book_keys())
        return verified.findings


async def test_heads_by_another_key_are_named(district: World, travel: Travel) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "24")))
    await a_minute_later(district, travel)
    other = KeyRing.read('{"keys":[{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}')

    async with district.session("ledger") as session:
        verified = await operations.verify_book(session, district_id=district.district_id, keys=other)

    signer = Signer(load_settings().secret("book_private_key"))
    assert verified.findings == [f"signed head 1: its key {signer.key_id} is not among the keys"]


@pytest.mark.parametrize("size", [1, 2, 3, 255, 256, 257, 700, 65_536, 65_537, 66_000])
def test_the_root_is_that_of_rfc_9162_and_every_path_leads_to_it(size: int) -> None:
    entries = [leaf_hash(str(number).encode()) for number in range(size)]
    row = [leaf_hash(entry) for entry in entries]
    root = _merkle_tree_hash(row)
    nodes = {(0, at): hashed for at, hashed in enumerate(row)}
    for level in LEVELS:
        row = full_nodes(row)
        nodes |= {(level, at): hashed for at, hashed in enumerate(row)}

    def only(ranges: list[tuple[int, int, int]]) -> dict[tuple[int, int], bytes]:
        return {(level, at): nodes[level, at] for level, first, last in ranges for at in range(first, last)}

    assert root_from(size, only(ranges_for_root(size))) == root
    for index in {0, 1, size // 2, size - 2, size - 1} & set(range(size)):
        path = path_from(index, size, only([*ranges_for_root(size), *ranges_for_path(index, size)]))
        assert is_included(entry_hash=entries[index], index=index, size=size, path=path, root=root)
        assert not is_included(entry_hash=entries[index] + b"x", index=index, size=size, path=path, root=root)
        if size > 1:
            assert not is_included(entry_hash=entries[index], index=index ^ 1, size=size, path=path, root=root)
            assert not is_included(entry_hash=entries[index], index=index, size=size, path=path[:-1], root=root)


def _merkle_tree_hash(leaves: list[bytes]) -> bytes:
    """As section 2.1.1 of the RFC writes it down."""
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return node_hash(_merkle_tree_hash(leaves[:half]), _merkle_tree_hash(leaves[half:]))
