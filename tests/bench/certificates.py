"""P10: certificates a second, printed as the worker prints a class, by bare compiles of a page a second.

The bare compile is typst setting one page with the same sentence and a picture of the same code that was made before,
in the same font, to the same standard. A certificate has its lines, weights and frames more, and its code has to be
made; a class is set a hundred pages at a time. Both are told in every other pairing too: one certificate by one bare
page, and a hundred by a bare document of a hundred pages, where only what is more on the paper counts.

What is set is new in every round, since typst remembers. The codes of the last round are read off the PDF by a decoder
that knows nothing of how they were made, and every signature is checked.
"""

import asyncio
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from statistics import median
from typing import Any, Final

from services.ledger.models import Certificate
from services.ledger.operations import Sheet, print_certificates
from services.ledger.rules.certificates import (
    CertificateKind,
    facts_on_paper,
    masked,
    name_mark,
    new_code,
    printed_code,
    read_signed,
    sentence_of,
    sign_facts,
)
from services.platform.documents import typeset
from services.platform.ids import new_id
from services.platform.qr import qr_png
from services.platform.signing import KeyRing, Signer
from services.platform.tokens import new_key_pair
from tests.bench.harness import Finding
from tests.ledger.scanning import codes_of

GOAL = 0.7
_PAGES: Final = 100
_ALONE: Final = 20
_ROUNDS: Final = 5
_DISTRICT: Final = 230_102
_URL: Final = "https://xuefen.example.org"
_BARE: Final = b"""
#set page(paper: "a4", flipped: true)
#set text(font: "Noto Sans CJK SC", size: 16pt, lang: "zh")
#for (place_, one) in json(bytes(sys.inputs.pages)).enumerate() {
  if place_ > 0 { pagebreak() }
  par(one.sentence)
  image(bytes(one.qr), format: "png", scaling: "pixelated", width: 38mm)
}
"""


async def measure() -> Finding:
    """Measure rounds by turns, and read what was printed."""
    private, public = new_key_pair()
    signer, keys = Signer(private), KeyRing.read(public)
    await _print(_sheets(signer, 1, 0))
    seconds: dict[str, list[float]] = {"bare": [], "certificates": [], "bare alone": [], "certificate alone": []}
    printed = b""
    sheets: Sequence[Sheet] = []
    for round_ in range(_ROUNDS):
        sheets = _sheets(signer, _PAGES, round_)
        others = _pages(_sheets(signer, _PAGES, _ROUNDS + round_))
        seconds["bare"].append(await _timed(_set(others)))
        began = time.perf_counter()
        printed = await _print(sheets)
        seconds["certificates"].append(time.perf_counter() - began)
        for sheet, page in zip(sheets[:_ALONE], others[:_ALONE], strict=True):
            seconds["bare alone"].append(await _timed(_set([_anew(page, round_)])))
            seconds["certificate alone"].append(await _timed(_print([sheet])))
    codes = [read_signed(keys, code).c for code in codes_of(printed)]
    faults = [] if codes == [printed_code(_DISTRICT, one.certificate.code) for one in sheets] else ["other codes read"]
    a_page = {name: median(took) * (1 if "alone" in name else 1 / _PAGES) for name, took in seconds.items()}
    value = a_page["bare alone"] / a_page["certificates"]
    return Finding(
        round(value, 3),
        GOAL,
        value >= GOAL and not faults,
        "certificates/s ÷ bare compiles/s",
        {
            "certificates a second": round(1 / a_page["certificates"]),
            "one by one bare page": round(a_page["bare alone"] / a_page["certificate alone"], 2),
            "a hundred by a bare hundred": round(a_page["bare"] / a_page["certificates"], 2),
            "milliseconds a page": {name: round(took * 1000, 2) for name, took in a_page.items()},
            "milliseconds a code": round(_a_code(sheets) * 1000, 2),
            "bytes a page": len(printed) // _PAGES,
            "codes read back": len(codes),
            "faults": faults,
        },
    )


async def _timed(act: Any) -> float:
    began = time.perf_counter()
    await act
    return time.perf_counter() - began


async def _print(sheets: Sequence[Sheet]) -> bytes:
    return await print_certificates(sheets)


async def _set(pages: Sequence[dict[str, Any]]) -> bytes:
    return await asyncio.to_thread(_typeset, pages)


def _typeset(pages: Sequence[dict[str, Any]]) -> bytes:
    return typeset(_BARE, at=datetime.now(UTC), pages=list(pages))


def _pages(sheets: Sequence[Sheet]) -> list[dict[str, Any]]:
    return [
        {
            "sentence": sentence_of(CertificateKind.COMPLETION, one.certificate.content),
            "qr": list(qr_png(_code(one), scale=3)),
        }
        for one in sheets
    ]


def _anew(page: dict[str, Any], round_: int) -> dict[str, Any]:
    return {**page, "sentence": f"{page['sentence']}{round_}"}


def _code(sheet: Sheet) -> bytes:
    one = sheet.certificate
    return f"{_URL}/ledger/v1/certificates/{printed_code(_DISTRICT, one.code)}#{one.signed}".encode()


def _a_code(sheets: Sequence[Sheet]) -> float:
    took = []
    for sheet in sheets:
        began = time.perf_counter()
        qr_png(_code(sheet), scale=3)
        took.append(time.perf_counter() - began)
    return median(took)


def _sheets(signer: Signer, count: int, round_: int) -> list[Sheet]:
    return [_sheet(signer, round_ * 1_000 + number) for number in range(1, count + 1)]


def _sheet(signer: Signer, number: int) -> Sheet:
    at, code, name = datetime.now(UTC), new_code(), f"教师{number}"
    content = {
        "number": f"望教培〔2026〕{number:05d}号",
        "label_zh": "培训结业证书",
        "label_en": "certificate of completion",
        "clause_id": None,
        "issuer": "望江县教育局",
        "district": "望江县",
        "title": f"小学教师课堂教学培训第{number}期",
        "school": "第一小学",
        "grade": "PASS",
        "hours": "24.0000",
        "credits": "2.4000",
        "earned_from": "2026-07-06",
        "earned_to": "2026-07-09",
        "holder": masked(name),
        "name_mark": name_mark(code, name),
    }
    facts = facts_on_paper(content, district_id=_DISTRICT, code=code, issued_on=at.date())
    certificate = Certificate(
        district_id=_DISTRICT,
        certificate_id=new_id(),
        code=code,
        kind=CertificateKind.COMPLETION.value,
        reason=None,
        content=content,
        issued_on=at.date(),
        issued_at=at,
        signed=sign_facts(signer, facts),
    )
    return Sheet(certificate, name, revoked=False, public_url=_URL)
