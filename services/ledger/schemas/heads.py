"""Bodies of signed heads, and of the keys by which they are verified."""

from datetime import datetime
from typing import Self

from pydantic import Field

from services.ledger.models import BookHead
from services.platform.signing import in_base64url
from services.platform.types import Answer


class HeadResponse(Answer):
    """What the deployment signed about the first `seq` entries. Keep it: with it nobody can quietly change them."""

    number: int = Field(description="Of the head: 1, 2, 3 … without gaps")
    seq: int = Field(description="The last entry that it covers")
    head_hash: str = Field(description="The hash of that entry, which covers everything before it, in hex")
    tree_root: str = Field(description="The root of the Merkle tree (RFC 9162) over the hashes of all of them, in hex")
    signed_at: datetime
    key_id: str = Field(description="The key of `/book-keys` that signed it")
    canonical: str = Field(description="What is signed: RFC 8785 JSON of form `xuefen.book-head.v1`")
    signature: str = Field(description="Ed25519 over the bytes of `canonical`, in base64url")

    @classmethod
    def of(cls, head: BookHead) -> Self:
        return cls(
            number=head.number,
            seq=head.seq,
            head_hash=head.head_hash.hex(),
            tree_root=head.tree_root.hex(),
            signed_at=head.signed_at,
            key_id=head.key_id,
            canonical=head.canonical.decode(),
            signature=in_base64url(head.signature),
        )


class HeadsResponse(Answer):
    """Signed heads after a number, in order. Ask again with `next_after_number`."""

    items: list[HeadResponse]
    next_after_number: int


class BookKey(Answer):
    kty: str
    crv: str
    x: str
    kid: str
    use: str
    alg: str


class BookKeysResponse(Answer):
    """A JWKS (RFC 7517) of Ed25519 keys: that of today, and former ones whose signatures are still to be checked."""

    keys: list[BookKey]
