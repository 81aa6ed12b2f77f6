"""A teacher's whole statement on paper: every entry with what proves it, year by year."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from importlib.resources import files
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.ledger.models import BookHead, CarriedEntry, Entry
from services.ledger.operations.judging import load_bench
from services.ledger.operations.reading import Statement
from services.ledger.rules.archives import Provenance
from services.ledger.rules.certificates import day_in_words, short_amount
from services.platform import clock
from services.platform.documents import Press, typeset

_TEMPLATE: Final = files("services.ledger.operations.archives").joinpath("statement.typ").read_bytes()
_press: Final = Press()
_EVIDENCE: Final = {"ORIGINAL": "原件", "REGISTER": "名册", "COPY": "复印件", "DECLARED": "本人申报"}
_OF_SOURCE: Final = {"class": "培训班考核", "claim": "学分认定", "import": "历史导入", "adjustment": "调整"}


async def labels_of(session: AsyncSession, *, district_id: int, statement: Statement) -> Mapping[tuple[str, str], str]:
    """(Dimension, code) -> the word of the packs that valued the entries; codes of no pack stand for themselves.

    Where packs differ the newest assignment's word is taken.
    """
    bench = await load_bench(session, district_id=district_id)
    hashes = {entry.pack_hash for entry, _ in statement.lines}
    words: dict[tuple[str, str], str] = {}
    for assigned in sorted(bench.assignments, key=lambda one: one.valid_from):
        if assigned.content_hash in hashes:
            dimensions = bench.packs.of(assigned).dimensions
            for name in ("category", "level", "mode"):
                words |= {(name, code): label.zh for code, label in getattr(dimensions, name).items()}
    return words


async def print_statement(
    statement: Statement,
    entries: Sequence[Provenance],
    *,
    school: str,
    head: BookHead,
    labels: Mapping[tuple[str, str], str],
    purpose: str | None,
    at: datetime,
) -> bytes:
    """A PDF/A of the statement. Overloaded when too many are being made."""
    traced = {one.entry_id: one for one in entries}
    told: dict[str, Any] = {
        "name": statement.teacher.name,
        "staff_number": statement.teacher.staff_number,
        "school": school or "—",
        "as_of": day_in_words(statement.as_of),
        "made_on": day_in_words(at.astimezone(clock.SHANGHAI).date()),
        "purpose": purpose or "本人存档",
        "known_at_seq": str(statement.known_at_seq),
        "head": f"第 {head.number} 号",
        "root": head.tree_root.hex(),
        "hours": short_amount(statement.total.hours),
        "credits": short_amount(statement.total.credits),
        "carried": [_carried_row(one, gone, labels) for one, gone in statement.carried],
        "carried_total": (
            f"{short_amount(statement.carried_total.hours)} 学时，{short_amount(statement.carried_total.credits)} 学分"
        ),
        "years": [
            {
                "year": year,
                "hours": short_amount(statement.years[year].hours),
                "credits": short_amount(statement.years[year].credits),
                "rows": [_row(entry, gone, traced[entry.entry_id], labels) for entry, gone in lines],
            }
            for year, lines in _by_year(statement)
        ],
    }
    return await _press.make(lambda one: typeset(_TEMPLATE, at=at, one=one), told)


def _by_year(statement: Statement) -> list[tuple[str, list[tuple[Entry, int | None]]]]:
    lines = sorted(statement.lines, key=lambda line: (line[0].school_year, line[0].seq))
    return [(year, list(group)) for year, group in groupby(lines, key=lambda line: line[0].school_year)]


def _row(entry: Entry, gone: int | None, traced: Provenance, labels: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    first, last = entry.earned_from.isoformat(), entry.earned_to.isoformat()
    return {
        "seq": str(entry.seq),
        "days": first if first == last else f"{first} 至 {last}",
        "title": entry.title,
        "words": " · ".join(
            labels.get((name, getattr(entry, name)), getattr(entry, name)) for name in ("category", "level", "mode")
        ),
        "hours": _signed(entry.hours),
        "credits": _signed(entry.credits),
        "proof": _proof(entry, traced),
        "note": _note(entry.reverses, gone),
    }


def _carried_row(one: CarriedEntry, gone: int | None, labels: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    first, last = one.earned_from.isoformat(), one.earned_to.isoformat()
    return {
        "seq": str(one.seq),
        "days": first if first == last else f"{first} 至 {last}",
        "title": one.title,
        "words": " · ".join(
            labels.get((name, getattr(one, name)), getattr(one, name)) for name in ("category", "level", "mode")
        ),
        "hours": _signed(one.hours),
        "credits": _signed(one.credits),
        "proof": f"{one.origin_district_id} 区县台账，包含证明见 evidence.json",
        "note": _note(one.reverses, gone),
    }


def _signed(amount: Decimal) -> str:
    return f"-{short_amount(-amount)}" if amount < 0 else short_amount(amount)


def _note(reverses: UUID | None, gone: int | None) -> str:
    if reverses is not None:
        return "冲销"
    return "" if gone is None else f"已由第 {gone} 行冲销"


def _proof(entry: Entry, traced: Provenance) -> str:
    """In one line what the entry stands on."""
    told = [_OF_SOURCE.get(entry.source, entry.source)]
    if traced.undo is not None:
        told.append(f"撤销导入：{traced.undo.reason}")
    elif traced.adjustment is not None:
        told.append(traced.adjustment.reason)
    elif traced.file is not None:
        grade = _EVIDENCE.get(traced.file.evidence or "", "")
        told += [part for part in (grade, traced.file.document or "") if part]
        if traced.file.row is not None:
            told.append(f"{traced.file.file_name or ''} 第 {traced.file.row} 行")
    if traced.move is not None:
        told.append("工号合并撤销,移回原工号" if traced.move.back else "工号合并,由原工号移入")
    told += [f"证书 {one.number}{'' if one.holds else '(已作废)'}" for one in traced.certificates]
    return "；".join(told)
