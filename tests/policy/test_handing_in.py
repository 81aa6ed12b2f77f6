"""What an activity hands in: documents, things fixed beforehand, batches by the calendar, forms of its people."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from services.policy.calendars import Span
from services.policy.facts import Fact, SchoolCalendar, Semester
from services.policy.format import Pack, load
from services.policy.programs import (
    Batch,
    Filed,
    Participant,
    batch_of,
    evidence_in,
    evidence_of,
    forms_for,
    missing_fixes,
    second_filing,
    sign_in_required,
)
from services.policy.valuation import Program
from tests.policy.making import pack, terms

ON = date(2012, 3, 1)
BEIJING = timezone(timedelta(hours=8))
CAMP = (Path(__file__).parent / "camp.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def camp() -> Pack:
    return load(CAMP, file="camp.yaml")


def moving() -> Pack:
    """The camp whose tenth of the month moves over holidays."""
    before = "hands_in: {zh: 活动方案与结果, en: plans and results}\n"
    assert before in CAMP
    return load(CAMP.replace(before, f"{before}    on_holidays: next_workday\n", 1), file="camp.yaml")


def of(**facts: Any) -> Program:
    usual = {"level": "COUNTY", "mode": "CENTRALISED", "nature": "COMPULSORY", "kind": "CAMP", "category": "SKILL"}
    return Program(**{**usual, **facts})


def fact(kind: str, number: int = 1, **facts: Any) -> Fact:
    return Fact(fact_id=f"{kind}-{number}", kind=kind, on=ON, **facts)


class TestEvidence:
    def test_every_missing_document_is_named_and_what_the_system_makes_is_said(self, camp: Pack) -> None:
        (found,) = evidence_of(camp, terms=terms(), facts=[fact("HOMEWORK"), fact("PHOTO")])

        assert [(d.code, d.have, d.produced) for d in found.missing] == [
            ("ATTENDANCE_RECORD", 0, True),
            ("PICTURES", 1, False),
        ]
        assert found.zh == "应有3项材料，已有1项；缺少：活动照片；可由系统生成：学员考勤记录"
        assert found.open_list

    def test_a_full_set_lacks_nothing(self, camp: Pack) -> None:
        all_of_it = [fact("HOMEWORK"), fact("PHOTO", 1), fact("PHOTO", 2), fact("ATTENDANCE_RECORD")]

        (found,) = evidence_of(camp, terms=terms(), facts=all_of_it)

        assert found.missing == ()
        assert evidence_of(camp, terms=terms(), facts=all_of_it, of="activity") == ()

    def test_a_school_is_asked_its_own_papers_of_the_period_and_a_team_its_own(self) -> None:
        year = Span(date(2011, 9, 1), date(2012, 8, 31))
        facts = [fact("YEARLY_STATISTICS"), Fact(fact_id="late", kind="EVALUATION_ARCHIVED", on=date(2012, 9, 1))]
        asked: dict[str, Any] = {"terms": terms(), "facts": facts, "span": year}

        (of_school,) = evidence_in(pack("SB6"), every="year", **asked)
        (of_team,) = evidence_in(pack("SB6"), every="semester", unit_kind="TEAM", **asked)

        assert (of_school.clause_id, [item.code for item in of_school.missing]) == ("SB6-05", ["EVALUATION_ARCHIVED"])
        assert (of_team.clause_id, len(of_team.missing)) == ("SB6-02", 4)
        assert evidence_in(pack("SB6"), every="cycle", **asked) == ()


class TestSignIn:
    def test_a57_without_a_speaker_sign_in_cannot_open(self, camp: Pack) -> None:
        (missing,) = missing_fixes(camp, terms=terms(), program=of(), fixed=frozenset({"TIME", "PLACE", "TOPIC"}))

        assert (missing.clause_id, missing.code, missing.zh) == ("CAMP-11", "SPEAKER", "尚未确定主讲人")

    def test_with_all_four_fixed_it_opens_and_presence_is_signed_for(self, camp: Pack) -> None:
        fixed = frozenset({"TIME", "PLACE", "SPEAKER", "TOPIC"})

        assert missing_fixes(camp, terms=terms(), program=of(), fixed=fixed) == ()
        assert sign_in_required(camp, terms=terms(), program=of()) == "CAMP-11"

    def test_other_activities_are_left_alone(self, camp: Pack) -> None:
        elsewhere = of(level="PREFECTURE")

        assert missing_fixes(camp, terms=terms(), program=elsewhere, fixed=frozenset()) == ()
        assert sign_in_required(camp, terms=terms(), program=elsewhere) is None


class TestBatches:
    def sent(self, pack: Pack, at: datetime, clause_id: str = "CAMP-12", **given: Any) -> Batch:
        return batch_of(pack, **{"terms": terms(), "clause_id": clause_id, "at": at, **given})

    def test_a31_on_the_10th_it_is_accepted_until_midnight_of_the_district(self, camp: Pack) -> None:
        found = self.sent(camp, datetime(2013, 10, 10, 23, 59, 59, tzinfo=BEIJING))

        assert (found.state, found.due) == ("ACCEPTED", date(2013, 10, 10))
        assert found.holds == Span(date(2013, 9, 1), date(2013, 9, 30))
        assert found.label_zh == "2013年10月批次"

    def test_a31_on_the_11th_it_joins_next_month_and_nothing_is_lost(self, camp: Pack) -> None:
        found = self.sent(camp, datetime(2013, 10, 11, 0, 0, 0, tzinfo=BEIJING))

        assert (found.state, found.due) == ("NEXT_BATCH", date(2013, 11, 10))
        assert found.reason_zh == "已过2013年10月10日的期限，转入2013年11月10日截止的下一批，不作废"

    def test_the_same_moment_is_another_day_elsewhere(self, camp: Pack) -> None:
        utc = datetime(2013, 10, 10, 16, 0, 0, tzinfo=UTC)

        assert self.sent(camp, utc).state == "ACCEPTED"
        assert self.sent(camp, utc, zone=BEIJING).state == "NEXT_BATCH"

    def test_a_time_without_a_zone_is_refused(self, camp: Pack) -> None:
        with pytest.raises(ValueError, match="zone"):
            self.sent(camp, datetime(2013, 10, 10))

    def test_what_is_about_an_activity_goes_with_its_own_month(self, camp: Pack) -> None:
        at = datetime(2013, 10, 11, 9, tzinfo=BEIJING)

        september = self.sent(camp, at, activity_on=date(2013, 9, 30))
        october = self.sent(camp, at, activity_on=date(2013, 10, 1))
        long_ago = self.sent(camp, at, activity_on=date(2013, 3, 1))

        assert (september.state, september.due) == ("NEXT_BATCH", date(2013, 11, 10))
        assert (october.state, october.due) == ("ACCEPTED", date(2013, 11, 10))
        assert (long_ago.state, long_ago.due) == ("NEXT_BATCH", date(2013, 11, 10))
        assert "2013年4月10日" in long_ago.reason_zh

    def test_december_goes_into_january(self, camp: Pack) -> None:
        found = self.sent(camp, datetime(2013, 12, 11, 9, tzinfo=BEIJING))

        assert found.due == date(2014, 1, 10)

    @pytest.mark.parametrize(
        ("handed_in", "holidays", "state", "due"),
        [
            # 10 August 2013 is a Saturday, so that Monday is the last day.
            (datetime(2013, 8, 12, 23, tzinfo=BEIJING), (), "ACCEPTED", date(2013, 8, 12)),
            (datetime(2013, 8, 13, 0, tzinfo=BEIJING), (), "NEXT_BATCH", date(2013, 9, 10)),
            # 10 September is a Tuesday, and a holiday until the 12th if the calendar says so.
            (datetime(2013, 9, 11, 9, tzinfo=BEIJING), (), "NEXT_BATCH", date(2013, 10, 10)),
            (
                datetime(2013, 9, 13, 9, tzinfo=BEIJING),
                ((date(2013, 9, 10), date(2013, 9, 12)),),
                "ACCEPTED",
                date(2013, 9, 13),
            ),
        ],
    )
    def test_a_day_on_a_holiday_moves_to_the_next_workday(
        self, handed_in: datetime, holidays: tuple[tuple[date, date], ...], state: str, due: date
    ) -> None:
        month = handed_in.date().replace(day=1) - timedelta(days=1)

        found = self.sent(moving(), handed_in, activity_on=month, calendar=SchoolCalendar(holidays=holidays))

        assert (found.state, found.due) == (state, due)

    def test_without_a_calendar_nobody_knows_whether_a_day_moves(self) -> None:
        def found(day: int) -> Batch:
            return self.sent(moving(), datetime(2013, 9, day, 9, tzinfo=BEIJING), activity_on=date(2013, 8, 31))

        assert (found(10).state, found(11).state) == ("ACCEPTED", "UNDETERMINED")
        assert "不知期限是否因节假日顺延" in found(11).reason_zh

    def test_the_31st_is_the_last_day_of_a_shorter_month(self, camp: Pack) -> None:
        found = self.sent(camp, datetime(2013, 2, 28, 23, tzinfo=BEIJING), "CAMP-14", activity_on=date(2013, 2, 5))

        assert (found.state, found.due, found.holds) == (
            "ACCEPTED",
            date(2013, 2, 28),
            Span(date(2013, 2, 1), date(2013, 2, 28)),
        )

    def test_where_the_source_says_so_a_late_one_is_refused(self, camp: Pack) -> None:
        found = self.sent(camp, datetime(2013, 3, 1, 0, tzinfo=BEIJING), "CAMP-14", activity_on=date(2013, 2, 5))

        assert (found.state, found.due) == ("REFUSED", date(2013, 2, 28))

    def test_forms_of_a_semester_are_due_days_after_it(self, camp: Pack) -> None:
        held = SchoolCalendar(semesters=(Semester(label="2013秋", first=date(2013, 9, 2), last=date(2014, 1, 15)),))
        about = date(2013, 11, 5)

        on_time = self.sent(
            camp, datetime(2014, 1, 25, 23, tzinfo=BEIJING), "CAMP-13", calendar=held, activity_on=about
        )
        late = self.sent(camp, datetime(2014, 1, 26, tzinfo=BEIJING), "CAMP-13", calendar=held, activity_on=about)
        usual = self.sent(camp, datetime(2014, 1, 26, tzinfo=BEIJING), "CAMP-13", activity_on=about)

        assert (on_time.state, on_time.due) == ("ACCEPTED", date(2014, 1, 25))
        assert late.state == "NEXT_BATCH"
        assert late.due == date(2014, 7, 15)
        assert (usual.state, usual.due) == ("ACCEPTED", date(2014, 1, 30))

    def test_a_lost_day_is_undetermined(self) -> None:
        pack = load(CAMP.replace("    day: 10\n", "    day: null\n"), file="f")

        assert self.sent(pack, datetime(2013, 10, 10, tzinfo=BEIJING)).state == "UNDETERMINED"

    def test_without_semesters_nobody_can_say(self) -> None:
        start, end = CAMP.index("  semesters:\n"), CAMP.index("units:")
        pack = load(CAMP[:start] + CAMP[end:], file="f")

        assert self.sent(pack, datetime(2014, 1, 25, tzinfo=BEIJING), "CAMP-13").state == "UNDETERMINED"

    def test_a_clause_that_is_no_deadline_is_not_known(self, camp: Pack) -> None:
        with pytest.raises(KeyError):
            self.sent(camp, datetime(2014, 1, 25, tzinfo=BEIJING), "CAMP-11")


class TestForms:
    def test_a36_one_lesson_one_teacher_and_twelve_listeners_are_thirteen_forms(self, camp: Pack) -> None:
        people = [Participant("t", "TEACHER"), *(Participant(f"l{n}", "LISTENER") for n in range(12))]

        forms = forms_for(camp, route="PREPARATION", participants=people)

        assert len(forms) == 13
        assert [form.person_id for form in forms if form.kinds == ("DEMO",)] == ["t"]
        assert len([form for form in forms if form.kinds == ("LISTENING",)]) == 12

    def test_a_choice_of_forms_is_told_as_one(self, camp: Pack) -> None:
        (form,) = forms_for(camp, route="INTEGRATION", participants=[Participant("s", "SPEAKER")])

        assert (form.kinds, form.label_zh) == (("LECTURE", "TOPIC"), "讲座或专题研修")

    def test_xh_07_an_open_day_fills_no_form_and_a_strange_route_is_an_error(self, camp: Pack) -> None:
        assert forms_for(camp, route="OPEN_DAY", participants=[Participant("s", "SPEAKER")]) == ()
        with pytest.raises(KeyError):
            forms_for(camp, route="PICNIC", participants=[])

    def test_a_part_played_that_files_nothing_has_no_form(self, camp: Pack) -> None:
        assert forms_for(camp, route="PREPARATION", participants=[Participant("c", "COOK")]) == ()

    def test_a35_the_same_event_is_not_filed_twice_by_one_person(self, camp: Pack) -> None:
        filed = [Filed("event-1", "s", "LECTURE")]

        second = second_filing(camp, filed=filed, new=Filed("event-1", "s", "TOPIC"))

        assert second is not None
        assert (second.clause_id, second.first) == ("CAMP-15", filed[0])
        assert second.zh == "同一活动已按“讲座”申报，不能重复申报"

    def test_another_person_or_another_event_is_a_first(self, camp: Pack) -> None:
        filed = [Filed("event-1", "s", "LECTURE")]

        assert second_filing(camp, filed=filed, new=Filed("event-1", "other", "TOPIC")) is None
        assert second_filing(camp, filed=filed, new=Filed("event-2", "s", "TOPIC")) is None
        assert second_filing(camp, filed=[], new=Filed("event-1", "s", "TOPIC")) is None
