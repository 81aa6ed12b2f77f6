"""A district like another, row by row: to make one and have its events heard takes ten times as long."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Self
from uuid import UUID

import asyncpg

from services.platform.ids import new_id

# What was said has been heard: nobody asks for it again.
_TABLES: Final = """
    SELECT c.oid::regclass::text AS name, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attgenerated = ''
    AND c.oid <> 'messaging.delivery'::regclass
    AND EXISTS (SELECT FROM pg_attribute d WHERE d.attrelid = c.oid AND d.attname = 'district_id')
    GROUP BY c.oid ORDER BY name
"""
_ID: Final = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_MOMENT: Final = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:\+00:00|Z)"


@dataclass(frozen=True)
class Mould:
    """Every row of a district, as those of another shall stand that is cast from it."""

    script: str
    district_id: int
    ids: tuple[str, ...]
    """In the order in which they were given: what is cast has its own in the same order."""
    found: tuple[str, str]
    """Between which moments the district was made: what happened then happens when another is cast."""

    @classmethod
    async def of(cls, connection: "asyncpg.Connection[asyncpg.Record]", district_id: int, *, since: datetime) -> Self:
        """What stands of a district that was made since that moment."""
        statements = ["SET LOCAL session_replication_role = replica;"]
        for name, columns in await connection.fetch(_TABLES):
            rows = await connection.fetchval(
                f"SELECT json_agg(row_to_json(t))::text FROM {name} t WHERE district_id = $1",
                district_id,
            )
            if rows is not None:
                statements.append(
                    f"INSERT INTO {name} ({columns}) OVERRIDING SYSTEM VALUE "
                    f"SELECT {columns} FROM json_populate_recordset(NULL::{name}, $rows${rows}$rows$);"
                )
        script = "\n".join(statements)
        until: datetime = await connection.fetchval("SELECT clock_timestamp()")
        return cls(script, district_id, tuple(sorted(set(re.findall(_ID, script)))), (_told(since), _told(until)))

    async def cast(
        self, connection: "asyncpg.Connection[asyncpg.Record]", district_id: int, *, at: datetime
    ) -> dict[UUID, UUID]:
        """Another district of the same, all of it said at one moment; which of its ids stands for which."""
        new = {old: str(new_id()) for old in self.ids}
        new[str(self.district_id)] = str(district_id)
        moment, (first, last) = _told(at), self.found

        def put(found: re.Match[str]) -> str:
            word = found[0]
            return new.get(word) or (moment if first <= word <= last else word)

        # The rows hold together as those do that they are copies of; a script is one transaction.
        await connection.execute(re.sub(rf"{_ID}|\b{self.district_id}\b|{_MOMENT}", put, self.script))
        return {UUID(old): UUID(new[old]) for old in self.ids}


def _told(moment: datetime) -> str:
    return moment.isoformat()
