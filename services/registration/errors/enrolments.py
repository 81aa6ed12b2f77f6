"""Who may enrol, when, and how often."""

from services.platform.errors import DomainError, Text


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
        zh="{named_zh}:{reason_zh}。依据:「{quote}」",
        en="{named_en}: {reason_en}. The words: “{quote}”",
    )


class NothingToOverride(DomainError):
    """A reason was given for letting somebody in whom no clause bars, or whom no reason can let in."""

    title = Text(zh="没有可以说明理由放行的条件", en="There is nothing that a reason could override")


class LimitWithoutSense(DomainError):
    """The parts of a limit do not fit together; `fields` are those of which one is too many or too few."""

    status = 422
    title = Text(zh="限制条件不完整或相互矛盾", en="The limit is incomplete or contradicts itself")
    detail = Text(zh="{reason_zh}", en="These do not fit together: {reason_en}")
