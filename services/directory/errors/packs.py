"""What can go wrong with policy packs and their assignments."""

from collections.abc import Iterable
from typing import Protocol, Self

from services.platform.errors import DomainError, Text
from services.policy import telling


class PackNotAssigned(DomainError):
    title = Text(zh="该时间没有指定适用的政策包", en="No policy pack applies at that time")
    detail = Text(zh="本区在 {on} 没有适用的政策包", en="No policy pack applies in this district on {on}")


class PackUnusable(DomainError):
    """A stored pack or its terms cannot be read by this release: nobody is judged by half of one."""

    title = Text(zh="政策包无法使用", en="The policy pack cannot be used")
    detail = Text(
        zh="当前系统无法读取政策包 {pack_id}({version}):请重新发布该政策包,再更正引用它的指定;"
        "随系统提供的政策包可用 xuefen district refresh-packs 一并处理",
        en="This release cannot read the policy pack {pack_id} ({version}): publish it anew and correct the "
        "assignments that use it; `xuefen district refresh-packs` does both for packs that come with the system",
    )


class UnknownPack(DomainError):
    status = 422
    title = Text(zh="没有这个政策包", en="There is no such policy pack")
    detail = Text(zh="可选的政策包:{known}", en="The packs to choose from: {known}")


class PackRefused(DomainError):
    status = 422
    title = Text(zh="政策包的参数不成立", en="The parameters do not fit the policy pack")
    detail = Text(zh="政策包的参数不成立:{reason}", en="The parameters do not fit the policy pack: {reason}")


class Faulty(Protocol):
    """Where and what, as somebody who mends it wants to know."""

    @property
    def line(self) -> int | None: ...
    @property
    def clause(self) -> str | None: ...
    @property
    def where(self) -> str: ...
    @property
    def message(self) -> str: ...


def _hints(fault: Faulty) -> dict[str, str]:
    said, near = telling.in_chinese(fault.message), telling.meant(fault.where, fault.message)
    return {**({"message_zh": said} if said else {}), **({"did_you_mean": near} if near else {})}


class PackRejected(DomainError):
    """The pack cannot be judged by; `errors` holds line, clause, place and message of all that is wrong.

    The message is the reader's own, `message_zh` what that means, `did_you_mean` the word that is near an unknown one.
    """

    status = 422
    title = Text(zh="政策包有误,未发布", en="The policy pack is faulty and was not published")
    detail = Text(zh="政策包共有 {count} 处错误,未发布", en="The policy pack has {count} faults and was not published")

    @classmethod
    def of(cls, faults: Iterable[Faulty], *, count: int) -> Self:
        refusal = cls(count=count)
        refusal.errors = tuple(
            {
                "pointer": "/content",
                "code": "pack-fault",
                **({"line": str(fault.line)} if fault.line is not None else {}),
                **({"clause": fault.clause} if fault.clause is not None else {}),
                "where": fault.where,
                "message": fault.message,
                **_hints(fault),
            }
            for fault in faults
        )
        return refusal


class UnknownVersion(DomainError):
    status = 422
    title = Text(
        zh="本区没有发布过这个版本的政策包", en="No such version of a policy pack is published in this district"
    )


class PeriodBackwards(DomainError):
    status = 422
    title = Text(zh="结束日期早于开始日期", en="The period ends before it begins")


class RunningCycle(DomainError):
    """A new assignment never changes the days that are past of one whose period has begun."""

    title = Text(zh="该时段已由运行中的政策包管辖", en="A pack whose period has begun governs these days")
    detail = Text(
        zh="{first} 至 {last} 已由政策包 {pack} 管辖:请从今天或以后开始,或者更正原有的指定",
        en="Pack {pack} governs {first} to {last} already: begin today or later, or correct that assignment",
    )


class AssignmentBegun(DomainError):
    """What people are judged by already is corrected, or its last day moved; it is not taken back."""

    title = Text(zh="该指定已开始执行,不能撤回", en="The assignment has begun and cannot be withdrawn")
    detail = Text(
        zh="该指定自 {first} 起执行,不能撤回:请更正政策包,或者调整最后一天",
        en="The assignment has been in force since {first}: correct its pack, or move its last day",
    )


class AssignmentWithdrawn(DomainError):
    title = Text(zh="该指定已撤回", en="The assignment was withdrawn")


class LeftWithoutPack(DomainError):
    title = Text(zh="调整后有人没有适用的政策包", en="That would leave people without a pack")
    detail = Text(
        zh="{first} 至 {last} 将没有其他政策包适用于这些教师",
        en="No other pack applies to these teachers from {first} to {last}",
    )


class CorrectedMeanwhile(DomainError):
    title = Text(zh="该指定刚被他人更正,请重新查看", en="The assignment was corrected meanwhile, please look again")


class NothingCorrected(DomainError):
    title = Text(zh="更正与现行版本完全相同", en="The correction is what is in force already")
