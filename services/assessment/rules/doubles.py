"""What must not count twice: one event under two forms, one paper for two claims, one time in two places."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from services.platform.errors import Text
from services.policy.format import Pack
from services.policy.programs.filing import Filed, second_filing

_TAKEN_BY_MANY = frozenset({"LISTENER", "PARTICIPANT"})
DEGREES = "DEGREE"
"""How the kinds begin by which packs name degrees: DEGREE of a certificate, DEGREE_STUDY, DEGREE_HIGHER ..."""


class DoubleCode(StrEnum):
    """How two things may be one."""

    SECOND_FILING = "SECOND_FILING"
    OWN_FILE_AGAIN = "OWN_FILE_AGAIN"
    FILE_OF_ANOTHER = "FILE_OF_ANOTHER"
    EVENT_OF_ANOTHER = "EVENT_OF_ANOTHER"
    DEGREE_AND_TRAINING = "DEGREE_AND_TRAINING"
    TIME_OVERLAP = "TIME_OVERLAP"
    SAME_DAY_AS_CLASS = "SAME_DAY_AS_CLASS"
    NOT_FIXED = "NOT_FIXED"
    ACTIVITY_CORRECTED = "ACTIVITY_CORRECTED"
    CERTIFICATE_AGAIN = "CERTIFICATE_AGAIN"
    DIFFERS_FROM_ACTIVITY = "DIFFERS_FROM_ACTIVITY"
    HOURS_BEYOND_TIME = "HOURS_BEYOND_TIME"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What one person claims or did, as far as it can clash: a claim, an activity, or a day of a class.

    Exactly one of the three ids says what it is; a claim of an activity names both.
    """

    teacher_id: UUID
    claim_id: UUID | None = None
    event_id: UUID | None = None
    class_id: UUID | None = None
    kind: str = ""
    role: str = ""
    author_order: int | None = None
    title: str = ""
    first: date
    last: date
    begins: datetime | None = None
    ends: datetime | None = None
    hours: Fraction | None = None
    """Hours claimed or recognised; None of what is worth something by its result alone."""
    minutes: int | None = None
    certificate: str | None = None
    files: frozenset[bytes] = field(default_factory=frozenset)

    @property
    def event(self) -> str:
        """The key of the event: its first day and its title, however it is spaced, capitalised or punctuated."""
        return f"{self.first}:{_plain(self.title)}"

    @property
    def certificate_key(self) -> str:
        """The number of the certificate, however it is written; empty where there is none."""
        return _plain(self.certificate or "")


def _plain(words: str) -> str:
    kept = unicodedata.normalize("NFKC", words).casefold()
    return "".join(one for one in kept if one.isalnum())


@dataclass(frozen=True, slots=True, kw_only=True)
class Double:
    """Two things that may be one, with the first of them, in words."""

    code: DoubleCode
    claim_id: UUID | None
    first_claim_id: UUID | None = None
    first_event_id: UUID | None = None
    """The activity or class."""
    refused: bool = False
    clause_id: str | None = None
    revision: int | None = None
    """Of the activity, where what it says now is what is odd."""
    text: Text


def double_filing(pack: Pack, new: Ground, first: Ground) -> Double:
    """The same event claimed again by the same person: refused where the pack's forms say so, else shown."""
    second = second_filing(
        pack,
        filed=[Filed(new.event, str(first.teacher_id), first.kind)],
        new=Filed(new.event, str(new.teacher_id), new.kind),
    )
    return Double(
        code=DoubleCode.SECOND_FILING,
        claim_id=new.claim_id,
        first_claim_id=first.claim_id,
        refused=second is not None,
        clause_id=second.clause_id if second else None,
        text=Text(
            zh=second.zh if second else "同一天、同一题目已有一份申请",
            en=second.en if second else "a claim of this title on this day exists already",
        ),
    )


def double_event(new: Ground, first: Ground) -> Double | None:
    """The same part in the same event claimed by two people, who were not logged together in one activity.

    Many listen to one lesson, and one paper has a first and a second author: those are no doubles.
    """
    if new.event_id is not None and new.event_id == first.event_id:
        return None
    if (new.kind, new.role) != (first.kind, first.role) or new.role in _TAKEN_BY_MANY:
        return None
    if new.author_order is not None and first.author_order is not None and new.author_order != first.author_order:
        return None
    return Double(
        code=DoubleCode.EVENT_OF_ANOTHER,
        claim_id=new.claim_id,
        first_claim_id=first.claim_id,
        text=Text(
            zh="他人先以同一角色申报了同一天、同一题目的活动",
            en="somebody else claimed the same part in an event of this title on this day first",
        ),
    )


def double_file(new: Ground, first: Ground) -> Double | None:
    """One paper for two claims: one's own is refused, another person's is shown unless both were in the activity."""
    if new.teacher_id == first.teacher_id:
        return Double(
            code=DoubleCode.OWN_FILE_AGAIN,
            claim_id=new.claim_id,
            first_claim_id=first.claim_id,
            refused=True,
            text=Text(
                zh="该材料已用于本人的另一申请", en="the file was used already, for another claim of the same person"
            ),
        )
    if new.event_id is not None and new.event_id == first.event_id:
        return None
    return Double(
        code=DoubleCode.FILE_OF_ANOTHER,
        claim_id=new.claim_id,
        first_claim_id=first.claim_id,
        text=Text(zh="他人的申请先使用了同一份材料", en="somebody else's claim used the same file first"),
    )


def double_certificate(new: Ground, first: Ground) -> Double | None:
    """One certificate's number in two claims. Under one kind a person's second is refused before it comes here."""
    if new.event_id is not None and new.event_id == first.event_id:
        return None
    own = new.teacher_id == first.teacher_id
    return Double(
        code=DoubleCode.CERTIFICATE_AGAIN,
        claim_id=new.claim_id,
        first_claim_id=first.claim_id,
        text=Text(
            zh="本人的另一申请已填同一证书编号" if own else "他人的申请已填同一证书编号",
            en="another claim of the same person states this certificate number"
            if own
            else "somebody else's claim states this certificate number",
        ),
    )


def beyond_time(pack: Pack, new: Ground) -> Double | None:
    """More hours than the days have by the pack, or than lie between beginning and end of what was held on one day."""
    if new.hours is None:
        return None
    most = Fraction(pack.units.hours_per_day) * ((new.last - new.first).days + 1)
    if new.begins and new.ends and new.first == new.last:
        minutes = Fraction((new.ends - new.begins) // timedelta(minutes=1))
        most = min(most, minutes / Fraction(pack.units.minutes_per_hour))
    if new.hours <= most:
        return None
    return Double(
        code=DoubleCode.HOURS_BEYOND_TIME,
        claim_id=new.claim_id,
        first_event_id=new.event_id,
        text=Text(
            zh=f"申报{_told(new.hours)}学时,按时间至多{_told(most)}学时",
            en=f"{_told(new.hours)} hours are claimed, the time allows {_told(most)} at most",
        ),
    )


def _told(hours: Fraction) -> str:
    return f"{float(hours):.2f}".rstrip("0").rstrip(".")


def clashes(pack: Pack, new: Ground, known: Sequence[Ground]) -> Iterator[Double]:
    """Everything that one person cannot well have done beside the new claim; `known` is the same person's, in order.

    Clock times overlap where both are known. A day of a class is full when class and activity together exceed the
    pack's hours of a day. A degree clashes with training of the same days. Hours claimed clash with hours elsewhere.
    """
    for first in known:
        double = _clash(pack, new, first)
        if double is not None:
            code, text = double
            yield Double(
                code=code,
                claim_id=new.claim_id,
                first_claim_id=first.claim_id,
                first_event_id=first.event_id or first.class_id,
                text=text,
            )


def _clash(pack: Pack, new: Ground, first: Ground) -> tuple[DoubleCode, Text] | None:
    if new.teacher_id != first.teacher_id or new.last < first.first or first.last < new.first:
        return None
    if new.event_id is not None and new.event_id == first.event_id:
        return None
    if (of_degree := first.kind.startswith(DEGREES)) != new.kind.startswith(DEGREES):
        if not _is_training(new if of_degree else first):
            return None
        return DoubleCode.DEGREE_AND_TRAINING, Text(
            zh=f"学历学习与同期培训“{first.title}”可能重复计算" if first.title else "学历学习与同期培训可能重复计算",
            en=f"a degree and a training of the same days: {first.title or 'a certificate'}",
        )
    if first.class_id is not None:
        return _class_day(pack, new, first)
    if new.begins and new.ends and first.begins and first.ends:
        overlaps = new.begins < first.ends and first.begins < new.ends
    else:
        overlaps = new.hours is not None and first.hours is not None
    if not overlaps:
        return None
    return DoubleCode.TIME_OVERLAP, Text(
        zh=f"与“{first.title}”时间重叠", en=f"at the same time as another: {first.title}"
    )


def _is_training(ground: Ground) -> bool:
    return ground.class_id is not None or ground.hours is not None


def _class_day(pack: Pack, new: Ground, day: Ground) -> tuple[DoubleCode, Text] | None:
    spent = new.hours
    if spent is None and new.minutes is not None and new.first == new.last:
        spent = Fraction(new.minutes) / Fraction(pack.units.minutes_per_hour)
    # Work of many days by its result says nothing about one of them.
    if spent is None or spent + (day.hours or 0) <= Fraction(pack.units.hours_per_day):
        return None
    return DoubleCode.SAME_DAY_AS_CLASS, Text(
        zh=f"{day.first}已参加“{day.title}”,合计超过一天的学时",
        en=f"on {day.first} a class was attended as well ({day.title}); together more than a day's hours",
    )
