"""What can go wrong with certificates."""

from services.platform.errors import DomainError, Text


class CertificateWithheld(DomainError):
    """No certificate can be issued anew; the sentence says what stands in the way."""

    title = Text(zh="不能发给此证书", en="The certificate cannot be issued")
    detail = Text(zh="不能发给此证书:{reason}", en="The certificate cannot be issued: {reason}")


class CertificateReplaced(DomainError):
    title = Text(zh="该证书已经补发", en="The certificate has been reissued")
    detail = Text(zh="该证书已由 {number} 代替", en="The certificate was replaced by {number}")


class CertificateRevoked(DomainError):
    title = Text(zh="该证书已经作废", en="The certificate has been revoked")


class HolderRenamed(DomainError):
    """The paper would bear another name than its code vouches for."""

    title = Text(zh="持证人姓名已变更,请补发证书", en="The holder's name has changed: the certificate must be reissued")


class TooManyMembers(DomainError):
    status = 422
    title = Text(zh="一次发证人数过多", en="Too many certificates at once")
    detail = Text(zh="一次最多 {most} 人,请分批指定教师", en="At most {most} at once: name the teachers in batches")


class IssuerInUse(DomainError):
    """Numbers that were given out keep reading as they do."""

    title = Text(zh="该发证机关已发出证书,编号前缀不能再改", en="The issuer has issued certificates: its prefix stays")
