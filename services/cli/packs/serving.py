"""What a pack says beside its clauses: attendance, time not in post, and when anything is awarded at all."""

from collections.abc import Iterator
from typing import Final

from services.cli.packs.words import REASONS, amount, said
from services.policy.format import Pack
from services.policy.format.attendance import AttendanceRules

_PARTS: Final = {"nothing": "不计 nothing", "half": "计一半 half", "whole": "全计 the whole"}
_OF_THE_LINE: Final = {
    "absent": "算缺勤 counts as absence",
    "half": "算缺勤一半 counts as half an absence",
    "left_out": "不计入应到 is left out",
    "present": "算出勤 counts as presence",
}
_FORMS: Final = {"MEETING": "另一场次 another meeting", "TASK": "补课任务 a task"}
_ROUNDED: Final = {"down": "向下 down", "nearest": "四舍五入 to the nearest", "up": "向上 up"}
_YEARS: Final = {
    "whole": "全部要求 asks the whole",
    "prorated": "按在岗月份折算 asks a part by months in post",
    "excused": "免修 asks nothing",
}
_CUT: Final = {
    "whole": "周期含其半年以上的按全年要求，否则不要求 asks the whole if half of it or more lies in the cycle",
    "prorated": "按在周期内的月数折算 asks its part by the months in the cycle",
    "not_asked": "不要求 asks nothing",
}
_HOLIDAYS: Final = {
    "no_semester": "不属于任何学期 belong to no semester",
    "semester_before": "属于前一学期 belong to the semester before",
    "semester_after": "属于后一学期 belong to the semester after",
}
_CYCLES: Final = {"whole": "不减 stays whole", "by_years": "随各年减少 shrinks with its years"}


def told(pack: Pack) -> Iterator[str]:
    """Write the rules of attendance, service and outcome, a line each."""
    yield from _attendance(pack)
    yield from _service(pack)
    must_pass = said(
        pack, pack.outcome.must_pass, lambda must: "考核合格才认定 only who passed" if must else "不论 any"
    )
    yield f"结果 outcome: {must_pass}{f'（{pack.outcome.clause}）' if pack.outcome.clause else ''}"


def _attendance(pack: Pack) -> Iterator[str]:
    rules = pack.attendance
    yield (
        f"考勤 attendance: 提前 {rules.opens_minutes_before} 分钟开始签到 doors open minutes before，"
        f"迟到宽限 late grace {rules.late_grace_minutes} 分钟 min，"
        f"早退宽限 early leave {rules.early_leave_grace_minutes} 分钟 min"
    )
    missing = said(pack, rules.missing_exit, lambda part: _PARTS[part])
    leave = said(pack, rules.approved_leave, lambda part: _PARTS[part])
    yield f"  未签退 no check-out: {missing}；经批准的请假 approved leave: {leave}"
    yield from _presence(pack, rules)
    line = rules.line
    if line is None:
        yield "  不设考勤线 no attendance line"
        return
    sign = "达到 at or above ≥" if line.inclusive else "超过 above >"
    of = {"meetings": "应到场次 meetings", "hours": "应到学时 hours"}[line.of]
    absent = line.absent if isinstance(line.absent, str) else amount(line.absent)
    yield (
        f"  考勤线 attendance line: 缺勤 absence {sign} {absent}（占 of {of}）不予结业 not qualified；"
        f"经批准的请假 approved leave {_OF_THE_LINE[line.approved_leave]}"
    )
    if line.lates is not None:
        what = "迟到、早退 late or early" if line.lates.early_leaves else "迟到 late"
        yield f"  {what}: 每{line.lates.times}次算缺勤1场 so many times are one absence"


def _presence(pack: Pack, rules: AttendanceRules) -> Iterator[str]:
    """What a pack may say of presence beyond the door and the exit; what it leaves unsaid is not told."""
    for code, kind in rules.leaves.items():
        worth = said(pack, kind.worth, lambda part: _PARTS[part])
        yield f"  {kind.title.zh} {kind.title.en}（{code}）: {worth}；考勤线上 on the line {_OF_THE_LINE[kind.line]}"
    if rules.make_up is not None:
        forms = "、".join(_FORMS[form] for form in rules.make_up.forms) or "不许补课 none"
        worth = said(pack, rules.make_up.worth, lambda part: _PARTS[part])
        within = f"，{rules.make_up.within_days}天内 days" if rules.make_up.within_days else ""
        most = f"，最多{rules.make_up.most}场 meetings at most" if rules.make_up.most else ""
        yield f"  补课 make-up: {forms}{within}{most}；{worth}"
    if rules.rounding is not None:
        how = f"{_ROUNDED[rules.rounding.how]} {amount(rules.rounding.step)}"
        yield f"  未坐满的场次 meetings not sat whole: 取整 rounded {how}"
    if rules.most_hours_a_day is not None:
        yield f"  每班每日最多 at most {amount(rules.most_hours_a_day)} 学时 hours of one class a day"


def _service(pack: Pack) -> Iterator[str]:
    service = pack.service
    leaves = "、".join(service.suspending_leaves) or "无 none"
    counts = "、".join(REASONS[reason] for reason in service.counts) or "无 none"
    yield (
        f"不在岗 not in post: 中止计算的请假 suspending leaves {leaves}；"
        f"年度不满的情形 a year counts as partly served: {counts}"
    )
    year = said(pack, service.year, lambda rule: _YEARS[rule])
    cycle = said(pack, service.cycle, lambda rule: _CYCLES[rule])
    step = f"进位 rounded up to {amount(service.step)}"
    yield f"  周期只含一部分的年度 a judging year that the cycle cuts: {_CUT[pack.year.cut]}"
    yield f"  假期里取得的学时学分 hours and credits of the holidays: {_HOLIDAYS[pack.year.holidays]}"
    yield f"  不满的年度 a partly served year: {year}；周期 the cycle: {cycle}；{step}"
