"""The districts' summaries as tables, in Chinese and English, 120 columns wide at most."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from services.demo.month_tables import month_tables
from services.demo.summary import AS_OF

# Whoever opens a class "in five minutes" of his own clock would find it months away.
_CLOCK: Final = (
    f"服务的时钟从示范学年末({AS_OF} 20:00)继续走,不是今天:试用时请填其后的日期\n"
    f"The services' clock goes on from the end of the played year ({AS_OF} 20:00), not from today: use days after it"
)
_FIRST_STORY: Final = "报名与签到全过程 registration and attendance in full"
"""Of a folder that an earlier version has played."""
_RESULTS: Final = {
    "MET": "达标 met",
    "NOT_MET": "未达标 not met",
    "EXEMPT": "免修 exempt",
    "NOT_APPLICABLE": "不适用 not applicable",
    "UNDETERMINED": "待定 undetermined",
}
_PROGRESS: Final = {"final": "期满 final", "on_track": "按进度 on track", "behind": "落后 behind"}
_LEVELS: Final = {
    "NATIONAL": "国家级 national",
    "PROVINCIAL": "省级 provincial",
    "PREFECTURE": "市级 city",
    "COUNTY": "区县级 county",
    "SCHOOL": "校级 school",
    "TEAM": "组级 team",
    "OTHER": "其他 other",
}
_MODES: Final = {
    "CENTRALISED": "集中 centralised",
    "ONLINE": "网络 online",
    "SCHOOL_BASED": "校本 school-based",
    "OUTREACH": "送教 outreach",
    "FURTHER_STUDY": "进修 further study",
    "BLENDED": "混合 blended",
}
_CATEGORIES: Final = {
    "ETHICS_LITERACY": "师德与素养 ethics, literacy",
    "KNOWLEDGE_SKILL": "知识与技能 knowledge",
    "PRACTICE": "实践 practice",
    "DEGREE": "学历 degree",
    "PRACTICAL": "实践性知识 practical",
    "THEORY": "理论学习 theory",
    "CLASSROOM_PRACTICE": "课堂实践 practice in class",
}
_ENROLLED: Final = {
    "CONFIRMED": "已录取 confirmed",
    "WAITING": "候补 waiting",
    "WITHDRAWN": "退出 withdrawn",
    "RETURNED": "退回 returned",
}


def print_summary(console: Console, summary: Mapping[str, Any]) -> None:
    """Print every district: its schools, what was earned where, what happened."""
    for code, district in summary["districts"].items():
        console.rule(f"{code} {district['name']} · {district['pack']} · {district['as_of']}")
        console.print(_schools(district))
        console.print(_earned(district))
        console.print(_happened(district))
    # A folder that an earlier version has played tells the first story alone.
    for name in ("answers", "showcase", "recognition", "goose"):
        if name in summary:
            console.print(_story(summary[name]))
        if name == "recognition" and "month" in summary:
            for table in month_tables(summary["month"]):
                console.print(table)
    console.print(_CLOCK, highlight=False)


def _schools(district: Mapping[str, Any]) -> Table:
    results = [result for result in _RESULTS if district["standings"].get(result)]
    table = Table(title="学校 schools", title_justify="left")
    table.add_column("学校 school", overflow="fold")
    for heading in ("教师 teachers", *(_RESULTS[result] for result in results), "学时 hours", "学分 credits"):
        table.add_column(heading, justify="right")
    for school in district["schools"]:
        counts = [str(school["standings"].get(result, 0)) for result in results]
        table.add_row(school["name"], str(school["teachers"]), *counts, school["hours"], school["credits"])
    table.add_section()
    table.add_row(
        "合计 all",
        str(district["teachers"]),
        *(str(district["standings"][result]) for result in results),
        district["hours"]["total"],
        district["credits"]["total"],
        style="bold",
    )
    return table


def _earned(district: Mapping[str, Any]) -> Table:
    table = Table(title="学时与学分 hours and credits", title_justify="left")
    for heading in ("类别 category", "层级 channel", "方式 mode"):
        table.add_column(heading, overflow="fold")
    columns = [
        _lines(district, "by_category", _CATEGORIES),
        _lines(district, "by_channel", _LEVELS),
        _lines(district, "by_mode", _MODES),
    ]
    table.add_row(*("\n".join(lines) for lines in columns))
    return table


def _story(showcase: Mapping[str, Any]) -> Table:
    held = len(showcase["checks"])
    files = [f"var/demo: {', '.join(showcase['files'])}"] if showcase["files"] else []
    table = Table(
        title=f"{showcase['district']} {showcase.get('title', _FIRST_STORY)}",
        title_justify="left",
        caption="; ".join((f"核对{held}项全部成立 {held} checks held", *_routes(showcase), *files)),
        caption_justify="left",
    )
    table.add_column("时间 when", no_wrap=True)
    table.add_column("环节 part", no_wrap=True)
    table.add_column("发生了什么 what happened", overflow="fold")
    for scene in showcase["scenes"]:
        table.add_row(scene["on"][5:], scene["part"], f"{scene['zh']}\n[dim]{scene['en']}[/dim]")
    return table


def _routes(showcase: Mapping[str, Any]) -> list[str]:
    """How many routes of each service were played, and which were not; nothing where none were counted."""
    told = []
    # A year that was played by an earlier version has counted none.
    for one in showcase.get("routes", ()):
        missing = f" ([red]{', '.join(one['missing'])}[/red])" if one["missing"] else ""
        told.append(f"{one['service']} {one['played']}/{one['of']}{missing}")
    return [f"接口 routes played: {', '.join(told)}"] if told else []


def _lines(district: Mapping[str, Any], dimension: str, names: Mapping[str, str]) -> list[str]:
    """`name: hours (credits)`, parts of a category summed under the category."""
    sums: dict[str, tuple[Decimal, Decimal]] = {}
    for code, hours in district["hours"][dimension].items():
        name = names.get(code.partition(".")[0], code)
        before = sums.get(name, (Decimal(0), Decimal(0)))
        sums[name] = (before[0] + Decimal(hours), before[1] + Decimal(district["credits"][dimension][code]))
    return [f"{name}: {_both(hours, credits_)}" for name, (hours, credits_) in sums.items()]


def _both(hours: Decimal, credits_: Decimal) -> str:
    """`1,234.5 (123.45)`: a pack may keep no credits."""
    return f"{hours.normalize():,f}" + (f" ({credits_.normalize():,f})" if credits_ else "")


def _happened(district: Mapping[str, Any]) -> Table:
    table = Table(title="过程 what happened", title_justify="left", show_header=False)
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    scans = district["check_ins"]
    refused = _counted(scans["refused"], {}) or "0"
    table.add_row("进度 progress", _counted(district["progress"], _PROGRESS))
    table.add_row("未完成条款(含未到期) open clauses, due or not", _counted(district["open_clauses"], {}) or "0")
    # A district that recognises work alone has neither classes nor check-ins.
    if any(district["enrolments"].values()):
        table.add_row("报名 enrolments", _counted(district["enrolments"], _ENROLLED))
    if scans["accepted"]:
        table.add_row("签到签退 check-ins", f"{_counted(scans['accepted'], {})}, 迟到 late {scans['late']}")
        table.add_row("拒绝的扫码 refused scans", refused)
    table.add_row("考核结果 outcomes", _counted(district["outcomes"], {}))
    if district.get("claims"):
        table.add_row("认定申请 claims", _counted(district["claims"], {}))
    table.add_row("台账行 entries", str(district["entries"]))
    return table


def _counted(counts: Mapping[str, int], names: Mapping[str, str]) -> str:
    return ", ".join(f"{names.get(code, code)} {number}" for code, number in counts.items() if number)
