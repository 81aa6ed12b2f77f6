"""What can go wrong when something of the book is to be proven."""

from services.platform.errors import DomainError, Text


class NotYetSigned(DomainError):
    title = Text(zh="账簿尚未签名", en="The book has not been signed yet")
    detail = Text(
        zh="账簿头在入账后一分钟内签名,请稍后再取",
        en="A head is signed within a minute after a posting: ask again",
    )
    retry_after = 60
