"""What can go wrong in registration, in the words of the domain."""

from services.platform.errors import DomainError, Text


class PeriodReversed(DomainError):
    status = 422
    title = Text(zh="结束时间必须晚于开始时间", en="The end must lie after the beginning")


class UnknownSchool(DomainError):
    status = 422
    title = Text(zh="本区没有这所学校", en="There is no such school in this district")


class ProgramCodeTaken(DomainError):
    title = Text(zh="项目编号已被占用", en="The program code is taken")
    detail = Text(zh="该编号已用于项目 {program_id}", en="The code belongs to the program {program_id}")


class NotSchoolBased(DomainError):
    title = Text(
        zh="学校的培训班只能属于校本项目或本校的计划",
        en="A class of a school belongs to a school-based program or to the school's own plan",
    )


class TooManyMeetings(DomainError):
    status = 422
    title = Text(zh="场次过多", en="The class has too many meetings")
    detail = Text(zh="一个培训班最多 {most} 个场次", en="A class has at most {most} meetings")


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


class CapacityBelowTaken(DomainError):
    title = Text(zh="名额不能少于已占用数", en="The capacity cannot be lower than the places taken")
    detail = Text(zh="已有 {taken} 人占用名额", en="{taken} places are taken")


class EnrolmentClosed(DomainError):
    title = Text(zh="不在报名时间内", en="Enrolment is not open")
    detail = Text(zh="报名时间为 {opens_at} 至 {closes_at}", en="Enrolment runs from {opens_at} to {closes_at}")


class AlreadyEnrolled(DomainError):
    title = Text(zh="已报名该培训班", en="The teacher is enrolled in this class already")


class TeacherNotInPost(DomainError):
    title = Text(zh="该教师当日不在岗", en="The teacher is not in post on that day")
    detail = Text(zh="该教师在 {on} 没有任职", en="The teacher holds no appointment on {on}")


class TimeClash(DomainError):
    """Names the class whose meeting lies at the same time."""

    title = Text(zh="与另一培训班时间冲突", en="The time clashes with another class")
    detail = Text(
        zh="与培训班「{title}」在 {starts_at} 的场次时间冲突",
        en="The time clashes with a meeting of the class “{title}” at {starts_at}",
    )


class WithdrawalClosed(DomainError):
    title = Text(zh="已不能退出该培训班", en="Withdrawing from this class is no longer possible")
    detail = Text(zh="退出截止于 {until}", en="Withdrawing was possible until {until}")


class NotEligible(DomainError):
    """A clause of the pack bars the teacher from the program; `cited` are the entries of the book that it goes by."""

    title = Text(zh="不符合参训条件", en="Not eligible for this program")
    detail = Text(
        zh="{clauses}:{reason_zh}。依据:「{quote}」",
        en="{clauses}: {reason_en}. The words: “{quote}”",
    )


class NothingToOverride(DomainError):
    """A reason was given for letting somebody in whom no clause bars, or whom no reason can let in."""

    title = Text(zh="没有可以说明理由放行的条件", en="There is nothing that a reason could override")
