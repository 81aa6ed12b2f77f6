"""The files of exports: fetched in ranges, given up, forgotten after a week, never sent when they were changed."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from services.platform import clock
from services.platform.files import FileStore
from tests.ledger.exporting import api_files, asked, lines, state, step, stored
from tests.ledger.saying import a_line, an_outcome, post
from tests.support import World

Travel = Callable[[datetime], Awaitable[None]]


async def test_what_is_cancelled_while_a_step_is_made_leaves_nothing_behind(district: World) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "3")))
    api = district.api("ledger")
    export_id = (await asked(api))["export_id"]

    class CancelledMeanwhile:
        """The store, and somebody who cancels while it is being written to."""

        def __init__(self, files: FileStore) -> None:
            self.remove_passing = files.remove_passing
            self._put = files.put_passing

        async def put_passing(self, district_id: int, name: str, content: bytes) -> None:
            await api.put(f"/exports/{export_id}/cancellation")
            # The removal comes before the part that nobody knows of yet.
            await step(district, export_id)
            await self._put(district_id, name, content)

    await step(district, export_id, files=CancelledMeanwhile(api_files(district)))

    assert ((await state(api, export_id))["state"], stored(district)) == ("CANCELLED", [])


async def test_a_file_that_is_not_wanted_any_more_can_be_removed_and_others_stay(district: World) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "3")))
    api = district.api("ledger")
    first, second = [(await asked(api))["export_id"] for _ in range(2)]
    await district.drain()

    await api.put(f"/exports/{first}/cancellation")
    await district.drain()

    # The two have the same content.
    assert (await api.get(f"/exports/{first}/content")).status_code == 410
    assert len(lines((await api.get(f"/exports/{second}/content")).content)) == 1


async def test_a_file_is_removed_after_a_week_by_a_timer(district: World, travel: Travel) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "3")))
    api = district.api("ledger")
    export = await asked(api)
    await district.drain()
    done = await state(api, export["export_id"])
    await travel(clock.now() + timedelta(days=7, seconds=-30))
    await district.drain()
    kept = await api.get(f"/exports/{export['export_id']}/content")
    await travel(clock.now() + timedelta(minutes=1))
    late = await api.get(f"/exports/{export['export_id']}/content")
    await district.drain()

    moments = [datetime.fromisoformat(done[name]) for name in ("finished_at", "expires_at")]
    assert moments[1] - moments[0] == timedelta(days=7)
    assert (kept.status_code, late.status_code) == (200, 410)
    assert ((await state(api, export["export_id"]))["state"], stored(district)) == ("EXPIRED", [])


async def test_a_download_that_broke_off_is_resumed(district: World) -> None:
    await post(district, an_outcome(district, 0, *[a_line(line) for line in range(1, 21)]))
    api = district.api("ledger")
    export_id = (await asked(api, form="XLSX"))["export_id"]
    await district.drain()
    path = f"/exports/{export_id}/content"
    whole = await api.get(path)
    size, tag = len(whole.content), whole.headers["etag"]
    # Where one part ends and the next begins, and far within others.
    sizes = {one.name: one.stat().st_size for one in stored(district)}
    assert sorted(sizes) == ["0", "1", "2", "3", "4"]
    boundary = sizes["0"] + sizes["1"] + sizes["2"]

    async def some(wanted: str, **headers: str) -> Any:
        return await api.get(path, headers={"Range": wanted, **headers})

    pieces = [(0, 9), (10, boundary - 1), (boundary, boundary + 3), (boundary + 4, size - 1)]
    answers = [await some(f"bytes={first}-{last}") for first, last in pieces]
    assert [one.status_code for one in answers] == [206] * 4
    assert [one.headers["content-range"] for one in answers] == [f"bytes {a}-{b}/{size}" for a, b in pieces]
    assert b"".join(one.content for one in answers) == whole.content
    assert (await some(f"bytes={boundary - 5}-{boundary + 5}")).content == whole.content[boundary - 5 : boundary + 6]
    assert (await some("bytes=-7")).content == whole.content[-7:]
    assert (await some(f"bytes={size - 3}-")).content == whole.content[-3:]
    assert (await some(f"bytes=5-{size * 2}")).headers["content-range"] == f"bytes 5-{size - 1}/{size}"
    beyond = await some(f"bytes={size}-")
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{size}")
    assert beyond.json()["type"] == "urn:xuefen:problem:range-not-satisfiable"
    # No range at all, one of another file, several, none of bytes: the file as a whole.
    for wanted, more in (("bytes=9-5", {}), ("bytes=0-9", {"If-Range": '"other"'}), ("bytes=0-1,4-5", {}), ("x=1", {})):
        answer = await some(wanted, **more)
        assert (answer.status_code, len(answer.content)) == (200, size)
    assert (await some("bytes=0-9", **{"If-Range": tag})).status_code == 206
    assert (await api.get(path, headers={"If-None-Match": tag})).status_code == 304
    assert (whole.headers["accept-ranges"], whole.headers["content-length"]) == ("bytes", str(size))
    assert whole.headers["content-type"].endswith("spreadsheetml.sheet")
    assert f"entries-{district.district_id}-20.xlsx" in whole.headers["content-disposition"]


async def test_a_part_that_was_changed_behind_our_back_does_not_leave(district: World) -> None:
    await post(district, an_outcome(district, 0, a_line(1, "3")))
    api = district.api("ledger")
    export_id = (await asked(api))["export_id"]
    await district.drain()
    (path,) = stored(district)
    path.write_bytes(path.read_bytes().replace(b'"3.00"', b'"9.00"'))

    assert (await api.get(f"/exports/{export_id}/content")).status_code == 500
