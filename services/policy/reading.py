"""Reads a pack that strangers wrote, in a process of its own with little memory and time.

`python -m services.policy.reading` takes a Manuscript as JSON and answers with a Reading as JSON: whatever a
hostile pack does to its reader, it does to this process alone.
"""

import json
import re
import resource
import sys
from dataclasses import asdict, dataclass
from typing import Any, Final

from services.policy.format import Pack, PackRefused, Problem, load, shipped, shipped_ids
from services.policy.format.conditions import compiled

MEMORY_BYTES: Final = 1_024 * 1_024 * 1_024
CPU_SECONDS: Final = 12
MOST_PROBLEMS: Final = 200
MOST_CONDITIONS: Final = 600
"""Each is compiled and tried in every process that judges by the pack."""
LONGEST_CONTENT: Final = 1_048_576
"""Characters of a pack together with what it builds on: it must stay readable in one go, by others too."""
_LONGEST_MESSAGE: Final = 400
_FILE: Final = "pack.yaml"
_NAMED_BASE: Final = re.compile(r"^builds_on:[ \t]*['\"]?([A-Z][A-Z0-9]*)", re.M)


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A pack as its author sent it, and the content of the pack it builds on, if one was named."""

    text: str
    base: str | None


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a pack, where its author finds it."""

    line: int | None
    clause: str | None
    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Read:
    """A pack that can be judged by: `content` is the whole of it, whatever it was built on."""

    content: str
    content_hash: str
    pack_id: str
    version: str
    title: dict[str, str]
    builds_on: str | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a manuscript came to: a pack, or everything that is wrong with it (at most MOST_PROBLEMS told)."""

    read: Read | None
    faults: tuple[Fault, ...] = ()
    count: int = 0


def reading_of(manuscript: Manuscript) -> Reading:
    """Read a pack and say everything that is wrong with it at once."""
    known = compiled.cache_info().misses
    try:
        base = load(manuscript.base, file="base") if manuscript.base is not None else None
        pack = load(manuscript.text, file=_FILE, base=base)
        faults = (
            *_of_its_size(pack, conditions=compiled.cache_info().misses - known),
            *_of_its_base(pack, base, manuscript.text),
        )
        if faults:
            return Reading(None, faults, len(faults))
        content = pack.canonical.decode()
        # What is stored must read as what was written: the same content has the same hash for ever.
        again = load(content, file="content")
    except PackRefused as refused:
        told = tuple(_fault(problem) for problem in refused.problems[:MOST_PROBLEMS])
        return Reading(None, told, len(refused.problems))
    if again.content_hash != pack.content_hash:
        return Reading(None, (Fault(None, None, "pack", "a value changes its meaning when it is stored"),), 1)
    return Reading(read_of(pack))


def read_of(pack: Pack) -> Read:
    """What is kept of a pack that was read."""
    return Read(
        content=pack.canonical.decode(),
        content_hash=pack.content_hash,
        pack_id=pack.id,
        version=pack.version,
        title={"zh": pack.title.zh, "en": pack.title.en},
        builds_on=pack.builds_on.content_hash if pack.builds_on is not None else None,
    )


def manuscript(text: str, *, base: str | None) -> bytes:
    """A Manuscript as the JSON that the process takes."""
    return json.dumps(asdict(Manuscript(text, base))).encode()


def reading_from(answer: bytes | None) -> Reading:
    """A Reading from the JSON that the process wrote; None when it came to no end."""
    if answer is None:
        return Reading(None, (Fault(None, None, "pack", "reading it takes too much time or memory"),), 1)
    told: dict[str, Any] = json.loads(answer)
    return Reading(
        Read(**told["read"]) if told["read"] is not None else None,
        tuple(Fault(**fault) for fault in told["faults"]),
        told["count"],
    )


def _of_its_size(pack: Pack, *, conditions: int) -> tuple[Fault, ...]:
    faults = []
    if len(pack.canonical) > LONGEST_CONTENT:
        faults.append(("pack", f"with what it builds on, a pack has at most {LONGEST_CONTENT} bytes"))
    if conditions > MOST_CONDITIONS:
        faults.append(("pack", f"a pack has at most {MOST_CONDITIONS} different conditions"))
    for where, words, longest in (("id", pack.id, 32), ("version", pack.version, 64), ("title", pack.title.zh, 200)):
        if len(words) > longest:
            faults.append((where, f"has at most {longest} characters"))
    return tuple(Fault(None, None, where, message) for where, message in faults)


def _of_its_base(pack: Pack, base: Pack | None, text: str) -> tuple[Fault, ...]:
    """Whether the pack stands on what it says: its hash then names all of it."""
    if pack.builds_on is None:
        return ()
    named = _NAMED_BASE.search(text)
    if base is not None and named is not None and named[1] != base.id:
        return (Fault(None, None, "builds_on", f"names {named[1]}, but {base.id} was given to build on"),)
    under = base
    if under is None and pack.builds_on.pack in shipped_ids():
        under = load(shipped(pack.builds_on.pack), file=_FILE)
    if under is None or (under.id, under.content_hash) != (pack.builds_on.pack, pack.builds_on.content_hash):
        return (Fault(None, None, "builds_on", "names the id of a pack, and is filled in by the reader"),)
    return ()


def _fault(problem: Problem) -> Fault:
    return Fault(problem.line, problem.clause, problem.where[:_LONGEST_MESSAGE], problem.message[:_LONGEST_MESSAGE])


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    given: dict[str, Any] = json.loads(sys.stdin.buffer.read())
    try:
        reading = reading_of(Manuscript(**given))
    except (MemoryError, RecursionError, OverflowError, ArithmeticError):
        return 1
    sys.stdout.buffer.write(json.dumps(asdict(reading), ensure_ascii=False).encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
