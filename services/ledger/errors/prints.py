"""What can go wrong with printing a class."""

from services.platform.errors import DomainError, Text


class NothingToPrint(DomainError):
    title = Text(zh="该班没有有效的证书", en="No certificate of the class holds")


class TooManyToPrint(DomainError):
    status = 422
    title = Text(zh="一次打印的证书过多", en="Too many certificates to be printed at once")
    detail = Text(zh="一次最多打印 {most} 张", en="At most {most} at once")


class PrintRunning(DomainError):
    title = Text(zh="尚未印完", en="The print is not finished")
    detail = Text(zh="已印 {done} 张,共 {total} 张", en="{done} of {total} are printed")


class PrintEnded(DomainError):
    title = Text(zh="已经印完,不能取消", en="The print is finished and can no longer be cancelled")


class PrintGone(DomainError):
    status = 410
    title = Text(zh="文件已过期或已取消,请重新打印", en="The files are gone: have them printed again")
