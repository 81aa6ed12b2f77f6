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
