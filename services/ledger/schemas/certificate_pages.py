"""What somebody reads who scans the code of a certificate with a phone."""

from typing import Final

from services.ledger.rules.certificates import Ground, short_amount
from services.ledger.schemas.certificates import PublicCertificateResponse
from services.platform.clock import SHANGHAI
from services.platform.errors import Text
from services.platform.pages import Line, Page, Question

_TITLE: Final = Text(zh="证书核验", en="Certificate verification")
_HOLDS: Final = Text(zh="有效", en="Valid")
_REVOKED: Final = Text(zh="已作废", en="Revoked")
_COMPARE: Final = Text(
    zh="请将下列各项与纸质证书逐一核对；有一项不符，即非本证书。",
    en="Hold every line against the paper: where one differs, it is another certificate.",
)
_REISSUED: Final = Text(zh="该证书已补发，以新证书为准。", en="Another certificate was issued in its place.")
_MATCHES: Final = Text(zh="所填姓名与持证人相符。", en="The name you entered is the holder's.")
_MATCHES_NOT: Final = Text(
    zh="所填姓名与持证人不符。", en="The certificate was issued to another name than the one you entered."
)
_NAME: Final = Question(
    name="name",
    label=Text(zh="核对姓名", en="Check the name on the paper"),
    button=Text(zh="核对", en="Check"),
    longest=120,
)
_GROUNDS: Final = {
    Ground.ENTRY_REVERSED: Text(zh="所依据的学时学分已冲销", en="what it stood on was taken back"),
    Ground.RESULT_CHANGED: Text(zh="考核结果已变更", en="the result has changed"),
    Ground.REISSUED: Text(zh="已补发", en="it was reissued"),
    Ground.DECIDED: Text(zh="由发证机关作废", en="the issuer revoked it"),
}


def page_of_certificate(shown: PublicCertificateResponse) -> Page:
    """The same facts as in JSON, every line of the paper, and whether the certificate holds."""
    holds = shown.status == "VALID"
    lines = [
        Line(Text(zh="证书", en="Certificate"), shown.label_zh, shown.label_en),
        Line(Text(zh="编号", en="Number"), shown.number),
        Line(Text(zh="核验码", en="Code"), shown.code),
        Line(Text(zh="发证机关", en="Issuer"), shown.issuer),
        Line(Text(zh="发证日期", en="Issued on"), shown.issued_on.isoformat()),
        Line(Text(zh="持证人", en="Holder"), shown.holder),
        Line(Text(zh="培训", en="Training"), shown.title),
        Line(Text(zh="起止", en="From, to"), f"{shown.earned_from.isoformat()} – {shown.earned_to.isoformat()}"),
        Line(Text(zh="学时", en="Hours"), short_amount(shown.hours)),
        Line(Text(zh="学分", en="Credits"), short_amount(shown.credits)),
        Line(Text(zh="区县", en="District"), shown.district),
    ]
    if shown.revocation_ground is not None and shown.revoked_at is not None:
        why = _GROUNDS[shown.revocation_ground]
        on = shown.revoked_at.astimezone(SHANGHAI).date().isoformat()
        lines.insert(0, Line(Text(zh="作废", en="Revoked"), f"{on} {why.zh}", why.en))
    notes = [_COMPARE]
    if shown.reissued:
        notes.append(_REISSUED)
    if shown.name_matches is not None:
        notes.append(_MATCHES if shown.name_matches else _MATCHES_NOT)
    # A paper that bears another name is not the one that holds.
    sound = holds and shown.name_matches is not False
    state = _HOLDS if sound else _MATCHES_NOT if holds else _REVOKED
    return Page(_TITLE, state, sound, lines=lines, notes=[note for note in notes if note != state], question=_NAME)
