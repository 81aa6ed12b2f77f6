"""From scores to the grades that a pack names. A band that is lost in the source is never guessed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeAlias

from services.policy.format import Bound, Pack, Terms, bound
from services.policy.format.clauses import GradeClause, StagesClause
from services.policy.format.programs import Stage
from services.policy.format.words import settled
from services.policy.programs.numbers import number, shown

Found: TypeAlias = Literal["FOUND", "NONE", "UNDETERMINED"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeFound:
    """The grade of a score. NONE: below every grade that the pack names, which is no pass."""

    result: Found
    code: str | None
    label_zh: str | None
    label_en: str | None
    passes: bool | None
    """Known even without the grade, where all that come into question agree."""
    clause_id: str | None
    reason_zh: str
    reason_en: str


def grade_of(pack: Pack, *, terms: Terms, score: Decimal) -> GradeFound:
    """Return the grade that a score earns by the pack's bands; the number of a band is still within it."""
    checked = bound(pack, terms)
    clause = next((clause for clause in pack.clauses if isinstance(clause, GradeClause)), None)
    if clause is None:
        return GradeFound(
            result="UNDETERMINED",
            code=None,
            label_zh=None,
            label_en=None,
            passes=None,
            clause_id=None,
            reason_zh="本方案没有规定考核等级",
            reason_en="this pack names no grades",
        )
    lows = [number(settled(grade.from_score, checked.switches), checked) for grade in clause.grades]
    reached = next((i for i, low in enumerate(lows) if low is not None and score >= low), len(lows))
    # Grades stand the best first: whatever lies above a band that was not reached was not reached either.
    missed = max((i for i, low in enumerate(lows[:reached]) if low is not None), default=-1)
    in_question = list(range(missed + 1, reached))
    if in_question:
        return _in_doubt(clause, checked, in_question, reached)
    if reached == len(lows):
        return GradeFound(
            result="NONE",
            code=None,
            label_zh=None,
            label_en=None,
            passes=False,
            clause_id=clause.id,
            reason_zh=f"{score}分未达到任何等级",
            reason_en=f"a score of {score} reaches none of the grades",
        )
    grade, low = clause.grades[reached], lows[reached]
    from_score = shown(low) if low is not None else ""
    return GradeFound(
        result="FOUND",
        code=grade.code,
        label_zh=grade.label.zh,
        label_en=grade.label.en,
        passes=settled(grade.passes, checked.switches),
        clause_id=clause.id,
        reason_zh=f"{score}分，{from_score}分起为{grade.label.zh}",
        reason_en=f"{score}: {grade.label.en} from {from_score} on",
    )


def _in_doubt(clause: GradeClause, terms: Bound, in_question: Sequence[int], reached: int) -> GradeFound:
    lost = [clause.grades[index] for index in in_question]
    passing = [settled(grade.passes, terms.switches) for grade in [*lost, *clause.grades[reached : reached + 1]]]
    # Below the last band of all there is no grade, and no pass.
    below_all = reached == len(clause.grades)
    agreed = None if True in passing and (False in passing or below_all) else True in passing
    return GradeFound(
        result="UNDETERMINED",
        code=None,
        label_zh=None,
        label_en=None,
        passes=agreed,
        clause_id=clause.id,
        reason_zh=f"原文未给出{'、'.join(grade.label.zh for grade in lost)}的分数线",
        reason_en=f"the source gives no scores for {', '.join(grade.label.en for grade in lost)}",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightedScore:
    """The scores of an assessment's stages put together. AWAITING: some are not recorded yet."""

    result: Literal["FOUND", "AWAITING", "UNDETERMINED"]
    score: Fraction | None
    clause_id: str | None
    reason_zh: str
    reason_en: str


def weighted(pack: Pack, *, terms: Terms, scores: Mapping[str, Decimal | Fraction]) -> WeightedScore:
    """Put the scores of the stages together by the pack's weights, exact.

    Raises ValueError when the weights in force do not add up to 100.
    """
    checked = bound(pack, terms)
    clause = next((clause for clause in pack.clauses if isinstance(clause, StagesClause)), None)
    if clause is None:
        return _no_score("UNDETERMINED", None, "本方案没有分段考核", "this pack assesses in one step")
    weights = {stage.code: number(settled(stage.weight, checked.switches), checked) for stage in clause.stages}
    lost = [stage for stage in clause.stages if weights[stage.code] is None]
    if lost:
        return _no_score(
            "UNDETERMINED",
            clause.id,
            f"原文未给出{'、'.join(stage.label.zh for stage in lost)}的权重",
            f"the source gives no weight for {', '.join(stage.label.en for stage in lost)}",
        )
    known = {code: weight for code, weight in weights.items() if weight is not None}
    if sum(known.values()) != 100:
        raise ValueError(f"{clause.id}: the weights add up to {shown(sum(known.values(), Fraction(0)))}, not to 100")
    awaited: list[Stage] = [stage for stage in clause.stages if stage.code not in scores]
    if awaited:
        return _no_score(
            "AWAITING",
            clause.id,
            f"等待{'、'.join(stage.label.zh for stage in awaited)}成绩",
            f"awaits {', '.join(stage.label.en for stage in awaited)}",
        )
    score = sum((Fraction(scores[code]) * weight / 100 for code, weight in known.items()), Fraction(0))
    steps = " + ".join(f"{_stated(scores[code])}×{shown(weight)}%" for code, weight in known.items())
    return WeightedScore(
        result="FOUND",
        score=score,
        clause_id=clause.id,
        reason_zh=f"{steps} = {shown(score)}",
        reason_en=f"{steps} = {shown(score)}",
    )


def _stated(score: Decimal | Fraction) -> str:
    return str(score) if isinstance(score, Decimal) else shown(score)


def _no_score(result: Literal["AWAITING", "UNDETERMINED"], clause_id: str | None, zh: str, en: str) -> WeightedScore:
    return WeightedScore(result=result, score=None, clause_id=clause_id, reason_zh=zh, reason_en=en)
