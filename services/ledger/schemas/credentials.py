"""Bodies of what verifies credentials."""

from pydantic import ConfigDict, Field

from services.platform.types import Answer


class PublicKeyJwk(Answer):
    kty: str
    crv: str
    x: str
    kid: str


class VerificationMethod(Answer):
    id: str
    type: str
    controller: str
    publicKeyJwk: PublicKeyJwk  # noqa: N815 - as W3C writes it


class IssuerDocument(Answer):
    """A DID document (W3C DID Core): who issues, and by which keys that is verified."""

    model_config = ConfigDict(serialize_by_alias=True, validate_by_name=True, validate_by_alias=True)

    context: list[str] = Field(alias="@context")
    id: str = Field(examples=["did:web:xuefen.example:ledger:v1:issuers:341825:COUNTY_BUREAU"])
    verificationMethod: list[VerificationMethod]  # noqa: N815 - as W3C writes it
    assertionMethod: list[str]  # noqa: N815 - as W3C writes it
