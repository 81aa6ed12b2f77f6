"""Certificates of a class's outcome: when one is due, what it says, how its number and its QR code read."""

import base64
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final

import msgspec

from services.ledger.rules.participations import EXCELLENT
from services.platform.errors import Text
from services.platform.signing import KeyRing, Signer, from_base64url, in_base64url, signed_compact
from services.policy.programs import CertificateDue

FORM: Final = "xuefen-certificate/1"
NEW_TEACHER: Final = "NEW_TEACHER"
_CODE_BYTES: Final = 16
_CODE_LENGTH: Final = 26
_BASE32: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
_LONGEST_DISTRICT: Final = 6
_ENCODER: Final = msgspec.json.Encoder(order="sorted", decimal_format="string")


class CertificateKind(StrEnum):
    COMPLETION = "COMPLETION"
    EXCELLENT = "EXCELLENT"
    PRE_SERVICE = "PRE_SERVICE"


class Ground(StrEnum):
    """Why a certificate no longer holds."""

    ENTRY_REVERSED = "ENTRY_REVERSED"
    RESULT_CHANGED = "RESULT_CHANGED"
    REISSUED = "REISSUED"
    DECIDED = "DECIDED"


_LABELS: Final = {
    CertificateKind.COMPLETION: Text(zh="培训结业证书", en="certificate of completion"),
    CertificateKind.EXCELLENT: Text(zh="优秀学员证书", en="certificate of excellence"),
    CertificateKind.PRE_SERVICE: Text(zh="岗前培训合格证书", en="pre-service certificate"),
}


@dataclass(frozen=True, slots=True)
class Withheld:
    """Why somebody gets no certificate: a stable code and a sentence."""

    code: str
    said: Text


@dataclass(frozen=True, slots=True)
class Granted:
    """A certificate that is due, by the words of the pack where it has any."""

    label: Text
    clause_id: str | None


NOT_PASSED: Final = Withheld(
    "not-passed", Text(zh="结果不是合格,或尚未发布", en="The result is not a pass, or has not been released")
)
NOT_EXCELLENT: Final = Withheld("not-excellent", Text(zh="成绩不是优秀", en="The grade is not excellent"))
NOT_FOR_NEW_TEACHERS: Final = Withheld(
    "not-for-new-teachers", Text(zh="不是新教师岗前培训", en="The program is not the training of new teachers")
)
NOTHING_EARNED: Final = Withheld(
    "nothing-earned", Text(zh="台账中没有该结果的学时学分", en="The book holds nothing that the result earned")
)
NOT_POSTED_YET: Final = Withheld(
    "not-posted-yet",
    Text(
        zh="结果的最新版本尚在入账,请稍后再发", en="The newest revision of the result is being posted: try again soon"
    ),
)
NOT_GRANTED: Final = Withheld(
    "not-granted", Text(zh="适用的政策包不设此种证书", en="The pack in force grants no such certificate")
)
ISSUED_ALREADY: Final = Withheld("issued-already", Text(zh="已发过证书", en="The certificate has been issued"))
REVOKED_BEFORE: Final = Withheld(
    "revoked-before",
    Text(
        zh="已发的证书后来作废:补发须由人作出并说明理由",
        en="The one that was issued has been revoked: reissuing takes a person and a reason",
    ),
)


def decide(
    kind: CertificateKind,
    *,
    passed: bool | None,
    grade: str | None,
    program_kind: str,
    by_pack: Sequence[CertificateDue] | None,
    clauses: Mapping[str, Text],
) -> Granted | Withheld:
    """Whether a certificate is due.

    Passing is always asked; excellence asks for the best grade (LY-12), the pre-service certificate for the training of
    new teachers (XC-06, C23-06). Where the pack grants certificates (LY-11), its own clause must be reached and gives
    the wording; clauses about works and defences were held against the result itself, by assessment. `by_pack` is None
    where the pack grants none. `clauses` says of each clause what is lacking.
    """
    if passed is not True:
        return NOT_PASSED
    if kind is CertificateKind.EXCELLENT and grade != EXCELLENT:
        return NOT_EXCELLENT
    if kind is CertificateKind.PRE_SERVICE and program_kind != NEW_TEACHER:
        return NOT_FOR_NEW_TEACHERS
    if by_pack is None:
        return Granted(_LABELS[kind], None)
    due = next((one for one in by_pack if one.certificate == kind.value), None)
    if due is None:
        return NOT_GRANTED
    # What the pack asks of completion stands before excellence too: nobody excels without the hours.
    for one in by_pack:
        if one.certificate in (kind.value, CertificateKind.COMPLETION.value) and one.clause_id in one.withheld_by:
            return Withheld("clause-not-reached", clauses[one.clause_id])
    return Granted(Text(zh=due.label_zh, en=due.label_en), due.clause_id)


def new_code() -> str:
    """128 random bits as 26 letters and digits that cannot be mistaken for each other on paper."""
    return base64.b32encode(secrets.token_bytes(_CODE_BYTES)).decode().rstrip("=")


def printed_code(district_id: int, code: str) -> str:
    """`341825-ABCDEFGH...`: the district travels with the code, so that one shard is asked."""
    return f"{district_id}-{code}"


def read_code(printed: str) -> tuple[int, str] | None:
    """The district and the code, however it was typed; None for what cannot be one."""
    district, _, code = printed.strip().replace(" ", "").upper().partition("-")
    code = code.replace("-", "")
    if not district.isascii() or not district.isdigit() or not 0 < len(district) <= _LONGEST_DISTRICT:
        return None
    if len(code) != _CODE_LENGTH or not _BASE32.issuperset(code):
        return None
    return int(district), code


def number_text(prefix: str, *, year: int, number: int) -> str:
    """`广教培` -> `广教培〔2026〕00017号`."""
    return f"{prefix}〔{year}〕{number:05d}号"


def masked(name: str) -> str:
    """`王小明` -> `王**`: enough to hold against the paper, not enough to learn a name."""
    return name[:1] + "*" * max(len(name) - 1, 1)


def name_mark(code: str, name: str) -> str:
    """By it a name on paper is held against the one that was meant; the code keeps it from being looked up."""
    return in_base64url(sha256(f"{code}\n{name}".encode()).digest()[:_CODE_BYTES])


class SignedFacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the QR code vouches for without asking anybody; short names, because paper is small."""

    f: str
    """Form."""
    c: str
    """Code with its district."""
    n: str
    """Number."""
    l: str  # noqa: E741 - as short as the others
    """Label."""
    i: str
    """Issuer."""
    d: date
    """Issued on."""
    p: str
    """Masked name."""
    m: str
    """Mark of the full name."""
    t: str
    """Title of the class."""
    h: str
    """Hours."""
    r: str
    """Credits."""
    a: date
    """First day."""
    z: date
    """Last day."""
    k: int | None = None
    """Of an attestation: the entry up to which the book was known."""
    x: str | None = None
    """Of an attestation: the hash of everything it says."""


def facts_on_paper(content: Mapping[str, Any], *, district_id: int, code: str, issued_on: date) -> SignedFacts:
    """What a certificate of this content says, as it is signed."""
    return SignedFacts(
        f=FORM,
        c=printed_code(district_id, code),
        n=content["number"],
        l=content["label_zh"],
        i=content["issuer"],
        d=issued_on,
        p=content["holder"],
        m=content["name_mark"],
        t=content["title"],
        h=short_amount(Decimal(content["hours"])),
        r=short_amount(Decimal(content["credits"])),
        a=date.fromisoformat(content["earned_from"]),
        z=date.fromisoformat(content["earned_to"]),
    )


class BadSignature(Exception):
    """What should be a signed certificate is none, or none by a key that is known."""


def sign_facts(signer: Signer, facts: SignedFacts) -> str:
    """A compact JWS (RFC 7515, alg Ed25519 of RFC 9864)."""
    header = _ENCODER.encode({"alg": "Ed25519", "kid": signer.key_id, "typ": FORM})
    return signed_compact(signer, header=header, payload=_ENCODER.encode(facts))


def read_signed(keys: KeyRing, text: str) -> SignedFacts:
    """The facts of a QR code whose signature holds, or BadSignature. The address before `#` may be there or not."""
    compact = text.strip().rpartition("#")[2]
    try:
        header_text, facts_text, signature = compact.split(".")
        header = msgspec.json.decode(from_base64url(header_text), type=dict[str, Any])
        facts = msgspec.json.decode(from_base64url(facts_text), type=SignedFacts)
        holds = keys.holds(
            key_id=str(header.get("kid")),
            content=f"{header_text}.{facts_text}".encode(),
            signature=from_base64url(signature),
        )
    except (ValueError, msgspec.DecodeError) as fault:
        raise BadSignature from fault
    if not holds or header.get("alg") != "Ed25519" or header.get("typ") != FORM or facts.f != FORM:
        raise BadSignature
    return facts


def short_amount(amount: Decimal) -> str:
    """`24.0000` -> `24`, `2.4000` -> `2.4`."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def day_in_words(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def sentence_of(kind: CertificateKind, content: Mapping[str, Any]) -> str:
    """What stands between the name and the seal."""
    first, last = (date.fromisoformat(content[name]) for name in ("earned_from", "earned_to"))
    days = day_in_words(first) if first == last else f"{day_in_words(first)}至{day_in_words(last)}"
    hours, credits_ = (Decimal(content[name]) for name in ("hours", "credits"))
    amounts = [f"完成{short_amount(hours)}学时"] if hours else []
    amounts += [f"获得{short_amount(credits_)}学分"] if credits_ else []
    earned = f"于{days}参加“{content['title']}”，{'，'.join(amounts)}"
    ends = {
        CertificateKind.COMPLETION: "，经考核成绩合格，准予结业，特发此证。",
        CertificateKind.EXCELLENT: "，经考核成绩优秀，评为优秀学员，特发此证。",
        CertificateKind.PRE_SERVICE: "，岗前培训考核合格，特发此证。",
    }
    return earned + ends[kind]
