"""A book as a file of lines, and its verification without the database that it came from."""

from collections.abc import Callable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar, Final, TypeAlias
from uuid import UUID

import msgspec

from services.ledger.rules.entries import (
    GENESIS,
    Amounts,
    Record,
    canonical_bytes,
    chained_hash,
    mirror_digest,
)
from services.ledger.rules.findings import ENTRIES, MOST_FINDINGS, OUTCOMES, Finding, about, entries_missing, of_entry
from services.ledger.rules.tracing import Heard, Traced, faults_of_outcome, traced
from services.ledger.rules.tree import LEVELS, WIDTH, full_nodes, leaf_hash, root_from
from services.ledger.rules.verifying import (
    broken_chain,
    faults_of_balance,
    faults_of_end,
    faults_of_signed,
    faults_of_total,
    heads_missing,
    read_signed,
    repeated_key,
    taken_back_twice,
)
from services.platform.signing import KeyRing, NoKeys, from_base64url

EXPORT_FORM: Final = "xuefen.book-export.v1"
_OF_OUTCOMES: Final = frozenset({"class", "claim"})


class _Line(msgspec.Struct, frozen=True, kw_only=True, tag_field="line"):
    pass


class BookLine(_Line, frozen=True, kw_only=True, tag="book"):
    """The first line: whose book, how many entries, and the keys that its heads name."""

    form: str
    district_id: int
    entries: int
    head_hash: str
    exported_at: datetime
    keys: dict[str, Any]


class EntryLine(_Line, frozen=True, kw_only=True, tag="entry"):
    canonical: str
    hash: str


class CauseLine(_Line, frozen=True, kw_only=True, tag="cause"):
    """An import, or an adjustment by two persons, that caused entries."""

    causation_id: UUID


class HeadLine(_Line, frozen=True, kw_only=True, tag="head"):
    number: int
    canonical: str
    signature: str


class OutcomeLine(_Line, frozen=True, kw_only=True, tag="outcome"):
    """A revision of an outcome that was heard."""

    outcome_id: UUID
    revision: int
    content_hash: str
    earlier_unknown: bool


class BalanceLine(_Line, frozen=True, kw_only=True, tag="balance"):
    account: str
    hours: Decimal
    credits: Decimal


class EndLine(_Line, frozen=True, kw_only=True, tag="end"):
    """The last line: how many stand before it."""

    lines: int


Line: TypeAlias = BookLine | EntryLine | CauseLine | HeadLine | OutcomeLine | BalanceLine | EndLine
_ENCODER: Final = msgspec.json.Encoder(order="sorted", decimal_format="string", uuid_format="canonical")
_DECODER: Final = msgspec.json.Decoder(Line)


def line_bytes(line: Line) -> bytes:
    return _ENCODER.encode(line) + b"\n"


class _Given(msgspec.Struct, frozen=True):
    """As much of an entry as its reversal must agree with."""

    seq: int
    is_reversal: bool
    mirror: bytes


class ExportedBook:
    """Reads the lines of an exported book once, in their order, and says at the end what does not hold.

    Its heads are checked by the keys handed in, or by those that the file brings along: then the file only proves
    that it agrees with itself.
    """

    def __init__(self, keys: KeyRing | None) -> None:
        self.findings: list[Finding] = []
        self.book: BookLine | None = None
        self.heads = 0
        self._keys = keys
        self._lines = 0
        self._ended = False
        self._expected, self._last_hash = 1, GENESIS
        self._leaves = bytearray()
        self._nodes: dict[tuple[int, int], bytes] = {}
        self._given: dict[UUID, _Given] = {}
        self._taken: set[UUID] = set()
        self._award_keys: set[str] = set()
        self._traced: dict[UUID, list[Traced]] = {}
        self._uncaused: list[tuple[int, UUID]] = []
        self._causes: set[UUID] = set()
        self._heard: dict[UUID, list[Heard]] = {}
        self._sums: dict[str, Amounts] = {}
        self._balances: dict[str, Amounts] = {}

    _TAKERS: ClassVar[Mapping[type[Any], str]] = {
        BookLine: "_begin",
        EntryLine: "_take_entry",
        CauseLine: "_take_cause",
        HeadLine: "_take_head",
        OutcomeLine: "_take_outcome",
        BalanceLine: "_take_balance",
        EndLine: "_take_end",
    }

    def take(self, content: bytes) -> None:
        """The next line of the file."""
        if len(self.findings) >= MOST_FINDINGS:
            return
        try:
            line = _DECODER.decode(content)
        except msgspec.MsgspecError:
            self._lines += 1
            self._say(zh=f"文件第 {self._lines} 行不可读", en=f"line {self._lines} of the file cannot be read")
            return
        taker: Callable[[Any], None] = getattr(self, self._TAKERS[type(line)])
        taker(line)
        self._lines += 1

    def finish(self) -> list[Finding]:
        """Everything that does not hold, after the last line."""
        if self.book is None:
            self._say(zh="不是账簿导出文件", en="this is no exported book")
            return self.findings
        if not self._ended:
            self._say(zh="文件不完整:没有结束行", en="the file is cut off: its last line is missing")
        last = self._expected - 1
        self.findings += faults_of_end(
            said=self.book.entries,
            last=last,
            found=last,
            head_hash=bytes.fromhex(self.book.head_hash),
            last_hash=self._last_hash,
        )
        self._finish_causes()
        total = Amounts()
        for account in sorted(self._sums.keys() | self._balances.keys()):
            stored = self._balances.get(account)
            self.findings += faults_of_balance(account, computed=self._sums.get(account), stored=stored)
            total = total.plus(stored.hours, stored.credits) if stored is not None else total
        self.findings += faults_of_total(total)
        return self.findings[:MOST_FINDINGS]

    def _say(self, *, zh: str, en: str) -> None:
        self.findings.append(about(ENTRIES, zh=zh, en=en))

    def _begin(self, line: BookLine) -> None:
        if line.form != EXPORT_FORM or self._lines:
            self._say(zh="不是账簿导出文件", en="this is no exported book")
            return
        self.book = line
        if self._keys is None:
            try:
                self._keys = KeyRing.read(msgspec.json.encode(line.keys).decode())
            except NoKeys:
                self._say(zh="文件没有可用的公钥", en="the file brings no keys along")

    def _take_entry(self, line: EntryLine) -> None:
        canonical = line.canonical.encode()
        try:
            record = msgspec.json.decode(canonical, type=Record)
            stored = bytes.fromhex(line.hash)
        except (msgspec.MsgspecError, ValueError):
            self.findings.append(of_entry(self._expected, zh="不可读", en="it cannot be read"))
            return
        if record.seq != self._expected:
            self.findings.append(entries_missing(self._expected, max(self._expected, record.seq - 1)))
        if canonical_bytes(record) != canonical:
            self.findings.append(of_entry(record.seq, zh="字节不是规范形式", en="its bytes are not canonical"))
        if chained_hash(self._last_hash, canonical) != stored:
            self.findings.append(broken_chain(record.seq))
        self._expected, self._last_hash = record.seq + 1, stored
        self._grow(leaf_hash(stored))
        self._trace(record)
        for account, sign in ((record.credit_account, 1), (record.debit_account, -1)):
            known = self._sums.get(account, Amounts())
            self._sums[account] = known.plus(sign * record.hours, sign * record.credits)

    def _grow(self, leaf: bytes) -> None:
        self._leaves += leaf
        count = len(self._leaves) // 32
        for level in LEVELS:
            if count & ((1 << level) - 1):
                return
            below, position = level - LEVELS[0], (count >> level) - 1
            row = [self._node(below, position * WIDTH + at) for at in range(WIDTH)]
            self._nodes[level, position] = full_nodes(row)[0]

    def _node(self, level: int, position: int) -> bytes:
        if level:
            return self._nodes[level, position]
        return bytes(self._leaves[position * 32 : position * 32 + 32])

    def __getitem__(self, key: tuple[int, int]) -> bytes:
        """A node of the tree over what was read, by level and position."""
        return self._node(*key)

    def _trace(self, record: Record) -> None:
        if record.award_key in self._award_keys:
            self.findings.append(repeated_key(record.award_key))
        self._award_keys.add(record.award_key)
        if record.outcome_id is not None:
            self._traced.setdefault(record.outcome_id, []).append(traced(record))
        if record.source not in _OF_OUTCOMES:
            self._uncaused.append((record.seq, record.causation_id))
        self._given[record.entry_id] = _Given(record.seq, record.reverses is not None, mirror_digest(record))
        if record.reverses is None:
            return
        original = self._given.get(record.reverses)
        if original is None or original.is_reversal or original.mirror != mirror_digest(record):
            self.findings.append(
                of_entry(record.seq, zh="未如实冲销一条在前的行", en="it does not exactly take back an entry before it")
            )
        elif record.reverses in self._taken:
            self.findings.append(taken_back_twice(original.seq))
        self._taken.add(record.reverses)

    def _take_cause(self, line: CauseLine) -> None:
        self._causes.add(line.causation_id)

    def _take_head(self, line: HeadLine) -> None:
        if self.book is None or self._keys is None:
            return
        if line.number != self.heads + 1:
            self.findings.append(heads_missing(self.heads + 1, max(self.heads + 1, line.number - 1)))
        self.heads = line.number
        try:
            signature = from_base64url(line.signature)
        except ValueError:
            signature = b""
        said, faults = read_signed(
            number=line.number,
            canonical=line.canonical.encode(),
            signature=signature,
            district_id=self.book.district_id,
            keys=self._keys,
        )
        self.findings += faults
        if said is None:
            return
        there = 0 < said.seq <= len(self._leaves) // 32
        root = root_from(said.seq, self) if there else b""
        hashed = self._leaf_is(said.seq, said.head_hash) if there else None
        self.findings += faults_of_signed(said, head_hash=hashed, tree_root=root)

    def _leaf_is(self, seq: int, head_hash: str) -> bytes:
        """The hash of an entry as a head says it, where the leaf made of it is the one read; else another."""
        try:
            said = bytes.fromhex(head_hash)
        except ValueError:
            return b""
        return said if leaf_hash(said) == self._node(0, seq - 1) else b""

    def _take_outcome(self, line: OutcomeLine) -> None:
        try:
            content_hash = bytes.fromhex(line.content_hash)
        except ValueError:
            content_hash = b""
        self._heard.setdefault(line.outcome_id, []).append(
            Heard(
                outcome_id=line.outcome_id,
                revision=line.revision,
                content_hash=content_hash,
                earlier_unknown=line.earlier_unknown,
            )
        )

    def _take_balance(self, line: BalanceLine) -> None:
        self._balances[line.account] = Amounts(line.hours, line.credits)

    def _take_end(self, line: EndLine) -> None:
        self._ended = True
        if line.lines != self._lines:
            self._say(
                zh=f"文件应有 {line.lines} 行,实有 {self._lines} 行",
                en=f"the file should have {line.lines} lines before its end, it has {self._lines}",
            )

    def _finish_causes(self) -> None:
        for outcome_id in self._traced.keys() | self._heard.keys():
            heard = sorted(self._heard.get(outcome_id, []), key=lambda one: one.revision)
            entries = self._traced.get(outcome_id, [])
            self.findings += faults_of_outcome(outcome_id, heard, entries, other_causes=self._causes)
        for seq, cause in self._uncaused:
            if cause not in self._causes:
                self.findings.append(
                    about(
                        OUTCOMES,
                        seq=seq,
                        zh=f"台账行 {seq}:没有说明其来源的导入或调整",
                        en=f"entry {seq}: no import or adjustment is known that caused it",
                    )
                )
