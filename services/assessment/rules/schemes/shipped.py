"""The schemes that come with the system; a district publishes its own versions of them, or others."""

from collections.abc import Mapping
from decimal import Decimal

from services.assessment.rules.schemes.assessors import Assessor
from services.assessment.rules.schemes.gates import AttendanceGate, DefenceGate, FeedbackGate, SubmissionGate
from services.assessment.rules.schemes.parts import PACK, PASS, Aggregate, Aggregator, Band, Component, Stage, Work
from services.assessment.rules.schemes.shape import Scheme
from services.platform.errors import Text

_PASSING = Decimal(60)
_HALF = Decimal(50)
_ALL = Decimal(100)
_MEAN = Aggregator(Aggregate.MEAN)
_EXCELLENT = Band("EXCELLENT", Text(zh="优秀", en="Excellent"), Decimal(90))
_PASSED = Band(PASS, Text(zh="合格", en="Passed"), _PASSING)


def _component(code: str, zh: str, en: str, weight: Decimal = _ALL) -> Component:
    return Component(code, Text(zh=zh, en=en), weight)


ATTENDANCE = Scheme(
    code="ATTENDANCE", version=1, title=Text(zh="考勤合格即结业", en="Passed by attendance"), gates=(AttendanceGate(),)
)

# XC-15 weighs process and final assessment alike and states no figures: half and half.
SCORED = Scheme(
    code="SCORED",
    version=1,
    title=Text(zh="过程与终结考核", en="Process and final assessment"),
    gates=(AttendanceGate(),),
    stages=(
        Stage(
            "DURING",
            Text(zh="训中", en="During the training"),
            (Assessor.ORGANISER,),
            _PASSING,
            (
                _component("PROCESS", "过程性考核", "Assessment of the process", _HALF),
                _component("FINAL", "终结性考核", "Final assessment", _HALF),
            ),
        ),
    ),
    bands=(_EXCELLENT, Band("GOOD", Text(zh="良好", en="Good"), Decimal(75)), _PASSED),
)

# XC-14: organiser, organiser, school group; every stage must be passed, then the county centre certifies.
THREE_STAGE = Scheme(
    code="THREE_STAGE",
    version=1,
    title=Text(zh="训前、训中、训后三段式考核", en="Assessment before, during and after the training"),
    gates=(AttendanceGate(),),
    stages=(
        Stage(
            "PRE",
            Text(zh="训前", en="Before the training"),
            (Assessor.ORGANISER,),
            _PASSING,
            (
                _component("PROBLEM", "问题提交", "Problem handed in", _HALF),
                _component("CASE", "案例提交", "Case handed in", _HALF),
            ),
        ),
        Stage(
            "DURING",
            Text(zh="训中", en="During the training"),
            (Assessor.ORGANISER,),
            _PASSING,
            (_component("PARTICIPATION", "过程参与度", "Participation"),),
        ),
        Stage(
            "POST",
            Text(zh="训后", en="After the training"),
            (Assessor.SCHOOL_GROUP,),
            _PASSING,
            (_component("PRACTICE", "岗位实践研修", "Practice on the job"),),
        ),
    ),
    certifier=Assessor.COUNTY_CENTRE,
)


def _part(code: str, zh: str, en: str, assessor: Assessor) -> Stage:
    """One of LY-06's six: a part as one kind of assessor sees it, with no line of its own."""
    label = Text(zh=zh, en=en)
    return Stage(code, label, (assessor,), None, (Component(code, label, _ALL, aggregator=_MEAN),))


# LY-06: theory and practice, each by the member, peers and experts. The source gives no weights, so they are the pack's
# parameters, and no score lines (LY-12): the usual 60 and 90, which a district's own version may change.
LY = Scheme(
    code="LY",
    version=1,
    title=Text(zh="领雁工程:理论与实践考核", en="Leading goose: theory and practice"),
    gates=(
        AttendanceGate(),
        SubmissionGate(("DIAGNOSTIC", "IMPROVED", "SCHOOL_TRAINING_DESIGN", "COURSEWARE")),
        DefenceGate(("DIAGNOSTIC", "IMPROVED")),
        FeedbackGate(),
    ),
    stages=(
        _part("THEORY_SELF", "理论(自评)", "Theory as assessed by oneself", Assessor.SELF),
        _part("THEORY_PEER", "理论(互评)", "Theory as assessed by peers", Assessor.PEER),
        _part("THEORY_EXPERT", "理论(专家评定)", "Theory as assessed by experts", Assessor.EXPERT),
        _part("PRACTICE_SELF", "实践(自评)", "Practice as assessed by oneself", Assessor.SELF),
        _part("PRACTICE_PEER", "实践(互评)", "Practice as assessed by peers", Assessor.PEER),
        _part("PRACTICE_EXPERT", "实践(专家评定)", "Practice as assessed by experts", Assessor.EXPERT),
    ),
    bands=(_EXCELLENT, _PASSED),
    certifier=Assessor.COUNTY_BUREAU,
    works=(
        Work("DIAGNOSTIC", Text(zh="诊断课教学设计", en="Design of the diagnostic lesson")),
        Work("IMPROVED", Text(zh="提高课教学设计", en="Design of the improved lesson")),
        Work("SCHOOL_TRAINING_DESIGN", Text(zh="校本培训活动设计方案", en="Design of a school-based training")),
        Work("COURSEWARE", Text(zh="教学课件", en="Courseware")),
    ),
    pass_score=_PASSING,
    stage_weights=PACK,
)

# P240-12: the county's check of the process and the prefecture's unified assessment of the result are combined. The
# source gives no weights: half and half. Grades and bands are the pack's (P240-13); failing lies outside its four.
P240 = Scheme(
    code="P240",
    version=1,
    title=Text(zh="校本考查与统一考核", en="School-based check and unified assessment"),
    gates=(AttendanceGate(),),
    stages=(
        Stage(
            "PROCESS",
            Text(zh="过程性(校本)", en="Process (school-based check)"),
            (Assessor.COUNTY_CENTRE,),
            None,
            (_component("SCHOOL_CHECK", "校本考查", "School-based check"),),
            weight=_HALF,
        ),
        Stage(
            "RESULT",
            Text(zh="结果性(统一)", en="Result (unified assessment)"),
            (Assessor.PREFECTURE,),
            None,
            (_component("UNIFIED", "统一考核", "Unified assessment"),),
            weight=_HALF,
        ),
    ),
    bands=PACK,
)

SHIPPED: Mapping[str, Scheme] = {scheme.code: scheme for scheme in (ATTENDANCE, SCORED, THREE_STAGE, LY, P240)}
