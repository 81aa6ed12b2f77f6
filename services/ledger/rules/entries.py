"""An entry of the book as a value: what it moves, what takes it back, its canonical bytes, its link in the chain."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from itertools import pairwise
from operator import attrgetter
from typing import Final, Protocol, TypeVar
from uuid import UUID, uuid5

import msgspec

from services.contracts import AwardLine, OutcomeState
from services.ledger.errors import AmountNotPostable, AwardConflict

# What the first entry of every book is chained to.
GENESIS: Final = bytes(32)
# A school year (学年度) of the book begins on this day and is named by both calendar years it touches.
SCHOOL_YEAR_BEGINS: Final = (9, 1)
_SMALLEST = Decimal("0.0001")
_BEYOND = Decimal(10_000_000_000)
_NOBODY = UUID(int=0)


class Award(msgspec.Struct, frozen=True):
    """What is to be posted, before the book numbers it. A reversal names the entry it takes back."""

    award_key: str
    causation_id: UUID
    debit_account: str
    teacher_id: UUID
    hours: Decimal
    credits: Decimal
    category: str
    level: str
    original_level: str | None
    mode: str
    nature: str
    kind: str
    tags: tuple[str, ...]
    organised_by_admin: bool
    earned_from: date
    earned_to: date
    school_id: UUID
    teacher_title: str | None
    title_tier: str | None
    post: str | None
    pack_id: str
    pack_hash: str
    source: str
    outcome_id: UUID | None
    revision: int | None
    line: int | None
    class_id: UUID | None
    program_id: UUID | None
    title: str
    rules: tuple[str, ...]
    effective_on: date
    reverses: UUID | None


class Record(Award, frozen=True):
    """An entry as it stands in the book: every column but the bytes and the hash that vouch for them."""

    district_id: int
    seq: int
    entry_id: UUID
    credit_account: str
    school_year: str
    recorded_at: datetime


COLUMNS: Final = tuple(sorted(Record.__struct_fields__))
AWARD_FIELDS: Final = Award.__struct_fields__
_FIELDS_OF: Final = attrgetter(*AWARD_FIELDS)
# Sorted names, exact decimals as strings, no floats: the bytes of RFC 8785 at a thirtieth of its cost.
_ENCODER: Final = msgspec.json.Encoder(order="sorted", decimal_format="string", uuid_format="canonical")


class Link(msgspec.Struct, frozen=True):
    """A record with its canonical bytes and the hash that chains it to the one before."""

    record: Record
    canonical: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class Amounts:
    """Hours and credits, both exact; neither follows from the other."""

    hours: Decimal = Decimal(0)
    credits: Decimal = Decimal(0)

    def plus(self, hours: Decimal, credits_: Decimal) -> "Amounts":
        return Amounts(self.hours + hours, self.credits + credits_)


def account_of_teacher(teacher_id: UUID) -> str:
    return f"teacher:{teacher_id}"


def school_year_of(day: date) -> str:
    """`2025-10-01` -> `2025-2026`."""
    first = day.year if (day.month, day.day) >= SCHOOL_YEAR_BEGINS else day.year - 1
    return f"{first}-{first + 1}"


def canonical_bytes(record: Record) -> bytes:
    """The record as RFC 8785 JSON. It holds no name and no document number: chained bytes cannot be forgotten."""
    return _ENCODER.encode(record)


def chained_hash(previous: bytes, canonical: bytes) -> bytes:
    return sha256(previous + canonical).digest()


def chain(
    awards: Sequence[Award],
    *,
    district_id: int,
    next_seq: int,
    head_hash: bytes,
    entry_ids: Sequence[UUID],
    at: datetime,
) -> list[Link]:
    """Number the awards from `next_seq` on and chain each to the one before, the first to the book's head."""
    links: list[Link] = []
    recorded_at = at.astimezone(UTC)
    for offset, (award, entry_id) in enumerate(zip(awards, entry_ids, strict=True)):
        # By place: by name it takes four times as long.
        record = Record(
            *(
                *_FIELDS_OF(award),
                district_id,
                next_seq + offset,
                entry_id,
                account_of_teacher(award.teacher_id),
                school_year_of(award.earned_to),
                recorded_at,
            )
        )
        canonical = canonical_bytes(record)
        head_hash = chained_hash(head_hash, canonical)
        links.append(Link(record, canonical, head_hash))
    return links


def awards_of(outcome: OutcomeState) -> list[Award]:
    """The lines of an outcome as awards, verbatim, in the order of their numbers."""
    lines = sorted(outcome.lines, key=lambda line: line.line)
    if any(line.line == following.line for line, following in pairwise(lines)):
        raise AwardConflict(outcome_id=outcome.outcome_id, revision=outcome.revision)
    return [_award_of(outcome, line) for line in lines]


def _award_of(outcome: OutcomeState, line: AwardLine) -> Award:
    award_key = f"{outcome.outcome_id}:{outcome.revision}:{line.line}"
    if outcome.pack_id is None or outcome.pack_hash is None:
        raise AmountNotPostable(award_key=award_key, reason="no pack has valued it")
    hours, credits_ = demand_postable(award_key, line.hours, line.credits)
    return Award(
        award_key=award_key,
        causation_id=causation_of(outcome),
        debit_account=outcome.issuer,
        teacher_id=outcome.teacher_id,
        hours=hours,
        credits=credits_,
        category=line.category,
        level=line.level,
        original_level=line.original_level,
        mode=line.mode,
        nature=line.nature,
        kind=line.kind,
        tags=tuple(sorted(line.tags)),
        organised_by_admin=line.organised_by_admin,
        earned_from=line.earned_from,
        earned_to=line.earned_to,
        school_id=outcome.school_id,
        teacher_title=outcome.teacher_title,
        title_tier=outcome.title_tier,
        post=outcome.post,
        pack_id=outcome.pack_id,
        pack_hash=outcome.pack_hash,
        source=outcome.source,
        outcome_id=outcome.outcome_id,
        revision=outcome.revision,
        line=line.line,
        class_id=outcome.class_id,
        program_id=outcome.program_id,
        title=outcome.title,
        rules=line.rules,
        effective_on=line.earned_to,
        reverses=None,
    )


def causation_of(outcome: OutcomeState) -> UUID:
    """One id for all that a revision of an outcome causes: what it takes back and what it posts anew."""
    return caused_by(outcome.outcome_id, outcome.revision)


def caused_by(outcome_id: UUID, revision: int) -> UUID:
    return uuid5(outcome_id, str(revision))


def award_of_record(entry: Record) -> Award:
    """The award that an entry was, before the book numbered it."""
    return Award(**{name: getattr(entry, name) for name in AWARD_FIELDS})


def reversal_of(entry: Record, *, causation_id: UUID) -> Award:
    """The award that takes an entry back: the same accounts and dimensions, the amounts negated."""
    return msgspec.structs.replace(
        award_of_record(entry),
        award_key=f"{entry.award_key}:reversed",
        causation_id=causation_id,
        hours=-entry.hours,
        credits=-entry.credits,
        reverses=entry.entry_id,
    )


class Reversible(Protocol):
    """Whatever shows an entry's id and the entry it takes back: a record, or a row of the table."""

    @property
    def entry_id(self) -> UUID: ...

    @property
    def reverses(self) -> UUID | None: ...


Shown = TypeVar("Shown", bound=Reversible)


def still_standing(entries: Iterable[Shown]) -> list[Shown]:
    """The entries that none of the others takes back, without the reversals themselves."""
    everything = list(entries)
    taken_back = {entry.reverses for entry in everything if entry.reverses is not None}
    return [entry for entry in everything if entry.reverses is None and entry.entry_id not in taken_back]


def demand_postable(award_key: str, hours: Decimal, credits_: Decimal) -> tuple[Decimal, Decimal]:
    """Hours and credits with exactly four places, or AmountNotPostable: the book rounds nothing."""
    amounts = []
    for amount in (hours, credits_):
        if not amount.is_finite() or not 0 <= amount < _BEYOND:
            raise AmountNotPostable(award_key=award_key, reason="an amount is negative or out of range")
        exact = amount.quantize(_SMALLEST)
        if exact != amount:
            raise AmountNotPostable(award_key=award_key, reason="an amount has more than four places")
        amounts.append(exact)
    if not any(amounts):
        raise AmountNotPostable(award_key=award_key, reason="neither hours nor credits")
    return amounts[0], amounts[1]


def content_hash(awards: Iterable[Award]) -> bytes:
    """The same for the same lines, whatever revision said them: by it a repetition is told from a contradiction."""
    return sha256(b"".join(line_digest(award) for award in awards)).digest()


def mirror_digest(record: Record) -> bytes:
    """What an entry and its reversal have in common: everything but the sign, the key and the cause."""
    mirrored = msgspec.structs.replace(
        award_of_record(record),
        award_key="",
        causation_id=_NOBODY,
        hours=abs(record.hours),
        credits=abs(record.credits),
        reverses=None,
    )
    return sha256(_ENCODER.encode(mirrored)).digest()


def line_digest(award: Award) -> bytes:
    """What one line gives, whatever revision said it."""
    neutral = msgspec.structs.replace(award, award_key="", causation_id=_NOBODY, revision=0)
    return sha256(_ENCODER.encode(neutral)).digest()


def changed_columns(record: Record, canonical: bytes) -> list[str]:
    """The columns of a row that no longer say what its canonical bytes said when it was written."""
    try:
        written = msgspec.json.decode(canonical)
    except msgspec.DecodeError:
        return []
    present = msgspec.json.decode(canonical_bytes(record))
    if not isinstance(written, Mapping):
        return []
    return [name for name in COLUMNS if written.get(name) != present[name]]


class Revised(Protocol):
    """Whatever an event tells in full at a revision."""

    @property
    def revision(self) -> int: ...


Told = TypeVar("Told", bound=Revised)


def newest_of(told: Iterable[Told], *, key: Callable[[Told], object]) -> list[Told]:
    """Of each key the newest: one statement may say each row only once."""
    newest = {key(one): one for one in sorted(told, key=lambda one: one.revision)}
    return list(newest.values())


Piece = TypeVar("Piece")


def in_batches(pieces: Sequence[Piece], size: int) -> Iterable[Sequence[Piece]]:
    for start in range(0, len(pieces), size):
        yield pieces[start : start + size]
