"""What can go wrong with booklets."""

from services.platform.errors import DomainError, Text


class BookletIssued(DomainError):
    """One booklet a teacher: another is issued in its place, with a reason."""

    title = Text(zh="该教师已有证书簿", en="The teacher has a booklet already")
    detail = Text(zh="该教师已有证书簿 {number},请按补发办理", en="The teacher has booklet {number}: have it reissued")


class BookletNumberTaken(DomainError):
    title = Text(zh="该证书簿编号已被使用", en="Another booklet has this number")


class BookletNotKept(DomainError):
    title = Text(zh="证书簿现状不允许此操作", en="That cannot become of the booklet as it is")
    detail = Text(zh="证书簿{how}，不能这样办理", en="That cannot become of a booklet that {how}")


class BookletBackdated(DomainError):
    title = Text(zh="日期早于证书簿的最近记录", en="The day is before the last that is recorded")
    detail = Text(zh="日期早于最近记录({on})", en="The last record is of {on}")


class BookletAhead(DomainError):
    title = Text(zh="日期晚于今天", en="The day is still to come")


class BookletMoved(DomainError):
    title = Text(zh="证书簿记录刚被他人更新,请重试", en="Somebody else has just recorded something: look again")


class NotAtThatSchool(DomainError):
    """The booklet is kept by the school of the teacher's post, and by no other."""

    title = Text(zh="该教师当日不在该校任职", en="The teacher has no post at that school on that day")
