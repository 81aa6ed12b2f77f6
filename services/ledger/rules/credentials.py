"""Open Badges 3.0: certificates and attestations as verifiable credentials, and the lists that say which were revoked.

Each is a JWT (Open Badges 3.0, section 8.2.4; W3C VC data model 2.0) signed with Ed25519. The issuer is a did:web whose
document this service serves; revocation is a W3C Bitstring Status List. A credential names its holder only by a hash.
"""

import base64
import gzip
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final
from urllib.parse import quote, urlsplit
from uuid import UUID

import msgspec

from services.ledger.rules.certificates import CertificateKind, printed_code, sentence_of, short_amount
from services.platform.clock import SHANGHAI
from services.platform.signing import KeyRing, Signer, signed_compact

VC_JWT: Final = "application/vc+jwt"
CONTEXTS: Final = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
# The least that the specification allows, so that nobody stands out in a short list.
LIST_BITS: Final = 131_072
# A list that was copied before a revocation is good for no longer than this.
LIST_HOLDS: Final = timedelta(days=7)
_LIST_FRESH: Final = timedelta(minutes=5)
_SCHEMA: Final = {
    "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
    "type": "1EdTechJsonSchemaValidator2019",
}
_ACHIEVEMENTS: Final = {
    CertificateKind.COMPLETION: "CertificateOfCompletion",
    CertificateKind.EXCELLENT: "Award",
    CertificateKind.PRE_SERVICE: "CertificateOfCompletion",
}
# Open Badges wants credits as a JSON number: the exact digits are written, no float is made of them.
_ENCODER: Final = msgspec.json.Encoder(order="sorted", decimal_format="number", uuid_format="canonical")


class Paper(StrEnum):
    """What is numbered by issuer and year: each numbering has status lists of its own."""

    CERTIFICATES = "certificates"
    ATTESTATIONS = "attestations"


@dataclass(frozen=True, slots=True)
class Issuing:
    """The issuer of a credential as others address it: under a public address, of a district, by its code."""

    public_url: str
    district_id: int
    issuer_code: str

    @property
    def base(self) -> str:
        return f"{self.public_url.rstrip('/')}/ledger/v1"

    @property
    def did(self) -> str:
        """did:web: its document is at /ledger/v1/issuers/{district}/{issuer_code}/did.json, always by https."""
        at = urlsplit(self.base)
        steps = [*at.path.strip("/").split("/"), "issuers", str(self.district_id), quote(self.issuer_code, safe="")]
        return ":".join(["did:web", quote(at.netloc, safe=""), *steps])

    def list_address(self, paper: Paper, *, year: int, page: int) -> str:
        return f"{self.base}/status-lists/{self.district_id}/{paper}/{quote(self.issuer_code, safe='')}/{year}/{page}"


def did_document(did: str, keys: KeyRing) -> dict[str, Any]:
    """The public keys by which an issuer's credentials are verified, those of former years included."""
    published: Sequence[Mapping[str, str]] = keys.public()["keys"]
    methods = [
        {
            "id": f"{did}#{key['kid']}",
            "type": "JsonWebKey",
            "controller": did,
            "publicKeyJwk": {"kty": key["kty"], "crv": key["crv"], "x": key["x"], "kid": key["kid"]},
        }
        for key in published
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/jwk/v1"],
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def place_in_lists(number: int) -> tuple[int, int]:
    """In which list of its issuer's year a number stands, counted from 1, and at which bit."""
    page, index = divmod(number - 1, LIST_BITS)
    return page + 1, index


def numbers_of_list(page: int) -> tuple[int, int]:
    """The first and the last number that a list has a bit for."""
    return (page - 1) * LIST_BITS + 1, page * LIST_BITS


def encoded_list(indices: Iterable[int]) -> str:
    """Bits counted from the left, gzipped, in base64url after `u`; the same for the same, whenever it is made."""
    bits = bytearray(LIST_BITS // 8)
    for index in indices:
        bits[index // 8] |= 0x80 >> index % 8
    return "u" + base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).decode().rstrip("=")


def status_list(
    issuing: Issuing, paper: Paper, *, year: int, page: int, revoked: Iterable[int], today: datetime
) -> dict[str, Any]:
    """A list as a credential; by day, so that it keeps its ETag until something is revoked or the day turns."""
    address = issuing.list_address(paper, year=year, page=page)
    day = today.astimezone(SHANGHAI).replace(hour=0, minute=0, second=0, microsecond=0)
    first, _ = numbers_of_list(page)
    return {
        "@context": [CONTEXTS[0]],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuing.did,
        "validFrom": _instant(day),
        "validUntil": _instant(day + LIST_HOLDS),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": encoded_list(number - first for number in revoked),
            "ttl": int(_LIST_FRESH.total_seconds() * 1000),
        },
    }


@dataclass(frozen=True, slots=True)
class Holding:
    """What two kinds of paper have in common when they become credentials."""

    issuing: Issuing
    paper: Paper
    year: int
    number: int
    code: str
    issued_at: datetime
    name: str
    """The holder's, of which only a hash goes into the credential."""
    content: Mapping[str, Any]


def certificate_credential(
    holding: Holding, *, kind: CertificateKind, class_id: UUID, outcome_id: UUID, revision: int
) -> dict[str, Any]:
    """A certificate of a class, for a revision of an outcome."""
    content = holding.content
    facts = [("学时 hours", "RawScore", short_amount(Decimal(content["hours"])))]
    if content["grade"]:
        facts.append(("考核等级 grade", "Result", str(content["grade"])))
    achievement = {
        "id": f"urn:xuefen:class:{holding.issuing.district_id}:{class_id}:{kind.value.lower()}",
        "achievementType": _ACHIEVEMENTS[kind],
        "name": f"{content['label_zh']} · {content['title']}",
        "description": sentence_of(kind, content),
        "criteria": {"narrative": _criteria(content)},
    }
    days = {
        "activityStartDate": f"{content['earned_from']}T00:00:00+08:00",
        "activityEndDate": f"{content['earned_to']}T00:00:00+08:00",
    }
    narrative = f"考核结果 outcome {outcome_id}, revision {revision}"
    return _credential(holding, achievement, facts, days, narrative)


def attestation_credential(holding: Holding, *, sentence: str) -> dict[str, Any]:
    """An attestation of a year or a cycle."""
    content, head = holding.content, holding.content["head"]
    facts = [
        ("学时 hours", "RawScore", short_amount(Decimal(content["hours"]))),
        ("判定 verdict", "Result", f"{content['verdict_zh']} {content['verdict_en']}"),
    ]
    period = content["period"].replace("/", ":")
    achievement = {
        "id": f"urn:xuefen:period:{holding.issuing.district_id}:{content['pack_id']}:{period}",
        "achievementType": "Achievement",
        "name": f"{content['label_zh']} · {content['period_zh']}",
        "description": sentence,
        "criteria": {"narrative": f"{content['pack_zh']} ({content['pack_en']}), sha256 {content['pack_hash']}"},
    }
    days = {
        "activityStartDate": f"{content['earned_from']}T00:00:00+08:00",
        "activityEndDate": f"{content['earned_to']}T00:00:00+08:00",
    }
    narrative = f"账簿头 head {head['number']} of the book, up to entry {head['seq']}, tree root {head['tree_root']}"
    return _credential(holding, achievement, facts, days, narrative)


def _criteria(content: Mapping[str, Any]) -> str:
    clause = f"，条款 {content['clause_id']}" if content["clause_id"] else ""
    return f"经考核合格，学时学分已登记入账（政策包 {content['pack_id']}{clause}）。"


def _credential(
    holding: Holding,
    achievement: Mapping[str, Any],
    facts: Sequence[tuple[str, str, str]],
    days: Mapping[str, str],
    evidence: str,
) -> dict[str, Any]:
    issuing, content = holding.issuing, holding.content
    printed = printed_code(issuing.district_id, holding.code)
    address = f"{issuing.base}/{holding.paper}/{printed}"
    page, index = place_in_lists(holding.number)
    listed = issuing.list_address(holding.paper, year=holding.year, page=page)
    described = [
        {"id": f"{address}#result-{place}", "type": ["ResultDescription"], "name": name, "resultType": kind}
        for place, (name, kind, _) in enumerate(facts, start=1)
    ]
    subject: dict[str, Any] = {
        "type": ["AchievementSubject"],
        "identifier": [hashed_name(holding.name, salt=holding.code)],
        "achievement": {**achievement, "type": ["Achievement"], "resultDescription": described},
        "result": [
            {"type": ["Result"], "resultDescription": one["id"], "value": value}
            for one, (_, _, value) in zip(described, facts, strict=True)
        ],
        **days,
    }
    if Decimal(content["credits"]):
        subject["creditsEarned"] = Decimal(short_amount(Decimal(content["credits"])))
    return {
        "@context": list(CONTEXTS),
        "id": address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": achievement["name"],
        "issuer": {"id": issuing.did, "type": ["Profile"], "name": content["issuer"]},
        "validFrom": _instant(holding.issued_at),
        "credentialSubject": subject,
        "credentialStatus": {
            "id": f"{listed}#{index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": str(index),
            "statusListCredential": listed,
        },
        "credentialSchema": [_SCHEMA],
        "evidence": [{"id": address, "type": ["Evidence"], "name": content["number"], "narrative": evidence}],
    }


def hashed_name(name: str, *, salt: str) -> dict[str, Any]:
    """By it a name that is told is held against the one that was meant; without the credential nobody can try names."""
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": f"sha256${sha256(f'{name}{salt}'.encode()).hexdigest()}",
        "identityType": "name",
        "salt": salt,
    }


def signed_credential(signer: Signer, credential: Mapping[str, Any], *, did: str, at: datetime) -> str:
    """A compact JWT whose payload is the credential with its registered claims.

    `EdDSA` and not RFC 9864's `Ed25519`: it is the name that verifiers of Open Badges know.
    """
    header = _ENCODER.encode({"alg": "EdDSA", "kid": f"{did}#{signer.key_id}", "typ": "JWT"})
    claims = {"iss": did, "jti": credential["id"], "nbf": int(at.timestamp())}
    return signed_compact(signer, header=header, payload=_ENCODER.encode({**credential, **claims}))


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
