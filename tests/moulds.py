"""A district like another, row by row: to make one and have its events heard takes ten times as long."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

import asyncpg

from services.platform.ids import new_id

_TABLES = """
    SELECT c.oid::regclass::text AS name, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND EXISTS (SELECT FROM pg_attribute d WHERE d.attrelid = c.oid AND d.attname = 'district_id')
    GROUP BY c.oid
"""
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:\+00:00|Z)"


@dataclass(frozen=True)
class Mould:
    """Every row of a district that stands as those cast from it shall stand when they are new."""

    district_id: int
    script: str
    ids: tuple[str, ...]
    """In the order in which they were given: what is cast has its own in the same order."""

    @classmethod
    async def of(cls, connection: asyncpg.Connection, district_id: int) -> Self:
        statements = []
        for name, columns in await connection.fetch(_TABLES):
            rows = await connection.fetchval(
                f"SELECT json_agg(row_to_json(t))::text FROM {name} t WHERE district_id = $1", district_id
            )
            if rows is not None:
                statements.append(
                    f"INSERT INTO {name} ({columns}) OVERRIDING SYSTEM VALUE "
                    f"SELECT {columns} FROM json_populate_recordset(NULL::{name}, $rows${rows}$rows$);"
                )
        script = "\n".join(statements)
        return cls(district_id, script, tuple(sorted(set(_ID.findall(script)))))

    async def cast(self, connection: asyncpg.Connection, district_id: int, *, at: datetime) -> dict[UUID, UUID]:
        """Another district of the same, all of it said at one moment; which of its ids stands for which."""
        new = {old: str(new_id()) for old in self.ids}
        new |= {str(self.district_id): str(district_id)}
        told = json.dumps(at.isoformat()).strip('"')
        script = re.sub(
            rf"{_ID.pattern}|\b{self.district_id}\b|{_MOMENT}", lambda found: new.get(found[0], told), self.script
        )
        async with connection.transaction():
            # The rows hold together as those do that they are copies of.
            await connection.execute(f"SET LOCAL session_replication_role = replica; {script}")
        return {UUID(old): UUID(new[old]) for old in self.ids}
