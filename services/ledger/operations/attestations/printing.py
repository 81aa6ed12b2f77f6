"""Attestations on paper: a PDF/A with tables, clauses, the head of the book, and a QR code that needs nobody."""

from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files
from typing import Any, Final

from services.ledger.models import Attestation
from services.ledger.rules.attestations import sentence_of_attestation as sentence_of
from services.ledger.rules.attestations import verdict_of_clause
from services.ledger.rules.certificates import day_in_words, printed_code, short_amount
from services.platform.documents import Press, typeset
from services.platform.qr import qr_png

_TEMPLATE: Final = files("services.ledger.operations.attestations").joinpath("attestation.typ").read_bytes()
_press: Final = Press()
_GROUP: Final = 4
_TABLES: Final = (("category", "按类别"), ("level", "按层级"), ("mode", "按方式"))
_STAMPS: Final = {"REVOKED": "作废", "SUPERSEDED": "已非最新"}


@dataclass(frozen=True, slots=True)
class AttestationSheet:
    """An attestation with what only the directory knows of its holder, and whether it still holds."""

    attestation: Attestation
    name: str
    staff_number: str
    status: str
    public_url: str


async def print_attestation(sheet: AttestationSheet) -> bytes:
    """Its PDF/A, the same bytes for the same attestation. Overloaded when too many papers are being made."""
    return await _press.make(_pdf, sheet)


def address_of_attestation(public_url: str, one: Attestation) -> str:
    """Where anybody looks an attestation up."""
    return f"{public_url.rstrip('/')}/ledger/v1/attestations/{printed_code(one.district_id, one.code)}"


def _pdf(sheet: AttestationSheet) -> bytes:
    return typeset(_TEMPLATE, at=sheet.attestation.issued_at, one=_printed(sheet))


def _printed(sheet: AttestationSheet) -> dict[str, Any]:
    """What the template writes; all of it text."""
    one, content = sheet.attestation, sheet.attestation.content
    address = address_of_attestation(sheet.public_url, one)
    groups = " ".join(one.code[first : first + _GROUP] for first in range(0, len(one.code), _GROUP))
    head = content["head"]
    credits_kept = content["keeps"] != "hours" or Decimal(content["credits"]) != 0
    return {
        "label": content["label_zh"],
        "number_line": f"证明编号：{content['number']}",
        "name": sheet.name,
        "who": f"同志（工号 {sheet.staff_number}，{content['school']}）",
        "sentence": sentence_of(content),
        "period": content["period_zh"],
        "days": f"{day_in_words(one.first)}至{day_in_words(one.as_of)}",
        "units": ["学时", "学分"] if credits_kept else ["学时"],
        "total": _amounts(content, credits_kept=credits_kept),
        "tables": [
            {
                "title": title,
                "rows": [[row["zh"], *_amounts(row, credits_kept=credits_kept)] for row in content["sums"][dimension]],
            }
            for dimension, title in _TABLES
        ],
        "carried": _carried(content),
        "verdict": content["verdict_zh"],
        "met": content["verdict"] in ("MET", "EXEMPT"),
        "clauses": [
            [clause["clause_id"], clause["title_zh"], clause["sentence_zh"], verdict_of_clause(clause)]
            for clause in content["clauses"]
            if clause["severity"] == "mandatory"
        ],
        "pack": content["pack_zh"],
        "qr": list(qr_png(f"{address}#{one.signed}".encode(), scale=4)),
        "code": f"{one.district_id}-{groups}",
        "address": address.rpartition("/")[0] + "/",
        "book": f"台账至第 {one.known_at_seq} 行（签名账簿头第 {head['number']} 号），共列 {content['entries']} 行",
        "root": head["tree_root"],
        "issuer": content["issuer"],
        "day": day_in_words(one.issued_on),
        "stamp": _STAMPS.get(sheet.status, ""),
    }


def _amounts(sums: dict[str, Any], *, credits_kept: bool) -> list[str]:
    names = ("hours", "credits") if credits_kept else ("hours",)
    return [short_amount(Decimal(sums[name])) for name in names]


def _carried(content: dict[str, Any]) -> str:
    hours, credits_ = (Decimal(content[name]) for name in ("carried_hours", "carried_credits"))
    told = [f"{short_amount(amount)}{unit}" for amount, unit in ((hours, "学时"), (credits_, "学分")) if amount]
    return f"另自外区县转入{'、'.join(told)}，已计入判定，不在本台账合计之内。" if told else ""
