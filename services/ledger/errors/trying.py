"""What can go wrong when something is tried or asked that has not happened."""

from services.platform.errors import DomainError, Text


class NothingTried(DomainError):
    status = 422
    title = Text(zh="请给出要假设的政策包、学时或培训班", en="A what-if needs a pack, entries or a class to try")


class ClassEndsLater(DomainError):
    status = 422
    title = Text(zh="培训班在该日之后才结束", en="The class ends after the day")
    detail = Text(
        zh="培训班 {ends_on} 才结束,截止日期不能早于这一天",
        en="The class ends on {ends_on}: judge as of that day or later",
    )


class TermsDoNotFit(DomainError):
    status = 422
    title = Text(zh="参数或选项与政策包不符", en="The parameters or switches do not fit the pack")
    detail = Text(zh="与政策包 {pack_id} 不符:{problems}", en="They do not fit the pack {pack_id}: {problems}")


class YearsCrossed(DomainError):
    status = 422
    title = Text(zh="一条学时须在同一学年内", en="A line lies within one judging year")
    detail = Text(
        zh="第 {item} 条的起止日期颠倒或跨越学年", en="Line {item} ends before it begins, or crosses a judging year"
    )


class ClassCancelled(DomainError):
    title = Text(zh="培训班已取消", en="The class is cancelled")


class TooManyClasses(DomainError):
    status = 422
    title = Text(zh="培训班过多", en="Too many classes for one request")
    detail = Text(zh="一次最多计算 {most} 个培训班,请按计划查询", en="At most {most} classes at once: ask plan by plan")


class TooManyTeachers(DomainError):
    status = 422
    title = Text(zh="教师人数过多", en="Too many teachers for one request")
    detail = Text(
        zh="一次最多计算 {most} 名教师,请按学校查询", en="At most {most} teachers at once: ask school by school"
    )
