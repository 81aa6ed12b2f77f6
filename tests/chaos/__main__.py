"""`make chaos`: real processes under load while everything falls, and then nothing lost, doubled or made up."""

import argparse
import asyncio
import json
import os
import secrets
import shutil
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

from services.platform import clock
from tests.bench.people import settle
from tests.chaos.crowd import Crowd, Unanswered, open_client
from tests.chaos.disk import Disk, small_disk
from tests.chaos.faults import Faults
from tests.chaos.judgement import Judgement
from tests.chaos.machine import machine

DISTRICT = 341_825
DESKS = 4
# Of whom each desk serves some a second; no more are made than can come.
TEACHERS_A_SECOND = 100
LONG_SECONDS = 120
LATEST = Path("var/chaos/latest.json")
LOGS = Path("var/chaos/logs")


def main() -> int:
    """Run once; 0 when everything holds."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--seed", type=int, default=None, help="of the order of the faults; a new one without it")
    parser.add_argument("--seconds", type=float, default=40.0, help="how long faults happen (40)")
    chosen = parser.parse_args()
    seed = secrets.randbelow(10**6) if chosen.seed is None else chosen.seed
    print(f"seed={seed} seconds={chosen.seconds:.0f}", flush=True)
    with (
        tempfile.TemporaryDirectory(prefix="xuefen-chaos-", ignore_cleanup_errors=True) as folder,
        small_disk(Path(folder) / "disk") as disk,
    ):
        told = asyncio.run(run(Path(folder), disk, seed=seed, seconds=chosen.seconds))
    LATEST.parent.mkdir(parents=True, exist_ok=True)
    LATEST.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for wrong in told["wrong"]:
        print(wrong)
    named = ("seed", "events", "faults", "lost", "doubled", "phantom")
    print(*(f"{name}={told[name]}" for name in named), f"drained={told['drained']:.1f}s")
    return 0 if not told["wrong"] else 1


async def run(folder: Path, disk: Disk | None, *, seed: int, seconds: float) -> dict[str, Any]:
    """The machine, the crowd before it, the faults, and what is found afterwards."""
    before = os.getloadavg()[0]
    async with machine(folder, disk) as house, open_client() as client:
        people = await settle(DISTRICT, max(1000, int(seconds * TEACHERS_A_SECOND)))
        # The day has begun: judged is who does something, not everybody in the midst of the faults.
        today = clock.now().astimezone(clock.SHANGHAI).date()
        await house.ask("INSERT INTO ledger.standing_round (district_id, day) VALUES ($1, $2)", DISTRICT, today)
        house.start()
        await house.ready()
        crowd = Crowd(house, people, Random(seed), client)
        await crowd.open_class()
        faults = Faults(house, Random(seed), DISTRICT, crowd.read, long=seconds >= LONG_SECONDS)
        judgement = Judgement(others=faults.wrong)
        keeping = asyncio.create_task(house.keep())
        watching = asyncio.create_task(judgement.watch_balances(house))
        living = asyncio.create_task(crowd.live(DESKS))
        began = time.monotonic()
        await asyncio.sleep(1)
        await faults.rage(seconds)
        crowd.leaving = True
        try:
            await living
        except* Unanswered as left:
            judgement.others += [f"never answered: {one}" for one in left.exceptions]
        raged = time.monotonic() - began
        await judgement.drain(house, but=faults.poisoned)
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        await judgement.hold_against(house, crowd.told, district_id=DISTRICT, poisoned=faults.poisoned)
        house.leave_off()
        await keeping
        shutil.rmtree(LOGS, ignore_errors=True)
        shutil.copytree(folder / "logs", LOGS)
    return {
        "seed": seed,
        "events": judgement.events,
        "faults": len(faults.done),
        "lost": len(judgement.lost),
        "doubled": len(judgement.doubled),
        "phantom": len(judgement.phantom),
        "drained": round(judgement.drained, 1),
        "draining": judgement.draining,
        "load": {"before": before, "after": os.getloadavg()[0]},
        "small_disk": house.disk is not None,
        "seconds": round(raged, 1),
        "restarts": house.restarts,
        "database_back": house.database_back,
        "balances_looked_at": judgement.looked_at_balances,
        "indexes_looked_at": judgement.looked_at_indexes,
        "acknowledged": crowd.told.acknowledged(),
        "refused": dict(crowd.told.refused),
        "declined": dict(crowd.told.declined),
        "by_fault": dict(sorted(Counter(faults.done).items())),
        "not_done": faults.failed,
        "wrong": [*judgement.lost, *judgement.doubled, *judgement.phantom, *judgement.others],
    }


if __name__ == "__main__":
    sys.exit(main())
