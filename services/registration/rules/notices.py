"""培训通知: the Chinese text of a notice, made from the plan as it stands that day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from services.platform.clock import SHANGHAI
from services.registration.rules.plans import PlannedItem
from services.registration.rules.programs import Audience

_WEEKDAYS: Final = "一二三四五六日"
_DIGITS: Final = "零一二三四五六七八九"
_OPEN: Final = "待定"
_WORDS: Final[Mapping[str, str]] = {
    "KINDERGARTEN": "幼儿园",
    "PRIMARY": "小学",
    "JUNIOR_MIDDLE": "初中",
    "SENIOR_MIDDLE": "高中",
    "VOCATIONAL": "中职",
    "SPECIAL": "特殊教育",
    "NON_SCHOOL": "校外教育机构",
    "PROBATION": "见习期",
    "JUNIOR": "初级职称",
    "MIDDLE": "中级职称",
    "SENIOR": "高级职称",
    "FULL_SENIOR": "正高级职称",
    "TEACHER": "教师",
    "PRINCIPAL": "校长",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassOnOffer:
    """A class as a notice names it."""

    title: str
    opens_at: datetime
    closes_at: datetime
    capacity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeFacts:
    """What a notice tells: whose it is, of which plan, what is held, which classes can be entered, who is told."""

    issuer: str
    heading: str
    year: int
    number: int
    plan_title: str
    starts_on: date
    ends_on: date
    items: Sequence[PlannedItem]
    classes: Sequence[ClassOnOffer]
    addressed: Sequence[str]
    reply_by: date | None
    words: str | None
    issued_on: date


def notice_heading(*, school: str | None) -> str:
    """Under what the issuer counts its notices: the district's, or a school's own."""
    return "教培通" if school is None else f"{school}培通"


def notice_number(*, heading: str, year: int, number: int) -> str:
    """How the notice is cited: 教培通〔2026〕3号, of a school 第一小学培通〔2026〕1号."""
    return f"{heading}〔{year}〕{number}号"


def notice_text(facts: NoticeFacts) -> str:
    """The whole notice, paragraph by paragraph; what is still open says 待定."""
    span = f"{_day(facts.starts_on)}至{_day(facts.ends_on)}"
    parts = [
        notice_number(heading=facts.heading, year=facts.year, number=facts.number),
        f"{'、'.join(facts.addressed) or '各学校'}：",
        f"《{facts.plan_title}》（{span}）已经批准，现将有关培训事项通知如下。",
    ]
    sections = [section for section in (_items(facts.items), _classes(facts.classes)) if section]
    if facts.reply_by is not None:
        sections.append(["确认回执", f"请于{_day(facts.reply_by)}前在系统中确认收到本通知。"])
    if facts.words:
        sections.append(["其他事项", facts.words])
    for place, (heading, *lines) in enumerate(sections, start=1):
        parts += [f"{_in_chinese(place)}、{heading}", *lines]
    return "\n".join([*parts, facts.issuer, _day(facts.issued_on)])


def _items(items: Sequence[PlannedItem]) -> list[str]:
    if not items:
        return []
    lines = ["培训安排"]
    for place, item in enumerate(items, start=1):
        lines += [
            f"（{_in_chinese(place)}）{item.title}",
            f"时间：{_time(item)}",
            f"地点：{item.place or _OPEN}",
            f"主讲：{item.speaker or _OPEN}",
            f"内容：{item.topic or _OPEN}",
            f"对象：{_audience(item)}",
            f"学时：{_plain(f'{item.hours:f}')}学时" + (f"，名额{item.seats}人" if item.seats is not None else ""),
        ]
    return lines


def _classes(classes: Sequence[ClassOnOffer]) -> list[str]:
    if not classes:
        return []
    return [
        "开班与报名",
        *(
            f"“{one.title}”：名额{one.capacity}人，报名时间{_moment(one.opens_at)}至{_moment(one.closes_at)}。"
            for one in classes
        ),
    ]


def _time(item: PlannedItem) -> str:
    if item.starts_at is None or item.ends_at is None:
        return f"{_OPEN}（{item.time_note}）" if item.time_note else _OPEN
    first, last = item.starts_at.astimezone(SHANGHAI), item.ends_at.astimezone(SHANGHAI)
    weekday = _WEEKDAYS[first.weekday()]
    until = f"{last:%H:%M}" if first.date() == last.date() else _moment(last)
    return f"{_day(first.date())}（星期{weekday}）{first:%H:%M}—{until}"


def _audience(item: PlannedItem) -> str:
    meant: Audience = item.audience
    groups = (meant.stages, meant.subjects, meant.posts, meant.title_tiers)
    said = [*("、".join(_WORDS.get(code, code) for code in group) for group in groups if group)]
    if item.headcount is not None:
        said.append(f"{item.headcount}人")
    return "，".join(said) or "全体教师"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _moment(at: datetime) -> str:
    there = at.astimezone(SHANGHAI)
    return f"{_day(there.date())}{there:%H:%M}"


def _plain(amount: str) -> str:
    return amount.rstrip("0").rstrip(".") if "." in amount else amount


def _in_chinese(number: int) -> str:
    """1 to 999 as headings write them: 一, 十, 十二, 二十, 一百零五."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    if hundreds:
        head = f"{_DIGITS[hundreds]}百"
        if not rest:
            return head
        return head + ("零" if not tens else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")
    if tens:
        return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
    return _DIGITS[ones]
