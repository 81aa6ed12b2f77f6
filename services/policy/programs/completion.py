"""Whether a member has completed a program: its amounts, deliverables, defences and grade, and the certificates due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from services.policy.calendars import Span
from services.policy.engine.plan import ClausePlan
from services.policy.engine.planning import plan_of
from services.policy.engine.standing import Result
from services.policy.engine.timeline import Timeline
from services.policy.facts import Fact, Teacher
from services.policy.format import Pack, Terms
from services.policy.format.clauses import CountClause, EvidenceClause, Requirement
from services.policy.format.conditions import MissingFact
from services.policy.format.words import settled
from services.policy.programs.evidence import EvidenceFound, evidence_of
from services.policy.programs.looking import Known, Looked, grade_looked, paper_looked, part_looked, thing_looked
from services.policy.valuation import DatedHours, Program

_ENOUGH = frozenset({Result.MET, Result.EXEMPT, Result.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True)
class Lacking:
    """One thing that is not there."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramResult:
    """One clause, of one member of one program. `required`, `counted` and `gap` are those of what lacks most."""

    clause_id: str
    kind: str
    severity: str
    result: Result
    reason: str
    """A stable code: what decided."""
    unit: str | None
    required: Decimal | None
    counted: Decimal | None
    gap: Decimal | None
    lacking: tuple[Lacking, ...]
    """Things, certificates and documents that are not there."""
    title_zh: str
    title_en: str
    quote: str
    source: str
    sentence_zh: str
    sentence_en: str

    @property
    def missing(self) -> tuple[str, ...]:
        """The Chinese names of what is not there."""
        return tuple(one.zh for one in self.lacking)


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateDue:
    """A certificate that a clause gives a right to once it is reached. A person issues it."""

    certificate: str
    label_zh: str
    label_en: str
    issuer: str | None
    clause_id: str
    withheld_by: tuple[str, ...]
    """Clauses that stand in the way; none when the certificate is due."""

    @property
    def granted(self) -> bool:
        return not self.withheld_by


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramStanding:
    """A member of a program on a day. The verdict looks at mandatory amounts, gates and counts of the member."""

    teacher_id: str
    pack_id: str
    content_hash: str
    on: date
    verdict: Result
    clauses: tuple[ProgramResult, ...]
    certificates: tuple[CertificateDue, ...]

    def clause(self, clause_id: str) -> ProgramResult:
        """Return the result of a clause; raises KeyError."""
        for result in self.clauses:
            if result.clause_id == clause_id:
                return result
        raise KeyError(clause_id)


def judge_program(
    pack: Pack,
    *,
    terms: Terms,
    teacher: Teacher,
    hours: Decimal | Fraction,
    planned_hours: Decimal | Fraction | None,
    passed: bool | None,
    grade: str | None,
    facts: Sequence[Fact],
    on: date,
    program: Program | None = None,
    attended: Sequence[DatedHours] = (),
    earned_credits: Decimal | Fraction | None = None,
) -> ProgramStanding:
    """Judge one member of a program by the clauses of scope program and the class's sets of documents.

    `hours` are those recognised, `planned_hours` those of the whole program, which target expressions call
    program_hours. `passed` is None before the assessment is over. `facts` are those of the member in this class and of
    the class itself; what is dated after `on` is not looked at. A part that selects (`where`) is measured over
    `attended`, or over the program as a whole, and is UNDETERMINED when neither is given. A certificate is due when its
    own clause is reached, the assessment was passed where the pack asks that, and every mandatory clause that grants
    nothing itself is reached too.
    Raises TermsRefused when the terms do not fit the pack.
    """
    plan = plan_of(pack, terms)
    done = [fact for fact in facts if fact.on <= on]
    given = Known(
        plan=plan,
        timeline=Timeline(plan, teacher, on),
        hours=Fraction(hours),
        planned_hours=None if planned_hours is None else Fraction(planned_hours),
        credits=None if earned_credits is None else Fraction(earned_credits),
        passed=passed,
        grade=grade,
        facts=done,
        on=on,
        program=program,
        attended=attended,
    )
    documents = {found.clause_id: found for found in evidence_of(pack, terms=terms, facts=done)}
    results: list[ProgramResult] = []
    for clause_plan in plan.clauses:
        clause = clause_plan.clause
        if isinstance(clause, EvidenceClause) and clause.id in documents:
            results.append(_of_documents(clause_plan, documents[clause.id]))
        elif clause.scope == "program" and isinstance(clause, Requirement | CountClause):
            results.append(_judged(given, clause_plan))
    return ProgramStanding(
        teacher_id=teacher.teacher_id,
        pack_id=pack.id,
        content_hash=pack.content_hash,
        on=on,
        verdict=_verdict(results),
        clauses=tuple(results),
        certificates=_certificates(given, results),
    )


def _verdict(results: Sequence[ProgramResult]) -> Result:
    of_member = [r.result for r in results if r.severity == "mandatory" and r.kind != "evidence"]
    for decisive in (Result.NOT_MET, Result.UNDETERMINED):
        if decisive in of_member:
            return decisive
    return Result.MET if Result.MET in of_member or not of_member else of_member[0]


def _certificates(given: Known, results: Sequence[ProgramResult]) -> tuple[CertificateDue, ...]:
    pack = given.plan.pack
    by_id = {result.clause_id: result for result in results}
    granting = [c for c in pack.clauses if isinstance(c, Requirement) and c.grants and c.id in by_id]
    grants = {clause.id for clause in granting}
    in_the_way = [
        r.clause_id
        for r in results
        if r.clause_id not in grants and r.severity == "mandatory" and r.kind != "evidence" and r.result not in _ENOUGH
    ]
    if settled(pack.outcome.must_pass, given.plan.terms.switches) and given.passed is not True:
        in_the_way.append(pack.outcome.clause or "outcome")
    return tuple(
        CertificateDue(
            certificate=granted.certificate,
            label_zh=granted.label.zh,
            label_en=granted.label.en,
            issuer=granted.issuer,
            clause_id=clause.id,
            withheld_by=tuple(
                dict.fromkeys([*([] if by_id[clause.id].result in _ENOUGH else [clause.id]), *in_the_way])
            ),
        )
        for clause in granting
        if by_id[clause.id].result is not Result.NOT_APPLICABLE
        for granted in clause.grants
    )


def _judged(given: Known, clause_plan: ClausePlan) -> ProgramResult:
    clause = clause_plan.clause
    try:
        if not given.timeline.bound_by(clause_plan.who, Span(given.on, given.on)):
            words = ("不属于此项要求的对象", "is not among those whom the clause binds")
            return _excused(clause_plan, Result.NOT_APPLICABLE, "not_bound", *words)
    except MissingFact as missing:
        names = missing.names
        words = (f"缺少信息：{'、'.join(names)}", f"unknown: {', '.join(names)}")
        return _excused(clause_plan, Result.UNDETERMINED, "fact_missing", *words)
    for exemption in given.timeline.teacher.exemptions:
        if exemption.clause == clause.id and exemption.first <= given.on <= exemption.last:
            words = (f"已批准免修（{exemption.ground}）", f"approved ({exemption.ground})")
            return _excused(clause_plan, Result.EXEMPT, "approved_exemption", *words)
    looked: list[Looked] = []
    if isinstance(clause, Requirement):
        looked += [part_looked(given, part) for part in clause.parts]
        looked += [one for item in clause.done if (one := thing_looked(given, item))]
        looked += [paper_looked(given, paper) for paper in clause.holds]
        grades = settled(clause.grades, given.plan.terms.switches)
        looked += [grade_looked(given, grades)] if grades else []
    elif isinstance(clause, CountClause):
        looked += [one for item in clause.items if (one := thing_looked(given, item))]
    if not looked:
        words = ("所采用的理解下不作要求", "asks nothing under the readings in force")
        return _excused(clause_plan, Result.NOT_APPLICABLE, "nothing_asked", *words)
    return _told(clause_plan, looked)


def _told(clause_plan: ClausePlan, looked: Sequence[Looked]) -> ProgramResult:
    short = [one for one in looked if one.reached is False]
    unknown = [one for one in looked if one.reached is None]
    if short:
        result, deciding, end_zh, end_en = Result.NOT_MET, short[0], "未达标", "Not met"
    elif unknown:
        result, deciding, end_zh, end_en = Result.UNDETERMINED, unknown[0], "尚不能判定", "Cannot be determined"
    else:
        result, deciding, end_zh, end_en = Result.MET, looked[0], "已达标", "Met"
    numbered = max(looked, key=_lack, default=deciding)
    return _result(
        clause_plan,
        result,
        "reached" if result is Result.MET else deciding.reason,
        f"{'；'.join(one.zh for one in looked)}，{end_zh}。",
        f"{'; '.join(one.en for one in looked)}. {end_en}.",
        lacking=tuple(Lacking(one.code, one.label.zh, one.label.en) for one in short if one.code and one.label),
        numbers=numbered if numbered.counted is not None else None,
    )


def _lack(one: Looked) -> tuple[bool, Fraction]:
    lacking = one.gap / one.required if one.required else Fraction(0)
    return one.counted is not None, lacking


def _of_documents(clause_plan: ClausePlan, found: EvidenceFound) -> ProgramResult:
    lost = any(item.at_least is None for item in found.items)
    result = Result.NOT_MET if found.missing else Result.UNDETERMINED if lost else Result.MET
    reason = "document_missing" if found.missing else "number_lost" if lost else "reached"
    end_zh, end_en = ("未达标", "Not met") if found.missing else ("已达标", "Met")
    if result is Result.UNDETERMINED:
        end_zh, end_en = "尚不能判定", "Cannot be determined"
    there = Fraction(sum(1 for item in found.items if not item.missing))
    return _result(
        clause_plan,
        result,
        reason,
        f"{found.zh}，{end_zh}。",
        f"{found.en}. {end_en}.",
        lacking=tuple(Lacking(item.code, item.label_zh, item.label_en) for item in found.missing),
        numbers=Looked(
            reached=None, reason="", zh="", en="", required=Fraction(len(found.items)), counted=there, unit=None
        ),
    )


def _excused(clause_plan: ClausePlan, result: Result, reason: str, zh: str, en: str) -> ProgramResult:
    begins: Mapping[Result, tuple[str, str]] = {
        Result.EXEMPT: ("免于此项要求", "Excused"),
        Result.UNDETERMINED: ("尚不能判定", "Cannot be determined"),
        Result.NOT_APPLICABLE: ("不适用", "Does not apply"),
    }
    begin_zh, begin_en = begins[result]
    return _result(clause_plan, result, reason, f"{begin_zh}：{zh}。", f"{begin_en}: {en}.")


def _result(
    clause_plan: ClausePlan,
    result: Result,
    reason: str,
    zh: str,
    en: str,
    *,
    lacking: tuple[Lacking, ...] = (),
    numbers: Looked | None = None,
) -> ProgramResult:
    clause = clause_plan.clause
    return ProgramResult(
        clause_id=clause.id,
        kind=clause.kind,
        severity=clause_plan.severity,
        result=result,
        reason=reason,
        unit=numbers.unit if numbers else None,
        required=_decimal(numbers.required) if numbers else None,
        counted=_decimal(numbers.counted) if numbers else None,
        gap=_decimal(numbers.gap) if numbers and numbers.required is not None else None,
        lacking=lacking,
        title_zh=clause.title.zh,
        title_en=clause.title.en,
        quote=clause_plan.quote,
        source=clause_plan.source,
        sentence_zh=zh,
        sentence_en=en,
    )


def _decimal(amount: Fraction | None) -> Decimal | None:
    """Return an amount with at most four places; what has more is cut, and only shown."""
    if amount is None:
        return None
    return Decimal(format(Decimal(int(amount * 10_000)).scaleb(-4).normalize(), "f"))
