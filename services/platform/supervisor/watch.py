"""The supervisor: starts children, watches them, and leaves none behind."""

import asyncio
import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Coroutine, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from services.platform.supervisor import ports, processes
from services.platform.supervisor.children import Child, Running, RunningChild, start_child
from services.platform.supervisor.failures import AlreadySupervised, Interrupted, NotReady, PortTaken, SupervisorFailure

Result = TypeVar("Result")

_POLL_SECONDS = 0.05
_LEFT_OVER_SECONDS = 5.0
_STRAGGLER_SECONDS = 2.0
_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Supervisor:
    """Child processes of one folder, in which their logs are kept: `async with Supervisor(folder) as supervisor`.

    Leaving the block stops them all, in reverse order. Where we are killed instead, the kernel tells the children,
    and the next supervisor of the folder ends what is still there. Use it in the main thread.
    """

    def __init__(self, folder: Path, *, stop_seconds: float = 60.0) -> None:
        self._folder = folder
        self._stop_seconds = stop_seconds
        # Inherited by the children's children: what carries it was started from this folder.
        self._mark = f"SUPERVISED_FROM={folder.resolve()}"
        self._children: list[RunningChild] = []
        self._adopted: list[Running] = []
        self._asked: list[signal.Signals] = []
        self._resources = ExitStack()

    async def __aenter__(self) -> Self:
        with ExitStack() as resources:
            self._lock(resources)
            await asyncio.to_thread(self._end_marked, _LEFT_OVER_SECONDS)
            self._listen_for_signals(resources)
            self._resources = resources.pop_all()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._resources:
            await self.stop()

    async def start(self, children: Sequence[Child]) -> None:
        """Start the children in this order, or none of them if a port is taken."""
        self._check_ports(children)
        for child in children:
            log = self._folder / "log" / f"{child.name}.log"
            self._children.append(start_child(child, log=log, mark=self._mark))

    def adopt(self, name: str, process: subprocess.Popen[bytes], log: Path) -> None:
        """Watch a process of somebody else's too; its death counts, but we do not stop it."""
        self._adopted.append(Running(name=name, process=process, log=log))

    async def wait_ready(self, seconds: float = 90.0) -> None:
        """Return when every child is ready."""
        waiting = list(self._children)
        try:
            async with asyncio.timeout(seconds):
                await self.alongside(_await_ready(waiting))
        except TimeoutError as error:
            for late in waiting:
                raise NotReady(late.name, seconds, late.last_line(), late.log) from error

    async def watch(self) -> signal.Signals:
        """Return when we are asked to stop, with the signal that asked; raise ChildDied if a child ends before."""
        while not self._asked:
            self._raise_if_dead()
            await asyncio.sleep(_POLL_SECONDS)
        return self._asked[0]

    async def alongside(self, work: Coroutine[object, object, Result]) -> Result:
        """Do this work while the children live, and give it up when one dies or we are asked to stop."""
        task = asyncio.ensure_future(work)
        try:
            while not task.done():
                if self._asked:
                    raise Interrupted(self._asked[0])
                self._raise_if_dead()
                await asyncio.wait({task}, timeout=_POLL_SECONDS)
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        if task.exception() is not None:
            # Work that fails because a child died has that child's death as its reason.
            await asyncio.sleep(_POLL_SECONDS)
            self._raise_if_dead()
        return task.result()

    async def stop(self) -> None:
        """Stop the children, the last started first, and kill what does not stop in time; never leave one.

        Ctrl-C meanwhile, or a second one, means at once.
        """
        deadline = time.monotonic() + self._stop_seconds
        # Ctrl-C may be what brought us here.
        heard = min(1, self._asked.count(signal.SIGINT))
        try:
            for running in reversed(self._children):
                if running.process.poll() is not None:
                    continue
                running.process.send_signal(running.child.stop_signal)
                patience = min(deadline, time.monotonic() + running.child.stop_seconds)
                while running.process.poll() is None:
                    if time.monotonic() > patience or self._asked.count(signal.SIGINT) > heard:
                        running.kill()
                    await asyncio.sleep(_POLL_SECONDS / 2)
            await asyncio.to_thread(self._end_marked, _STRAGGLER_SECONDS)
        finally:
            for running in reversed(self._children):
                running.kill()
            self._children.clear()
            self._adopted.clear()

    def _raise_if_dead(self) -> None:
        for running in (*self._adopted, *self._children):
            running.raise_if_dead()

    def _check_ports(self, children: Sequence[Child]) -> None:
        wanted: dict[int, str] = {}
        for child in children:
            if child.port is None:
                continue
            if child.port in wanted:
                raise PortTaken(child.port, child.name, wanted[child.port])
            if not ports.port_is_free(child.port):
                raise PortTaken(child.port, child.name, ports.describe_holder(child.port))
            wanted[child.port] = child.name

    def _lock(self, resources: ExitStack) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            lock = resources.enter_context((self._folder / "supervisor.pid").open("a+"))
        except OSError as error:
            raise SupervisorFailure(f"{self._folder} cannot be used: {error.strerror}.") from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            holder = lock.read().strip()
            described = processes.describe(int(holder)) if holder.isdigit() else "which is just starting"
            raise AlreadySupervised(self._folder, described) from error
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()

    def _end_marked(self, seconds: float) -> None:
        marked = [pid for pid in processes.list_processes() if self._mark in processes.environment_of(pid)]
        processes.end_all(marked, first=signal.SIGTERM, seconds=seconds)

    def _listen_for_signals(self, resources: ExitStack) -> None:
        loop = asyncio.get_running_loop()
        for number in _STOP_SIGNALS:
            before = signal.getsignal(number)
            if number is signal.SIGHUP and before is signal.SIG_IGN:
                continue  # Started with nohup: to outlive the terminal is what is wanted.
            resources.callback(signal.signal, number, before or signal.SIG_DFL)
            loop.add_signal_handler(number, self._asked.append, number)
            resources.callback(loop.remove_signal_handler, number)


async def _await_ready(waiting: list[RunningChild]) -> None:
    while waiting:
        if await waiting[0].is_ready():
            waiting.pop(0)
        else:
            await asyncio.sleep(_POLL_SECONDS)
