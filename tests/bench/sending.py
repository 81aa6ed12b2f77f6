"""Bare messages: `python -m tests.bench.sending send|await|note MANY` prints how many seconds they took."""

import random
import sys
import time
from collections.abc import Callable

from tests.bench.noops import DONE, NOTED, broker, noop, note

_PAUSE = 0.002
_PATIENCE = 120.0


def main() -> None:
    """Send many; wait for many since the first has run; or send one after the other and see when each has run."""
    what, many = sys.argv[1], int(sys.argv[2])
    if what == "send":
        broker.client.set(DONE, 0)
        for _ in range(many):
            noop.send()
        return
    if what == "await":
        _wait(lambda: _done() > 0)
        began = time.perf_counter()
        _wait(lambda: _done() >= many)
        sys.stdout.write(f"{time.perf_counter() - began}\n")
        return
    for _ in range(many):
        time.sleep(random.uniform(0.3, 0.6))
        broker.client.delete(NOTED)
        sent = time.time()
        note.send()
        _wait(lambda: bool(broker.client.exists(NOTED)))
        sys.stdout.write(f"{float(broker.client.get(NOTED) or 0) - sent}\n")


def _done() -> int:
    return int(broker.client.get(DONE) or 0)


def _wait(is_over: Callable[[], bool]) -> None:
    given_up = time.perf_counter() + _PATIENCE
    while not is_over():
        if time.perf_counter() > given_up:
            raise RuntimeError("messages are still waiting")
        time.sleep(_PAUSE)


if __name__ == "__main__":
    main()
