"""Refusals about records."""

from services.platform.errors import DomainError, Text


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
