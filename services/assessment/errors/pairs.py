"""Refusals about mentoring pairs."""

from services.platform.errors import DomainError, Text


class PairWithOneself(DomainError):
    status = 422
    title = Text(zh="师徒不能是同一人", en="Mentor and mentee are two people")


class PairBackwards(DomainError):
    status = 422
    title = Text(zh="结对起止日期不可用", en="These days cannot be those of a pair")
    detail = Text(zh="结束不得早于开始,最长 {days} 天", en="It ends after it begins, at most {days} days later")


class MenteeElsewhere(DomainError):
    title = Text(zh="徒弟在结对开始之日不在本校", en="The mentee is not of this school on the first day")


class PairNameTaken(DomainError):
    title = Text(zh="本校已有同名的师徒结对", en="The school has a pair of this name")


class PairOverlaps(DomainError):
    title = Text(zh="两人在此期间已结对", en="The two are a pair in some of these days already")
    detail = Text(zh="两人在此期间已结对:{pair_id}", en="The two are a pair in some of these days already: {pair_id}")


class PairClosed(DomainError):
    title = Text(zh="结对已评价或已撤销", en="The pair was evaluated or withdrawn")
    detail = Text(zh="结对现为:{state}", en="The pair stands at {state}")


class PairStillRunning(DomainError):
    title = Text(zh="结对尚未期满,不能评价", en="The pair has not come to its end")
    detail = Text(zh="结对至 {until} 期满", en="The pair runs until {until}; it is evaluated from that day on")


class UnknownPairEntry(DomainError):
    status = 422
    title = Text(zh="政策包没有这种带教记录", en="The pack asks pairs for no such thing")
    detail = Text(
        zh="第 {item} 条:{on} 适用的政策包 {pack_id} 的带教记录有:{known}",
        en="Item {item}: of pairs the pack {pack_id} in force on {on} knows: {known}",
    )


class EntryNeedsRole(DomainError):
    status = 422
    title = Text(zh="须写明是师傅还是徒弟", en="Whether mentor or mentee did it must be said")
    detail = Text(zh="第 {item} 条须写明角色:{roles}", en="Item {item} needs a role: {roles}")


class EntryOutsidePair(DomainError):
    status = 422
    title = Text(zh="日期不在结对期内", en="The day is not within those of the pair")
    detail = Text(zh="第 {item} 条须在 {first} 至 {last} 之间", en="Item {item} must lie between {first} and {last}")


class EntryLoggedBefore(DomainError):
    title = Text(zh="同一带教记录已登记", en="The same was logged before")


class EntryWithdrawn(DomainError):
    title = Text(zh="该带教记录已因其他原因撤回", en="The entry was withdrawn for another reason")


class NoFormForPairs(DomainError):
    status = 422
    title = Text(zh="政策包没有师徒带教的认定表", en="The pack has no recognition form for pairs")


class AwardNotAsked(DomainError):
    title = Text(zh="政策包没有优秀师徒评选", en="The pack knows no selection of excellent pairs")


class AwardNotProposed(DomainError):
    title = Text(zh="未被推荐为优秀师徒", en="The pair was not proposed for the award")
