"""A school's month as tables: what it brought, and where each claim is and why."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from rich.markup import escape
from rich.table import Table

_KINDS: Final = {
    "LESSON_OBSERVATION": "听课 lesson observed",
    "DEMO_LESSON": "教学展示课 demonstration lesson",
    "LECTURE_GIVEN": "讲座 lecture",
    "TOPIC_STUDY": "专题研修 study of a topic",
    "MENTORING": "师徒带教 mentoring",
    "BOOK_STUDY": "读书 reading",
    "PAPER": "论文 paper",
}
_STATES: Final = {
    "DRAFT": "填写中 being filled",
    "SCHOOL_REVIEW": "学校审核中 with the school",
    "DISTRICT_REVIEW": "区级审核中 with the district",
    "RETURNED": "退回 returned",
    "RECOGNISED": "已认定 recognised",
    "WITHDRAWN": "已撤回 withdrawn",
}
_WAITS_FOR: Final = {
    "DRAFT": "还没填完 not filled in yet",
    "SCHOOL_REVIEW": "等学校审核 waits for the school",
    "DISTRICT_REVIEW": "等区里审核 waits for the district",
}
_SLOTS: Final = {
    "MISSED": "已缺 missed",
    "OPEN": "还可补 can be done yet",
    "MET": "已满 met",
}
_LIES_WITH: Final = {"TEACHER": "本人 the teacher", "SCHOOL": "学校 the school", "DISTRICT": "区里 the district"}


def month_tables(month: Mapping[str, Any]) -> Iterator[Table]:
    """What the month brought; which claim is where; what teachers still lack."""
    yield _brought(month)
    yield _claims(month)
    yield _lacking(month["lacking"])


def _brought(month: Mapping[str, Any]) -> Table:
    table = Table(
        title="这个月带来了什么 what the month brought",
        title_justify="left",
        caption=f"入账{month['posted']}份、{month['credits']}学分 "
        f"{month['posted']} forms, {month['credits']} credits in the ledger; {_counted(month['by_state'])}",
        caption_justify="left",
    )
    table.add_column("日期 on", no_wrap=True)
    table.add_column("活动或申报 activity or claim", overflow="fold")
    for heading in ("人 people", "认定表 forms", "学分 credits"):
        table.add_column(heading, justify="right")
    for one in month["activities"]:
        title = escape(one["title"])
        if one["withdrawn"]:
            title += f" [dim]撤销登记 withdrawn: {escape(one['withdrawn'])}[/dim]"
        table.add_row(one["on"], title, str(one["people"]), str(one["forms"]), one["credits"])
    for kind, credit in month["alone"].items():
        table.add_row("", f"个人申报 claimed alone: {_KINDS.get(kind, kind)}", "", "", credit)
    return table


def _claims(month: Mapping[str, Any]) -> Table:
    table = Table(
        title="哪份申请在哪里、为什么 which claim is where, and why",
        title_justify="left",
        caption="其余均已入账或撤回 all others are in the ledger or withdrawn",
        caption_justify="left",
    )
    for heading in ("教师 who", "认定表 form", "到哪一步 where", "截止与倒计时 batch", "为什么 why"):
        table.add_column(heading, overflow="fold")
    for one in month["open"]:
        where = _STATES.get(one["state"], one["state"])
        if one["lies_with"]:
            where += f"\n→ {_LIES_WITH[one['lies_with']]}"
        table.add_row(
            one["who"], f"{_KINDS.get(one['kind'], one['kind'])}\n{escape(one['title'])}", where, _batch(one), _why(one)
        )
    return table


def _lacking(lacking: Sequence[Mapping[str, Any]]) -> Table:
    table = Table(
        title="三月末还缺什么 what was still lacking at the end of March",
        title_justify="left",
        caption="已过期的不能用日后的补 what is over is made up for by nothing done later",
        caption_justify="left",
    )
    for heading in ("谁 who", "条款 clause", "缺什么 what", "各段最后一天 last days", "状态 state"):
        table.add_column(heading, overflow="fold")
    alike: defaultdict[tuple[str, str, str, str], list[Mapping[str, Any]]] = defaultdict(list)
    for one in lacking:
        thing = f"{one['thing']['zh']} {one['thing']['en']}"
        alike[one["unit"] or "学校 the school", one["clause"], thing, one["state"]].append(one)
    for (who, clause, thing, state), slots in alike.items():
        lack = sum((Decimal(one["lack"] or 0) for one in slots), Decimal(0))
        days = ", ".join(one["due"][5:] for one in slots)
        table.add_row(escape(who), clause, escape(f"{thing}: {_plain(lack)}"), days, _SLOTS.get(state, state))
    return table


def _plain(amount: Decimal) -> str:
    """`1.00` -> `1`."""
    return f"{amount.normalize():f}"


def _batch(one: Mapping[str, Any]) -> str:
    if one["due"] is None:
        return "未上报 not handed in"
    if one["state"] == "RECOGNISED":
        return f"{one['due']}"
    if not one["days_left"]:
        return f"{one['due']} 已过,重报入下一批\nover: goes with the next"
    return f"{one['due']} 还有{one['days_left']}天\n{one['days_left']} days to go"


def _why(one: Mapping[str, Any]) -> str:
    if one["went_later"] and one["credits"]:
        return f"6日上报,顺延一批,{one['credits']}学分已入账\nhanded in on the 6th: a batch later, in the ledger"
    return escape(one["reason"] or _WAITS_FOR.get(one["state"], ""))


def _counted(states: Mapping[str, int]) -> str:
    return ", ".join(f"{_STATES.get(state, state)} {number}" for state, number in states.items())
