"""What leaves the system and still proves itself: a teacher's signed statement, and the whole book as a file."""

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.ledger import queries
from services.ledger.errors import NotYetSigned
from services.ledger.models import BookHead
from services.ledger.operations.attestations import get_attestation
from services.ledger.operations.reading import Named, get_visible_teacher, read_statement
from services.ledger.operations.verification import Verification
from services.ledger.rules import (
    EXPORT_FORM,
    GENESIS,
    STATEMENT_FORM,
    BalanceLine,
    BookLine,
    CauseLine,
    EndLine,
    EntryLine,
    ExportedBook,
    HeadLine,
    Line,
    OutcomeLine,
    ProvenEntry,
    SignedText,
    Stated,
    StatementProof,
    check_statement,
    line_bytes,
    path_from,
    ranges_for_path,
    ranges_for_root,
    read_proof,
    stated_bytes,
)
from services.platform.access import Viewer
from services.platform.clock import SHANGHAI
from services.platform.errors import NotFound, Text
from services.platform.signing import KeyRing, NoKeys, Signer, in_base64url

Opened = Callable[[], AbstractAsyncContextManager[AsyncSession]]

_ENTRIES_AT_ONCE: Final = 2000
_OUTCOMES_AT_ONCE: Final = 2000
_HEADS_AT_ONCE: Final = 500


async def prove_statement(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    teacher_id: UUID,
    as_of: date,
    today: date,
    signer: Signer,
    keys: KeyRing,
    at: datetime,
) -> StatementProof:
    """A teacher's statement as of a day and as the newest signed head knew it, with what proves it offline."""
    teacher = await get_visible_teacher(
        session, viewer=viewer, district_id=district_id, teacher_id=teacher_id, today=today
    )
    head = await queries.find_last_head(session, district_id=district_id)
    if head is None:
        raise NotYetSigned
    return await prove_at(
        session, district_id=district_id, teacher=teacher, as_of=as_of, head=head, signer=signer, keys=keys, at=at
    )


async def prove_at(
    session: AsyncSession,
    *,
    district_id: int,
    teacher: Named,
    as_of: date,
    head: BookHead,
    signer: Signer,
    keys: KeyRing,
    at: datetime,
) -> StatementProof:
    """A teacher's statement as of a day and as that head knew it; whoever asks must be allowed to see it."""
    statement = await read_statement(
        session, district_id=district_id, teacher=teacher, as_of=as_of, known_at_seq=head.seq
    )
    links = await queries.list_links_of_teacher(
        session, district_id=district_id, entry_ids=[entry.entry_id for entry, _ in statement.lines]
    )
    proven = await prove_entries(session, district_id=district_id, links=links, head=head)
    canonical = stated_bytes(
        Stated(
            form=STATEMENT_FORM,
            district_id=district_id,
            teacher_id=teacher.teacher_id,
            staff_number=teacher.staff_number,
            name=teacher.name,
            as_of=as_of,
            known_at_seq=head.seq,
            hours=statement.total.hours,
            credits=statement.total.credits,
            entries=tuple(seq for seq, _, _ in links),
            issued_at=at.astimezone(UTC),
            key_id=signer.key_id,
        )
    )
    return StatementProof(
        statement=SignedText(canonical=canonical.decode(), signature=in_base64url(signer.sign(canonical))),
        head=SignedText(canonical=head.canonical.decode(), signature=in_base64url(head.signature)),
        entries=proven,
        keys=keys.public(),
    )


async def prove_entries(
    session: AsyncSession, *, district_id: int, links: Sequence[tuple[int, bytes, bytes]], head: BookHead
) -> tuple[ProvenEntry, ...]:
    """Entries (number, canonical bytes, hash), each with the way from it up to a head that stands over it."""
    before = await queries.list_hashes_of(session, district_id=district_id, seqs=[seq - 1 for seq, _, _ in links])
    ranges = {*ranges_for_root(head.seq)}
    for seq, _, _ in links:
        ranges.update(ranges_for_path(seq - 1, head.seq))
    nodes = await queries.map_nodes(session, district_id=district_id, ranges=ranges)
    return tuple(
        ProvenEntry(
            canonical=written.decode(),
            previous_hash=before.get(seq - 1, GENESIS).hex(),
            path=tuple(hashed.hex() for hashed in path_from(seq - 1, head.seq, nodes)),
        )
        for seq, written, _ in links
    )


async def prove_attestation(
    session: AsyncSession,
    *,
    viewer: Viewer,
    district_id: int,
    attestation_id: UUID,
    signer: Signer,
    keys: KeyRing,
    at: datetime,
) -> StatementProof:
    """The entries behind an attestation, as of its day, each shown to stand in the signed book that it names."""
    today = at.astimezone(SHANGHAI).date()
    shown = await get_attestation(
        session, viewer=viewer, district_id=district_id, attestation_id=attestation_id, today=today
    )
    one = shown.attestation
    teacher = await directory.find_teacher(session, district_id=district_id, teacher_id=one.teacher_id)
    if teacher is None:
        raise NotFound
    head = await queries.get_book_head(session, district_id=district_id, number=one.head_number)
    return await prove_at(
        session,
        district_id=district_id,
        teacher=Named(one.teacher_id, teacher.staff_number, teacher.name, one.school_id),
        as_of=one.as_of,
        head=head,
        signer=signer,
        keys=keys,
        at=at,
    )


async def export_book(opened: Opened, *, district_id: int, keys: KeyRing, at: datetime) -> AsyncIterator[bytes]:
    """The book as lines that prove themselves; between them no transaction is held.

    Head and balances are those of one moment; what is posted meanwhile is not in the file.
    """
    count = 0
    async for line in _lines(opened, district_id=district_id, keys=keys, at=at):
        yield line_bytes(line)
        count += 1
    yield line_bytes(EndLine(lines=count))


async def _lines(opened: Opened, *, district_id: int, keys: KeyRing, at: datetime) -> AsyncIterator[Line]:
    async with opened() as session:
        state = await queries.get_book_state(session, district_id=district_id)
    last = 0 if state.next_seq is None else state.next_seq - 1
    yield BookLine(
        form=EXPORT_FORM,
        district_id=district_id,
        entries=last,
        head_hash=(state.head_hash or GENESIS).hex(),
        exported_at=at.astimezone(UTC),
        keys=keys.public(),
    )
    for first in range(1, last + 1, _ENTRIES_AT_ONCE):
        async with opened() as session:
            links = await queries.list_links(
                session, district_id=district_id, first=first, last=min(first + _ENTRIES_AT_ONCE - 1, last)
            )
            causes = await queries.list_known_causes(
                session, district_id=district_id, causation_ids={link.record.causation_id for link in links}
            )
        for causation_id in sorted(causes):
            yield CauseLine(causation_id=causation_id)
        for link in links:
            yield EntryLine(canonical=link.canonical.decode(errors="replace"), hash=link.hash.hex())
    number: int | None = 0
    while number is not None:
        async with opened() as session:
            heads = await queries.list_heads_after(
                session, district_id=district_id, after_number=number, limit=_HEADS_AT_ONCE, up_to=last
            )
        for head in heads:
            yield HeadLine(
                number=head.number,
                canonical=head.canonical.decode(errors="replace"),
                signature=in_base64url(head.signature),
            )
        number = heads[-1].number if len(heads) == _HEADS_AT_ONCE else None
    after: UUID | None = UUID(int=0)
    while after is not None:
        async with opened() as session:
            heard = await queries.list_outcomes_after(
                session, district_id=district_id, after=after, limit=_OUTCOMES_AT_ONCE, known_at_seq=last
            )
        for revisions in heard.values():
            for one in revisions:
                yield OutcomeLine(
                    outcome_id=one.outcome_id,
                    revision=one.revision,
                    content_hash=one.content_hash.hex(),
                    earlier_unknown=one.earlier_unknown,
                )
        after = max(heard) if heard else None
    for account, amounts in sorted(state.balances.items()):
        yield BalanceLine(account=account, hours=amounts.hours, credits=amounts.credits)


def verify_exported(lines: Iterable[bytes], *, keys: KeyRing | None) -> tuple[ExportedBook, Verification]:
    """An exported book, read once from its lines, without any database; and what of it does not hold.

    Without keys of one's own the file's are believed: then it only proves that it agrees with itself.
    """
    book = ExportedBook(keys)
    for line in lines:
        book.take(line)
    return book, Verification(book.finish())


def verify_statement(content: bytes, *, keys: KeyRing | None) -> tuple[Stated | None, list[Text]]:
    """What a statement says that was kept as a file, and everything in it that does not hold."""
    proof = read_proof(content)
    if proof is None:
        return None, [Text(zh="不是可验证的对账单", en="this is no statement with its proof")]
    try:
        trusted = keys or KeyRing.read(msgspec.json.encode(proof.keys).decode())
    except NoKeys:
        return None, [Text(zh="文件没有可用的公钥", en="the file brings no keys along")]
    return check_statement(proof, keys=trusted)
