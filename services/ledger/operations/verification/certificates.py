"""Every certificate against its signature and the entries it stands on; and the numbers of every issuer."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger import queries
from services.ledger.models import Certificate, Entry
from services.ledger.operations.verification.entries import id_of
from services.ledger.operations.verification.steps import Step
from services.ledger.rules import CERTIFICATES, Finding, about, root_of
from services.ledger.rules.certificates import BadSignature, facts_on_paper, read_signed
from services.platform.signing import KeyRing

_AT_ONCE = 200


async def look_at_certificates(session: AsyncSession, *, district_id: int, keys: KeyRing, place: str) -> Step:
    """The next 200 certificates, in the order of issuing, and at the beginning the numbers that were given out."""
    findings: list[Finding] = []
    if not place:
        findings += [
            about(
                CERTIFICATES,
                zh=f"发证机关 {issuer_code} {year} 年的编号不连续",
                en=f"the numbers of issuer {issuer_code} of {year} have gaps",
            )
            for issuer_code, year in await queries.list_broken_numbers(session, district_id=district_id)
        ]
    shown = await queries.list_certificates(
        session,
        district_id=district_id,
        teacher_ids=None,
        school_id=None,
        class_id=None,
        kind=None,
        holds=None,
        after=id_of(place),
        limit=_AT_ONCE,
    )
    standing = await queries.map_entries_of_certificates(
        session, district_id=district_id, certificate_ids=[one.certificate_id for one, _ in shown]
    )
    standing = await _moved_on(session, district_id, standing)
    for one, revocation in shown:
        findings += _faults_of(one, standing.get(one.certificate_id, []), holds=revocation is None, keys=keys)
    last = str(shown[-1][0].certificate_id) if len(shown) == _AT_ONCE else None
    return Step(findings, 0, last)


_Standing = Mapping[UUID, Sequence[tuple[Entry, bool]]]


async def _moved_on(session: AsyncSession, district_id: int, entries: _Standing) -> _Standing:
    """What was taken back only to be given to the person's other account counts as not taken back."""
    taken = [entry for some in entries.values() for entry, taken_back in some if taken_back]
    if not taken:
        return entries
    moved = await queries.list_standing_elsewhere(
        session,
        district_id=district_id,
        teacher_ids={entry.teacher_id for entry in taken},
        entry_ids={root_of(entry.award_key, entry.entry_id) for entry in taken},
    )
    return {
        certificate_id: [
            (entry, taken_back and root_of(entry.award_key, entry.entry_id) not in moved) for entry, taken_back in some
        ]
        for certificate_id, some in entries.items()
    }


def _faults_of(
    one: Certificate, entries: Sequence[tuple[Entry, bool]], *, holds: bool, keys: KeyRing
) -> Iterable[Finding]:
    """`entries` with whether each was taken back."""
    number = str(one.content["number"])
    try:
        as_signed = read_signed(keys, one.signed) == facts_on_paper(
            one.content, district_id=one.district_id, code=one.code, issued_on=one.issued_on
        )
    except BadSignature:
        as_signed = False
    if not as_signed:
        yield about(
            CERTIFICATES, zh=f"证书 {number} 与其签名不符", en=f"certificate {number} is not what its signature says"
        )
    hours = sum((entry.hours for entry, _ in entries), Decimal(0))
    credits_ = sum((entry.credits for entry, _ in entries), Decimal(0))
    of_holder = all(
        (entry.teacher_id, entry.class_id, entry.outcome_id) == (one.teacher_id, one.class_id, one.outcome_id)
        for entry, _ in entries
    )
    if not of_holder or (hours, credits_) != (Decimal(one.content["hours"]), Decimal(one.content["credits"])):
        yield about(
            CERTIFICATES,
            seq=entries[0][0].seq if entries else None,
            zh=f"证书 {number} 与所依据的台账行不符",
            en=f"certificate {number} and the entries it stands on say different things",
        )
    if holds and any(taken_back for _, taken_back in entries):
        yield about(
            CERTIFICATES,
            seq=next(entry.seq for entry, taken_back in entries if taken_back),
            zh=f"证书 {number} 所依据的台账行已冲销,证书却未作废",
            en=f"certificate {number} holds though an entry it stands on was taken back",
        )
