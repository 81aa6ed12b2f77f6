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


class CertifierConcerned(DomainError):
    title = Text(
        zh="评分或复核过该学员的人不能认定其合格", en="Who marked or moderated the member cannot certify the result"
    )


class NotNamed(DomainError):
    title = Text(zh="未被指定为该项的评分人", en="Not named to mark this component of this member")


class UnknownCriterion(DomainError):
    title = Text(zh="该项没有这条评分标准或作品", en="The component has no such criterion or piece")


class UnknownCriterionLevel(DomainError):
    title = Text(zh="该评分标准没有这个等级", en="The criterion has no such level")


class PieceMissing(DomainError):
    title = Text(zh="该项按作品逐件评分,须写明作品", en="The pieces of this component are marked one by one: name one")


class KindNotAsked(DomainError):
    status = 422
    title = Text(zh="该项不由这类人评分", en="The component asks for no mark of this kind of assessor")
    detail = Text(zh="该项由以下人评分:{asked}", en="The component asks for marks of: {asked}")


class NothingToModerate(DomainError):
    title = Text(zh="该项尚无评分,不能复核", en="There is no mark yet that could be moderated")


class NothingToResit(DomainError):
    title = Text(zh="该项尚无评分,不必重考", en="There is no mark yet: nothing to sit again")


class AssessorWithdrawn(DomainError):
    title = Text(zh="该评分人已因其他原因撤销", en="The assessor was withdrawn before, for another reason")


class NotAnAssessor(DomainError):
    status = 422
    title = Text(zh="本班没有这名评分人", en="Nobody of this id was named to mark this class")


class SheetOfAnotherClass(DomainError):
    title = Text(zh="成绩表属于另一个培训班", en="The score sheet was made for another class")


class SheetOfAnotherAssessor(DomainError):
    title = Text(zh="成绩表属于另一名评分人", en="The score sheet was made for another assessor")
    detail = Text(
        zh="成绩表是为另一名评分人下载的,请用本人的成绩表,或由管理本班的人代为录入",
        en="The sheet was downloaded for another assessor: use one's own, or have who manages the class enter it",
    )


class SheetOfAnotherScheme(DomainError):
    title = Text(zh="成绩表按另一版考核方案制作", en="The score sheet was made for another version of the scheme")
    detail = Text(
        zh="成绩表按另一版考核方案制作,本班现按 {scheme} 第 {version} 版,请重新下载",
        en="The sheet was made for another version: the class is assessed by {scheme} version {version}. Download anew",
    )


class NothingToMark(DomainError):
    title = Text(zh="本班没有由您评分的项目", en="There is nothing in this class for you to mark")


class SheetTooLarge(DomainError):
    status = 422
    title = Text(
        zh="成绩表行列过多,请只下载一个阶段或一个考核项,或用接口登记",
        en="Too many rows or columns: ask for one stage or one component, or record marks by request",
    )
