"""What can go wrong when the book is adjusted by hand."""

from services.platform.errors import DomainError, Text


class NothingAdjusted(DomainError):
    status = 422
    title = Text(zh="没有要调整的内容", en="Nothing to adjust")
    detail = Text(
        zh="调整须至少冲销一条台账行或补记一行", en="An adjustment takes back an entry or gives a line, at least one"
    )


class EntryNotAdjustable(DomainError):
    """What a class or a claim gave is corrected there: the correction enters at the top and comes down to the book."""

    title = Text(zh="该台账行不能手工冲销", en="The entry cannot be taken back by hand")
    detail = Text(zh="台账行 {entry_id} 不能手工冲销:{reason}", en="Entry {entry_id} cannot be taken back: {reason}")


class LineNotOfPack(DomainError):
    status = 422
    title = Text(zh="该行与政策包不符", en="The line does not fit the pack")
    detail = Text(
        zh="第 {item} 行的 {dimension} 不是政策包 {pack_id} 的代码",
        en="Line {item}: its {dimension} is no code of the pack {pack_id}",
    )


class EarnedInTheFuture(DomainError):
    status = 422
    title = Text(zh="获得日期在将来", en="Earned in the future")
    detail = Text(zh="第 {item} 行的结束日期在今天之后", en="Line {item} ends after today")


class NeverAppointed(DomainError):
    title = Text(zh="该教师没有任职记录", en="The teacher was never appointed")
    detail = Text(
        zh="没有任职记录,无法确定学分归属学校", en="Without an appointment no school can be named for what is earned"
    )


class AdjustmentDecided(DomainError):
    title = Text(zh="该调整已有结论", en="The adjustment has been decided")
    detail = Text(zh="该调整已于 {decided_at} 办结:{decision}", en="It was decided at {decided_at}: {decision}")


class SecondPersonNeeded(DomainError):
    """The rule of two persons."""

    title = Text(zh="须由另一人审批", en="Another person has to decide")
    detail = Text(
        zh="提出调整的人不能自己批准或驳回,只能撤回", en="Who proposed an adjustment cannot decide it, only withdraw it"
    )


class NotYourProposal(DomainError):
    title = Text(zh="只能撤回自己提出的调整", en="Only one's own proposal can be withdrawn")


class ConcernsYourself(DomainError):
    title = Text(zh="不能办理本人的学分调整", en="Nobody adjusts their own credits")
