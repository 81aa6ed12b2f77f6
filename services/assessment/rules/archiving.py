"""A binder as a folder: where each document lies, and the index that says what is there and what is not."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from html import escape
from typing import Any, Final
from urllib.parse import quote

from services.assessment.rules.binders import BinderSet, table_text

_STATES: Final = {"HELD": "齐", "WAIVED": "免交", "MISSING": "缺", "UNDETERMINED": "原文缺数,待定"}
_UNSAFE: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_LONGEST_NAME: Final = 232
"""Bytes: what file systems give a name, with room for the number before it."""
_STYLE: Final = (
    "body{font-family:sans-serif;margin:2em}table{border-collapse:collapse}"
    "td,th{border:1px solid #999;padding:.3em .6em;text-align:left;vertical-align:top}code{font-size:.8em}"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedPaper:
    """A document of an item: a file at a path of the archive, or a note of where a paper is kept (no path)."""

    clause_id: str
    code: str
    note: str
    held_on: str
    path: str | None
    sha256: str | None
    size: int | None
    media_type: str | None = None
    made_by_system: bool = False
    reference: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedWaiver:
    clause_id: str
    code: str
    reason: str
    waived_by: str
    waived_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedCustody:
    """A hand-over: who gave, who received, and when each signed."""

    from_name: str
    to_name: str
    given_at: str
    accepted_at: str | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BinderIndex:
    """Everything that the index of an archive says."""

    binder_id: str
    subject: str
    title: str
    state: str
    pack_id: str
    pack_hash: str
    first_day: str | None
    last_day: str | None
    custodian: str
    exported_at: datetime
    sets: Sequence[BinderSet]
    papers: Sequence[IndexedPaper]
    waivers: Sequence[IndexedWaiver]
    custody: Sequence[IndexedCustody]


def path_in_archive(sets: Sequence[BinderSet], *, clause_id: str, code: str, number: int, name: str) -> str:
    """The folder of an item, numbered as in the pack, and the document's name in it; what is in no set lies aside."""
    folder = "99-其他"
    for set_number, one in enumerate(sets, start=1):
        for item_number, item in enumerate(one.items, start=1):
            if (one.clause_id, item.code) == (clause_id, code):
                folder = f"{set_number:02}-{_safe(one.clause_id)}/{item_number:02}-{_safe(item.zh)}"
    return f"{folder}/{number:02}-{_safe(name)}"


def manifest_of(index: BinderIndex) -> bytes:
    """The index for machines: every set, item, document with its SHA-256, waiver and hand-over."""
    missing = [
        {"clause_id": one.clause_id, "code": item.code, "zh": item.zh, "en": item.en}
        for one in index.sets
        for item in one.items
        if item.state == "MISSING"
    ]
    manifest: dict[str, Any] = {**asdict(index), "exported_at": index.exported_at.isoformat(), "missing": missing}
    return json.dumps(manifest, ensure_ascii=False, indent=2).encode()


def index_table(index: BinderIndex) -> bytes:
    """The index as a table: a row for each document, and one for each item that has none."""
    rows: list[tuple[object, ...]] = []
    for one in index.sets:
        for item in one.items:
            papers = _papers_of(index, one.clause_id, item.code)
            rows += [
                (one.clause_id, item.zh, _STATES[item.state], p.note, p.held_on, p.path, p.size, p.sha256)
                for p in papers
            ]
            if not papers:
                rows.append((one.clause_id, item.zh, _STATES[item.state], *_waived(index, one.clause_id, item.code)))
    rows += [("", "其他", "", p.note, p.held_on, p.path, p.size, p.sha256) for p in _others(index)]
    return table_text(("条款", "材料", "状态", "说明", "日期", "文件", "字节", "SHA-256"), rows)


def index_page(index: BinderIndex) -> bytes:
    """The index for people, with links into the archive."""
    rows = []
    for one in index.sets:
        rows.append(f"<tr><th colspan=4>{escape(one.clause_id)} {escape(one.quote)}</th></tr>")
        for item in one.items:
            papers = [_shown(paper) for paper in _papers_of(index, one.clause_id, item.code)]
            told = "<br>".join(papers) or escape("".join(_waived(index, one.clause_id, item.code)))
            asked = "未定" if item.at_least is None else str(item.at_least)
            rows.append(
                f"<tr><td>{escape(item.zh)}</td><td>{_STATES[item.state]}</td>"
                f"<td>{item.have}/{asked}</td><td>{told}</td></tr>"
            )
    others = "".join(f"<li>{_shown(paper)}</li>" for paper in _others(index))
    custody = "".join(
        f"<li>{escape(one.given_at)} {escape(one.from_name)} 移交 {escape(one.to_name)}"
        f"({escape(one.note)}),{'接收于 ' + escape(one.accepted_at) if one.accepted_at else '尚未接收'}</li>"
        for one in index.custody
    )
    missing = sum(item.state == "MISSING" for one in index.sets for item in one.items)
    state = "已结档" if index.state == "CLOSED" else "未结档"
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(index.title)} 档案</title>'
        f"<style>{_STYLE}</style></head><body><h1>{escape(index.title)} 档案</h1>"
        f"<p>{state},缺 {missing} 项;政策包 {escape(index.pack_id)};保管人 {escape(index.custodian)};"
        f"导出 {index.exported_at:%Y-%m-%d %H:%M}</p>"
        f"<table><tr><th>材料</th><th>状态</th><th>份数</th><th>内容</th></tr>{''.join(rows)}</table>"
        f"<h2>其他</h2><ul>{others}</ul><h2>移交记录</h2><ul>{custody}</ul></body></html>"
    ).encode()


def _papers_of(index: BinderIndex, clause_id: str, code: str) -> list[IndexedPaper]:
    return [paper for paper in index.papers if (paper.clause_id, paper.code) == (clause_id, code)]


def _others(index: BinderIndex) -> list[IndexedPaper]:
    asked = {(one.clause_id, item.code) for one in index.sets for item in one.items}
    return [paper for paper in index.papers if (paper.clause_id, paper.code) not in asked]


def _waived(index: BinderIndex, clause_id: str, code: str) -> tuple[str, ...]:
    return tuple(f"免交:{one.reason}" for one in index.waivers if (one.clause_id, one.code) == (clause_id, code))


def _shown(paper: IndexedPaper) -> str:
    told = f"{escape(paper.held_on)} {escape(paper.note)}"
    if paper.path is not None:
        told = f'<a href="{escape(quote(paper.path))}">{told}</a> <code>{paper.sha256}</code>'
    return told


def _safe(name: str) -> str:
    """A name that every file system takes: nothing that is a path, and of what is too long the end with its suffix."""
    kept = _UNSAFE.sub("_", name).encode()[-_LONGEST_NAME:]
    return kept.decode(errors="ignore").rstrip(". ") or "_"
