"""Puts cases of programs to the functions they try: who may enter, grades, stages, forms, deadlines, sign-in."""

from collections.abc import Callable, Mapping

from services.policy.format import Pack
from services.policy.programs import (
    Filed,
    Participant,
    WrongAssessor,
    batch_of,
    eligibility,
    forms_for,
    grade_of,
    may_certify,
    may_record,
    missing_fixes,
    second_filing,
    sign_in_required,
    state_of,
    weighted,
)
from tests.policy.casework.answers import Answer, Told, each_expected, from_values, given_by
from tests.policy.casework.expecting import Expected
from tests.policy.casework.form import Judged
from tests.policy.casework.givens import calendar_of, entries_of, judged_on, program_of, teacher_of, terms_of
from tests.policy.casework.reading import Case


def _eligible(case: Case, pack: Pack) -> Answer:
    given = case.given
    terms = terms_of(given.terms)
    found = eligibility(
        pack,
        terms=terms,
        teacher=teacher_of(given.teacher),
        history=entries_of(given.entries, pack, terms),
        program=program_of(given.program, pack),
        on=judged_on(given),
    )
    told = [(finding.reason_zh, finding.reason_en) for finding in found.findings]
    values = {
        "state": found.result,
        "barred_by": tuple(finding.code for finding in found.findings if finding.barred),
        "cites": tuple(entry_id for finding in found.findings for entry_id in finding.cited),
        "override": next((finding.override for finding in found.findings), None),
    }
    return from_values(case, values, told)


def _grade(case: Case, pack: Pack) -> Answer:
    found = grade_of(pack, terms=terms_of(case.given.terms), score=given_by(case, "score"))
    values = {"grade": found.code, "passes": found.passes, "state": found.result}
    return from_values(case, values, [(found.reason_zh, found.reason_en)])


def _sign_in(case: Case, pack: Pack) -> Answer:
    terms, program = terms_of(case.given.terms), program_of(case.given.program, pack)
    missing = missing_fixes(pack, terms=terms, program=program, fixed=frozenset(case.given.fixed))
    required = sign_in_required(pack, terms=terms, program=program)
    values = {
        "missing": tuple(one.code for one in missing if one.clause_id == case.rule),
        "sign_in": "required" if required == case.rule else "free",
    }
    return from_values(case, values, [(one.zh, one.en) for one in missing if one.clause_id == case.rule])


def _deadline(case: Case, pack: Pack) -> Answer:
    given = case.given
    batch = batch_of(
        pack,
        terms=terms_of(given.terms),
        clause_id=case.rule,
        at=given_by(case, "handed_in"),
        calendar=calendar_of(given.calendar),
        activity_on=given.activity_on,
    )
    holds = None if batch.holds is None else (batch.holds.first, batch.holds.last)
    values = {"state": batch.state, "due_on": batch.due, "holds": holds, "batch": batch.label_zh}
    return from_values(case, values, [(batch.reason_zh, batch.reason_en)])


def _forms(case: Case, pack: Pack) -> Answer:
    given = case.given
    if given.files is not None:
        return _filed_again(case, pack)
    participants = [
        Participant(person_id=one.id or f"{one.role.lower()}-{turn}", role=one.role)
        for one in given.participants
        for turn in range(one.times)
    ]
    forms = forms_for(pack, route=given_by(case, "route"), participants=participants)
    found: dict[tuple[str, tuple[str, ...]], int] = {}
    for form in forms:
        key = (form.role, tuple(form.kinds))
        found[key] = found.get(key, 0) + 1

    def one(expected: Expected) -> tuple[list[str], Told]:
        wanted = {(form.role, tuple(form.kinds)): form.number for form in expected.forms or ()}
        wrong = [] if wanted == found else [f"forms {wanted} expected, found {found}"]
        wrong += [f"forms of {form.clause_id}" for form in forms if form.clause_id != (expected.rule or case.rule)]
        return wrong, sorted({(form.label_zh, form.label_en) for form in forms})

    return each_expected(case, one)


def _filed_again(case: Case, pack: Pack) -> Answer:
    filed = [Filed(event="event-1", person_id=one.id, kind=one.kind) for one in case.given.filed]
    now = given_by(case, "files")
    new = Filed(event="event-1", person_id=now.id, kind=now.kind)
    second = second_filing(pack, filed=filed, new=new)
    values = {"refused_by": (None,) if second is None else (second.clause_id,)}
    return from_values(case, values, [] if second is None else [(second.zh, second.en)])


def _stages(case: Case, pack: Pack) -> Answer:
    given = case.given
    if given.record is not None:
        record = given.record
        return _allowed(case, lambda: may_record(pack, stage=record.stage, role=record.role))
    if given.certify is not None:
        return _allowed(case, lambda: may_certify(pack, role=given_by(case, "certify")))
    if given.scores:
        scored = weighted(pack, terms=terms_of(given.terms), scores=given.scores)
        return from_values(case, {"state": scored.result, "score": scored.score}, [])
    state = state_of(pack, passed=given.passed_stages, certified=given.certified)
    return from_values(case, {"state": state.code, "recognised": state.recognised}, [(state.zh, state.en)])


def _allowed(case: Case, attempt: Callable[[], object]) -> Answer:
    """Try to record something that only some roles may."""
    try:
        attempt()
    except WrongAssessor as refused:
        return from_values(case, {"refused_by": (refused.clause_id,)}, [(refused.zh, refused.en)])
    return from_values(case, {"refused_by": (None,)}, [])


OF_PROGRAMS: Mapping[Judged, Callable[[Case, Pack], Answer]] = {
    "eligibility": _eligible,
    "grade": _grade,
    "sign_in": _sign_in,
    "deadline": _deadline,
    "forms": _forms,
    "stages": _stages,
}
