"""Refusals about claims."""

from services.platform.errors import DomainError, Text


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


class UnknownPlace(DomainError):
    status = 422
    title = Text(zh="政策包没有这样的类别", en="The pack has no such place")
    # What was asked for stays out: an answer never repeats what was sent.
    detail = Text(
        zh="政策包 {pack_id} 没有所填的:{dimensions}",
        en="The pack {pack_id} does not have what was given as: {dimensions}",
    )


class KindNotOffered(DomainError):
    status = 422
    title = Text(zh="该活动中的角色不能申报这一类型", en="The part played in the activity does not offer this kind")
    detail = Text(zh="可选类型:{kinds}", en="There are: {kinds}")


class KindNotChosen(DomainError):
    title = Text(zh="尚未选择申报类型", en="The kind has not been chosen")
    detail = Text(zh="尚未选择申报类型,可选:{kinds}", en="The kind has not been chosen; there are: {kinds}")


class SpanTurned(DomainError):
    status = 422
    title = Text(zh="起止日期不正确", en="The days are not a span")
    detail = Text(
        zh="结束日期须不早于开始日期,且不超过{most}天",
        en="It ends on or after its first day and lasts {most} days at most",
    )


class StatementMissing(DomainError):
    status = 422
    title = Text(zh="缺少必填内容", en="Something must be stated")
    detail = Text(zh="缺少:{missing_zh}", en="Not stated: {missing_en}")


class ClaimNotOver(DomainError):
    title = Text(zh="活动尚未结束,不能提交", en="What is not over cannot be handed in")
    detail = Text(zh="活动于 {on} 结束", en="It ends on {on}")


class HandedInTooLate(DomainError):
    title = Text(zh="已过申报期限", en="The time for handing in is over")
    detail = Text(zh="{clause_id}:{reason_zh}", en="{clause_id}: {reason_en}")


class ClaimElsewhere(DomainError):
    """What was asked is not for who has the claim now."""

    title = Text(zh="该申请当前状态不能办理此事", en="The claim stands where this cannot be done")
    detail = Text(zh="该申请当前状态:{state}", en="The claim stands at {state}")


class ClaimIncomplete(DomainError):
    title = Text(zh="材料或信息不全", en="The claim is not complete")
    detail = Text(zh="材料或信息不全:{reason_zh}", en="The claim is not complete: {reason_en}")


class EarnsNothing(DomainError):
    title = Text(zh="按现行方案不予认定", en="The pack does not recognise it")
    detail = Text(zh="{clause_id}{reason_zh}", en="{clause_id}{reason_en}")


class FlagsOpen(DomainError):
    title = Text(zh="尚有疑点未排除", en="What looks odd must be cleared first")
    detail = Text(zh="尚有{number}处疑点未排除", en="{number} flags are not cleared")


class ClaimPosted(DomainError):
    title = Text(zh="认定结果已入账,不能撤销", en="The recognition has been posted and cannot be undone")
    detail = Text(
        zh="认定结果已于 {at} 入账,只能更正", en="The recognition was posted at {at}; it can be corrected, not undone"
    )


class NothingToUndo(DomainError):
    title = Text(zh="没有可撤销的决定", en="There is no decision to undo")


class SettingsUnsound(DomainError):
    status = 422
    title = Text(zh="提醒须早于期限", en="A reminder comes before its limit")
