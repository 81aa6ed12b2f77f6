"""The queue: whether it forgets on purpose, keeps what it was given, and is heard by a worker."""

import time
from collections.abc import AsyncIterator
from typing import Any, Final, cast

from redis.asyncio import Redis
from redis.exceptions import RedisError

from services.platform.diagnosis.findings import Diagnosis
from services.platform.errors import Text
from services.platform.settings import Settings

PART: Final = "queue"
WORKER: Final = "worker"
# Where the task queue keeps who has asked for work, and when.
_HEARTBEATS: Final = "dramatiq:__heartbeats__"
_NOT_WORKERS: Final = "relay-"
_SILENT_SECONDS: Final = 30
_MOST_SKEW_SECONDS: Final = 2.0
_FULL: Final = 0.9


async def diagnose_queue(settings: Settings) -> AsyncIterator[Diagnosis]:
    """What stands in the way of the bell."""
    queue: Redis = Redis.from_url(settings.redis_url.get_secret_value(), socket_timeout=5, socket_connect_timeout=5)
    try:
        told: dict[str, Any] = await queue.info()
        seconds, microseconds = await queue.time()
        skew = seconds + microseconds / 1e6 - time.time()
        beats = cast(list[tuple[bytes, float]], await queue.zrange(_HEARTBEATS, 0, -1, withscores=True))
    except (RedisError, OSError) as fault:
        kind = type(fault).__name__
        yield Diagnosis.wrong(
            PART,
            Text(zh=f"连接不上消息队列({kind}):事件只会推迟", en=f"the queue is away ({kind}): events are only late"),
            Text(zh="检查 REDIS_URL 与 Valkey 进程", en="look at REDIS_URL, and whether Valkey runs"),
        )
        return
    finally:
        await queue.aclose()
    found = [one for one in (_eviction(told), _persistence(told), _memory(told), _clock(skew)) if one is not None]
    for one in found:
        yield one
    if not found:
        yield Diagnosis.good(
            PART, "消息队列不丢弃消息,已持久化", "the queue evicts nothing and keeps what it was given"
        )
    yield _worker([(name.decode(errors="replace"), at) for name, at in beats])


def _eviction(told: dict[str, Any]) -> Diagnosis | None:
    policy = told.get("maxmemory_policy")
    if policy == "noeviction":
        return None
    return Diagnosis.wrong(
        PART,
        Text(zh=f"内存用满时会丢弃消息(maxmemory-policy {policy})", en=f"it evicts when full (policy {policy})"),
        Text(zh="设 maxmemory-policy 为 noeviction", en="set maxmemory-policy to noeviction"),
    )


def _persistence(told: dict[str, Any]) -> Diagnosis | None:
    if not int(told.get("aof_enabled", 0)):
        return Diagnosis.warning(
            PART,
            Text(
                zh="没有打开 AOF:重启后事件要等重发", en="no append-only file: after a restart events wait to be resent"
            ),
            Text(zh="设 appendonly yes、appendfsync everysec", en="set appendonly yes, appendfsync everysec"),
        )
    if told.get("aof_last_write_status", "ok") != "ok":
        return Diagnosis.wrong(
            PART,
            Text(zh="AOF 最近一次写入失败", en="the last write of the append-only file failed"),
            Text(zh="检查队列所在磁盘的空间与权限", en="look at the room on its disk, and its rights there"),
        )
    return None


def _memory(told: dict[str, Any]) -> Diagnosis | None:
    most, used = int(told.get("maxmemory", 0)), int(told.get("used_memory", 0))
    if not most or used < most * _FULL:
        return None
    return Diagnosis.wrong(
        PART,
        Text(zh=f"队列内存已用 {used * 100 // most}%", en=f"{used * 100 // most} % of its memory is used"),
        Text(zh="确认 worker 在运行,或增大 maxmemory", en="see that the worker runs, or raise maxmemory"),
    )


def _clock(skew: float) -> Diagnosis | None:
    if abs(skew) <= _MOST_SKEW_SECONDS:
        return None
    return Diagnosis.wrong(
        "clocks",
        Text(zh=f"队列服务器的时钟相差 {skew:.1f} 秒", en=f"the queue's clock is off by {skew:.1f} seconds"),
        Text(zh="在每台主机上启用 NTP/chrony", en="have every host follow NTP (chrony)"),
    )


def _worker(beats: list[tuple[str, float]]) -> Diagnosis:
    now = time.time()
    heard = [name for name, at in beats if not name.startswith(_NOT_WORKERS) and now - at / 1000 < _SILENT_SECONDS]
    if heard:
        return Diagnosis.good(WORKER, f"{len(heard)} 个 worker 正在取任务", f"{len(heard)} worker(s) ask for work")
    return Diagnosis.wrong(
        WORKER,
        Text(zh=f"{_SILENT_SECONDS} 秒内没有 worker 取过任务", en=f"no worker asked for work for {_SILENT_SECONDS} s"),
        Text(
            zh="启动 worker (python -m dramatiq workers.main),看它的日志",
            en="start the worker (python -m dramatiq workers.main), and read its log",
        ),
    )
