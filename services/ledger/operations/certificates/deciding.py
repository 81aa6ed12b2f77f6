"""What a class's pack asks before a certificate: each member's result is held against it."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.directory import queries as directory
from services.ledger import queries
from services.ledger.models import Entry, OfferedClass, Participation
from services.ledger.operations.judging import Bench, InForce, fact_of, load_bench
from services.ledger.rules.certificates import CertificateKind, Granted, Withheld, decide
from services.platform.errors import Text
from services.policy import facts
from services.policy.format.clauses import Requirement
from services.policy.programs import CertificateDue, judge_program


@dataclass(frozen=True, slots=True)
class Judging:
    """The packs of a class's members, and what these packs ask before a certificate."""

    bench: Bench
    offered: OfferedClass
    timelines: Mapping[UUID, facts.Teacher]
    records: Mapping[UUID, Sequence[facts.Fact]]

    @classmethod
    async def begin(
        cls, session: AsyncSession, *, district_id: int, offered: OfferedClass, teacher_ids: Collection[UUID]
    ) -> "Judging":
        records: dict[UUID, list[facts.Fact]] = defaultdict(list)
        last = offered.ends_on or date.max
        for record in await queries.list_facts_of_teachers(
            session, district_id=district_id, teacher_ids=list(teacher_ids), as_of=last
        ):
            if record.teacher_id is not None and record.class_id == offered.class_id:
                records[record.teacher_id].append(fact_of(record))
        return cls(
            await load_bench(session, district_id=district_id),
            offered,
            await directory.load_timelines(session, district_id=district_id, teacher_ids=teacher_ids),
            records,
        )

    def decide(
        self, kind: CertificateKind, result: Participation, entries: Sequence[Entry], *, on: date
    ) -> Granted | Withheld:
        """Of a person found twice, as whom they go on: their timeline, and what is on record under both numbers."""
        holder = entries[0].teacher_id if entries else result.teacher_id
        known_as = {result.teacher_id, holder}
        by_pack: Sequence[CertificateDue] | None = None
        said: dict[str, Text] = {}
        judging = self._pack(holder, entries)
        if judging is not None and any(isinstance(one, Requirement) and one.grants for one in judging.pack.clauses):
            standing = judge_program(
                judging.pack,
                terms=judging.terms,
                teacher=self.timelines[holder],
                hours=sum((entry.hours for entry in entries), Decimal(0)),
                planned_hours=Decimal(self.offered.program["hours"]),
                passed=result.passed,
                grade=result.grade,
                facts=[record for one in sorted(known_as) for record in self.records.get(one, ())],
                on=on,
            )
            by_pack = standing.certificates
            said = {one.clause_id: Text(zh=one.sentence_zh, en=one.sentence_en) for one in standing.clauses}
        return decide(
            kind,
            passed=result.passed,
            grade=result.grade,
            program_kind=self.offered.program["kind"],
            by_pack=by_pack,
            clauses=said,
        )

    def _pack(self, teacher_id: UUID, entries: Sequence[Entry]) -> InForce | None:
        """The pack that valued the result; None where the district knows it no longer."""
        if not entries:
            return None
        content_hash, day = entries[0].pack_hash, entries[0].earned_to
        own = self.bench.pack_of(self.timelines[teacher_id], on=day)
        if own is not None and own.assigned.content_hash == content_hash:
            return own
        same = [one for one in self.bench.assignments if one.content_hash == content_hash]
        return self.bench.read(same[0]) if same else None
