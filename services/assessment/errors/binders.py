"""Refusals about evidence binders."""

from collections.abc import Iterable

from services.platform.errors import DomainError, Text


class BinderOfOneThing(DomainError):
    status = 422
    title = Text(
        zh="档案册须属于一个培训班,或一所学校的一个时段", en="A binder is of one class, or of one period of a school"
    )


class BinderExists(DomainError):
    title = Text(zh="该档案册已建立", en="There is such a binder already")
    detail = Text(zh="该档案册已建立,见 {binder_id}", en="There is such a binder already: {binder_id}")


class NothingAsked(DomainError):
    title = Text(zh="政策包没有规定应留存的材料", en="The pack in force asks for no documents of this")
    detail = Text(
        zh="{on} 适用的政策包 {pack_id} 没有规定应留存的材料",
        en="The pack {pack_id} in force on {on} asks for no documents of this",
    )


class NoSuchPeriod(DomainError):
    title = Text(zh="该日不在任何时段内", en="The day lies in no such period")
    detail = Text(zh="{on} 不在任何学期内", en="{on} lies in no semester")


class UnknownUnit(DomainError):
    status = 422
    title = Text(zh="学校没有这个教研组织", en="The school has no such unit")


class UnknownItem(DomainError):
    status = 422
    title = Text(zh="档案册没有这一项", en="The binder has no such item")
    detail = Text(zh="档案册没有这一项,有:{known}", en="The binder has no such item; there are: {known}")


class PaperDatedAhead(DomainError):
    status = 422
    title = Text(zh="材料日期晚于今天", en="The paper is dated after today")


class BinderIncomplete(DomainError):
    title = Text(zh="档案不齐,不能结档", en="The binder is not complete and cannot be closed")
    detail = Text(zh="还缺 {count} 项材料,见 errors", en="{count} documents are missing, see `errors`")

    @classmethod
    def lacking(cls, missing: Iterable[tuple[str, str, Text]]) -> "BinderIncomplete":
        """Every item that is not there: clause, code, label."""
        listed = list(missing)
        refusal = cls(count=len(listed))
        refusal.errors = tuple(
            {"clause": clause, "code": code, "detail_zh": label.zh, "detail_en": label.en}
            for clause, code, label in listed
        )
        return refusal


class BinderClosed(DomainError):
    title = Text(zh="档案册已结档", en="The binder is closed")


class BinderNotClosed(DomainError):
    title = Text(zh="档案册尚未结档", en="The binder is not closed")


class PaperWithdrawn(DomainError):
    title = Text(zh="该材料已撤下", en="The paper was withdrawn")


class ItemWaived(DomainError):
    title = Text(zh="该项已免交,原因不同", en="The item was waived for another reason")


class NotTheCustodian(DomainError):
    title = Text(zh="只有现保管人可以移交", en="Only the custodian hands the binder over")
    detail = Text(
        zh="只有现保管人可以移交;保管人已离任的,由区县代为移交",
        en="Only the custodian hands the binder over; for one who has left, the district does",
    )


class HandOverPending(DomainError):
    title = Text(zh="已有一次移交等待接收", en="A hand-over is waiting to be accepted already")


class HandOverSettled(DomainError):
    title = Text(zh="该次移交已了结", en="The hand-over was settled already")
    detail = Text(zh="该次移交已了结:{state}", en="The hand-over was settled already: {state}")


class HandOverToSelf(DomainError):
    status = 422
    title = Text(zh="不能移交给自己", en="Nobody hands over to themselves")


class BinderTooLarge(DomainError):
    title = Text(zh="档案册过大,不能一次导出", en="The binder is too large for one archive")
    detail = Text(
        zh="档案册共 {size} 字节,一次最多导出 {most} 字节",
        en="The binder holds {size} bytes; an archive holds at most {most}",
    )
