"""Who belongs to a set of people that a pack describes: conditions, standings, amounts, facts, training, leave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from services.policy.calendars import Span, days_in
from services.policy.engine.case import Words
from services.policy.engine.standing import ClauseResult, Result
from services.policy.facts import Entry, Participation
from services.policy.format.conditions import MissingFact
from services.policy.format.population import Done, People, Reached, TookPart
from services.policy.format.words import settled
from services.policy.matching import Cell, fine_cell, matches, training_cell
from services.policy.population.ground import Ground, Stretch
from services.policy.slots import semesters_in
from services.policy.tally import picks

_LOST = Words("要求的数值未提供", "a number that it asks for was not supplied")
_STRANGER = Words("不在人员名册中", "not on the roster")
_BROKEN = Words("系统判定时出错", "judging is at fault")
_VERDICT = Words("本人的总体结论尚不能判定", "their own verdict cannot be determined")


class NotKnown(LookupError):
    """Whether somebody belongs cannot be said."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


class NotAsked(LookupError):
    """What is asked about does not concern somebody: they count neither for nor against."""


@dataclass(slots=True)
class Asking:
    """A question about people over a period, under one choice of readings."""

    ground: Ground
    stretch: Stretch
    switches: Mapping[str, str]
    _by_teacher: dict[str, list[Participation]] | None = None

    def applies(self, people: People, teacher_id: str, *, taking_part: bool = True) -> bool:
        """Answer whether everything said of these people applies to somebody; raises NotKnown and NotAsked.

        `taking_part` False leaves out what was asked of training, for who looks at every participation by itself.
        """
        beyond_training = bool(people.meets or people.verdict or people.reached or people.done or people.on_leave)
        condition = settled(people.when, self.switches)
        member = self.ground.members.get(teacher_id)
        if member is None or member.is_broken:
            if condition is not None or beyond_training:
                raise NotKnown(_STRANGER if member is None else _BROKEN)
            return not taking_part or self._took(people.took, teacher_id)
        return (
            (not taking_part or self._took(people.took, teacher_id))
            and (condition is None or self._holds(condition, teacher_id))
            and (not people.meets or self._meets(people.meets, teacher_id))
            and (not people.verdict or self._all_in_all(teacher_id))
            and all(self._reached(asked, teacher_id) for asked in people.reached)
            and all(self._done(asked, teacher_id) for asked in people.done)
            and (not people.on_leave or self._on_leave(people.on_leave, teacher_id))
        )

    def took_part(self, took: Sequence[TookPart], participation: Participation) -> bool:
        """Answer whether one participation came as far as asked, in training of the kind."""
        cell = training_cell(participation)
        return all(part.state in participation.states and _picked(part, cell) for part in took)

    def participations(self) -> Mapping[str, Sequence[Participation]]:
        """Return the participations of the period by teacher, in this school where one is judged."""
        if self._by_teacher is None:
            school_id, last = self.ground.school.school_id, self.ground.as_of
            self._by_teacher = {}
            for p in self.ground.participations:
                if self.stretch.span.holds(p.on) and p.on <= last and school_id in {None, p.school_id}:
                    self._by_teacher.setdefault(p.teacher_id, []).append(p)
        return self._by_teacher

    def _took(self, took: Sequence[TookPart], teacher_id: str) -> bool:
        own = self.participations().get(teacher_id, ()) if took else ()
        return all(any(self.took_part([part], p) for p in own) for part in took)

    def _holds(self, condition: str, teacher_id: str) -> bool:
        try:
            return self.ground.timeline(teacher_id).holds(condition, "period_end", self.stretch.span)
        except MissingFact as missing:
            names = ", ".join(missing.names)
            raise NotKnown(Words(f"缺少信息：{names}", f"unknown: {names}")) from missing

    def _meets(self, clause_ids: Sequence[str], teacher_id: str) -> bool:
        """Answer whether all of the clauses that concern somebody are met; raises NotAsked where none of them does."""
        asked = False
        for clause_id in clause_ids:
            results = self._own_results(clause_id, teacher_id)
            if results and all(r.result is Result.NOT_APPLICABLE for r in results):
                continue
            asked = True
            for result in results:
                if result.result is Result.UNDETERMINED:
                    raise NotKnown(Words(f"{clause_id}：{result.sentence_zh}", f"{clause_id}: {result.sentence_en}"))
            if not any(_fulfilled(r.result) for r in results) or any(r.result is Result.NOT_MET for r in results):
                return False
        if not asked:
            raise NotAsked(teacher_id)
        return True

    def _all_in_all(self, teacher_id: str) -> bool:
        verdict = self.ground.standing(teacher_id).verdict
        if verdict is Result.UNDETERMINED:
            raise NotKnown(_VERDICT)
        if verdict is Result.NOT_APPLICABLE:
            raise NotAsked(teacher_id)
        return _fulfilled(verdict)

    def _own_results(self, clause_id: str, teacher_id: str) -> list[ClauseResult]:
        """Return the results of the period; of shorter periods in it where the clause has those, else of the cycle."""
        results = [r for r in self.ground.standing(teacher_id).clauses if r.clause_id == clause_id]
        same = [r for r in results if r.period == self.stretch.label]
        if same or self.stretch.label is None:
            return same or results
        pack, calendar = self.ground.plan.pack, self.ground.calendar
        inside = {held.label for held in semesters_in(pack, calendar, self.stretch.span)}
        return [r for r in results if r.period in inside] or [r for r in results if r.period is None]

    def _reached(self, asked: Reached, teacher_id: str) -> bool:
        at_least = self.ground.amount(settled(asked.at_least, self.switches))
        if at_least is None:
            raise NotKnown(_LOST)
        earned = Fraction(0)
        for entry in self.ground.members[teacher_id].entries:
            within = self.stretch.span.holds(entry.earned_to) and entry.earned_to <= self.ground.as_of
            if within and self._recognised(entry) and (asked.where is None or matches(asked.where, fine_cell(entry))):
                earned += Fraction(entry.hours if asked.unit == "hours" else entry.credits)
        return earned > at_least or (earned == at_least and settled(asked.inclusive, self.switches))

    def _recognised(self, entry: Entry) -> bool:
        _, refused = self.ground.plan.place(fine_cell(entry))
        return refused is None

    def _done(self, asked: Done, teacher_id: str) -> bool:
        at_least = self.ground.amount(settled(asked.at_least, self.switches))
        if at_least is None:
            raise NotKnown(_LOST)
        own = self.ground.own_facts(teacher_id)
        return sum(1 for fact in own if self.stretch.span.holds(fact.on) and picks(asked.facts, fact)) >= at_least

    def _on_leave(self, kinds: Sequence[str], teacher_id: str) -> bool:
        leaves = [
            Span(leave.first, leave.last)
            for leave in self.ground.members[teacher_id].teacher.leaves
            if leave.kind in kinds and leave.first <= leave.last
        ]
        return 2 * days_in(leaves, self.stretch.span) >= self.stretch.span.days


def _fulfilled(result: Result) -> bool:
    return result in {Result.MET, Result.EXEMPT}


def _picked(part: TookPart, cell: Cell) -> bool:
    return part.where is None or matches(part.where, cell)
