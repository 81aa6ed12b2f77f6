"""What can go wrong in the directory."""

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


class LoginRefused(DomainError):
    """The same answer for an unknown name, a wrong password and an unbound WeChat user."""

    status = 401
    title = Text(zh="登录失败", en="The login was refused")
    keeps_effect = True


class LoginLocked(DomainError):
    status = 429
    title = Text(zh="失败次数过多,请稍后再试", en="Too many failures, try again later")
    retry_after = 60


class WechatAway(DomainError):
    status = 503
    title = Text(zh="微信登录暂不可用", en="WeChat login is not available now")
    retry_after = 5


class WechatTaken(DomainError):
    title = Text(zh="该微信用户或账号已绑定", en="This WeChat user or account is bound already")


class UsernameTaken(DomainError):
    title = Text(zh="用户名已被占用", en="The username is taken")


class _OfFields(DomainError):
    """A refusal that points at the fields which it is about."""

    status = 422

    @classmethod
    def at(cls, pointers: Iterable[str]) -> Self:
        refusal = cls()
        refusal.errors = tuple(
            {"pointer": pointer, "code": cls.slug(), "detail_zh": cls.title.zh, "detail_en": cls.title.en}
            for pointer in pointers
        )
        return refusal


class UnknownAccount(_OfFields):
    title = Text(zh="本区没有这个账号", en="The district has no such account")


class AccountUnfit(_OfFields):
    title = Text(zh="该账号的角色不能承担这项工作", en="The roles of the account do not let it do this")


class StaffNumberTaken(DomainError):
    title = Text(zh="工号已被占用", en="The staff number is taken")


class SchoolCodeTaken(DomainError):
    title = Text(zh="学校代码已被占用", en="The school code is taken")


class DistrictExists(DomainError):
    title = Text(zh="该区已存在", en="The district exists already")


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


class UnknownSchool(DomainError):
    status = 422
    title = Text(zh="本区没有这所学校", en="There is no such school in this district")


class UnknownTeacher(DomainError):
    status = 422
    title = Text(zh="本区没有这位教师", en="There is no such teacher in this district")


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


class Annulled(DomainError):
    title = Text(zh="该记录已作废", en="It was annulled")


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


class CalendarRefused(DomainError):
    status = 422
    title = Text(zh="校历不成立", en="The calendar cannot be")
    detail = Text(zh="校历不成立:{zh}", en="The calendar cannot be: {en}")


class UnitTaken(DomainError):
    title = Text(zh="该校已有同名的组或结对", en="The school has a unit of that kind and name already")


class PeriodTaken(DomainError):
    title = Text(zh="该时段已有记录", en="Another record covers that period")


class TransferBackwards(DomainError):
    title = Text(zh="调动日期早于现任职开始日期", en="The transfer lies before the present appointment began")


class UnknownDistrict(DomainError):
    status = 422
    title = Text(zh="没有这个区", en="There is no such other district")


class NotInPost(DomainError):
    title = Text(zh="该教师当天不在职", en="The teacher is not in post on that day")
    detail = Text(zh="该教师 {on} 不在本区任职", en="The teacher is not in post in this district on {on}")


class AppointedLater(DomainError):
    title = Text(zh="该日之后另有任职", en="Another appointment begins after that day")


class HeldElsewhere(DomainError):
    """One person is held open by one district at a time, in the whole country."""

    title = Text(zh="该人员在另一区在职", en="Another district holds this person")
    detail = Text(
        zh="同一人同一时间只能在一个区在职:请先由另一区办理调出,或撤回调动",
        en="One person is in post in one district at a time: the other one lets the person go first",
    )


class TransferEnded(DomainError):
    title = Text(zh="该调动已办结", en="The transfer has come to its end")
    detail = Text(zh="该调动的状态已是 {state}", en="The transfer is {state} already")


class StillThere(DomainError):
    title = Text(zh="任职开始日早于原区的离任日", en="The first day lies before the last in the former district")
    detail = Text(
        zh="原区任职到 {last_day} 为止,新任职须在其后开始",
        en="The former district holds the person until {last_day}: begin after that day",
    )


class AnotherPerson(DomainError):
    title = Text(zh="该教师不是调入的人员", en="This teacher is not the person who comes")


class KnownHere(DomainError):
    title = Text(zh="该人员在本区已有教师记录", en="This person is a teacher here already")
    detail = Text(
        zh="该人员在本区已有教师记录,请用 teacher_id {teacher_id} 办理",
        en="Receive the person as the teacher who stands here already: teacher_id {teacher_id}",
    )


class SchoolMerged(DomainError):
    title = Text(zh="该校已并入他校", en="The school has gone up in another")
    detail = Text(
        zh="该校自 {on} 起已并入另一所学校({into}),请改用后者",
        en="From {on} on the school is part of another ({into}): use that one",
    )


class ConcernsYourself(DomainError):
    title = Text(zh="不能办理本人的合并", en="Nobody decides about their own records")


class TeacherIsMerged(DomainError):
    title = Text(zh="该教师已与另一教师合并", en="The teacher has been merged with another")
    detail = Text(zh="该教师已并入教师 {into}", en="The teacher goes on as teacher {into}")


class MergeRefused(DomainError):
    title = Text(zh="两名教师不能合并", en="The two teachers cannot be merged")
    detail = Text(zh="不能合并:{reason}", en="They cannot be merged: {reason}")


class NothingToDecide(DomainError):
    title = Text(zh="没有待决定的合并", en="There is nothing to decide")
    detail = Text(zh="该合并现为 {state},没有待决定的事项", en="The merge is {state}: nothing waits for a decision")


class SecondPersonNeeded(DomainError):
    """The rule of two persons."""

    title = Text(zh="须由另一人审批", en="Another person has to decide")
    detail = Text(zh="提出的人不能自己批准或驳回,只能撤回", en="Who proposed it cannot decide it, only withdraw it")


class NotYourProposal(DomainError):
    title = Text(zh="只能撤回自己提出的事项", en="Only one's own proposal can be withdrawn")
