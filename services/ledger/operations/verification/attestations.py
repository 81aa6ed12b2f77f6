"""Every attestation against its signature, its head and the entries it states; and the numbers of every issuer."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger import queries
from services.ledger.models import Attestation, BookHead, Entry
from services.ledger.operations.verification.entries import id_of
from services.ledger.operations.verification.steps import Step
from services.ledger.rules import ATTESTATIONS, Finding, about, root_of
from services.ledger.rules.attestations import attested_facts
from services.ledger.rules.certificates import BadSignature, read_signed
from services.platform.signing import KeyRing

_AT_ONCE = 200


async def look_at_attestations(session: AsyncSession, *, district_id: int, keys: KeyRing, place: str) -> Step:
    """The next 200 attestations, in the order of issuing, and at the beginning the numbers that were given out."""
    findings: list[Finding] = []
    if not place:
        findings += [
            about(
                ATTESTATIONS,
                zh=f"发证机关 {issuer_code} {year} 年的证明编号不连续",
                en=f"the numbers of issuer {issuer_code}'s attestations of {year} have gaps",
            )
            for issuer_code, year in await queries.list_broken_attestation_numbers(session, district_id=district_id)
        ]
    shown = await queries.list_attested_after(session, district_id=district_id, after=id_of(place), limit=_AT_ONCE)
    stated = await queries.map_entries_attested(
        session, district_id=district_id, attestation_ids=[one.attestation_id for one, *_ in shown]
    )
    for one, revoked, head, taken_back in shown:
        entries = stated.get(one.attestation_id, [])
        findings += _faults_of(one, entries, head, keys=keys)
        gone = [] if revoked else [entry for entry in entries if entry.seq in set(taken_back)]
        for entry in await _gone_for_good(session, district_id, gone):
            findings.append(
                about(
                    ATTESTATIONS,
                    seq=entry.seq,
                    zh=f"证明 {one.content['number']} 所列台账行已冲销,证明却未作废",
                    en=f"attestation {one.content['number']} holds though an entry it states was taken back",
                )
            )
    last = str(shown[-1][0].attestation_id) if len(shown) == _AT_ONCE else None
    return Step(findings, 0, last)


async def _gone_for_good(session: AsyncSession, district_id: int, taken_back: Sequence[Entry]) -> Sequence[Entry]:
    """Those of what was taken back that were not only given to the person's other account."""
    if not taken_back:
        return []
    moved = await queries.list_standing_elsewhere(
        session,
        district_id=district_id,
        teacher_ids={entry.teacher_id for entry in taken_back},
        entry_ids={root_of(entry.award_key, entry.entry_id) for entry in taken_back},
    )
    return [entry for entry in taken_back if root_of(entry.award_key, entry.entry_id) not in moved]


def _faults_of(one: Attestation, entries: Sequence[Entry], head: BookHead, *, keys: KeyRing) -> Iterable[Finding]:
    number = str(one.content["number"])
    try:
        as_signed = read_signed(keys, one.signed) == attested_facts(
            one.content,
            district_id=one.district_id,
            code=one.code,
            issued_on=one.issued_on,
            known_at_seq=one.known_at_seq,
        )
    except BadSignature:
        as_signed = False
    if not as_signed:
        yield about(
            ATTESTATIONS, zh=f"证明 {number} 与其签名不符", en=f"attestation {number} is not what its signature says"
        )
    told = one.content["head"]
    if (head.seq, head.tree_root.hex(), told["number"]) != (one.known_at_seq, told["tree_root"], one.head_number):
        yield about(
            ATTESTATIONS,
            zh=f"证明 {number} 与其账簿头不符",
            en=f"attestation {number} and the head of the book it names say different things",
        )
    hours = sum((entry.hours for entry in entries), Decimal(0))
    credits_ = sum((entry.credits for entry in entries), Decimal(0))
    if (hours, credits_) != (Decimal(one.content["hours"]), Decimal(one.content["credits"])):
        yield about(
            ATTESTATIONS,
            seq=entries[0].seq if entries else None,
            zh=f"证明 {number} 与所列台账行不符",
            en=f"attestation {number} and the entries it states say different things",
        )
