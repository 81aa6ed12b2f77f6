"""What can go wrong with exports."""

from services.platform.errors import DomainError, Text


class TooManyExports(DomainError):
    title = Text(zh="进行中的导出过多", en="Too many exports are being made")
    detail = Text(
        zh="同一账号同时最多有 {most} 个导出在进行:等其完成,或取消一个",
        en="One account has at most {most} exports made at a time: wait for one of them, or cancel it",
    )


class ExportNotReady(DomainError):
    title = Text(zh="导出尚未完成", en="The export is not ready")
    detail = Text(zh="导出进行到 {done}/{total}", en="The export has come to {done} of {total}")
    retry_after = 2


class ExportGone(DomainError):
    status = 410
    title = Text(zh="导出的文件已清除", en="The file of the export is gone")
    detail = Text(
        zh="导出的文件已清除(已取消或已过期),请重新导出",
        en="The file was removed, because the export was cancelled or has expired: ask for another",
    )
