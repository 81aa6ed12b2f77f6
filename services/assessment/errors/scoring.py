"""Refusals about schemes, marks and certifying."""

from services.platform.errors import DomainError, Text


class SchemeNotChosen(DomainError):
    title = Text(zh="培训班尚未确定考核方案", en="No assessment scheme has been chosen for the class")
    detail = Text(
        zh="项目写的考核方案 {scheme} 不存在,请先为培训班选定方案",
        en="The program names the scheme {scheme}, which does not exist: choose one for the class",
    )


class UnknownScheme(DomainError):
    status = 422
    title = Text(zh="没有这个考核方案", en="There is no such assessment scheme")
    # What was asked for stays out: an answer never repeats what was sent.
    detail = Text(zh="没有这个考核方案,可选:{known}", en="There is no such scheme; there are: {known}")


class SchemeInUse(DomainError):
    title = Text(zh="考核方案已在使用,不能更换", en="The scheme is in use and cannot be exchanged")
    detail = Text(
        zh="已按方案 {scheme} 第 {version} 版登记成绩或结果,不能更换",
        en="Marks or outcomes were recorded under {scheme} version {version}: it cannot be exchanged",
    )


class ClassCancelled(DomainError):
    title = Text(zh="培训班已取消", en="The class was cancelled")


class NoCertification(DomainError):
    title = Text(zh="该考核方案不需要认定", en="The scheme of this class asks for no certification")
    detail = Text(zh="考核方案 {scheme} 不需要认定", en="The scheme {scheme} asks for no certification")


class NotAMember(DomainError):
    title = Text(zh="不是本班学员", en="Not a member of the class")


class ListedTwice(DomainError):
    title = Text(zh="同一项在一次提交中出现两次", en="The same item stands twice in one request")


class UnknownComponent(DomainError):
    title = Text(zh="考核方案没有这一项", en="The scheme has no such component")


class WrongAssessor(DomainError):
    title = Text(zh="该阶段不由此角色考核", en="This stage is assessed by somebody else")


class OwnAssessment(DomainError):
    title = Text(zh="不能考核或认定本人", en="Nobody assesses or decides about themselves")


class MarkOutOfRange(DomainError):
    title = Text(zh="分数超出满分", en="The mark is above the component's maximum")


class NotReadyToCertify(DomainError):
    title = Text(zh="尚不具备认定条件", en="Not awaiting certification")
