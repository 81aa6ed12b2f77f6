"""What can go wrong with attestations and credentials."""

from services.platform.errors import DomainError, Text


class PeriodNotBegun(DomainError):
    """Nothing can be stated of days to come."""

    status = 422
    title = Text(zh="该年度或周期尚未开始", en="The year or cycle has not begun")
    detail = Text(zh="该期间自 {first} 开始", en="It begins on {first}")


class NothingStated(DomainError):
    """The book is empty: no head vouches for it."""

    title = Text(zh="台账尚无记录,不能出具证明", en="The book is empty: there is nothing to attest")


class NotJudged(DomainError):
    title = Text(zh="该教师目前无法判定", en="The teacher cannot be judged at present")
    detail = Text(
        zh="系统判定时出错,暂不出具证明,请联系管理员",
        en="Judging is at fault, so nothing is attested: tell whoever runs the system",
    )


class AttestationRevoked(DomainError):
    title = Text(zh="该证明已经作废", en="The attestation has been revoked")
