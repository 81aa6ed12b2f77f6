"""Bodies of what proves itself outside the system."""

from pydantic import Field

from services.ledger.schemas.heads import BookKeysResponse
from services.platform.types import Answer


class SignedTextResponse(Answer):
    canonical: str = Field(description="RFC 8785 JSON as text: what is signed")
    signature: str = Field(description="Ed25519 over its bytes, in base64url")


class ProvenEntryResponse(Answer):
    canonical: str = Field(description="The entry as RFC 8785 JSON")
    previous_hash: str = Field(description="The hash of the entry before it in the book, in hex")
    path: list[str] = Field(description="The hashes beside its way up to the head's tree root (RFC 9162), in hex")


class StatementProofResponse(Answer):
    """A statement that anybody can check without asking: `xuefen verify-statement FILE`."""

    statement: SignedTextResponse = Field(description="Of form `xuefen.statement.v1`: whose, as of when, sums, entries")
    head: SignedTextResponse = Field(description="The signed head of the book in which all these entries stand")
    entries: list[ProvenEntryResponse]
    keys: BookKeysResponse = Field(description="For convenience; a check trusts the keys it got by a way of its own")
