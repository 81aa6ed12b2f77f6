"""Refusals about outcomes and their revisions."""

from services.platform.errors import DomainError, Text


class NotValuable(DomainError):
    title = Text(zh="政策包无法计算学时学分", en="The pack cannot say what this is worth")
    detail = Text(zh="政策包无法计算学时学分:{reason}", en="The pack cannot say what this is worth: {reason}")


class NoPendingRevision(DomainError):
    title = Text(zh="没有待确认的更正", en="No revision is pending")


class OwnCorrection(DomainError):
    """The rule of two persons."""

    title = Text(zh="不能确认由本人更正引起的变更", en="Nobody confirms what a correction of their own has changed")


class PresenceUnheard(DomainError):
    """What attendance said last, or who corrected it, has not been heard yet: milliseconds, unless it was parked."""

    status = 503
    title = Text(
        zh="该班考勤有变更尚未送达,请稍后再试", en="A change of this class's attendance is still on its way: try again"
    )
    retry_after = 1


class RevisionNotFinal(DomainError):
    title = Text(zh="更正后的考核尚未完成", en="The corrected assessment is not complete yet")
