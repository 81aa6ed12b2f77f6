"""Access tokens: what the signer writes is read, and nothing else is, whoever signed it and whatever it says."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from joserfc import jwt
from joserfc.jwk import OKPKey

from services.platform import clock
from services.platform.access import Principal
from services.platform.errors import Unauthenticated
from services.platform.ids import new_id
from services.platform.tokens import LEEWAY_SECONDS, TokenSigner, TokenVerifier, new_key_pair

PRIVATE, PUBLIC = new_key_pair()
KEY = OKPKey.import_key(json.loads(PRIVATE))
HEADER = {"alg": "Ed25519", "typ": "at+jwt", "kid": KEY.thumbprint()}
WHO = Principal(
    account_id=new_id(),
    district_id=341_825,
    roles=frozenset({"teacher", "trainer"}),
    unit_id=new_id(),
    person_id=new_id(),
    scopes=frozenset({"a", "b"}),
    logged_in_at=datetime(2026, 9, 1, tzinfo=UTC),
)


def claims_of(**others: Any) -> dict[str, Any]:
    now = int(clock.real_now().timestamp())
    claims = {
        "iss": "xuefen",
        "aud": "xuefen",
        "sub": str(WHO.account_id),
        "iat": now,
        "exp": now + 600,
        "jti": str(new_id()),
        "district": WHO.district_id,
        "roles": ["teacher"],
        "unit": None,
        "person": None,
        "scope": "",
        **others,
    }
    return {name: value for name, value in claims.items() if value != "absent"}


def signed(header: dict[str, Any], claims: dict[str, Any], key: OKPKey = KEY) -> str:
    return jwt.encode(header, claims, key, algorithms=["Ed25519"])


def text_of(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def test_what_is_signed_is_read_again_whole() -> None:
    assert TokenVerifier(PUBLIC).verify(TokenSigner(PRIVATE).sign(WHO)) == WHO


def test_who_belongs_nowhere_has_a_token_too() -> None:
    nobody = Principal(account_id=new_id(), district_id=1, roles=frozenset())

    assert TokenVerifier(PUBLIC).verify(TokenSigner(PRIVATE).sign(nobody)) == nobody


def test_the_helper_of_these_tests_makes_good_tokens() -> None:
    assert TokenVerifier(PUBLIC).verify(signed(HEADER, claims_of())).account_id == WHO.account_id


@pytest.mark.parametrize(
    "others",
    [
        {"iss": "somebody"},
        {"aud": "else"},
        {"aud": ["xuefen"]},
        {"sub": "nobody"},
        {"exp": 1},
        {"exp": "2999"},
        {"iat": 32_503_680_000},
        {"nbf": 32_503_680_000},
        {"district": "341825"},
        {"roles": "teacher"},
        *({name: "absent"} for name in ("iss", "aud", "sub", "exp", "iat", "jti", "district", "roles", "scope")),
    ],
)
def test_other_claims_are_refused(others: dict[str, Any]) -> None:
    with pytest.raises(Unauthenticated):
        TokenVerifier(PUBLIC).verify(signed(HEADER, claims_of(**others)))


@pytest.mark.parametrize("others", [{"typ": "JWT"}, {"kid": "other"}, {"x": 1}])
def test_other_headers_are_refused_though_the_signature_is_good(others: dict[str, Any]) -> None:
    header, payload, _ = signed(HEADER, claims_of()).split(".")
    content = f"{text_of({**HEADER, **others})}.{payload}"
    private: Any = KEY.private_key
    signature = base64.urlsafe_b64encode(private.sign(content.encode())).decode().rstrip("=")
    same = f"{header}.{payload}"
    good = base64.urlsafe_b64encode(private.sign(same.encode())).decode().rstrip("=")

    assert TokenVerifier(PUBLIC).verify(f"{same}.{good}").account_id == WHO.account_id
    with pytest.raises(Unauthenticated):
        TokenVerifier(PUBLIC).verify(f"{content}.{signature}")


def forgeries(private: str, *, district_id: int) -> dict[str, str]:
    """What a service may be shown for a token that its own key, in part, has signed."""
    key = OKPKey.import_key(json.loads(private))
    header = {"alg": "Ed25519", "typ": "at+jwt", "kid": key.thumbprint()}
    of_district: dict[str, Any] = {"district": district_id, "roles": ["district_admin"]}
    good = signed(header, claims_of(**of_district), key)
    secret: Any = key.public_key
    private_key: Any = key.private_key
    head, payload, signature = good.split(".")
    told: dict[str, str] = {
        f"claim {name}": signed(header, claims_of(**of_district | {name: value}), key)
        for name, value in {"iss": "evil", "aud": "other", "exp": 1, "nbf": 32_503_680_000, "sub": "absent"}.items()
    }
    headers: dict[str, dict[str, Any]] = {
        "alg none": {"alg": "none"},
        "HMAC by the public key": {"alg": "HS256"},
        "a kid that is a path": {"kid": "../../etc/passwd"},
        "a kid of SQL": {"kid": "' or 1=1 --"},
        "jku": {"jku": "https://evil.example/jwks.json"},
        "a key of its own": {"jwk": key.as_dict(private=False)},
        "x5u": {"x5u": "https://evil.example/x5u"},
        "another type": {"typ": "JWT"},
        "critical": {"crit": ["exp"]},
    }
    for name, others in headers.items():
        content = f"{text_of({**header, **others})}.{payload}"
        # Where the header is believed, the signature would be good.
        by_key = base64.urlsafe_b64encode(private_key.sign(content.encode()))
        by_secret = base64.urlsafe_b64encode(
            hmac.new(secret.public_bytes_raw(), content.encode(), hashlib.sha256).digest()
        )
        mac = b"" if name == "alg none" else by_secret if "HMAC" in name else by_key
        told[name] = f"{content}.{mac.decode().rstrip('=')}"
    return told | {"cut off": good[:-10], "another payload": f"{head}.{text_of({'a': 1})}.{signature}"}


def _none(header: str, payload: str, _signature: str) -> str:
    return f"{text_of({**HEADER, 'alg': 'none'})}.{payload}."


def _shared_secret(_header: str, payload: str, _signature: str) -> str:
    """The public key taken for the secret of an HMAC."""
    content = f"{text_of({**HEADER, 'alg': 'HS256'})}.{payload}"
    public: Any = KEY.public_key
    mac = hmac.new(public.public_bytes_raw(), content.encode(), hashlib.sha256).digest()
    return f"{content}.{base64.urlsafe_b64encode(mac).decode().rstrip('=')}"


def _changed(header: str, payload: str, signature: str) -> str:
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    return f"{header}.{text_of({**claims, 'roles': ['district_admin']})}.{signature}"


@pytest.mark.parametrize(
    "forge",
    [
        _none,
        _shared_secret,
        _changed,
        lambda header, payload, signature: f"{header}.{payload}",
        lambda header, payload, signature: f"{header}.{payload}.",
        lambda header, payload, signature: f"{header}.{payload}.{signature}.{signature}",
        lambda header, payload, signature: f"{header}.{payload}.{signature[:-4]}",
        lambda header, payload, signature: f".{header}.{payload}.{signature}",
        lambda header, payload, signature: f"{header}.{payload}.{signature} ",
        lambda header, payload, signature: f"{header}.{payload}.信",
        lambda header, payload, signature: "",
        lambda header, payload, signature: "..",
        lambda header, payload, signature: f"{text_of([[[[]]]])}.{payload}.{signature}",
    ],
)
def test_forged_tokens_are_refused(forge: Callable[[str, str, str], str]) -> None:
    header, payload, signature = signed(HEADER, claims_of()).split(".")

    with pytest.raises(Unauthenticated):
        TokenVerifier(PUBLIC).verify(forge(header, payload, signature))


def test_a_token_of_another_key_is_refused() -> None:
    other, _ = new_key_pair()

    with pytest.raises(Unauthenticated):
        TokenVerifier(PUBLIC).verify(TokenSigner(other).sign(WHO))
    with pytest.raises(Unauthenticated):
        # Even under the name of ours.
        TokenVerifier(PUBLIC).verify(signed(HEADER, claims_of(), OKPKey.import_key(json.loads(other))))


def test_of_two_keys_each_is_good() -> None:
    other, other_public = new_key_pair()
    both = json.dumps({"keys": [*json.loads(PUBLIC)["keys"], *json.loads(other_public)["keys"]]})
    verifier = TokenVerifier(both)

    assert verifier.verify(TokenSigner(PRIVATE).sign(WHO)) == verifier.verify(TokenSigner(other).sign(WHO)) == WHO


def test_a_token_is_good_until_the_leeway_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    token = signed(HEADER, claims_of())
    ends = clock.real_now().timestamp() + 600
    real_now = clock.real_now
    for later, good in ((LEEWAY_SECONDS - 5, True), (LEEWAY_SECONDS + 5, False)):
        moment = real_now().fromtimestamp(ends + later, tz=real_now().tzinfo)
        monkeypatch.setattr(clock, "real_now", lambda moment=moment: moment)
        if good:
            assert TokenVerifier(PUBLIC).verify(token).account_id == WHO.account_id
        else:
            with pytest.raises(Unauthenticated):
                TokenVerifier(PUBLIC).verify(token)


def test_a_remembered_token_expires_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    verifier = TokenVerifier(PUBLIC)
    token = signed(HEADER, claims_of())
    assert isinstance(verifier.verify(token).account_id, UUID)
    moment = clock.real_now().fromtimestamp(clock.real_now().timestamp() + 700, tz=clock.real_now().tzinfo)
    monkeypatch.setattr(clock, "real_now", lambda: moment)

    with pytest.raises(Unauthenticated):
        verifier.verify(token)
