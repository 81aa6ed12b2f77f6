"""Puts a case to the function it tries, and says where the answer differs from what is expected."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from services.policy.attendance import settle
from services.policy.budget import budget_rule
from services.policy.engine import Standing, judge
from services.policy.format import Pack
from services.policy.format.clauses import ConsequenceClause
from services.policy.population import Member, judge_school
from services.policy.programs import judge_program
from services.policy.valuation import Valuation, value, value_degree
from tests.policy.casework.answers import Answer, Told, differences, each_expected, from_values, given_by
from tests.policy.casework.asking_of_programs import OF_PROGRAMS
from tests.policy.casework.comparing import compare_parts, compare_plain, compare_rows, found_words
from tests.policy.casework.expecting import Expected
from tests.policy.casework.form import Judged
from tests.policy.casework.givens import (
    activity_of,
    attended_by,
    calendar_of,
    entries_of,
    facts_of,
    judged_on,
    member_entries,
    members_of,
    participations_of,
    places_of,
    program_of,
    school_of,
    sittings_of,
    teacher_of,
    terms_of,
)
from tests.policy.casework.reading import Case


def ask(case: Case, pack: Pack) -> Answer:
    """Put the case to the pack; raises whatever the function raises."""
    return _ASKERS[case.given.judged](case, pack)


def _teacher(case: Case, pack: Pack) -> Answer:
    standing = _standing(case, pack)
    return _clauses(case, standing.clauses, {"verdict": standing.verdict})


def _standing(case: Case, pack: Pack) -> Standing:
    given = case.given
    terms = terms_of(given.terms)
    return judge(
        pack,
        terms=terms,
        teacher=teacher_of(given.teacher),
        entries=entries_of(given.entries, pack, terms),
        as_of=judged_on(given),
        facts=facts_of(given),
        calendar=calendar_of(given.calendar),
    )


def _school(case: Case, pack: Pack) -> Answer:
    given = case.given
    entries = member_entries(given, pack)
    standing = judge_school(
        pack,
        terms=terms_of(given.terms),
        school=school_of(given),
        members=[Member(teacher=one, entries=entries[one.teacher_id]) for one in members_of(given)],
        facts=facts_of(given),
        participations=participations_of(given, pack),
        places=places_of(given, pack),
        calendar=calendar_of(given.calendar),
        as_of=judged_on(given),
    )
    return _clauses(case, standing.clauses, {})


def _program(case: Case, pack: Pack) -> Answer:
    given = case.given
    standing = judge_program(
        pack,
        terms=terms_of(given.terms),
        teacher=teacher_of(given.teacher),
        hours=given.hours,
        planned_hours=given.planned_hours,
        passed=given.passed,
        grade=given.grade,
        facts=facts_of(given),
        on=judged_on(given),
        program=None if given.program is None else program_of(given.program, pack),
        attended=attended_by(given),
        earned_credits=given.earned_credits,
    )
    granted = tuple(paper.certificate for paper in standing.certificates if paper.granted)
    return _clauses(case, standing.clauses, {"verdict": standing.verdict, "grants": granted})


def _clauses(case: Case, results: Iterable[Any], whole: Mapping[str, Any]) -> Answer:
    """Compare results of clauses, one for each expectation."""
    results = list(results)

    def one(expected: Expected) -> tuple[list[str], Told]:
        rule = expected.rule or case.rule
        wanted = expected.model_fields_set
        about_whole = [
            f"{key}: {w}" for key in whole if key in wanted and (w := compare_plain(expected, key, whole[key]))
        ]
        if not wanted - {"rule", *whole}:
            return about_whole, ()
        found = [r for r in results if r.clause_id == rule]
        if "period" in wanted:
            found = [r for r in found if r.period == expected.period]
        if expected.of_unit is not None:
            found = [r for r in found if r.of_unit == expected.of_unit]
        if len(found) != 1:
            known = sorted(str(getattr(r, "period", None)) for r in results if r.clause_id == rule)
            return [f"{rule}: {len(found)} results for period {expected.period}, there are {known}"], ()
        return [f"{rule}: {d}" for d in [*about_whole, *_of_clause(expected, found[0])]], [_sentences(found[0])]

    return each_expected(case, one)


_PLAIN = (
    *("result", "reason", "severity", "unit", "required", "counted", "gap", "progress", "due_on"),
    *("names", "without", "missing"),
)


def _of_clause(expected: Expected, found: Any) -> list[str]:
    wanted = expected.model_fields_set
    wrong = [
        f"{key}: {w}" for key in _PLAIN if key in wanted and (w := compare_plain(expected, key, getattr(found, key)))
    ]
    if "not_counted" in wanted:
        amount = sum(item.amount for item in found.not_counted)
        wrong += [f"not counted: {w}"] if (w := compare_plain(expected, "not_counted", amount)) else []
    wrong += found_words("because", expected.because, [r.reason_zh for r in getattr(found, "not_counted", ())])
    wrong += found_words("says", expected.says, [found.sentence_zh])
    wrong += found_words("calculation", expected.calculation, [getattr(found, "calculation", None) or ""])
    return [*wrong, *compare_parts(expected.parts, found)]


def _sentences(found: Any) -> tuple[str, str]:
    return found.sentence_zh, found.sentence_en


def _value(case: Case, pack: Pack) -> Answer:
    given = case.given
    valuation = value(
        pack,
        terms=terms_of(given.terms),
        program=program_of(given.program, pack),
        attended=attended_by(given),
        passed=bool(given.passed),
        grade=given.grade,
        activity=activity_of(given.activity),
    )
    return _valued(case, valuation)


def _degree(case: Case, pack: Pack) -> Answer:
    degree = value_degree(pack, terms=terms_of(case.given.terms), awarded_on=given_by(case, "awarded_on"))
    return _valued(case, degree)


def _valued(case: Case, valuation: Valuation) -> Answer:
    refused = tuple(refusal.clause_id for refusal in valuation.refusals)
    told = [(refusal.zh, refusal.en) for refusal in valuation.refusals]

    def one(expected: Expected) -> tuple[list[str], Told]:
        wrong: list[str] = []
        if expected.awards is not None:
            wrong += [f"refused by {refused}: {told}"] if refused else []
            wrong += compare_rows(expected.awards, valuation.awards)
        if "refused_by" in expected.model_fields_set and set(expected.refused_by) != set(refused):
            wrong.append(f"refused by {expected.refused_by} expected, found {refused or valuation.awards}")
        if "recogniser" in expected.model_fields_set:
            wrong += differences(expected, {"recogniser": valuation.recogniser})
        return [*wrong, *found_words("says", expected.says, [zh for zh, _ in told])], told

    return each_expected(case, one)


def _attendance(case: Case, pack: Pack) -> Answer:
    settled = settle(pack, terms=terms_of(case.given.terms), sittings=sittings_of(case.given.sittings))
    values = {
        "hours": settled.hours,
        "planned_hours": settled.planned_hours,
        "minutes": tuple(str(one.minutes) for one in settled.sittings),
        "presence": tuple(str(one.presence) for one in settled.sittings),
        "absence": str(settled.absence),
        "disqualified": settled.disqualified,
    }
    return from_values(case, values, [(settled.reason_zh, settled.reason_en)])


def _budget(case: Case, pack: Pack) -> Answer:
    rule = budget_rule(pack, terms=terms_of(case.given.terms))
    values: dict[str, Any] = {}
    if rule is not None and rule.clause_id == case.rule:
        values["set_aside"] = None if case.given.base is None else rule.set_aside(case.given.base)
        values["allowed"] = None if case.given.expense is None else rule.allows(case.given.expense)
    return from_values(case, values, [])


def _consequence(case: Case, pack: Pack) -> Answer:
    clause = pack.clause(case.rule)
    if not isinstance(clause, ConsequenceClause):
        message = f"{case}: no consequence"
        raise TypeError(message)
    known = {trigger.code for trigger in clause.triggers}
    measures = tuple(one.code for one in clause.measures) if case.given.trigger in known else ()
    judged = [r for r in _standing(case, pack).clauses if r.clause_id == case.rule]
    if judged:
        return Answer((f"people decide, and yet there is a result: {judged}",), ())

    return from_values(case, {"measures": measures}, [])


_ASKERS: Mapping[Judged, Callable[[Case, Pack], Answer]] = {
    **OF_PROGRAMS,
    "teacher": _teacher,
    "school": _school,
    "program": _program,
    "value": _value,
    "degree": _degree,
    "attendance": _attendance,
    "budget": _budget,
    "consequence": _consequence,
}
