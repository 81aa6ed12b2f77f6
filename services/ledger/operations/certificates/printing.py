"""Certificates on paper: a PDF/A page each, with a code that is checked by asking and a signature that needs nobody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from importlib.resources import files
from typing import Any, Final

from services.ledger.models import Certificate
from services.ledger.rules.certificates import (
    CertificateKind,
    day_in_words,
    printed_code,
    sentence_of,
    short_amount,
)
from services.platform.documents import Press, typeset
from services.platform.qr import qr_png

_TEMPLATE: Final = files("services.ledger.operations.certificates").joinpath("certificate.typ").read_bytes()
_press: Final = Press()
_GROUP: Final = 4
# Sharp enough where a printer smooths pictures, and small enough not to be what a page costs.
_PIXELS_A_MODULE: Final = 3
# Up to so many characters in type of so many points.
_LABEL_SIZES: Final = {15: 34.0, 22: 24.0, 60: 18.0, 120: 14.0}
_SENTENCE_SIZES: Final = {120: 16.0, 190: 14.0, 300: 12.0}
_ISSUER_SIZES: Final = {16: 17.0, 24: 12.0, 120: 10.0}
_LONGEST_REASON: Final = 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """A certificate with what only the directory knows, the holder's name, and whether it still holds."""

    certificate: Certificate
    name: str
    revoked: bool
    public_url: str


async def print_certificates(sheets: Sequence[Sheet]) -> bytes:
    """Their pages in one PDF/A, the same bytes for the same certificates. Overloaded when too many are being made."""
    return await _press.make(_pdf, sheets)


def address_of(public_url: str, certificate: Certificate) -> str:
    """Where anybody looks a certificate up."""
    code = printed_code(certificate.district_id, certificate.code)
    return f"{public_url.rstrip('/')}/ledger/v1/certificates/{code}"


def _pdf(sheets: Sequence[Sheet]) -> bytes:
    at: datetime = max(one.certificate.issued_at for one in sheets)
    return typeset(_TEMPLATE, at=at, certificates=[_printed(one) for one in sheets])


def _printed(sheet: Sheet) -> dict[str, Any]:
    """What the template writes; all of it text."""
    one, content = sheet.certificate, sheet.certificate.content
    address = address_of(sheet.public_url, one)
    amounts = [
        f"{short_amount(Decimal(content[name]))}{unit}" for name, unit in (("hours", "学时"), ("credits", "学分"))
    ]
    code, sentence = one.code, sentence_of(CertificateKind(one.kind), content)
    groups = " ".join(code[first : first + _GROUP] for first in range(0, len(code), _GROUP))
    return {
        "label": content["label_zh"],
        "number_line": f"证书编号：{content['number']}　　{'、'.join(amounts)}",
        "name": sheet.name,
        "who": f"同志（{content['school']}）" if content["school"] else "同志",
        "sentence": sentence,
        "note": f"本证书为补发，原因：{_shortened(one.reason)}" if one.reason else "",
        # What follows # stays in the phone: the signature is for whoever checks without asking.
        "qr": list(qr_png(f"{address}#{one.signed}".encode(), scale=_PIXELS_A_MODULE)),
        "code": f"{one.district_id}-{groups}",
        "address": address.rpartition("/")[0] + "/",
        "issuer": content["issuer"],
        "day": day_in_words(one.issued_on),
        "revoked": "作废" if sheet.revoked else "",
        # A certificate is one page, however long the names are that stand on it.
        "label_size": _size(content["label_zh"], _LABEL_SIZES),
        "sentence_size": _size(sentence, _SENTENCE_SIZES),
        "issuer_size": _size(content["issuer"], _ISSUER_SIZES),
    }


def _size(said: str, sizes: Mapping[int, float]) -> float:
    """The largest type in points of which so many characters find room."""
    return next((size for longest, size in sizes.items() if len(said) <= longest), min(sizes.values()))


def _shortened(reason: str) -> str:
    return reason if len(reason) <= _LONGEST_REASON else f"{reason[: _LONGEST_REASON - 1]}…"
