"""Rules inside one program: who may enter, which grade a score earns, what completes it and grants a certificate."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from services.policy.engine import Result
from services.policy.facts import (
    Certificate,
    Degree,
    Entry,
    Exemption,
    Fact,
    Membership,
    Teacher,
)
from services.policy.format import Pack, PackRefused, load
from services.policy.programs import (
    Eligible,
    ProgramStanding,
    eligibility,
    grade_of,
    judge_program,
    weighted,
)
from services.policy.valuation import DatedHours, Program
from tests.policy.making import appointment, hours, teacher, terms

ON = date(2012, 3, 1)
BEIJING = timezone(timedelta(hours=8))

CAMP = (Path(__file__).parent / "camp.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def camp() -> Pack:
    return load(CAMP, file="camp.yaml")


def of(**facts: Any) -> Program:
    usual = {"level": "COUNTY", "mode": "CENTRALISED", "nature": "COMPULSORY", "kind": "CAMP", "category": "SKILL"}
    return Program(**{**usual, **facts})


def english(**facts: Any) -> Teacher:
    return teacher(appointment(subject="ENGLISH"), **facts)


def fact(kind: str, number: int = 1, **facts: Any) -> Fact:
    return Fact(fact_id=f"{kind}-{number}", kind=kind, on=ON, **facts)


class TestEligibility:
    def asked(
        self, pack: Pack, who: Teacher, history: Sequence[Entry] = (), program: Program | None = None
    ) -> Eligible:
        return eligibility(pack, terms=terms(), teacher=who, history=history, program=program or of(), on=ON)

    def test_nothing_stands_in_the_way(self, camp: Pack) -> None:
        found = self.asked(camp, english(), [hours(6, level="COUNTY", on=date(2011, 5, 1))])

        assert (found.result, found.findings) == ("OPEN", ())
        assert found.declares == (("CAMP-01", "政治素质好"),)

    def test_a15_an_earlier_class_of_the_city_bars_the_way_and_is_cited(self, camp: Pack) -> None:
        earlier = hours(6, level="PREFECTURE", on=date(2009, 5, 4), entry_id="e-2009")

        found = self.asked(camp, english(), [earlier])

        assert (found.result, found.barred_by, found.overridable) == ("BARRED", ("CAMP-01",), True)
        (finding,) = found.findings
        assert (finding.code, finding.cited) == ("TRAINED_BEFORE", ("e-2009",))
        assert finding.reason_zh == "已参加过市级培训（2009年5月4日的培训记录）"
        assert finding.quote == "已参加过的不再安排"

    def test_what_is_earned_after_the_day_of_entering_bars_nothing(self, camp: Pack) -> None:
        on_the_day = hours(6, level="PREFECTURE", on=ON)
        later = hours(6, level="PREFECTURE", on=ON + timedelta(days=1))

        assert self.asked(camp, english(), [later]).result == "OPEN"
        assert self.asked(camp, english(), [on_the_day]).result == "BARRED"

    def test_a_condition_that_does_not_hold_may_bar_without_override(self, camp: Pack) -> None:
        found = self.asked(camp, teacher(appointment(subject="MATHS")))

        assert [f.code for f in found.findings] == ["NOT_ENGLISH"]
        assert not found.overridable

    def test_an_unknown_fact_is_told_and_not_guessed(self, camp: Pack) -> None:
        found = self.asked(camp, Teacher(teacher_id="nobody knows"))

        assert found.result == "UNDETERMINED"
        assert found.barred_by == ()
        assert found.findings[0].missing == ("subject",)
        assert "缺少信息" in found.findings[0].reason_zh

    def test_clauses_and_bars_for_other_programs_are_not_looked_at(self, camp: Pack) -> None:
        trained = [hours(6, level="PREFECTURE", on=date(2009, 5, 4))]
        graduate = english(degrees=())

        assert self.asked(camp, graduate, trained, of(kind="LECTURE")).result == "OPEN"
        assert self.asked(camp, graduate, trained, of(kind="DEGREE")).result == "OPEN"

    def test_a_bar_may_concern_some_programs_only(self, camp: Pack) -> None:
        from_the_city = of(kind="DEGREE")
        held = making_degree(english())

        assert self.asked(camp, held, (), from_the_city).barred_by == ("CAMP-02",)
        assert self.asked(camp, held).result == "OPEN"

    def test_the_order_of_the_history_is_nothing(self, camp: Pack) -> None:
        history = [hours(6, level="PREFECTURE", on=date(2009, month, 4)) for month in (3, 9, 5)]

        assert self.asked(camp, english(), history) == self.asked(camp, english(), history[::-1])


def making_degree(who: Teacher) -> Teacher:
    return replace(who, degrees=(Degree(level="BACHELOR", awarded_on=date(2005, 7, 1)),))


class TestGrades:
    @pytest.mark.parametrize(
        ("score", "code", "passes"),
        [("100", "EXCELLENT", True), ("90", "EXCELLENT", True), ("59.9", "FAIL", False), ("0", "FAIL", False)],
    )
    def test_a_score_earns_the_best_grade_whose_band_it_reaches(
        self, camp: Pack, score: str, code: str, passes: object
    ) -> None:
        found = grade_of(camp, terms=terms(), score=Decimal(score))

        assert (found.result, found.code, found.passes, found.clause_id) == ("FOUND", code, passes, "CAMP-09")

    @pytest.mark.parametrize("score", ["60", "75", "89.9"])
    def test_a_lost_band_leaves_the_grade_open_but_not_the_pass(self, camp: Pack, score: str) -> None:
        found = grade_of(camp, terms=terms(), score=Decimal(score))

        assert (found.result, found.code, found.passes) == ("UNDETERMINED", None, True)
        assert found.reason_zh == "原文未给出良好的分数线"

    def test_a_supplied_band_decides(self, camp: Pack) -> None:
        supplied = terms(good_score="75")

        assert grade_of(camp, terms=supplied, score=Decimal("75")).code == "GOOD"
        assert grade_of(camp, terms=supplied, score=Decimal("74.9")).code == "PASS"

    def test_where_all_bands_are_lost_not_even_failing_is_answered(self) -> None:
        lost = CAMP.replace("from_score: 90", "from_score: null").replace("from_score: 60", "from_score: null")
        found = grade_of(load(lost, file="f"), terms=terms(), score=Decimal(20))

        assert (found.result, found.passes) == ("UNDETERMINED", None)

    def test_below_every_grade_there_is_none_and_no_pass(self) -> None:
        above = CAMP.replace("from_score: 0, passes: false", "from_score: 30, passes: false")
        found = grade_of(load(above, file="f"), terms=terms(), score=Decimal(29))

        assert (found.result, found.code, found.passes) == ("NONE", None, False)

    def test_a_pack_without_grades_answers_none(self) -> None:
        start, end = CAMP.index("  - id: CAMP-09"), CAMP.index("  - id: CAMP-10")
        without = load(CAMP[:start] + CAMP[end:], file="f")

        assert grade_of(without, terms=terms(), score=Decimal(90)).result == "UNDETERMINED"

    def test_stages_are_put_together_by_their_weights(self, camp: Pack) -> None:
        found = weighted(
            camp, terms=terms(practice_weight=60), scores={"THEORY": Decimal(80), "PRACTICE": Decimal("91.5")}
        )

        assert (found.result, found.score) == ("FOUND", Fraction("86.9"))
        assert found.reason_zh == "80×40% + 91.5×60% = 86.9"

    def test_a_lost_weight_a_missing_score_and_weights_that_do_not_fit(self, camp: Pack) -> None:
        both = {"THEORY": Decimal(80), "PRACTICE": Decimal(90)}

        assert weighted(camp, terms=terms(), scores=both).result == "UNDETERMINED"
        assert weighted(camp, terms=terms(practice_weight=60), scores={"THEORY": Decimal(80)}).result == "AWAITING"
        with pytest.raises(ValueError, match="add up to 90"):
            weighted(camp, terms=terms(practice_weight=50), scores=both)

    def test_printed_weights_that_do_not_add_up_are_refused_with_the_pack(self) -> None:
        wrong = CAMP.replace("weight: theory_weight", "weight: 40").replace("weight: practice_weight", "weight: 50")

        with pytest.raises(PackRefused, match="add up to 90"):
            load(wrong, file="f")


class TestCompletion:
    """LY in small: hours, designs, defences, grade; A17."""

    DEFENDED = (
        fact("DEFENCE", 1, result="PASS", tags=frozenset({"DIAGNOSTIC"})),
        fact("DEFENCE", 2, result="PASS", tags=frozenset({"IMPROVED"})),
    )
    DESIGNED = (fact("DESIGN", 1), fact("DESIGN", 2))
    DONE = (*DEFENDED, *DESIGNED)

    def judged(self, pack: Pack, **given: Any) -> ProgramStanding:
        usual: dict[str, Any] = {
            "terms": terms(total_hours=120),
            "teacher": english(),
            "hours": Decimal(120),
            "planned_hours": Decimal(120),
            "passed": True,
            "grade": "GOOD",
            "facts": self.DONE,
            "on": ON,
        }
        return judge_program(pack, **{**usual, **given})

    def certificates(self, standing: ProgramStanding) -> dict[str, tuple[str, ...]]:
        return {c.certificate: c.withheld_by for c in standing.certificates}

    def test_all_of_it_gives_the_certificate_and_names_the_issuer(self, camp: Pack) -> None:
        found = self.judged(camp)

        assert found.verdict is Result.MET
        assert self.certificates(found) == {"COMPLETION": (), "EXCELLENCE": ("CAMP-07",)}
        assert [(c.issuer, c.granted) for c in found.certificates] == [("BUREAU", True), (None, False)]
        assert found.clause("CAMP-06").sentence_zh == "规定学时应完成120学时，已计120学时；考核等级为良好，已达标。"

    def test_an_excellent_member_gets_both(self, camp: Pack) -> None:
        assert self.certificates(self.judged(camp, grade="EXCELLENT")) == {"COMPLETION": (), "EXCELLENCE": ()}

    def test_a17_hours_full_scores_pass_one_defence_missing_no_certificate(self, camp: Pack) -> None:
        found = self.judged(camp, facts=(*self.DESIGNED, self.DEFENDED[0]), grade="EXCELLENT")

        assert found.clause("CAMP-05").result is Result.NOT_MET
        assert found.clause("CAMP-05").missing == ("提高课教学设计答辩",)
        assert found.clause("CAMP-06").result is Result.MET
        assert self.certificates(found) == {"COMPLETION": ("CAMP-05",), "EXCELLENCE": ("CAMP-05",)}
        assert found.verdict is Result.NOT_MET

    def test_what_is_done_the_day_after_is_not_done_yet(self, camp: Pack) -> None:
        late = replace(self.DEFENDED[1], on=ON + timedelta(days=1))
        facts = (*self.DESIGNED, self.DEFENDED[0], late)

        assert self.judged(camp, facts=facts).clause("CAMP-05").result is Result.NOT_MET
        assert self.judged(camp, facts=facts, on=late.on).clause("CAMP-05").result is Result.MET

    def test_a_defence_that_was_failed_is_none(self, camp: Pack) -> None:
        failed = fact("DEFENCE", 2, result="FAIL", tags=frozenset({"IMPROVED"}))

        assert not self.judged(camp, facts=(*self.DESIGNED, self.DEFENDED[0], failed)).certificates[0].granted

    @pytest.mark.parametrize(("sat", "gap"), [("119.9", "0.1"), ("120", "0"), ("121", "0")])
    def test_full_hours_are_the_hours_of_the_program(self, camp: Pack, sat: str, gap: str) -> None:
        result = self.judged(camp, hours=Decimal(sat)).clause("CAMP-06")

        assert (result.result is Result.MET) == (gap == "0")
        assert (result.required, result.counted, result.gap) == (120, Decimal(sat), Decimal(gap))

    def test_a_number_that_is_lost_leaves_the_clause_undetermined_and_no_certificate(self, camp: Pack) -> None:
        found = self.judged(camp, terms=terms())

        assert (found.clause("CAMP-03").result, found.clause("CAMP-03").reason) == (Result.UNDETERMINED, "number_lost")
        assert self.certificates(found)["COMPLETION"] == ("CAMP-03",)
        assert found.verdict is Result.UNDETERMINED

    def test_one_design_of_two_is_one_short(self, camp: Pack) -> None:
        result = self.judged(camp, facts=self.DONE[:3]).clause("CAMP-04")

        assert (result.result, result.required, result.counted, result.gap) == (Result.NOT_MET, 2, 1, 1)
        assert result.sentence_zh == "教学设计应有2份，已有1份，还差1份，未达标。"
        assert result.sentence_en == "1 of 2 pieces: lesson plans, 1 missing. Not met."

    @pytest.mark.parametrize(
        ("passed", "grade", "result", "reason"),
        [
            (True, None, Result.MET, "reached"),
            (False, None, Result.NOT_MET, "not_passed"),
            (None, None, Result.NOT_MET, "not_assessed"),
            (True, "FAIL", Result.NOT_MET, "grade"),
        ],
    )
    def test_the_grade_opens_the_gate(
        self, camp: Pack, passed: object, grade: str | None, result: Result, reason: str
    ) -> None:
        found = self.judged(camp, passed=passed, grade=grade)

        assert (found.clause("CAMP-06").result, found.clause("CAMP-06").reason) == (result, reason)

    def test_passed_without_a_grade_does_not_say_excellent(self, camp: Pack) -> None:
        assert self.judged(camp, grade=None).clause("CAMP-07").result is Result.UNDETERMINED

    def test_a_pack_that_names_no_grades_still_knows_an_excellent_one(self) -> None:
        start, end = CAMP.index("  - id: CAMP-09"), CAMP.index("  - id: CAMP-10")
        pack = load(CAMP[:start] + CAMP[end:], file="f")

        passed = self.judged(pack, grade=None)
        good = self.judged(pack, grade="GOOD")

        assert passed.clause("CAMP-06").result is Result.MET
        assert passed.clause("CAMP-07").result is Result.UNDETERMINED
        assert good.clause("CAMP-07").sentence_zh == "考核等级为良好（应为优秀），未达标。"

    def test_nothing_is_granted_to_who_has_not_passed(self, camp: Pack) -> None:
        assert self.certificates(self.judged(camp, passed=False, grade="GOOD"))["COMPLETION"] == ("outcome",)

    def test_an_approved_exemption_stands_for_a_gate(self, camp: Pack) -> None:
        excused = english(exemptions=(Exemption(clause="CAMP-05", first=ON, last=ON, ground="抢险"),))

        found = self.judged(camp, teacher=excused, facts=self.DESIGNED)

        assert found.clause("CAMP-05").result is Result.EXEMPT
        assert found.certificates[0].granted

    def test_documents_of_the_class_are_shown_and_hold_nobody_back(self, camp: Pack) -> None:
        found = self.judged(camp)

        assert found.clause("CAMP-08").result is Result.NOT_MET
        assert found.clause("CAMP-08").missing == ("学员考勤记录", "学员作业", "活动照片")
        assert found.certificates[0].granted

    def test_a_part_that_selects_is_measured_over_the_meetings(self) -> None:
        ethics = CAMP.replace(
            "parts: [{label: {zh: 规定学时, en: training}, unit: hours,",
            "parts: [{label: {zh: 师德, en: ethics}, where: {category: [ETHICS]}, unit: hours,",
        ).replace("amount: program_hours", "amount: program_hours / 4")
        pack = load(ethics, file="f")
        attended = (
            DatedHours(on=ON, hours=Decimal(30), category="ETHICS"),
            DatedHours(on=ON, hours=Decimal(90), category=None),
        )

        told = self.judged(pack, program=of(), attended=attended).clause("CAMP-06")
        short = self.judged(pack, program=of(), attended=attended[1:]).clause("CAMP-06")
        unknown = self.judged(pack).clause("CAMP-06")

        assert (told.result, told.counted, told.required) == (Result.MET, 30, 30)
        assert (short.result, short.counted) == (Result.NOT_MET, 0)
        assert (unknown.result, unknown.reason) == (Result.UNDETERMINED, "fact_missing")

    def test_a_clause_binds_those_whom_it_names(self) -> None:
        pack = load(
            CAMP.replace("quotes: [须经答辩通过]", "quotes: [须经答辩通过]\n    who: {within: [ENGLISH]}"), file="f"
        )

        assert self.judged(pack).clause("CAMP-05").result is Result.MET
        other = self.judged(pack, teacher=teacher(appointment(subject="MATHS")), facts=self.DESIGNED)
        assert other.clause("CAMP-05").result is Result.NOT_APPLICABLE
        assert other.certificates[0].granted
        unknown = self.judged(pack, teacher=Teacher(teacher_id="t"))
        assert unknown.clause("CAMP-05").result is Result.UNDETERMINED

    def test_a_certificate_in_hand_may_be_asked_for(self) -> None:
        asks = (
            "holds: [{certificate: LICENCE, label: {zh: 教师资格证, en: licence}}]\n    grades: [EXCELLENT, GOOD, PASS]"
        )
        pack = load(CAMP.replace("grades: [EXCELLENT, GOOD, PASS]", asks), file="f")
        held = english(certificates=(Certificate(kind="LICENCE", issued_on=ON),))
        too_late = english(certificates=(Certificate(kind="LICENCE", issued_on=ON + timedelta(days=1)),))

        assert self.judged(pack, teacher=held).certificates[0].granted
        assert self.judged(pack, teacher=too_late).clause("CAMP-06").missing == ("教师资格证",)


def test_membership_is_seen_on_the_day() -> None:
    pack = load(CAMP.replace("unless: subject == 'ENGLISH'", "unless: \"'BACKBONE' in memberships\""), file="f")
    member = english(memberships=(Membership(code="BACKBONE", first=ON, last=None),))

    ask = {"terms": terms(), "history": [], "program": of()}
    assert eligibility(pack, **ask, teacher=member, on=ON).result == "OPEN"
    assert eligibility(pack, **ask, teacher=member, on=ON - timedelta(days=1)).result == "BARRED"
