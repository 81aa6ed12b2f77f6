"""What a pack says beside its clauses: attendance, time not in post, and when anything is awarded at all."""

from collections.abc import Iterator
from typing import Final

from services.cli.packs.words import amount, said
from services.policy.format import Pack

_PARTS: Final = {"nothing": "不计 nothing", "half": "计一半 half", "whole": "全计 the whole"}
_OF_THE_LINE: Final = {
    "absent": "算缺勤 counts as absence",
    "left_out": "不计入应到 is left out",
    "present": "算出勤 counts as presence",
}
_REASONS: Final = {
    "joined_late": "中途入职 joined late",
    "left_early": "中途离岗 left early",
    "on_leave": "请假 on leave",
}
_YEARS: Final = {
    "whole": "全部要求 asks the whole",
    "prorated": "按在岗月份折算 asks a part by months in post",
    "excused": "免修 asks nothing",
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


def _service(pack: Pack) -> Iterator[str]:
    service = pack.service
    leaves = "、".join(service.suspending_leaves) or "无 none"
    counts = "、".join(_REASONS[reason] for reason in service.counts) or "无 none"
    yield (
        f"不在岗 not in post: 中止计算的请假 suspending leaves {leaves}；"
        f"年度不满的情形 a year counts as partly served: {counts}"
    )
    year = said(pack, service.year, lambda rule: _YEARS[rule])
    cycle = said(pack, service.cycle, lambda rule: _CYCLES[rule])
    step = f"进位 rounded up to {amount(service.step)}"
    yield f"  不满的年度 a partly served year: {year}；周期 the cycle: {cycle}；{step}"
