"""A signed head: what the deployment vouches for about a book at one number, as canonical bytes."""

from datetime import UTC, datetime
from typing import Final

import msgspec

FORM: Final = "xuefen.book-head.v1"
_ENCODER: Final = msgspec.json.Encoder(order="sorted")


class Head(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The first so many entries of a book; the hash of the last of them, and the root of the tree over all of them."""

    form: str
    district_id: int
    number: int
    """Of the head: 1, 2, 3 …, so that a missing one is noticed."""
    seq: int
    head_hash: str
    tree_root: str
    signed_at: str
    key_id: str


def head_of(
    *,
    district_id: int,
    number: int,
    seq: int,
    head_hash: bytes,
    tree_root: bytes,
    signed_at: datetime,
    key_id: str,
) -> Head:
    return Head(
        form=FORM,
        district_id=district_id,
        number=number,
        seq=seq,
        head_hash=head_hash.hex(),
        tree_root=tree_root.hex(),
        signed_at=signed_at.astimezone(UTC).isoformat(timespec="microseconds"),
        key_id=key_id,
    )


def head_bytes(head: Head) -> bytes:
    """The head as RFC 8785 JSON: what is signed."""
    return _ENCODER.encode(head)


def read_head(canonical: bytes) -> Head | None:
    """The head that these bytes say, None where they say none."""
    try:
        head = msgspec.json.decode(canonical, type=Head)
    except msgspec.MsgspecError:
        return None
    return head if head.form == FORM and head_bytes(head) == canonical else None
