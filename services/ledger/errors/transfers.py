"""What can go wrong with transfers."""

from services.platform.errors import DomainError, Text


class HistoryNotOwed(DomainError):
    title = Text(zh="该教师未离开本区", en="The teacher has not left the district")
    detail = Text(
        zh="该调动已撤回,或该教师已调回,无须再发送其台账",
        en="The departure was withdrawn, or the teacher has come back: nothing is to be sent",
    )
