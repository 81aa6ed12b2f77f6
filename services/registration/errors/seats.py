"""Places: kept, shared out, offered, asked for together."""

from services.platform.errors import DomainError, Text


class CapacityBelowTaken(DomainError):
    title = Text(zh="名额不能少于已占用数", en="The capacity cannot be lower than the places taken")
    detail = Text(zh="已有 {taken} 人占用名额", en="{taken} places are taken")


class SeatsKept(DomainError):
    """Places that pools keep or offers hold cannot be taken away or shared out a second time."""

    title = Text(zh="名额已被占用或预留", en="The places are taken or kept")
    detail = Text(
        zh="共 {capacity} 个名额:已占用 {taken} 个,候补邀约占 {held} 个,需为学校预留 {reserved} 个",
        en="Of {capacity} places {taken} are taken, {held} are offered and {reserved} would be kept for schools",
    )


class NoPoolsHere(DomainError):
    title = Text(zh="该班先到先得,不按学校分配名额", en="Places of this class are first come, first served: no pools")


class PoolsOpened(DomainError):
    """What would be kept now would be anybody's at once."""

    title = Text(zh="第二轮报名已开放,名额不再按学校预留", en="The second round keeps no places for schools any more")
    detail = Text(
        zh="第二轮报名已于 {opened_at} 向所有学校开放名额,不能再按学校预留",
        en="The second round opened the places to everybody at {opened_at}: none can be kept for a school any more",
    )


class NotSharedOut(DomainError):
    """Nobody gets a place yet, and somebody was not willing to wait for what has to happen first."""

    title = Text(zh="名额尚未分配", en="The places have not been shared out yet")
    detail = Text(zh="名额尚未分配:{next_step_zh}", en="The places have not been shared out yet. {next_step_en}")


class ClaimBackPast(DomainError):
    status = 422
    title = Text(zh="名额收回时间必须晚于现在", en="Places can be claimed back only in the future")


class SchoolTwice(DomainError):
    status = 422
    title = Text(zh="同一学校在一份名额表中只能出现一次", en="A school stands in a list of places only once")


class TeacherTwice(DomainError):
    status = 422
    title = Text(zh="同一名教师在一组中只能出现一次", en="A teacher stands in a group only once")


class RoundsOverlap(DomainError):
    status = 422
    title = Text(zh="第二轮报名须在第一轮结束之后", en="The second round begins after the first has closed")


class RequestsNotTaken(DomainError):
    title = Text(zh="该班不由学校申请名额", en="Schools do not ask for places of this class")


class RequestsClosed(DomainError):
    title = Text(zh="申请名额的时间已过", en="The time to ask for places is over")
    detail = Text(zh="申请名额截止于 {closes_at}", en="Places could be asked for until {closes_at}")


class SeatRequestDecided(DomainError):
    title = Text(zh="名额申请已批复", en="The request for places has been decided")
    detail = Text(zh="已批复 {granted} 个名额", en="{granted} places were granted")


class MoreThanAsked(DomainError):
    status = 422
    title = Text(zh="批复数不能多于申请数", en="No more can be granted than was asked for")


class NotAllocating(DomainError):
    title = Text(zh="该班不是先报后分", en="The places of this class are not allocated after applying")


class AllocationTooEarly(DomainError):
    title = Text(zh="报名尚未截止,不能分配名额", en="Places are allocated after enrolment has closed")
    detail = Text(zh="报名截止于 {closes_at}", en="Enrolment closes at {closes_at}")


class AllocationDone(DomainError):
    title = Text(zh="名额已经分配", en="The places have been allocated")
    detail = Text(zh="名额已于 {allocated_at} 分配", en="The places were allocated at {allocated_at}")


class AllocationChanged(DomainError):
    title = Text(zh="名单已变化,请重新查看分配方案", en="The applications have changed: look at the proposal again")


class AllocationTooLarge(DomainError):
    title = Text(zh="调整后超出名额", en="The adjusted allocation has more people than places")
    detail = Text(
        zh="调整后 {enrolment_id} 没有可用的名额", en="No place is left for {enrolment_id} after the adjustment"
    )


class GroupsNotTaken(DomainError):
    title = Text(zh="需审核或先报后分的班不接受整组报名", en="A class with reviews or allocation takes no groups")


class GroupOfSeveralSchools(DomainError):
    status = 422
    title = Text(zh="整组报名须是同一所学校的教师", en="A group is of one school")


class GroupTooLarge(DomainError):
    """Fewer places than people; some of those that are free may be kept for schools."""

    title = Text(zh="空余名额不够整组报名", en="Not enough places are free for the whole group")
    detail = Text(
        zh="本组 {people} 人,空余名额 {free} 个(含为学校预留的名额)",
        en="The group has {people} people; {free} places are free, those kept for schools included",
    )


class GroupRefused(DomainError):
    """Somebody of the group cannot enter, so nobody does; `errors` say who and why."""

    title = Text(zh="整组报名未成:有人不能报名", en="The group cannot enter: somebody of it cannot")


class NoOffer(DomainError):
    title = Text(zh="没有待确认的名额", en="No place is offered")


class OfferExpired(DomainError):
    title = Text(zh="名额确认已逾期", en="The offer has expired")
    detail = Text(zh="名额须在 {expires_at} 前确认", en="The place was to be accepted before {expires_at}")


class NotApplied(DomainError):
    title = Text(zh="不是待分配或候补的报名", en="The enrolment is neither applied nor waiting")
