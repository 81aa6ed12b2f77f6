"""Bodies about logins: tokens, passwords, second factors, accounts and integrations."""

import ipaddress
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, Field, StringConstraints

from services.directory.schemas.personal import Mobile
from services.platform.types import Answer, Body, Code, DistrictId, Id, Name, Secret, unacceptable

Role = Literal["teacher", "trainer", "school_admin", "district_admin", "auditor"]
Scope = Literal["summary:read", "feed:read"]
Standing = Literal["OPEN", "CLOSED"]
Username = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.\-]{3,64}$")]
Password = Annotated[str, StringConstraints(min_length=12, max_length=256)]


def _network(value: str) -> str:
    try:
        return str(ipaddress.ip_network(value))
    except ValueError as fault:
        raise unacceptable(
            zh="须为网段,如 10.20.0.0/16 或一个地址", en="a network such as 10.20.0.0/16 or an address is needed"
        ) from fault


Network = Annotated[str, StringConstraints(pattern=r"^[0-9A-Fa-f:.]{2,45}(?:/[0-9]{1,3})?$"), AfterValidator(_network)]
TotpCode = Annotated[str, StringConstraints(pattern=r"^(?:[0-9]{6}|[A-Za-z2-9]{5}-?[A-Za-z2-9]{5})$")]

_TOTP = "Of who has a second factor: the six digits that the app shows, or one of the recovery codes"


class PasswordLoginRequest(Body):
    district_id: DistrictId = Field(examples=[341825])
    username: Username = Field(examples=["admin"])
    password: Secret = Field(examples=["a long and private sentence"])
    totp: TotpCode | None = Field(default=None, examples=["492039"], description=_TOTP)


class WechatLoginRequest(Body):
    district_id: DistrictId = Field(examples=[341825])
    code: Code = Field(examples=["0a3xYz000AbCdE1xyz000QwErT"], description="What wx.login gave; it works once")
    phone_code: Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")] | None = Field(
        default=None, examples=["205417"], description="Of who is not bound yet: the code sent to the phone"
    )
    totp: TotpCode | None = Field(default=None, examples=["492039"], description=_TOTP)


class PhoneCodeRequest(Body):
    """What the roster says of a teacher: all of it has to be right."""

    district_id: DistrictId = Field(examples=[341825])
    code: Code = Field(examples=["0a3xYz000AbCdE1xyz000QwErT"], description="What wx.login gave; it works once")
    staff_number: Code = Field(examples=["T0181"])
    name: Name = Field(examples=["李晓梅"])
    phone: Mobile = Field(examples=["13800001234"])


class PhoneCodeResponse(Answer):
    """The same whether or not the roster has such a teacher."""

    minutes: int = Field(description="How long a code is good, if one was sent")


class RefreshRequest(Body):
    refresh_token: Annotated[str, StringConstraints(pattern=r"^[0-9]{1,6}\.[A-Za-z0-9_\-]{43}$")] = Field(
        examples=["341825.Zm9yLWV4YW1wbGUtb25seS1mb3ItZXhhbXBsZS1vbmw"]
    )


class TokenResponse(Answer):
    """A bearer token of ten minutes, and what renews it."""

    access_token: str
    token_type: Literal["Bearer"] = "Bearer"  # noqa: S105 - the kind of token, not a secret
    expires_in: int = Field(description="Seconds")
    refresh_token: str | None = Field(
        description="Works once; absent for integrations, and where `only` says something"
    )
    account_id: UUID
    roles: list[str]
    only: list[str] = Field(
        default_factory=list,
        description="Operations that the token is confined to, because they are to be done before a full login: "
        "choosing a password, enrolling a second factor. Log in again afterwards",
    )


class KeysResponse(Answer):
    keys: list[dict[str, Any]] = Field(description="JSON Web Keys (RFC 7517) that verify access tokens")


class MeResponse(Answer):
    account_id: UUID
    district_id: int
    roles: list[str]
    school_id: UUID | None
    teacher_id: UUID | None
    scopes: list[str]


class WechatBindingRequest(Body):
    code: Code | None = Field(
        examples=["0a3xYz000AbCdE1xyz000QwErT"], description="What wx.login gave; null lets go who is bound"
    )
    password: Secret | None = Field(
        default=None, examples=["a long and private sentence"], description="Of who has one: the present one"
    )


class PasswordChangeRequest(Body):
    password: Secret = Field(examples=["the password for once"], description="The present one")
    new_password: Password = Field(examples=["a long and private sentence"], description="At least 12 characters")


class OfferRequest(Body):
    totp: TotpCode | None = Field(default=None, examples=["492039"], description=_TOTP + ", which is to be replaced")


class OfferResponse(Answer):
    """What an app needs to make codes. It is shown this once."""

    secret: str = Field(description="To be typed into the app where it cannot read the address")
    otpauth_uri: str = Field(description="To be shown as a QR code")


class ConfirmationRequest(Body):
    totp: Annotated[str, StringConstraints(pattern=r"^[0-9]{6}$")] = Field(examples=["492039"])


class RecoveryCodesResponse(Answer):
    """Ten codes that let in once each where the app is lost. They are shown this once."""

    recovery_codes: list[str]


class AccountRequest(Body):
    username: Username = Field(examples=["T0001"])
    display_name: Name = Field(examples=["李晓梅"])
    password: Password | None = Field(default=None, examples=["at least twelve characters"])
    roles: list[Role] = Field(min_length=1, max_length=6, examples=[["teacher"]])
    school_id: Id | None = None
    teacher_id: Id | None = None


class AccountsRequest(Body):
    accounts: list[AccountRequest] = Field(min_length=1, max_length=50)


class AccountAnswer(Answer):
    """What became of one account of the request, in its order."""

    username: str
    account_id: UUID | None
    problem: str | None = Field(description="`username-taken` or `password-too-common` where it was not made")


class AccountsResponse(Answer):
    items: list[AccountAnswer]


class AccountListed(Answer):
    account_id: UUID
    username: str
    display_name: str
    roles: list[str]
    school_id: UUID | None
    teacher_id: UUID | None
    closed_at: datetime | None = Field(description="Since when nobody logs in by it")


class AccountResponse(AccountListed):
    """One account in full; no secret is among it."""

    created_at: datetime
    locked_until: datetime | None = Field(description="After failures nobody is let in until then")
    second_factor: bool = Field(description="Whether a second factor is asked for")


class RolesRequest(Body):
    roles: list[Role] = Field(min_length=1, max_length=6, examples=[["school_admin"]])
    school_id: Id | None = Field(default=None, description="The school that it belongs to; null is none")


class StandingRequest(Body):
    state: Standing = Field(examples=["CLOSED"])


class PasswordOnceResponse(Answer):
    """A password that lets in only to choose another. It is shown this once."""

    password: str
    valid_until: datetime


class ClientRequest(Body):
    name: Name = Field(examples=["区教育云平台"])
    scopes: list[Scope] = Field(min_length=1, max_length=2, examples=[["summary:read", "feed:read"]])
    addresses: list[Network] = Field(
        default=[],
        max_length=20,
        examples=[["10.20.0.0/16", "2001:db8:20::/48"]],
        description="Networks from which it may log in; none is from anywhere",
    )


class ClientResponse(Answer):
    """An integration. Of its two secrets only how long each is good."""

    client_id: str = Field(description="What the integration logs in with: district and id")
    id: UUID = Field(description="How addresses name it")
    name: str
    scopes: list[str]
    addresses: list[str] = Field(description="Networks from which it may log in; none is from anywhere")
    secret_a_until: datetime | None
    secret_b_until: datetime | None
    key_ids: list[str] = Field(description="Keys by whose signature it logs in")
    closed_at: datetime | None


class PublicKey(Body):
    """The public half of an Ed25519 key, as a JSON Web Key (RFC 8037)."""

    kty: Literal["OKP"] = "OKP"
    crv: Literal["Ed25519"] = "Ed25519"
    x: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_\-]{43}$")] = Field(
        examples=["11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"]
    )
    kid: Code = Field(examples=["2026-11"], description="By which an assertion names it")


class ClientKeysRequest(Body):
    keys: list[PublicKey] = Field(max_length=2, description="Two while one takes the place of the other; none is none")


class ClientsResponse(Answer):
    items: list[ClientResponse]


class ClientSecretResponse(Answer):
    """A secret of 256 random bits, as it is shown this once."""

    client_id: str
    secret: str
    valid_until: datetime
