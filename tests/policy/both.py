"""Judges one teacher by entries and by tallies and holds the two against each other, for tests of new words."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from services.policy.engine import Standing, judge
from services.policy.engine.many import Outline, judge_many
from services.policy.engine.tallies import Person, Tally, cell_number
from services.policy.facts import Entry, Fact, Teacher
from services.policy.format import Pack, Terms
from services.policy.matching import Cell, coarse_cell


def tallied(entries: Iterable[Entry]) -> tuple[list[Tally], dict[int, Cell]]:
    """Group entries as the ledger does."""
    keys: dict[Cell, int] = {}
    rows: dict[int, list[int]] = {}
    for entry in entries:
        key = keys.setdefault(coarse_cell(entry), len(keys) + 1)
        day = entry.earned_to.day
        row = rows.setdefault(cell_number(key, entry.earned_to), [day, day, 0, 0])
        row[0], row[1] = min(row[0], day), max(row[1], day)
        row[2] += int(entry.hours * 10_000)
        row[3] += int(entry.credits * 10_000)
    return [(cell, first * 32 + last, h, c) for cell, (first, last, h, c) in rows.items()], {
        key: cell for cell, key in keys.items()
    }


def judged(
    pack: Pack,
    entries: Sequence[Entry],
    *,
    under: Terms,
    who: Teacher,
    as_of: date,
    facts: Sequence[Fact] = (),
    **more: Any,
) -> Standing:
    """Return the standing by entries, once the tallies have said the same or asked for the entries."""
    standing = judge(pack, terms=under, teacher=who, entries=entries, as_of=as_of, facts=facts, **more)
    rows, keys = tallied(entries)
    person = Person(teacher=who, rows=rows, facts=tuple(facts), **more)
    (found,) = judge_many(pack, terms=under, people=[person], keys=keys, as_of=as_of)
    if isinstance(found, Outline):
        assert (found.verdict, found.progress) == (standing.verdict, standing.progress)
        by_sums = [(one.clause_id, one.period, one.result, one.progress) for one in found.outcomes()]
        assert by_sums == [(one.clause_id, one.period, one.result, one.progress) for one in standing.clauses]
    return standing
