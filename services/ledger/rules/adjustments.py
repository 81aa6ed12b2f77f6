"""An adjustment by hand as a value: what it says, what it posts, and the id that binds the one to the other."""

from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Final
from uuid import UUID, uuid5

import msgspec

from services.ledger.errors import EarnedInTheFuture, LineNotOfPack, YearsCrossed
from services.ledger.rules.entries import Award, demand_postable
from services.policy.calendars import year_of
from services.policy.facts import Appointment
from services.policy.format.pack import Pack

_ENCODER: Final = msgspec.json.Encoder(order="sorted", decimal_format="string", uuid_format="canonical")
_DIMENSIONS: Final = ("category", "level", "mode", "nature", "kind")


class AdjustmentLine(msgspec.Struct, frozen=True, kw_only=True):
    """Hours or credits to be given by hand."""

    hours: Decimal
    credits: Decimal
    earned_from: date
    earned_to: date
    category: str
    level: str
    mode: str
    nature: str
    kind: str
    tags: tuple[str, ...]
    organised_by_admin: bool


class Agreed(msgspec.Struct, frozen=True, kw_only=True):
    """All that two persons said of an adjustment that was approved."""

    adjustment_id: UUID
    teacher_id: UUID
    title: str
    reason: str
    takes_back: tuple[UUID, ...]
    lines: tuple[AdjustmentLine, ...]
    evidence: tuple[UUID, ...]
    proposed_by: UUID
    proposed_for: UUID | None
    proposed_at: datetime
    decided_by: UUID
    decided_for: UUID | None
    decided_at: datetime
    decision_reason: str | None


def agreed_causation(agreed: Agreed) -> UUID:
    """The causation id of the entries: whoever changes a word of what was agreed changes it."""
    in_utc = msgspec.structs.replace(
        agreed, proposed_at=agreed.proposed_at.astimezone(UTC), decided_at=agreed.decided_at.astimezone(UTC)
    )
    return uuid5(agreed.adjustment_id, sha256(_ENCODER.encode(in_utc)).hexdigest())


def kept_lines(lines: tuple[AdjustmentLine, ...]) -> list[object]:
    """Lines as JSON keeps them: exact decimals as texts."""
    kept: list[object] = msgspec.json.decode(_ENCODER.encode(lines))
    return kept


def read_lines(kept: list[object]) -> tuple[AdjustmentLine, ...]:
    return msgspec.convert(kept, tuple[AdjustmentLine, ...], strict=False)


def adjustment_account(adjustment_id: UUID) -> str:
    return f"adjustment:{adjustment_id}"


def demand_line(item: int, line: AdjustmentLine, *, pack: Pack, pack_id: str, today: date) -> AdjustmentLine:
    """The line with exact amounts, or why it cannot be given."""
    hours, credits_ = demand_postable(str(item), line.hours, line.credits)
    if line.earned_to > today:
        raise EarnedInTheFuture(item=item)
    if line.earned_to < line.earned_from or year_of(pack.year, line.earned_from) != year_of(pack.year, line.earned_to):
        raise YearsCrossed(item=item)
    for dimension in _DIMENSIONS:
        if getattr(line, dimension) not in getattr(pack.dimensions, dimension):
            raise LineNotOfPack(item=item, dimension=dimension, pack_id=pack_id)
    if set(line.tags) - set(pack.dimensions.tag):
        raise LineNotOfPack(item=item, dimension="tags", pack_id=pack_id)
    return msgspec.structs.replace(line, hours=hours, credits=credits_, tags=tuple(sorted(set(line.tags))))


def adjustment_award(
    line: AdjustmentLine,
    *,
    number: int,
    adjustment_id: UUID,
    causation_id: UUID,
    teacher_id: UUID,
    title: str,
    appointment: Appointment,
    pack_id: str,
    pack_hash: str,
) -> Award:
    """A line as an award from the adjustment's account, with the snapshot of where the teacher stood."""
    award_key = f"{adjustment_account(adjustment_id)}:{number}"
    hours, credits_ = demand_postable(award_key, line.hours, line.credits)
    return Award(
        award_key=award_key,
        causation_id=causation_id,
        debit_account=adjustment_account(adjustment_id),
        teacher_id=teacher_id,
        hours=hours,
        credits=credits_,
        category=line.category,
        level=line.level,
        original_level=None,
        mode=line.mode,
        nature=line.nature,
        kind=line.kind,
        tags=line.tags,
        organised_by_admin=line.organised_by_admin,
        earned_from=line.earned_from,
        earned_to=line.earned_to,
        school_id=UUID(appointment.school_id),
        teacher_title=appointment.title,
        title_tier=appointment.title_tier,
        post=appointment.post,
        pack_id=pack_id,
        pack_hash=pack_hash,
        source="adjustment",
        outcome_id=None,
        revision=None,
        line=None,
        class_id=None,
        program_id=None,
        title=title,
        rules=(),
        effective_on=line.earned_to,
        reverses=None,
    )
