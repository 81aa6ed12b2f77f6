"""Who may enter by the program's own words: its audience, and how often or how long one person may take part."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal, TypeAlias
from uuid import UUID

from services.policy.calendars import Span as Days
from services.policy.calendars import year_label, year_of, years_later
from services.policy.engine import Result, judge
from services.policy.facts import Entry, SchoolCalendar, Teacher
from services.policy.format import Pack, Terms
from services.policy.programs import Finding
from services.registration.errors import LimitWithoutSense
from services.registration.rules.periods import Per
from services.registration.rules.programs import Audience

Measure: TypeAlias = Literal["CLASSES", "HOURS", "TRAINED"]
Alike: TypeAlias = Literal["ANY", "KIND", "PROGRAM"]
LimitOverride: TypeAlias = Literal["with_reason", "never"]

_WORDS: Final[dict[str, tuple[str, str]]] = {
    "KINDERGARTEN": ("幼儿园", "kindergarten"),
    "PRIMARY": ("小学", "primary"),
    "JUNIOR_MIDDLE": ("初中", "junior middle"),
    "SENIOR_MIDDLE": ("高中", "senior middle"),
    "VOCATIONAL": ("中职", "vocational"),
    "SPECIAL": ("特殊教育", "special"),
    "NON_SCHOOL": ("其他", "non-school"),
    "TEACHER": ("教师", "teacher"),
    "PRINCIPAL": ("校长", "principal"),
    "MIDDLE_MANAGER": ("中层", "middle manager"),
    "PROFESSIONAL": ("专业人员", "professional"),
    "STAFF": ("其他人员", "staff"),
    "PROBATION": ("见习", "probation"),
    "JUNIOR": ("初级", "junior"),
    "MIDDLE": ("中级", "middle"),
    "SENIOR": ("高级", "senior"),
    "FULL_SENIOR": ("正高级", "full senior"),
}
_ASKED: Final[dict[str, tuple[str, str, str]]] = {
    "stage": ("WRONG_STAGE", "学段", "stage"),
    "subject": ("WRONG_SUBJECT", "学科", "subject"),
    "post": ("WRONG_POST", "岗位", "post"),
    "title_tier": ("WRONG_TITLE_TIER", "职称级别", "title tier"),
}
_SCOPES: Final = {"DISTRICT": ("本区规定", "rule of the district"), "PROGRAM": ("项目规定", "rule of the program")}
_OF_CLASS: Final = ("本班规定", "rule of the class")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """As what somebody stands on the day of entering; None where nobody has said."""

    stage: str | None
    subject: str | None
    post: str | None
    title_tier: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrance:
    """The class that somebody wants to enter: of which program, when it begins, how many hours it takes."""

    class_id: UUID
    program_id: UUID
    program_title: str
    level: str
    kind: str
    audience: Audience
    begins: date
    hours: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A place that a person holds in another class."""

    class_id: UUID
    title: str
    program_id: UUID
    level: str
    kind: str
    begins: date
    hours: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How often or for how many hours one person may enter, or that who was trained before may not."""

    limit_id: UUID
    scope: Literal["DISTRICT", "PROGRAM", "CLASS"]
    measure: Measure
    per: Per | None
    most: Decimal | None
    alike: Alike
    levels: frozenset[str]
    within_years: int | None
    override: LimitOverride
    words: str

    @property
    def clause_id(self) -> str:
        """What stands where the findings of a pack name their clause."""
        return f"LIMIT-{self.limit_id.hex[-8:]}"

    def concerns(self, entrance: Entrance) -> bool:
        """Whether entering this class is something that the limit speaks of at all."""
        return self.measure == "TRAINED" or not self.levels or entrance.level in self.levels

    def counts(self, entrance: Entrance, *, level: str, kind: str, program_id: UUID | None) -> bool:
        """Whether another class, or an entry of the book, is counted together with the class to be entered."""
        if self.measure == "TRAINED":
            known_level = level in (self.levels or {entrance.level})
        else:
            known_level = not self.levels or level in self.levels
        if self.alike == "KIND":
            return known_level and kind == entrance.kind
        return known_level and (self.alike == "ANY" or program_id == entrance.program_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exempted:
    """A duty that the teacher need not fulfil this year, or in this cycle (`period` None), and why."""

    clause_id: str
    period: str | None
    title_zh: str
    title_en: str
    sentence_zh: str
    sentence_en: str
    quote: str
    source: str


def demand_sensible(
    *, measure: Measure, per: Per | None, most: Decimal | None, within_years: int | None, scopes: Collection[UUID]
) -> None:
    """A limit of an amount has an amount and a period and nothing else, one of earlier training has neither."""
    if len(scopes) > 1:
        raise LimitWithoutSense(
            fields="program_id, class_id",
            reason_zh="program_id 与 class_id 只能填一个",
            reason_en="either program_id or class_id",
        )
    if measure == "TRAINED" and (per is not None or most is not None):
        raise LimitWithoutSense(
            fields="per, most",
            reason_zh="TRAINED(已参训者不再参加)不填 per 和 most",
            reason_en="TRAINED takes neither per nor most",
        )
    if measure != "TRAINED" and (per is None or most is None or within_years is not None):
        raise LimitWithoutSense(
            fields="per, most, within_years",
            reason_zh=f"{measure} 须填 per 和 most,且不填 within_years",
            reason_en=f"{measure} needs per and most, and no within_years",
        )


def audience_findings(entrance: Entrance, profile: Profile) -> Iterator[Finding]:
    """Where the program is for others: one finding for each of stage, subject, post and title that does not fit.

    What nobody has said of the teacher is told as missing and bars nobody.
    """
    audience = entrance.audience
    asked: tuple[tuple[str, Sequence[str], str | None], ...] = (
        ("stage", audience.stages, profile.stage),
        ("subject", audience.subjects, profile.subject),
        ("post", audience.posts, profile.post),
        ("title_tier", audience.title_tiers, profile.title_tier),
    )
    for name, wanted, standing in asked:
        if not wanted or standing in wanted:
            continue
        code, zh, en = _ASKED[name]
        wanted_zh, wanted_en = "、".join(_zh(one) for one in wanted), ", ".join(_en(one) for one in wanted)
        if standing is None:
            reason_zh = f"缺少信息（{zh}），无法判断是否属于培训对象：{wanted_zh}"
            reason_en = f"unknown ({en}), so it cannot be said whether the teacher belongs to: {wanted_en}"
        else:
            reason_zh = f"培训对象的{zh}为{wanted_zh}，该教师为{_zh(standing)}"
            reason_en = f"the program is for {en} {wanted_en}, the teacher's is {_en(standing)}"
        yield Finding(
            clause_id="AUDIENCE",
            code=code,
            barred=standing is not None,
            reason_zh=reason_zh,
            reason_en=reason_en,
            cited=(),
            missing=() if standing is not None else (name,),
            override="with_reason",
            quote=f"培训对象：{zh} {wanted_zh}",
            source=entrance.program_title,
        )


def limit_findings(
    entrance: Entrance,
    limits: Collection[Limit],
    *,
    held: Sequence[Held],
    history: Sequence[Entry],
    period_of: Callable[[Per, date], Days],
    on: date,
) -> Iterator[Finding]:
    """Which limits entering this class would go beyond, with the classes or the entries that are counted.

    `held` are the places in other classes; a class belongs to the period in which it begins.
    """
    for limit in limits:
        if not limit.concerns(entrance):
            continue
        if limit.measure == "TRAINED":
            yield from _trained(limit, entrance, history, on)
            continue
        if limit.per is None or limit.most is None:
            continue
        period = period_of(limit.per, entrance.begins)
        counted = [
            one
            for one in held
            if period_of(limit.per, one.begins) == period
            and limit.counts(entrance, level=one.level, kind=one.kind, program_id=one.program_id)
        ]
        if limit.measure == "CLASSES":
            reached, unit_zh, unit_en = Decimal(len(counted) + 1), "个培训班", "classes"
        else:
            reached, unit_zh, unit_en = sum((one.hours for one in counted), entrance.hours), "学时", "hours"
        if reached <= limit.most:
            continue
        days_zh, days_en = f"{period.first}至{period.last}", f"from {period.first} to {period.last}"
        titles = "、".join(f"「{one.title}」" for one in counted) or "无"
        named = ", ".join(f"“{one.title}”" for one in counted) or "none"
        yield _finding(
            limit,
            code=f"MOST_{limit.measure}",
            reason_zh=f"{days_zh}每人最多{_plain(limit.most)}{unit_zh}，加上本班为{_plain(reached)}；已有：{titles}",
            reason_en=f"at most {_plain(limit.most)} {unit_en} {days_en}, with this class {_plain(reached)}; "
            f"held already: {named}",
        )


def list_exempted(
    pack: Pack,
    *,
    terms: Terms,
    teacher: Teacher,
    entries: Sequence[Entry],
    calendar: SchoolCalendar,
    on: date,
) -> list[Exempted]:
    """What the pack excuses the teacher from this year, by its own rules or by an approval, as far as the book says."""
    standing = judge(pack, terms=terms, teacher=teacher, entries=entries, as_of=on, calendar=calendar)
    this_year = year_label(pack.year, year_of(pack.year, on))
    return [
        Exempted(
            clause_id=clause.clause_id,
            period=clause.period,
            title_zh=clause.title_zh,
            title_en=clause.title_en,
            sentence_zh=clause.sentence_zh,
            sentence_en=clause.sentence_en,
            quote=clause.quote,
            source=clause.source,
        )
        for clause in standing.clauses
        if clause.result is Result.EXEMPT and (clause.period is None or clause.period.startswith(this_year))
    ]


def _trained(limit: Limit, entrance: Entrance, history: Sequence[Entry], on: date) -> Iterator[Finding]:
    since = date.min if limit.within_years is None else years_later(on, -limit.within_years)
    earlier = sorted(
        (entry.earned_to, entry.entry_id)
        for entry in history
        if since <= entry.earned_to <= on
        and limit.counts(
            entrance,
            level=entry.level,
            kind=entry.kind,
            program_id=UUID(entry.program_id) if entry.program_id is not None else None,
        )
    )
    if earlier:
        days_zh = "、".join(f"{day.year}年{day.month}月{day.day}日" for day, _ in earlier)
        yield _finding(
            limit,
            code="TRAINED_ALREADY",
            reason_zh=f"已参加过同层级培训（{days_zh}的培训记录）",
            reason_en="trained at that level already (recorded on "
            + ", ".join(day.isoformat() for day, _ in earlier)
            + ")",
            cited=tuple(entry_id for _, entry_id in earlier),
        )


def _finding(limit: Limit, *, code: str, reason_zh: str, reason_en: str, cited: tuple[str, ...] = ()) -> Finding:
    zh, en = _SCOPES.get(limit.scope, _OF_CLASS)
    return Finding(
        clause_id=limit.clause_id,
        code=code,
        barred=True,
        reason_zh=reason_zh,
        reason_en=reason_en,
        cited=cited,
        missing=(),
        override=limit.override,
        quote=limit.words,
        source=f"{zh} ({en})",
    )


def _zh(code: str) -> str:
    return _WORDS[code][0] if code in _WORDS else code


def _en(code: str) -> str:
    return _WORDS[code][1] if code in _WORDS else code


def _plain(amount: Decimal) -> str:
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
