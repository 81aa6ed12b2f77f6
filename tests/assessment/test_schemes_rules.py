"""What makes a scheme sound, and what is kept of one."""

from decimal import Decimal
from typing import Any

import pytest

from services.assessment.rules import (
    LY,
    P240,
    SCORED,
    SHIPPED,
    THREE_STAGE,
    Aggregate,
    Aggregator,
    Assessor,
    Band,
    Criterion,
    DefenceGate,
    DocumentsGate,
    FeedbackGate,
    Level,
    MustPassGate,
    Scheme,
    Share,
    Stage,
    SubmissionGate,
    UnsoundScheme,
    Work,
    scheme_from,
)
from services.policy import programs
from tests.assessment.judging import EXPERT, PEER, component, in_force, label, scheme, stage

PLAN = (Work("PLAN", label("设计")),)


def shares(*weights: tuple[Assessor, str]) -> dict[str, Any]:
    return {"shares": tuple(Share(kind, Decimal(weight)) for kind, weight in weights)}


def criterion(code: str, maximum: str, *points: str) -> Criterion:
    levels = tuple(Level(f"L{number}", label("级"), Decimal(one)) for number, one in enumerate(points))
    return Criterion(code, label(code), Decimal(maximum), levels)


def bands(*lows: str) -> tuple[Band, ...]:
    return tuple(Band(f"G{number}", label("级"), Decimal(low)) for number, low in enumerate(lows))


TWO_STAGES = (stage(component("A"), code="ONE"), stage(component("B"), code="TWO"))


@pytest.mark.parametrize(
    ("stages", "facts", "problem"),
    [
        ([stage(component(weight="99"))], {}, "the weights of DURING do not sum to 100"),
        ([stage(component("A", weight="50.5"), component("B", weight="50.5"))], {}, "do not sum to 100"),
        ([stage(component("A", weight="50"), component("A", weight="50"))], {}, "two components have the same code"),
        ([stage(component("A")), stage(component("B"))], {}, "two stages have the same code"),
        ([stage(component("A", weight="0"), component("B"))], {}, "without weight"),
        ([stage(component(maximum=Decimal(0)))], {}, "without a maximum"),
        ([stage(component(maximum=Decimal("10000.1")))], {}, "without a maximum"),
        ([stage(line="0")], {}, "the pass score of DURING is not within 0 to 100"),
        ([stage(line="100.5")], {}, "the pass score of DURING is not within 0 to 100"),
        ([Stage("ONE", label("ONE"), (), None, (component(),))], {}, "names its assessors"),
        ([Stage("ONE", label("ONE"), (PEER, PEER), None, (component(),))], {}, "names its assessors"),
        ([stage(component(**shares((EXPERT, "60"), (PEER, "30"))))], {}, "the shares of A do not sum to 100"),
        ([stage(component(**shares((EXPERT, "60"), (EXPERT, "40"))))], {}, "each of them once"),
        ([stage(component(**shares((Assessor.PREFECTURE, "100"))))], {}, "belong to assessors of its stage"),
        ([stage(component(at_least=0))], {}, "does not need enough marks"),
        ([stage(component(at_least=2))], {}, "does not need enough marks"),
        ([stage(component(at_least=2, aggregator=Aggregator(Aggregate.TRIMMED_MEAN, drop=1)))], {}, "enough marks"),
        ([stage(component(at_least=3, aggregator=Aggregator(Aggregate.TRIMMED_MEAN)))], {}, "enough marks"),
        ([stage(component(aggregator=Aggregator(Aggregate.BEST_OF, best=2)))], {}, "enough marks"),
        ([stage(component(aggregator=Aggregator(Aggregate.MEAN, drop=1)))], {}, "has no such number"),
        ([stage(component(aggregator=Aggregator(Aggregate.SUM, best=1)))], {}, "has no such number"),
        ([stage(component(criteria=(criterion("X", "60"),)))], {}, "the criteria of A do not sum to its maximum"),
        ([stage(component(criteria=(criterion("X", "100", "101"),)))], {}, "levels beyond their maximum"),
        ([stage(component(criteria=(criterion("X", "50"), criterion("X", "50"))))], {}, "two parts of the same code"),
        ([stage(component(pieces=(criterion("X", "100"),)))], {}, "say how they are put together"),
        (
            [stage(component(pieces=(criterion("X", "50"),), aggregator=Aggregator(Aggregate.MEAN)))],
            {},
            "the pieces of A have its own maximum",
        ),
        (
            [stage(component(criteria=(criterion("X", "100"),), pieces=(criterion("Y", "100"),)))],
            {},
            "either criteria or pieces",
        ),
        ([stage(weight="99")], {}, "the weights of the stages do not sum to 100"),
        (
            [stage(component("A"), code="ONE", weight="100"), stage(component("B"), code="TWO")],
            {},
            "the weights of the stages do not sum to 100",
        ),
        ([stage(weight="100")], {"stage_weights": "PACK"}, "have no weights of their own"),
        (TWO_STAGES, {"bands": bands("60")}, "need one score"),
        (TWO_STAGES, {"bands": "PACK"}, "need one score"),
        (TWO_STAGES, {"pass_score": Decimal(60)}, "need one score"),
        ([stage()], {"pass_score": Decimal(101)}, "the overall pass score is not within 0 to 100"),
        ([stage()], {"bands": bands("60", "90")}, "do not run from the best grade down"),
        ([stage()], {"bands": bands("90", "75")}, "a passing score lies below every band"),
        ([stage()], {"bands": (Band("FAIL", label("不合格"), Decimal(60)),)}, "failing is not one of them"),
        ([stage()], {"gates": (MustPassGate("Z", Decimal(60)),)}, "is a component of the scheme"),
        ([stage()], {"gates": (MustPassGate("A", Decimal(0)),)}, "from a score within 0 to 100"),
        ([stage()], {"gates": (DefenceGate(("PLAN",)),)}, "is a work of the scheme"),
        ([stage()], {"gates": (SubmissionGate(()),), "works": PLAN}, "is a work of the scheme"),
        ([stage()], {"gates": (FeedbackGate(), FeedbackGate(blocks=True))}, "a gate of this kind stands once"),
        ([stage()], {"gates": (DocumentsGate("LY-05"), DocumentsGate("LY-05"))}, "the same gate stands twice"),
        ([stage()], {"works": PLAN + PLAN}, "two works have the same code"),
    ],
)
def test_an_unsound_scheme_cannot_be_made(stages: list[Stage], facts: dict[str, Any], problem: str) -> None:
    with pytest.raises(UnsoundScheme) as caught:
        scheme(*stages, **facts)

    assert [one for one in caught.value.problems if problem in one.en]
    assert all(one.zh and one.en for one in caught.value.problems)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(UnsoundScheme) as caught:
        scheme(stage(component(weight="99"), line="0"), pass_score=Decimal(0))

    assert len(caught.value.problems) == 3


EVERYTHING = scheme(
    stage(
        component("A", weight="40", criteria=(criterion("X", "60", "60", "45.5"), criterion("Y", "40"))),
        component(
            "B",
            weight="60",
            at_least=3,
            aggregator=Aggregator(Aggregate.TRIMMED_MEAN, drop=1),
            **shares((EXPERT, "80"), (PEER, "20")),
        ),
        weight="100",
        line=None,
    ),
    gates=(MustPassGate("A", Decimal("59.5")), DefenceGate(("PLAN",)), FeedbackGate(blocks=True)),
    bands="PACK",
    works=PLAN,
    pass_score=Decimal("60.5"),
    certifier=Assessor.COUNTY_BUREAU,
)


@pytest.mark.parametrize("kept", [*SHIPPED.values(), EVERYTHING], ids=lambda one: one.code)
def test_a_scheme_survives_being_kept(kept: Scheme) -> None:
    assert scheme_from(kept.as_data()) == kept


def test_versions_kept_in_the_first_words_are_read() -> None:
    """As a class of the first release pinned them: gates by kind, one assessor a stage, nothing of what came later."""
    label_of = {"zh": "训中", "en": "During the training"}
    marked = [
        {"code": code, "label": {"zh": zh, "en": en}, "weight": "50", "maximum": "100"}
        for code, zh, en in (
            ("PROCESS", "过程性考核", "Assessment of the process"),
            ("FINAL", "终结性考核", "Final assessment"),
        )
    ]
    first = {
        "code": "SCORED",
        "version": 1,
        "title": {"zh": "过程与终结考核", "en": "Process and final assessment"},
        "gates": ["ATTENDANCE"],
        "stages": [
            {"code": "DURING", "label": label_of, "assessor": "ORGANISER", "pass_score": "60", "components": marked}
        ],
        "bands": [
            {"grade": "EXCELLENT", "label": {"zh": "优秀", "en": "Excellent"}, "from_score": "90"},
            {"grade": "GOOD", "label": {"zh": "良好", "en": "Good"}, "from_score": "75"},
            {"grade": "PASS", "label": {"zh": "合格", "en": "Passed"}, "from_score": "60"},
        ],
        "certifier": None,
    }

    assert scheme_from(first) == SCORED


def test_the_shipped_schemes_say_what_their_packs_say() -> None:
    three, goose, province = (in_force(name).pack for name in ("XC", "LY", "P240"))

    assert [(one.code, one.assessors) for one in programs.stages_of(three)] == [
        (one.code, tuple(str(kind) for kind in one.assessors)) for one in THREE_STAGE.stages
    ]
    assert [one.code for one in programs.stages_of(goose)] == [one.code for one in LY.stages]
    assert [one.label.zh for one in programs.stages_of(goose)][2] == "理论（专家评定）"
    named = {grade.code for clause in province.clauses if clause.kind == "grade" for grade in clause.grades}
    assert named == {"EXCELLENT", "GOOD", "PASS", "MARGINAL", "FAIL"}
    assert P240.bands == "PACK"
