"""Entries of another district's book: believed only with a proof that they stand under a signed head of that book."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from services.contracts import EntryOnTheWay, HeadOnTheWay
from services.ledger.rules.entries import Record, canonical_bytes, chained_hash
from services.ledger.rules.heads import Head, read_head
from services.ledger.rules.tree import is_included
from services.platform.errors import Text
from services.platform.signing import KeyRing, from_base64url


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """An entry of another book with its proof."""

    record: Record
    canonical: bytes
    head_number: int
    previous_hash: bytes
    path: tuple[bytes, ...]


def read_carried_heads(
    told: Iterable[HeadOnTheWay], *, keys: KeyRing
) -> tuple[dict[tuple[int, int], Head], list[dict[str, Any]], list[Text]]:
    """(district, number) -> head of every one whose signature holds; the same as rows; and what is wrong."""
    heads: dict[tuple[int, int], Head] = {}
    rows: list[dict[str, Any]] = []
    faults: list[Text] = []
    for one in told:
        head = proven_head(
            canonical=one.canonical.encode(),
            signature=_signature(one.signature),
            district_id=one.district_id,
            number=one.number,
            keys=keys,
        )
        if head is None:
            faults.append(
                Text(
                    zh=f"{one.district_id} 的账簿头 {one.number} 不成立",
                    en=f"head {one.number} of the book of {one.district_id} does not hold",
                )
            )
            continue
        heads[one.district_id, one.number] = head
        rows.append(
            {
                "origin_district_id": one.district_id,
                "number": one.number,
                "canonical": one.canonical.encode(),
                "signature": _signature(one.signature),
            }
        )
    return heads, rows, faults


def read_carried_entries(
    told: Iterable[EntryOnTheWay], *, heads: Mapping[tuple[int, int], Head]
) -> tuple[list[CarriedOver], list[Text]]:
    """The entries that are proven, and what is wrong with the others."""
    carried: list[CarriedOver] = []
    faults: list[Text] = []
    for one in told:
        entry = _read_entry(one, heads.get((one.district_id, one.head_number)))
        if isinstance(entry, Text):
            faults.append(entry)
        else:
            carried.append(entry)
    return carried, faults


def proven_head(*, canonical: bytes, signature: bytes, district_id: int, number: int, keys: KeyRing) -> Head | None:
    """The head that these bytes say, if it is that one and its signature holds."""
    head = read_head(canonical)
    if head is None or (head.district_id, head.number) != (district_id, number):
        return None
    return head if keys.holds(key_id=head.key_id, content=canonical, signature=signature) else None


def is_proven(
    record: Record, *, canonical: bytes, previous_hash: bytes, path: Iterable[bytes], head: Head, origin: int
) -> bool:
    """Whether a record is what these bytes say, and stands in the book under that head."""
    return (
        (record.district_id, head.district_id) == (origin, origin)
        and canonical_bytes(record) == canonical
        and is_included(
            entry_hash=chained_hash(previous_hash, canonical),
            index=record.seq - 1,
            size=head.seq,
            path=path,
            root=bytes.fromhex(head.tree_root),
        )
    )


def _read_entry(told: EntryOnTheWay, head: Head | None) -> CarriedOver | Text:
    canonical = told.canonical.encode()
    try:
        record = msgspec.json.decode(canonical, type=Record)
        previous, path = bytes.fromhex(told.previous_hash), tuple(bytes.fromhex(one) for one in told.path)
    except (msgspec.MsgspecError, ValueError):
        return Text(
            zh=f"{told.district_id} 的一条台账行不可读", en=f"an entry of the book of {told.district_id} is unreadable"
        )
    if head is None or not is_proven(
        record, canonical=canonical, previous_hash=previous, path=path, head=head, origin=told.district_id
    ):
        return Text(
            zh=f"{told.district_id} 的台账行 {record.seq} 未被所附账簿头证明",
            en=f"entry {record.seq} of the book of {told.district_id} is not proven by the head that came with it",
        )
    return CarriedOver(record, canonical, told.head_number, previous, path)


def _signature(text: str) -> bytes:
    try:
        return from_base64url(text)
    except ValueError:
        return b""
