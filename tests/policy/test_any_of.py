"""A certificate or so many hours: so many of parts, certificates and facts together are enough."""

from datetime import date

import pytest

from services.policy.engine import Progress, Result
from services.policy.engine.standing import ClauseResult
from services.policy.facts import Certificate, Entry, Fact
from services.policy.format import PackRefused
from tests.policy.both import judged
from tests.policy.making import CYCLE_END, clause, teacher, terms
from tests.policy.matrix import credit
from tests.policy.test_never_worse import HEAD, floor, made

MET, NOT_MET, UNDETERMINED = Result.MET, Result.NOT_MET, Result.UNDETERMINED
ESSAYS = (
    "    done: [{code: ESSAY, label: {zh: 随笔, en: essays}, facts: {kind: [ESSAY]}, at_least: 2, "
    "unit: {zh: 篇, en: pieces}}]\n"
)
PAPERS = "    holds: [{certificate: MENTAL, label: {zh: 心理证书, en: certificate of mental health}}]\n"


def gate(needed: int, more: str = "", amount: str = "24", words: str = "") -> str:
    part = floor("培训", "{mode: [CENTRALISED]}", amount, words)
    return f"  - id: MX-01\n    kind: gate\n{HEAD}    any_of: {needed}\n    parts: [{part}]\n{PAPERS}{more}"


def found(
    body: str, *entries: Entry, certified: bool = False, essays: int = 0, as_of: date = CYCLE_END
) -> ClauseResult:
    held = (Certificate(kind="MENTAL", issued_on=date(2011, 10, 1)),) if certified else ()
    facts = [Fact(fact_id=f"f{n}", kind="ESSAY", on=date(2011, 11, 1)) for n in range(essays)]
    standing = judged(made(body), entries, under=terms(), who=teacher(certificates=held), as_of=as_of, facts=facts)
    return clause(standing, "MX-01")


@pytest.mark.parametrize(
    ("credits_", "certified", "result"), [(24, False, MET), (0, True, MET), (24, True, MET), (23, False, NOT_MET)]
)
def test_one_of_two_is_enough(credits_: int, certified: bool, result: Result) -> None:  # noqa: FBT001 a case
    judgement = found(gate(1), credit(credits_), certified=certified)

    assert judgement.result is result
    assert judgement.gap == (1 if result is NOT_MET else 0)


@pytest.mark.parametrize(
    ("credits_", "certified", "essays", "result"),
    [(24, False, 0, NOT_MET), (24, True, 0, MET), (24, False, 2, MET), (0, True, 2, MET), (0, True, 1, NOT_MET)],
)
def test_two_of_three_are_enough(credits_: int, certified: bool, essays: int, result: Result) -> None:  # noqa: FBT001
    assert found(gate(2, ESSAYS), credit(credits_), certified=certified, essays=essays).result is result


def test_the_sentence_counts_all_of_it_and_says_what_is_enough() -> None:
    early = found(gate(1), credit(20), as_of=date(2012, 1, 1))
    two = found(gate(2, ESSAYS), credit(20), as_of=date(2012, 1, 1))

    assert (early.result, early.progress) == (NOT_MET, Progress.ON_TRACK)
    assert (
        "2项中须有1项达到要求，已有0项（培训应完成24学分，已计20学分，还差4学分；未取得心理证书）" in early.sentence_zh
    )
    assert "前再完成4学分培训或取得心理证书即可达标" in early.sentence_zh
    assert "needed: 4 more credits of 培训 or the certificate of mental health." in early.sentence_en
    assert "前再任选2项：完成4学分培训、补齐随笔2篇、取得心理证书即可达标" in two.sentence_zh
    assert found(gate(1), certified=True).sentence_zh.startswith("本周期，2项中须有1项达到要求，已有1项（")


def test_a_lost_number_matters_only_where_it_decides() -> None:
    assert found(gate(1, amount="null"), credit(9)).result is UNDETERMINED
    assert found(gate(1, amount="null"), credit(9), certified=True).result is MET
    assert found(gate(2, ESSAYS, amount="null"), credit(9)).result is NOT_MET


def test_a_limit_that_is_broken_can_still_be_made_up_for_by_the_certificate() -> None:
    both = gate(1).replace(
        "limits: [{sense: floor, amount: 24, inclusive: true}]",
        "limits: [{sense: cap_hard, amount: 5, inclusive: true}]",
    )

    early = found(both, credit(9), as_of=date(2012, 1, 1))

    assert (early.result, early.progress) == (NOT_MET, Progress.ON_TRACK)
    assert "前再取得心理证书即可达标" in early.sentence_zh


@pytest.mark.parametrize("words", ["any_of: 2", "any_of: 1\n    scope: program"])
def test_it_asks_for_fewer_than_there_are_and_of_a_teacher(words: str) -> None:
    with pytest.raises(PackRefused, match=r"any_of: \d of 2 things"):
        made(gate(1).replace("any_of: 1", words))
