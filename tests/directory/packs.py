"""Packs as authors write them, for tests that publish."""

import json
from typing import Any

from tests.support import Api

HEAD = """\
format: 1
id: {pack_id}
builds_on: {base}
version: '{version}'
title: {{zh: 第一小学校本研修学分办法, en: Credits of school-based study}}
clauses:
"""
STATEMENT = """\
  - id: {clause_id}
    kind: statement
    title: {{zh: 读书笔记, en: Reading notes}}
    quotes: ['{quote}']
    formal: Every teacher writes reading notes.
"""


def school_pack(
    *,
    pack_id: str = "SX",
    version: str = "1",
    base: str = "XC",
    quote: str = "每学期撰写读书笔记不少于4篇。",
    clauses: int = 1,
    header: str = "",
) -> str:
    """A school's small pack on a shipped one: statements only, and what `header` changes of the shipped one."""
    # A newer version of the shipped pack itself keeps its clauses and their ids.
    prefix = pack_id if pack_id != base else f"{pack_id}9"
    head = HEAD.format(pack_id=pack_id, base=base, version=version).replace("clauses:", f"{header}clauses:")
    return head + "".join(
        STATEMENT.format(clause_id=f"{prefix}-{number:02}", quote=quote) for number in range(1, clauses + 1)
    )


def conditional_pack(condition: str) -> str:
    """A small pack one of whose clauses binds under a condition."""
    return school_pack() + f"    who: {{when: {json.dumps(condition)}}}\n"


def asking_pack(amount: str) -> str:
    """A small pack one of whose clauses asks for an amount, written as YAML."""
    return (
        HEAD.format(pack_id="SX", base="XC", version="1")
        + f"""\
  - id: SX-01
    kind: total
    title: {{zh: 总学时, en: All hours}}
    quotes: ['每周期不少于若干学时。']
    formal: So many hours a cycle.
    parts:
      - label: {{zh: 总学时, en: all hours}}
        unit: hours
        limits: [{{sense: floor, amount: {amount}, inclusive: true}}]
"""
    )


async def publish(api: Api, content: str, **body: Any) -> dict[str, Any]:
    response = await api.post("/packs", json={"content": content, **body})
    assert response.status_code == 201, response.text
    answer: dict[str, Any] = response.json()
    return answer
