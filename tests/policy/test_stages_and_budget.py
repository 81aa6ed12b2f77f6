"""Stages of assessment, consequences and the training budget of XC."""

from decimal import Decimal

import pytest

from services.policy.budget import budget_rule
from services.policy.format.clauses import ConsequenceClause
from services.policy.programs import WrongAssessor, may_certify, may_record, stages_of, state_of
from tests.policy.making import pack, terms


def test_xc_14_has_three_stages() -> None:
    assert [stage.code for stage in stages_of(pack("XC"))] == ["PRE", "DURING", "POST"]


@pytest.mark.parametrize(
    ("passed", "certified", "state"),
    [
        ({}, False, "AWAITING_PRE"),
        ({"PRE": True, "DURING": True}, False, "AWAITING_POST"),
        ({"PRE": True, "DURING": False}, False, "FAILED"),
        ({"PRE": True, "POST": True}, True, "AWAITING_DURING"),
        ({"PRE": True, "DURING": True, "POST": True}, False, "AWAITING_CERTIFICATION"),
        ({"PRE": True, "DURING": True, "POST": True}, True, "CERTIFIED"),
    ],
)
def test_xc_14_nobody_skips_a_stage(passed: dict[str, bool], certified: bool, state: str) -> None:  # noqa: FBT001 a row of the table
    found = state_of(pack("XC"), passed=passed, certified=certified)

    assert found.code == state
    assert found.recognised is (state == "CERTIFIED")


def test_xc_14_the_organiser_may_not_record_the_stage_after_the_training() -> None:
    may_record(pack("XC"), stage="PRE", role="ORGANISER")
    may_record(pack("XC"), stage="POST", role="SCHOOL_GROUP")

    with pytest.raises(WrongAssessor) as refused:
        may_record(pack("XC"), stage="POST", role="ORGANISER")

    assert refused.value.clause_id == "XC-14"
    assert "校继续教育领导组" in refused.value.zh


def test_xc_14_only_the_county_centre_certifies() -> None:
    may_certify(pack("XC"), role="COUNTY_CENTRE")

    with pytest.raises(WrongAssessor):
        may_certify(pack("XC"), role="SCHOOL_GROUP")


def test_a_pack_without_stages_waits_for_none() -> None:
    assert stages_of(pack("HL")) == ()
    assert state_of(pack("HL"), passed={}, certified=False).recognised


def test_xc_17_consequences_are_decided_by_people() -> None:
    clause = pack("XC").clause("XC-17")

    assert isinstance(clause, ConsequenceClause)
    assert clause.decided_by == "people"
    assert "ASSESSMENT_FAILED" in {trigger.code for trigger in clause.triggers}
    assert len(clause.measures) == 4


def test_xc_19_five_per_cent_of_520000_are_26000_and_receptions_are_not_allowed() -> None:
    rule = budget_rule(pack("XC"), terms=terms())

    assert rule is not None
    assert rule.set_aside(Decimal(520_000)) == 26_000
    assert rule.allows("LODGING")
    assert not rule.allows("RECEPTION")


def test_xc_19_the_list_is_open_when_the_switch_says_so() -> None:
    rule = budget_rule(pack("XC"), terms=terms(switches={"other_expenses": "open"}))

    assert rule is not None
    assert rule.allows("EXPERT_FEE")


def test_a_pack_without_a_budget_has_no_rule() -> None:
    assert budget_rule(pack("HL"), terms=terms()) is None
