"""The overall score and its grade: by the scheme's own numbers, or by those of the pack that governs the member."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from services.assessment.rules.awards import PackInForce
from services.assessment.rules.results.standing import StageResult, cut, plain, shown, shown_against
from services.assessment.rules.results.supplying import bands_to_supply, weights_to_supply
from services.assessment.rules.schemes import FAIL, PACK, PASS, WHOLE, Scheme
from services.platform.errors import Text
from services.policy import programs


@dataclass(frozen=True, slots=True)
class Overall:
    """One score for the whole, and what it means. `passes` is null where nothing and nobody says it."""

    score: Fraction | None = None
    grade: str | None = None
    passes: bool | None = None
    lost: bool = False
    """A number that the pack lacks keeps the score or the grade open."""
    said: tuple[Text, ...] = ()


_NO_PACK = Text(zh="没有适用于该学员的政策包,等级无法确定", en="No pack governs this member, so no grade can be found")


def overall_of(scheme: Scheme, stages: Sequence[StageResult], *, pack: PackInForce | None) -> Overall:
    """The overall score of stages that are all marked, its grade, and whether it passes."""
    scores = [stage.score for stage in stages if stage.score is not None]
    if not scheme.has_overall_score or len(scores) < len(scheme.stages):
        return Overall()
    if scheme.stage_weights == PACK:
        weighed = _by_weights_of_pack(scheme, stages, pack)
        if isinstance(weighed, Overall):
            return weighed
        score, said = weighed
    else:
        weights = [stage.weight for stage in scheme.stages if stage.weight is not None] or [WHOLE]
        score = sum((one * Fraction(weight) / 100 for one, weight in zip(scores, weights, strict=True)), Fraction(0))
        said = ()
        if len(scores) > 1:
            said = (_weighed(" + ".join(f"{plain(s)}×{w}%" for s, w in zip(scores, weights, strict=True)), score),)
    reached = None if scheme.pass_score is None else score >= scheme.pass_score
    if scheme.pass_score is not None:
        said = (*said, _of_line(score, scheme.pass_score, passed=bool(reached)))
    if scheme.bands == PACK:
        return _graded_by_pack(score, reached=reached, said=said, pack=pack)
    band = next((band for band in scheme.bands if score >= band.from_score), None)
    if reached is False or (scheme.bands and band is None):
        return Overall(score, FAIL, passes=False, said=said)
    return Overall(score, band.grade if band else PASS, passes=reached, said=said)


def _by_weights_of_pack(
    scheme: Scheme, stages: Sequence[StageResult], pack: PackInForce | None
) -> Overall | tuple[Fraction, tuple[Text, ...]]:
    if pack is None:
        return Overall(lost=True, said=(_NO_PACK,))
    if {stage.code for stage in programs.stages_of(pack.pack)} != {stage.code for stage in scheme.stages}:
        return Overall(
            lost=True,
            said=(
                Text(
                    zh=f"政策包 {pack.pack.id} 的考核阶段与方案不同,权重无法确定",
                    en=f"The stages of the pack {pack.pack.id} are others than the scheme's: no weights can be found",
                ),
            ),
        )
    scores = {stage.code: stage.score for stage in stages if stage.score is not None}
    try:
        found = programs.weighted(pack.pack, terms=pack.terms, scores=scores)
    except ValueError as fault:
        # Parameters that the district supplied and that do not sum to 100.
        words = Text(zh=f"各阶段权重之和不是100:{fault}", en=f"The weights of the stages do not sum to 100: {fault}")
        return Overall(lost=True, said=(words,))
    words = Text(zh=f"总分:{found.reason_zh}", en=f"Overall: {found.reason_en}")
    if found.score is None:
        return Overall(lost=True, said=(words, *weights_to_supply(pack)))
    return found.score, (words,)


def _graded_by_pack(
    score: Fraction, *, reached: bool | None, said: tuple[Text, ...], pack: PackInForce | None
) -> Overall:
    if pack is None:
        return Overall(score, passes=reached, lost=True, said=(*said, _NO_PACK))
    # What is cut after four places reaches a band exactly where the score does: bands have no more places.
    found = programs.grade_of(pack.pack, terms=pack.terms, score=cut(score))
    rounded = programs.grade_of(pack.pack, terms=pack.terms, score=shown(score))
    if rounded.code == found.code and rounded.result == found.result:
        found = rounded
    said = (*said, Text(zh=f"等级:{found.reason_zh}", en=f"Grade: {found.reason_en}"))
    if reached is False:
        return Overall(score, FAIL, passes=False, said=said)
    if found.result == "UNDETERMINED":
        said = (*said, *bands_to_supply(pack))
        return Overall(score, passes=reached if found.passes is None else found.passes, lost=True, said=said)
    return Overall(score, found.code or FAIL, passes=found.passes, said=said)


def _weighed(steps: str, score: Fraction) -> Text:
    return Text(zh=f"总分:{steps} = {plain(score)}", en=f"Overall: {steps} = {plain(score)}")


def _of_line(score: Fraction, line: Decimal, *, passed: bool) -> Text:
    told = plain(shown_against(score, [line]))
    return Text(
        zh=f"总分 {told} 分,合格线 {plain(line)} 分:{'合格' if passed else '不合格'}",
        en=f"Overall: {told} of 100, pass from {plain(line)}: {'passed' if passed else 'failed'}",
    )
