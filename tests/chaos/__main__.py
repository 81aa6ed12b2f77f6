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
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

from services.platform import clock
from tests.bench.people import settle
from tests.chaos.busyness import Busyness, Span
from tests.chaos.crowd import Crowd, Unanswered, open_client
from tests.chaos.disk import Disk, small_disk
from tests.chaos.faults import Faults
from tests.chaos.judgement import Judgement
from tests.chaos.machine import machine
from tests.chaos.raging import Rage

DISTRICT = 341_825
DESKS = 2
# Of whom each desk serves some a second; no more are made than can come.
TEACHERS_A_SECOND = 100
LONG_SECONDS = 120
CALM_SECONDS = 1.0
LATEST = Path("var/chaos/latest.json")
LOGS = Path("var/chaos/logs")


def main() -> int:
    """Run once; 0 when everything holds."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--seed", type=int, default=None, help="of the order of the faults; a new one without it")
    parser.add_argument("--seconds", type=float, default=40.0, help="how long faults happen at least (40)")
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
    for skipped in told["skipped"]:
        print(f"skipped: {skipped}")
    for wrong in told["wrong"]:
        print(wrong)
    named = ("seed", "events", "faults", "lost", "doubled", "phantom")
    print(*(f"{name}={told[name]}" for name in named), f"drained={told['drained']:.1f}s")
    return 0 if not told["wrong"] else 1


async def run(folder: Path, disk: Disk | None, *, seed: int, seconds: float) -> dict[str, Any]:
    """The machine, the crowd before it, the faults, and what is found afterwards."""
    before = os.getloadavg()[0]
    spent = Spent()
    async with machine(folder, disk) as house, open_client() as client:
        people = await settle(DISTRICT, max(1000, int(seconds * TEACHERS_A_SECOND)))
        # The day has begun: judged is who does something, not everybody in the midst of the faults.
        today = clock.now().astimezone(clock.SHANGHAI).date()
        await house.ask("INSERT INTO ledger.standing_round (district_id, day) VALUES ($1, $2)", DISTRICT, today)
        spent.note("laying the ground")
        house.start()
        await house.ready()
        crowd = Crowd(house, people, Random(seed), client)
        await crowd.open_class()
        spent.note("starting")
        faults, rage = (
            Faults(house, Random(seed), crowd, long=seconds >= LONG_SECONDS),
            Rage(Random(seed), house.at_work),
        )
        judgement = Judgement(Busyness(house.list_processes), others=faults.wrong)
        keeping = asyncio.create_task(house.keep())
        watching = [asyncio.create_task(one) for one in (judgement.watch_balances(house), judgement.busyness.watch())]
        living = asyncio.create_task(crowd.live(DESKS))
        await asyncio.sleep(CALM_SECONDS)
        calm = Span(time.monotonic() - CALM_SECONDS, time.monotonic())
        bounded, others = faults.bounded(), faults.kinds()
        # What has a bound in time has none amid all the others.
        await rage.go_on(bounded, seconds=0)
        spent.note("faults with a bound in time")
        await rage.go_on(others, seconds=seconds)
        over = time.monotonic()
        spent.note("faults")
        crowd.leaving = True
        try:
            await living
        except* Unanswered as left:
            judgement.others += [f"never answered: {one}" for one in left.exceptions]
        await judgement.drain(house, since=over, but=faults.poisoned)
        for one in watching:
            one.cancel()
            with suppress(asyncio.CancelledError):
                await one
        spent.note("draining")
        faults.measured["shed"] += [
            one.span for one in crowd.told.put_off if any(held.sees(one.span) for held in faults.class_held)
        ]
        reads = {
            name: [one.span for one in crowd.told.read if any(span.sees(one.span) for span in spans)]
            for name, spans in (("calm", [calm]), ("class_held", faults.class_held))
        }
        faults.measured["read"] = reads["class_held"]
        for name in ("database", "worker", "shed", "read"):
            judgement.keep_in_time(name, faults.measured[name])
        judgement.demand_as_fast(reads["class_held"], reads["calm"])
        judgement.demand_faults(rage, (*bounded, *others))
        await judgement.hold_against(house, crowd.told, district_id=DISTRICT, poisoned=faults.poisoned)
        spent.note("judging")
        house.leave_off()
        await keeping
        shutil.rmtree(LOGS, ignore_errors=True)
        shutil.copytree(folder / "logs", LOGS)
    return {
        "seed": seed,
        "events": judgement.events,
        "faults": len(rage.done),
        "lost": len(judgement.lost),
        "doubled": len(judgement.doubled),
        "phantom": len(judgement.phantom),
        "drained": round(judgement.drained, 1),
        "draining": judgement.draining,
        "kinds": {"done": len(set(rage.done)), "of": len({kind.name for kind in (*bounded, *others)})},
        "in_time": judgement.in_time,
        "reads": {name: taken([one.seconds for one in spans]) for name, spans in reads.items()},
        "ready_without_connection": faults.ready_without_connection,
        "spent": spent.told,
        "load": {"before": before, "after": os.getloadavg()[0]},
        "skipped": list(faults.lacking()),
        "restarts": house.restarts,
        "database_back": house.database_back,
        "balances_looked_at": judgement.looked_at_balances,
        "indexes_looked_at": judgement.looked_at_indexes,
        "acknowledged": crowd.told.acknowledged(),
        "refused": dict(crowd.told.refused),
        "declined": dict(crowd.told.declined),
        "by_fault": dict(sorted(Counter(rage.done).items())),
        "not_done": rage.failed,
        "wrong": [*judgement.lost, *judgement.doubled, *judgement.phantom, *judgement.others],
    }


class Spent:
    """How long each part of the run took."""

    def __init__(self) -> None:
        self.told: dict[str, float] = {}
        self._since = time.monotonic()

    def note(self, part: str) -> None:
        now = time.monotonic()
        self.told[part], self._since = round(now - self._since, 1), now


def taken(seconds: Sequence[float]) -> dict[str, float]:
    """How many there were, how long half of them took at most, and the slowest."""
    if not seconds:
        return {"many": 0}
    longest = sorted(seconds)
    return {"many": len(longest), "half": round(longest[len(longest) // 2], 3), "longest": round(longest[-1], 3)}


if __name__ == "__main__":
    sys.exit(main())
