"""What can go wrong with schools, teachers and where they are in post."""

from services.platform.errors import DomainError, Text


class StaffNumberTaken(DomainError):
    title = Text(zh="工号已被占用", en="The staff number is taken")


class SchoolCodeTaken(DomainError):
    title = Text(zh="学校代码已被占用", en="The school code is taken")


class DistrictExists(DomainError):
    title = Text(zh="该区已存在", en="The district exists already")


class UnknownSchool(DomainError):
    status = 422
    title = Text(zh="本区没有这所学校", en="There is no such school in this district")


class UnknownTeacher(DomainError):
    status = 422
    title = Text(zh="本区没有这位教师", en="There is no such teacher in this district")


class Annulled(DomainError):
    title = Text(zh="该记录已作废", en="It was annulled")


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
