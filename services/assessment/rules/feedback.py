"""Feedback forms as data, answers that fit them, and statistics that give nobody away."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final, TypeAlias

from pydantic import TypeAdapter

from services.assessment.rules.releases import ShownResult
from services.assessment.rules.schemes import FeedbackGate, Scheme
from services.platform.errors import Text

FEWEST_ANSWERS: Final = 5
"""Below so many answers nobody, the district included, is shown any of them, nor so few more than were shown before."""

LONG_OPEN: Final = timedelta(days=30)
"""After so long a form without a date tells that its last answers are too few."""

Given: TypeAlias = Mapping[str, int | str]
"""question -> the point on its scale, the code of a choice, or a text."""

_REMINDER = Text(zh="学员反馈表已开放,请填写", en="The feedback form is open: please fill it in")


class QuestionKind(StrEnum):
    """SCALE: a whole number from 1 to `highest`. CHOICE: one of `choices`. TEXT: free words."""

    SCALE = "SCALE"
    CHOICE = "CHOICE"
    TEXT = "TEXT"


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer."""

    code: str
    label: Text


@dataclass(frozen=True, slots=True)
class Question:
    """One line of a form."""

    code: str
    kind: QuestionKind
    label: Text
    highest: int = 5
    choices: tuple[Choice, ...] = ()
    required: bool = True


@dataclass(frozen=True, slots=True)
class FeedbackForm:
    """What the members of a class are asked."""

    code: str
    version: int
    title: Text
    questions: tuple[Question, ...]

    def as_data(self) -> dict[str, Any]:
        return dict(_FORM.dump_python(self, mode="json"))


_FORM = TypeAdapter(FeedbackForm)


def form_from(content: Mapping[str, Any]) -> FeedbackForm:
    return _FORM.validate_python(content)


def faults_of_form(form: FeedbackForm) -> tuple[Text, ...]:
    """Everything that is wrong with a form, in both languages."""
    return tuple(_faults_of_form(form))


def _faults_of_form(form: FeedbackForm) -> Iterator[Text]:
    for code, times in Counter(question.code for question in form.questions).items():
        if times > 1:
            yield Text(zh=f"问题 {code} 出现 {times} 次", en=f"The question {code} stands {times} times")
    for question in form.questions:
        codes = [choice.code for choice in question.choices]
        if question.kind is QuestionKind.CHOICE and len(codes) < 2:
            yield Text(zh=f"问题 {question.code} 至少要有两个选项", en=f"{question.code} needs two choices at least")
        if question.kind is not QuestionKind.CHOICE and codes:
            yield Text(zh=f"问题 {question.code} 不是选择题", en=f"{question.code} offers choices but asks for none")
        if len(set(codes)) < len(codes):
            yield Text(zh=f"问题 {question.code} 的选项重复", en=f"{question.code} has a choice twice")


def faults_of_answers(form: FeedbackForm, given: Given) -> tuple[Text, ...]:
    """Everything in which answers do not fit their form; what was answered is not repeated."""
    return tuple(_faults_of_answers(form, given))


def _faults_of_answers(form: FeedbackForm, given: Given) -> Iterator[Text]:
    known = {question.code for question in form.questions}
    if any(code not in known for code in given):
        yield Text(zh="有反馈表没有的问题", en="A question was answered that the form does not have")
    for question in form.questions:
        answer = given.get(question.code)
        if answer is None:
            if question.required:
                yield Text(zh=f"{question.label.zh}:必填", en=f"{question.label.en}: an answer is needed")
        elif not _fits(question, answer):
            yield Text(zh=f"{question.label.zh}:答案不符", en=f"{question.label.en}: the answer does not fit")


def _fits(question: Question, answer: int | str) -> bool:
    if question.kind is QuestionKind.SCALE:
        return isinstance(answer, int) and 1 <= answer <= question.highest
    if question.kind is QuestionKind.CHOICE:
        return any(choice.code == answer for choice in question.choices)
    return isinstance(answer, str)


@dataclass(frozen=True, slots=True)
class QuestionStatistics:
    """One question's answers together. `counts` by point or choice, `mean` of a scale, `texts` in no order of time."""

    question: Question
    answered: int
    counts: Mapping[str, int]
    mean: Fraction | None
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedbackStatistics:
    """What a class answered together; withheld while so few have answered that somebody might be recognised."""

    form: FeedbackForm
    answers: int
    shown: int
    """On how many of the answers the statistics rest."""
    questions: tuple[QuestionStatistics, ...]
    note: Text | None = None
    """What becomes of the answers that are not shown, where there are any."""

    @property
    def withheld(self) -> bool:
        return self.shown < FEWEST_ANSWERS

    @property
    def waiting(self) -> int:
        return self.answers - self.shown


def block_for(blocks: Mapping[int, int], *, in_blocks: bool) -> int:
    """Into which block the next answer goes. `blocks` tells how many each holds.

    Where answers are shown while others still come, a block that may have been seen never grows: whoever compares
    today's statistics with yesterday's learns what a whole block said, never what one member did.
    """
    newest = max(blocks, default=0)
    return newest + 1 if in_blocks and blocks.get(newest, 0) >= FEWEST_ANSWERS else newest


def blocks_shown(blocks: Mapping[int, int], *, in_blocks: bool, closed: bool) -> tuple[int, ...]:
    """The blocks of which anything is shown: whole ones, as they fill or (not `in_blocks`) once the form is closed."""
    if not in_blocks and not closed:
        return ()
    return tuple(sorted(block for block, held in blocks.items() if held >= FEWEST_ANSWERS))


def note_on(waiting: int, *, in_blocks: bool, closed: bool, opened: timedelta) -> Text | None:
    """What is told of so many answers that are not shown, of a form that was `opened` so long ago.

    Neither shown alone nor added to what was seen already: either way somebody could be told apart.
    """
    if not waiting:
        return None
    if closed:
        return Text(
            zh=f"另有 {waiting} 份答案不足 {FEWEST_ANSWERS} 份,为保护填表人不予显示",
            en=f"{waiting} more are too few to be shown: fewer than {FEWEST_ANSWERS} would give somebody away",
        )
    if not in_blocks:
        return Text(zh="反馈表截止后一并显示", en="All are shown together once the form is closed")
    if opened >= LONG_OPEN:
        return Text(
            zh=f"开放已满 {LONG_OPEN.days} 天,另有 {waiting} 份答案不足 {FEWEST_ANSWERS} 份,为保护填表人不予显示;"
            f"再有人填写、凑满 {FEWEST_ANSWERS} 份时显示",
            en=f"After {LONG_OPEN.days} days {waiting} more are too few to be shown: fewer than {FEWEST_ANSWERS} would "
            f"give somebody away. They are shown if others still make them {FEWEST_ANSWERS}",
        )
    return Text(
        zh=f"另有 {waiting} 份答案,凑满 {FEWEST_ANSWERS} 份时显示",
        en=f"{waiting} more are shown once there are {FEWEST_ANSWERS} of them",
    )


def statistics_of(form: FeedbackForm, shown: Sequence[Given], *, answers: int | None = None) -> FeedbackStatistics:
    """Of those that may be `shown`, out of so many `answers`; exact, the same in whatever order they come."""
    given = len(shown) if answers is None else answers
    if len(shown) < FEWEST_ANSWERS:
        return FeedbackStatistics(form, given, 0, ())
    return FeedbackStatistics(form, given, len(shown), tuple(_together(question, shown) for question in form.questions))


def _together(question: Question, answers: Sequence[Given]) -> QuestionStatistics:
    given = [answer[question.code] for answer in answers if question.code in answer]
    if question.kind is QuestionKind.TEXT:
        # By a hash: neither who answered first nor what stands first in the alphabet comes first.
        texts = sorted((str(one) for one in given), key=lambda one: hashlib.sha256(one.encode()).digest())
        return QuestionStatistics(question, len(given), {}, None, tuple(texts))
    found = Counter(str(one) for one in given)
    if question.kind is QuestionKind.CHOICE:
        counts = {choice.code: found[choice.code] for choice in question.choices}
        return QuestionStatistics(question, len(given), counts, None, ())
    points = [one for one in given if isinstance(one, int)]
    return QuestionStatistics(
        question,
        len(given),
        {str(point): found[str(point)] for point in range(1, question.highest + 1)},
        Fraction(sum(points), len(points)) if points else None,
        (),
    )


def reminded(shown: ShownResult, scheme: Scheme) -> ShownResult:
    """A result of a member who has not answered the open form yet: it says so, whatever the scheme asks."""
    # A scheme with the gate says it itself, where its sentences are shown at all.
    if shown.released and any(isinstance(gate, FeedbackGate) for gate in scheme.gates):
        return shown
    return replace(shown, reminders=(*shown.reminders, _REMINDER))
