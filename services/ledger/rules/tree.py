"""A Merkle tree over the entries' hashes, as RFC 9162 builds one: by its root a head vouches for any single entry."""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Final, Protocol

# Of the inner nodes only those over 256, 65,536 and 16,777,216 entries are kept: whatever lies between follows from
# at most 256 of them.
LEVELS: Final = (8, 16, 24)
STEP: Final = 8
WIDTH: Final = 1 << STEP
_BELOW_THE_TOP: Final = (0, 8, 16)
_TOP: Final = LEVELS[-1]


class Nodes(Protocol):
    """(level, position) -> hash of the node over the entries from position * 2^level + 1 on; at level 0 of a leaf."""

    def __getitem__(self, key: tuple[int, int], /) -> bytes: ...


# (level, first position, the position after the last)
Range = tuple[int, int, int]


def leaf_hash(entry_hash: bytes) -> bytes:
    """A leaf begins with 0, an inner node with 1: neither passes for the other."""
    return sha256(b"\x00" + entry_hash).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def root_of(row: Sequence[bytes]) -> bytes:
    """The root over nodes that stand beside each other, of which the last may stand over fewer entries."""
    if not row:
        return sha256().digest()
    while len(row) > 1:
        row = _folded(row)
    return row[0]


def full_nodes(row: Sequence[bytes]) -> list[bytes]:
    """One node over each full 256 of these."""
    return [root_of(row[at : at + WIDTH]) for at in range(0, len(row) - WIDTH + 1, WIDTH)]


def ranges_for_root(size: int) -> list[Range]:
    """The kept nodes from which the root over so many entries follows."""
    ragged = [(level, (size >> level + STEP) << STEP, size >> level) for level in _BELOW_THE_TOP]
    return [reach for reach in [*ragged, (_TOP, 0, size >> _TOP)] if reach[1] < reach[2]]


def ranges_for_path(index: int, size: int) -> list[Range]:
    """The kept nodes from which, with those of the root, the path of an entry (counted from 0) follows."""
    ranges = []
    for level in _BELOW_THE_TOP:
        first = (index >> level + STEP) << STEP
        ranges.append((level, first, min(first + WIDTH, size >> level)))
    return [reach for reach in ranges if reach[1] < reach[2]]


def root_from(size: int, nodes: Nodes) -> bytes:
    """The root over so many entries, from the nodes that `ranges_for_root` names."""
    return root_of(_row(_TOP, 0, size, nodes))


def path_from(index: int, size: int, nodes: Nodes) -> list[bytes]:
    """The hashes beside the way from an entry (counted from 0) up to the root, the lowest first."""
    path: list[bytes] = []
    for level in (*_BELOW_THE_TOP, _TOP):
        first = 0 if level == _TOP else (index >> level + STEP) << STEP
        row: Sequence[bytes] = _row(level, first, size, nodes)
        place = (index >> level) - first
        while len(row) > 1:
            if place ^ 1 < len(row):
                path.append(row[place ^ 1])
            row, place = _folded(row), place // 2
    return path


def is_included(*, entry_hash: bytes, index: int, size: int, path: Iterable[bytes], root: bytes) -> bool:
    """Whether an entry (counted from 0) stands in the tree of that size and root: RFC 9162, section 2.1.3.2."""
    if not 0 <= index < size:
        return False
    place, last, known = index, size - 1, leaf_hash(entry_hash)
    for beside in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            known = node_hash(beside, known)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            known = node_hash(known, beside)
        place, last = place >> 1, last >> 1
    return last == 0 and known == root


def _folded(row: Sequence[bytes]) -> list[bytes]:
    """The row above: each two under one node; whoever is left without a neighbour goes up as it is."""
    pairs = [node_hash(row[at], row[at + 1]) for at in range(0, len(row) - 1, 2)]
    return [*pairs, row[-1]] if len(row) % 2 else pairs


def _row(level: int, first: int, size: int, nodes: Nodes) -> list[bytes]:
    """The nodes of a level from a position on, at most 256 below the top, with what stands ragged at their end."""
    end = size >> level
    last = end if level == _TOP else min(first + WIDTH, end)
    row = [nodes[level, position] for position in range(first, last)]
    if last == end and (level == _TOP or last < first + WIDTH) and size & ((1 << level) - 1):
        lower = level - STEP
        row.append(root_of(_row(lower, end << STEP, size, nodes)))
    return row
