"""P1-P3: the opening bell. Check-ins by the real service against the same route without a database, and a stampede."""

import os
from collections.abc import Sequence
from statistics import median
from time import perf_counter
from typing import Any

from services.platform.access import Principal
from services.platform.ids import new_id
from services.platform.settings import load_settings
from services.platform.tokens import TokenSigner, TokenVerifier
from tests.bench.crowds import invite
from tests.bench.database import own_database
from tests.bench.harness import Finding
from tests.bench.serving import CEILING, ONE_BY_ONE, REAL, Heard, Requests, scratch, served

MANY = int(os.environ.get("BENCH_CHECK_INS", "12000"))
STAMPEDE = int(os.environ.get("BENCH_STAMPEDE", "60000"))
CONNECTIONS = 64
_ROUNDS = 3
_CLASS_SIZE = 200
_WARM = 1_000
_OVERLOAD = 3
_BACK_SECONDS = 10
GOAL_CEILING, GOAL_P99, GOAL_MIXED, GOAL_SLOW, GOAL_GOODPUT = 0.78, 2.0, 0.9, 6.0, 0.8


async def measure_path() -> Finding:
    """P1: the whole path by the ceiling of the same stack; districts mixed by one alone; processor time added."""
    async with own_database("production"), scratch() as folder:
        verification = _verification_us()
        count = (MANY + _WARM) * (_ROUNDS + 1)
        (folder / "one").mkdir()
        (folder / "eight").mkdir()
        one = Requests(await invite(count * 2, districts=1, class_size=_CLASS_SIZE), folder / "one")
        eight = Requests(await invite(count, districts=8, class_size=_CLASS_SIZE), folder / "eight")
        heard: dict[str, list[Heard]] = {"ceiling": [], "one": [], "eight": []}
        async with served(CEILING) as ceiling, served(REAL) as real:
            turns = (("ceiling", one, ceiling), ("one", one, real), ("eight", eight, real))
            for round_ in range(-1, _ROUNDS):
                for name, requests, (ports, servers) in turns:
                    many = _WARM if round_ < 0 else MANY
                    told = await requests.send(ports, servers, many=many, connections=CONNECTIONS)
                    if round_ >= 0:
                        heard[name].append(told)
    value = _rate(heard["one"]) / _rate(heard["ceiling"])
    mixed = _rate(heard["eight"]) / _rate(heard["one"])
    slowest = _p99(heard["one"]) / _p99(heard["ceiling"])
    added = median(h.processor_us for h in heard["one"]) - median(h.processor_us for h in heard["ceiling"])
    lost = sum(h.missing for name in ("one", "eight") for h in heard[name])
    faults = _faults([*heard["ceiling"], *heard["one"], *heard["eight"]])
    met = (
        value >= GOAL_CEILING and slowest <= GOAL_P99 and mixed >= GOAL_MIXED and added <= verification
        and not lost and not faults
    )  # fmt: skip
    return Finding(
        round(value, 3),
        GOAL_CEILING,
        met,
        "check-in ÷ ceiling, >=",
        {
            "check-ins a second": {name: round(_rate(rounds)) for name, rounds in heard.items()},
            "p50 and p99, ms": {n: (median(h.told["p50_ms"] for h in r), _p99(r)) for n, r in heard.items()},
            "p99 ÷ the ceiling's (<= 2)": round(slowest, 2),
            "8 districts ÷ one (>= 0.9)": round(mixed, 3),
            "processor time added, us": round(added),
            "one Ed25519 verification, us (>= the line above)": round(verification),
            "acknowledged, not in the table": lost,
            "other answers": faults,
        },
    )


async def measure_batching() -> Finding:
    """P2: the whole path by the same path with one ORM insert and commit for each request."""
    async with own_database("production"), scratch() as folder:
        slow_many = max(500, MANY // 6)
        count = (MANY + slow_many) * _ROUNDS + 2 * _WARM
        requests = Requests(await invite(count, districts=1, class_size=_CLASS_SIZE), folder)
        slow: list[Heard] = []
        quick: list[Heard] = []
        async with served(ONE_BY_ONE) as one_by_one, served(REAL) as real:
            for ports, servers in (one_by_one, real):
                await requests.send(ports, servers, many=_WARM, connections=CONNECTIONS)
            for _ in range(_ROUNDS):
                slow.append(await requests.send(*one_by_one, many=slow_many, connections=CONNECTIONS))
                quick.append(await requests.send(*real, many=MANY, connections=CONNECTIONS))
    value = _rate(quick) / _rate(slow)
    lost, faults = sum(h.missing for h in (*slow, *quick)), _faults([*slow, *quick])
    return Finding(
        round(value, 2),
        GOAL_SLOW,
        value >= GOAL_SLOW and not lost and not faults,
        "check-in ÷ one commit each, >=",
        {
            "check-ins a second": {"together": round(_rate(quick)), "one by one": round(_rate(slow))},
            "acknowledged, not in the table": lost,
            "other answers": faults,
        },
    )


def _rate(rounds: Sequence[Heard]) -> float:
    return median(heard.rate for heard in rounds)


def _p99(rounds: Sequence[Heard]) -> float:
    return median(float(heard.told["p99_ms"]) for heard in rounds)


def _faults(rounds: Sequence[Heard]) -> dict[str, Any]:
    """Name every answer that is no acknowledgement, and every connection that broke."""
    found: dict[str, Any] = {}
    for heard in rounds:
        for status, times in heard.told["statuses"].items():
            if status not in {"200", "201"}:
                found[status] = found.get(status, 0) + times
        for name in ("broken", "without_retry_after", "unsent"):
            if heard.told[name]:
                found[name] = found.get(name, 0) + heard.told[name]
    return found


def _verification_us() -> float:
    """Measure what one check of an Ed25519 token costs, each token seen for the first time."""
    settings = load_settings()
    signer, verifier = (
        TokenSigner(settings.secret("token_private_key")),
        TokenVerifier(settings.secret("token_public_keys")),
    )
    tokens = [signer.sign(Principal(new_id(), 1, frozenset({"teacher"}), person_id=new_id())) for _ in range(2_000)]
    began = perf_counter()
    for token in tokens:
        verifier.verify(token)
    return (perf_counter() - began) / len(tokens) * 1e6


async def measure_stampede() -> Finding:
    """P3: everybody of 300 classes in 20 districts at once, then three times what the machine can, then quiet."""
    async with own_database("production"), scratch() as folder:
        overload_seconds = 8.0
        # More than are ever sent: a fast machine is asked for more.
        count = 2 * _WARM + STAMPEDE + int(STAMPEDE * _OVERLOAD)
        requests = Requests(await invite(count, districts=20, class_size=count // 300), folder)
        async with served(REAL) as (ports, servers):
            await requests.send(ports, servers, many=_WARM, connections=CONNECTIONS)
            rush = await requests.send(ports, servers, many=STAMPEDE, connections=1_024, again=True)
            many = min(int(rush.rate * _OVERLOAD * overload_seconds), int(STAMPEDE * _OVERLOAD))
            flood = await requests.send(
                ports, servers, many=many, connections=8_000, rate=rush.rate * _OVERLOAD, seconds=overload_seconds
            )
            after = await requests.send(ports, servers, many=_WARM, connections=CONNECTIONS)
    rounds = (rush, flood, after)
    goodput = flood.rate / rush.rate
    lost = sum(heard.missing for heard in rounds)
    acknowledged = sum(heard.told["acknowledged"] for heard in rounds) + _WARM
    others = {s: n for s, n in _faults(rounds).items() if s not in {"503", "unsent"}}
    met = goodput >= GOAL_GOODPUT and not lost and not others and after.told["seconds"] < _BACK_SECONDS
    return Finding(
        round(goodput, 3),
        GOAL_GOODPUT,
        met,
        "goodput ÷ peak, >=",
        {
            "stampede, check-ins a second": round(rush.rate),
            "stampede, p99 ms": rush.told["p99_ms"],
            "stampede, answers": rush.told["statuses"],
            "offered a second in the overload": round(rush.rate * _OVERLOAD),
            "overload, answers": flood.told["statuses"],
            "overload, no line free": flood.told["unsent"],
            "overload, acknowledged each second": flood.told["each_second"],
            "overload, p99 ms": flood.told["p99_ms"],
            f"{_WARM} check-ins right after it took, s (<= {_BACK_SECONDS})": round(after.told["seconds"], 2),
            "acknowledged, not in the table": lost,
            "acknowledged and rows": (acknowledged, after.rows),
            "other answers": others,
        },
    )
