"""What can go wrong in assessment."""

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


class NotValuable(DomainError):
    title = Text(zh="政策包无法计算学时学分", en="The pack cannot say what this is worth")
    detail = Text(zh="政策包无法计算学时学分:{reason}", en="The pack cannot say what this is worth: {reason}")


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


class NoPendingRevision(DomainError):
    title = Text(zh="没有待确认的更正", en="No revision is pending")


class RevisionNotFinal(DomainError):
    title = Text(zh="更正后的考核尚未完成", en="The corrected assessment is not complete yet")


class ClaimExists(DomainError):
    title = Text(zh="该证书已申请认定", en="This certificate has been claimed already")
    detail = Text(
        zh="该证书已申请认定,见申请 {claim_id}", en="This certificate has been claimed already: see claim {claim_id}"
    )


class CertificateNotYetAwarded(DomainError):
    title = Text(zh="证书日期晚于今天", en="The certificate is dated after today")


class ClaimDecided(DomainError):
    title = Text(zh="该申请已有结论", en="The claim has been decided")
    detail = Text(zh="该申请已有结论:{state}", en="The claim has been decided: {state}")


class ReasonMissing(DomainError):
    status = 422
    title = Text(zh="退回申请须写明原因", en="A claim is returned with a reason")


class TeacherNotInPost(DomainError):
    title = Text(zh="该教师当时不在岗", en="The teacher was not in post")
    detail = Text(zh="该教师在 {on} 不在岗", en="The teacher was not in post on {on}")


class UnknownFactKind(DomainError):
    status = 422
    title = Text(zh="政策包没有这类记录", en="The pack knows no such kind of record")
    # What was asked for stays out: an answer never repeats what was sent.
    detail = Text(
        zh="第 {item} 条:{on} 执行的政策包 {pack_id} 没有这类记录,可选:{known}",
        en="Item {item}: the pack {pack_id}, in force on {on}, knows no such kind of record; there are: {known}",
    )


class UnknownLevel(DomainError):
    status = 422
    title = Text(zh="政策包没有这个层级", en="The pack knows no such level")
    detail = Text(
        zh="第 {item} 条:政策包 {pack_id} 没有这个层级", en="Item {item}: the pack {pack_id} knows no such level"
    )


class NotYetDone(DomainError):
    status = 422
    title = Text(zh="不能登记尚未发生的事项", en="What has not happened yet cannot be recorded")
    detail = Text(zh="第 {item} 条的日期晚于今天", en="Item {item} is dated after today")


class RecordOfNobody(DomainError):
    status = 422
    title = Text(zh="记录须写明教师或学校", en="A record names a teacher or a school")
    detail = Text(
        zh="第 {item} 条须写明教师或学校,且只写一个", en="Item {item} names either a teacher or a school, not both"
    )


class RecordRetracted(DomainError):
    title = Text(zh="该记录已因其他原因撤回", en="The record was retracted for another reason")
