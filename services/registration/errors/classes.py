"""Classes and meetings."""

from services.platform.errors import DomainError, Text


class PeriodReversed(DomainError):
    status = 422
    title = Text(zh="结束时间必须晚于开始时间", en="The end must lie after the beginning")


class UnknownSchool(DomainError):
    status = 422
    title = Text(zh="本区没有这所学校", en="There is no such school in this district")


class TooManyMeetings(DomainError):
    status = 422
    title = Text(zh="场次过多", en="The class has too many meetings")
    detail = Text(zh="一个培训班最多 {most} 个场次", en="A class has at most {most} meetings")


class HoursBeyondTime(DomainError):
    """A meeting is counted for more hours than its minutes can give; `hours_reason` says why it shall be."""

    status = 422
    title = Text(zh="学时与场次时长不符", en="The meeting is too short for its hours")
    detail = Text(
        zh="计 {hours} 学时,而时长不足每学时 {least} 分钟;确需如此请在 hours_reason 中说明理由",
        en="{hours} hours in fewer than {least} minutes each; where that is meant, say why in hours_reason",
    )


class MeetingsOverlap(DomainError):
    title = Text(zh="同一培训班的场次时间重叠", en="Two meetings of one class overlap")
    detail = Text(
        zh="{starts_at} 开始的场次与本班另一场次时间重叠",
        en="The meeting that starts at {starts_at} overlaps another of the same class",
    )


class MeetingBegun(DomainError):
    title = Text(zh="场次已开始,不能改期", en="The meeting has begun and cannot be moved")
    detail = Text(zh="该场次已于 {starts_at} 开始,不能改期", en="The meeting began at {starts_at} and cannot be moved")


class ClassCancelled(DomainError):
    title = Text(zh="培训班已取消", en="The class is cancelled")


class ClassEnded(DomainError):
    title = Text(zh="培训班已结束", en="The class has ended")
    detail = Text(zh="培训班已于 {ended_at} 结束", en="The class ended at {ended_at}")


class ClassFull(DomainError):
    title = Text(zh="培训班没有空余名额", en="The class has no free place")
    detail = Text(zh="共 {capacity} 个名额,已全部占用", en="All of the {capacity} places are taken")
