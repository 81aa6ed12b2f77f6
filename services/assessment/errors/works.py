"""Refusals about works handed in and defended."""

from services.platform.errors import DomainError, Text


class UnknownWork(DomainError):
    status = 422
    title = Text(zh="考核方案没有这项作业", en="The scheme has no such work")
    # What was asked for stays out: an answer never repeats what was sent.
    detail = Text(zh="考核方案没有这项作业,可选:{known}", en="The scheme has no such work; there are: {known}")


class AlreadyReturned(DomainError):
    title = Text(zh="该作业已因其他原因退回", en="The work was returned before, for another reason")


class SubmissionReplaced(DomainError):
    title = Text(zh="学员已提交新版本", en="The member has handed in a newer version")
    detail = Text(
        zh="学员已提交第 {version} 版,请退回新版本", en="Version {version} has been handed in: return that one instead"
    )


class DefenceInFuture(DomainError):
    title = Text(zh="不能登记尚未举行的答辩", en="A defence that has not been held cannot be recorded")


class OnOwnPanel(DomainError):
    title = Text(zh="不能担任本人答辩的评委", en="Nobody sits on the panel of their own defence")
