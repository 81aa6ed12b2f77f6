"""Plans, programs, money and notices."""

from services.platform.errors import DomainError, Text


class ProgramCodeTaken(DomainError):
    title = Text(zh="项目编号已被占用", en="The program code is taken")
    detail = Text(zh="该编号已用于项目 {program_id}", en="The code belongs to the program {program_id}")


class NotSchoolBased(DomainError):
    title = Text(
        zh="学校的培训班只能属于校本项目或本校的计划",
        en="A class of a school belongs to a school-based program or to the school's own plan",
    )


class HoursDoNotAddUp(DomainError):
    status = 422
    title = Text(zh="分类学时之和与总学时不符", en="The hours by kind do not make up the whole")
    detail = Text(
        zh="各类学时合计 {total},项目学时为 {hours}", en="The kinds make {total} hours, the program has {hours}"
    )


class UnknownCode(DomainError):
    """Never repeats the code given: it came from outside."""

    status = 422
    title = Text(zh="政策包中没有这个代码", en="The pack in force does not know this code")
    detail = Text(
        zh="政策包 {pack} 的 {dimension} 中没有这个代码,可用:{allowed_zh}",
        en="The pack {pack} has no such {dimension}; it knows {allowed_en}",
    )


class PlanLocked(DomainError):
    title = Text(zh="计划已提交审批,不能修改", en="The plan is being decided on and cannot be changed")


class PlanEmpty(DomainError):
    title = Text(zh="计划还没有内容", en="The plan holds nothing yet")


class PlanNotSubmitted(DomainError):
    title = Text(zh="计划未在审批中", en="The plan is not waiting for a decision")


class PlanNotApproved(DomainError):
    title = Text(zh="计划尚未获批", en="The plan has not been approved")


class PlanNotPublished(DomainError):
    title = Text(zh="计划尚未发布", en="The plan has not been published")


class PlanChanged(DomainError):
    title = Text(zh="计划内容已变化", en="The plan has changed since it was read")
    detail = Text(zh="计划现为第 {revision} 稿", en="The plan stands at revision {revision}")


class OwnPlan(DomainError):
    title = Text(zh="不能审批自己编制或提交的计划", en="Nobody decides on a plan that they wrote or submitted")


class AmendmentNeeded(DomainError):
    title = Text(zh="该修改须经批准", en="This change of a published plan needs approval")
    detail = Text(
        zh="{fields} 涉及经费、学时、名额或对象,须提交修订并由他人批准",
        en="{fields} touch money, hours, seats or audience: propose an amendment, which somebody else approves",
    )


class AmendmentDecided(DomainError):
    title = Text(zh="该修订未在审批中", en="The amendment is not waiting for a decision")


class NothingAmended(DomainError):
    status = 422
    title = Text(zh="修订与现行计划相同", en="The amendment says what the plan says already")


class ReasonNeeded(DomainError):
    status = 422
    title = Text(zh="须说明理由", en="A reason is needed")


class ItemTwice(DomainError):
    status = 422
    title = Text(zh="同一编号出现两次", en="Two things of the plan share an id")


class ItemOutsidePlan(DomainError):
    status = 422
    title = Text(zh="培训时间不在计划期内", en="A training lies outside the time of the plan")
    detail = Text(zh="计划期为 {starts_on} 至 {ends_on}", en="The plan runs from {starts_on} to {ends_on}")


class ExpenseOutsidePlan(DomainError):
    status = 422
    title = Text(zh="支出日期不在计划年度内", en="The day of the expense lies outside the years of the plan")
    detail = Text(zh="计划涉及 {first} 至 {last} 年", en="The plan is for the years {first} to {last}")


class BudgetOutsidePlan(DomainError):
    status = 422
    title = Text(zh="预算年度不在计划年度内", en="A budget line is of a year outside those of the plan")
    detail = Text(zh="计划涉及 {first} 至 {last} 年", en="The plan is for the years {first} to {last}")


class UnknownItem(DomainError):
    status = 422
    title = Text(zh="该计划没有这一项", en="The plan has no such item")


class ItemCarriedOut(DomainError):
    title = Text(zh="该项已开班,不能从计划中删去", en="Classes were opened for the item: it stays in the plan")


class NoProgramForItem(DomainError):
    title = Text(zh="该项还没有对应的培训项目", en="No program carries this item out yet")


class PlacesUnknown(DomainError):
    status = 422
    title = Text(zh="计划中没有写明名额,须另行给出", en="The item plans no places: say how many")


class ExpenseRetracted(DomainError):
    title = Text(zh="该支出已撤销", en="The expense has been retracted already")


class NoticeWithdrawn(DomainError):
    title = Text(zh="该通知已撤回", en="The notice has been withdrawn")


class NotAsked(DomainError):
    title = Text(zh="该通知不是发给本校的", en="The notice does not ask this school")
