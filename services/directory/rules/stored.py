"""Packs as they stand in the table, read once in a process: by the hash of their content, whoever published them."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from threading import Lock
from typing import Final
from uuid import UUID

from services.directory.errors import PackUnusable
from services.directory.rules.packs import AssignedPack
from services.policy.format import Bound, Pack, PackRefused, TermsRefused, bound, load

# A large district has a pack of its own in every tenth school; more than this are read again when they are asked for.
MOST_KEPT: Final = 64


class _Kept:
    """The packs this process has read; the one asked for longest ago makes room. Judging asks from several threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._packs: OrderedDict[str, Pack] = OrderedDict()
        self._turn = Lock()

    def find(self, content_hash: str) -> Pack | None:
        with self._turn:
            pack = self._packs.get(content_hash)
            if pack is not None:
                self._packs.move_to_end(content_hash)
            return pack

    def keep(self, pack: Pack) -> None:
        with self._turn:
            self._packs[pack.content_hash] = pack
            self._packs.move_to_end(pack.content_hash)
            while len(self._packs) > self._most:
                self._packs.popitem(last=False)


_KEPT: Final = _Kept(MOST_KEPT)


def read_stored(content: str, *, pack_id: str, version: str, content_hash: str) -> Pack:
    """A pack that was accepted before, or PackUnusable where this release cannot read what a former one accepted."""
    pack = _KEPT.find(content_hash)
    if pack is not None:
        return pack
    try:
        pack = load(content, file=content_hash)
    except PackRefused as refused:
        raise PackUnusable(pack_id=pack_id, version=version, content_hash=content_hash) from refused
    if pack.content_hash != content_hash:
        # Every district finds a pack by its hash: what one of them stores under a wrong name serves nobody.
        raise PackUnusable(pack_id=pack_id, version=version, content_hash=content_hash)
    _KEPT.keep(pack)
    return pack


def kept_packs(hashes: Iterable[str]) -> dict[str, Pack]:
    """Those of these packs that need no text, because this process has read them before."""
    found = {content_hash: _KEPT.find(content_hash) for content_hash in hashes}
    return {content_hash: pack for content_hash, pack in found.items() if pack is not None}


class Packs:
    """The packs of some assignments, each read when it is first asked for: one that is unusable hinders no other."""

    def __init__(self, read: Mapping[str, Pack], texts: Mapping[str, str]) -> None:
        self._read = dict(read)
        self._texts = texts
        self._bound: dict[tuple[UUID, int], Bound] = {}

    def including(self, content_hash: str, content: str) -> "Packs":
        """These packs and one more."""
        return Packs(self._read, {**self._texts, content_hash: content})

    def of(self, assigned: AssignedPack) -> Pack:
        """The pack of an assignment whose terms it takes, or PackUnusable."""
        self.bound(assigned)
        return self.read(assigned)

    def bound(self, assigned: AssignedPack) -> Bound:
        """The terms of an assignment with defaults filled in; PackUnusable where pack or terms cannot be used."""
        key = (assigned.assignment_id, assigned.revision)
        found = self._bound.get(key)
        if found is None:
            try:
                found = self._bound[key] = bound(self.read(assigned), assigned.terms)
            except TermsRefused as refused:
                raise PackUnusable(
                    pack_id=assigned.pack_id, version=assigned.version, content_hash=assigned.content_hash
                ) from refused
        return found

    def read(self, assigned: AssignedPack) -> Pack:
        """The pack of an assignment, whatever its terms, or PackUnusable."""
        pack = self._read.get(assigned.content_hash)
        if pack is None:
            pack = self._read[assigned.content_hash] = read_stored(
                self._texts[assigned.content_hash],
                pack_id=assigned.pack_id,
                version=assigned.version,
                content_hash=assigned.content_hash,
            )
        return pack
