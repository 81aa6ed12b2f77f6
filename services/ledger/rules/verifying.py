"""Whether a row of the book still says what was written, follows from the row before, and takes back exactly."""

from collections.abc import Iterable

from services.ledger.rules.entries import Amounts, Link, Record, canonical_bytes, chained_hash, changed_columns
from services.ledger.rules.findings import BALANCES, ENTRIES, HEADS, Finding, about, entries_missing, of_entry
from services.ledger.rules.heads import Head, read_head
from services.platform.signing import KeyRing

_NEGATED = {"hours", "credits"}
# What a reversal says anew; everything else it repeats.
_OF_ITS_OWN = {"award_key", "causation_id", "entry_id", "recorded_at", "reverses", "seq", *_NEGATED}


def faults_of_link(link: Link, *, expected_seq: int, previous_hash: bytes) -> Iterable[Finding]:
    """An entry as it stands, against its canonical bytes and the entry before."""
    seq = link.record.seq
    if seq > expected_seq:
        yield entries_missing(expected_seq, seq - 1)
    if canonical_bytes(link.record) != link.canonical:
        changed = ", ".join(changed_columns(link.record, link.canonical))
        yield of_entry(
            seq,
            zh=f"{changed or '该行'} 与入账时写下的规范字节不符",
            en=f"{f'column {changed}' if changed else 'the row'} differs from the canonical bytes written with it",
        )
    if chained_hash(previous_hash, link.canonical) != link.hash:
        yield broken_chain(seq)


def broken_chain(seq: int) -> Finding:
    return of_entry(
        seq,
        zh="其哈希与规范字节及前一行不符",
        en="its hash does not follow from its canonical bytes and the entry before",
    )


def faults_of_end(*, said: int, last: int, found: int, head_hash: bytes, last_hash: bytes) -> Iterable[Finding]:
    """The head of the book against the entries: `last` was the last in order, `found` the last there is at all."""
    if said != last or said != found:
        yield about(
            ENTRIES,
            zh=f"账簿头记最后一行为 {said},实际最后一行为 {found}",
            en=f"the head says the last entry is {said}, the last one found is {found}",
        )
    if head_hash != last_hash:
        yield about(
            ENTRIES,
            zh=f"账簿头的哈希不是台账行 {last} 的哈希",
            en=f"the head of the book does not carry the hash of entry {last}",
        )


def faults_of_reversal(record: Record, original: Record | None, *, twice: bool) -> Iterable[Finding]:
    """A reversal against the entry that it says it takes back."""
    seq = record.seq
    if original is None:
        yield about(
            ENTRIES,
            seq=seq,
            zh=f"台账行 {seq} 所冲销的行不在账簿中",
            en=f"entry {seq} takes back an entry that is not in the book",
        )
        return
    of = original.seq
    if original.reverses is not None or of >= seq:
        yield about(
            ENTRIES,
            seq=seq,
            zh=f"台账行 {seq} 冲销了不可冲销的台账行 {of}",
            en=f"entry {seq} takes back entry {of}, which cannot be taken back",
        )
    if record.hours != -original.hours or record.credits != -original.credits:
        yield about(
            ENTRIES,
            seq=seq,
            zh=f"台账行 {seq} 未如数冲销台账行 {of}",
            en=f"entry {seq} does not take back exactly what entry {of} gave",
        )
    differing = ", ".join(
        name
        for name in Record.__struct_fields__
        if name not in _OF_ITS_OWN and getattr(record, name) != getattr(original, name)
    )
    if differing:
        yield about(
            ENTRIES,
            seq=seq,
            zh=f"台账行 {seq} 的 {differing} 与其所冲销的台账行 {of} 不同",
            en=f"entry {seq} differs in {differing} from entry {of}, which it takes back",
        )
    if twice:
        yield taken_back_twice(of)


def taken_back_twice(seq: int) -> Finding:
    return about(ENTRIES, seq=seq, zh=f"台账行 {seq} 被冲销不止一次", en=f"entry {seq} is taken back more than once")


def repeated_key(award_key: str) -> Finding:
    return about(
        ENTRIES,
        zh=f"授予键 {award_key} 在账簿中不止一次",
        en=f"award key {award_key} stands in the book more than once",
    )


def read_signed(
    *, number: int, canonical: bytes, signature: bytes, district_id: int, keys: KeyRing
) -> tuple[Head | None, list[Finding]]:
    """What a head says, and what is wrong with it by itself."""
    said = read_head(canonical)
    if said is None:
        return None, [_of_head(number, zh="其内容不可读", en="what was signed cannot be read")]
    faults = []
    if said.number != number or said.district_id != district_id:
        faults.append(_of_head(number, zh="所签的是另一个账簿头", en="what was signed is another head"))
    if not keys.knows(said.key_id):
        faults.append(
            _of_head(
                number, zh=f"签名密钥 {said.key_id} 不在公钥之列", en=f"its key {said.key_id} is not among the keys"
            )
        )
    elif not keys.holds(key_id=said.key_id, content=canonical, signature=signature):
        faults.append(_of_head(number, zh="签名无效", en="its signature does not hold"))
    return said, faults


def heads_missing(first: int, last: int) -> Finding:
    return about(
        HEADS,
        zh=f"缺少已签账簿头 {first} 至 {last}" if first != last else f"缺少已签账簿头 {first}",
        en=f"signed heads {first} to {last} are missing" if first != last else f"signed head {first} is missing",
    )


def faults_of_signed(said: Head, *, head_hash: bytes | None, tree_root: bytes) -> Iterable[Finding]:
    """A signed head against the entries as they are now."""
    if head_hash is None:
        yield _of_head(
            said.number, zh=f"其末行 {said.seq} 不在账簿中", en=f"its last entry {said.seq} is not in the book"
        )
        return
    if said.head_hash != head_hash.hex():
        yield _of_head(
            said.number, zh=f"与台账行 {said.seq} 的哈希不符", en=f"it does not carry the hash of entry {said.seq}"
        )
    if said.tree_root != tree_root.hex():
        yield _of_head(
            said.number,
            zh=f"与前 {said.seq} 行的树根不符",
            en=f"its tree root does not follow from the first {said.seq} entries",
        )


def columns_differ(number: int, names: str) -> Finding:
    return _of_head(number, zh=f"{names} 与所签内容不符", en=f"column {names} differs from what was signed")


def _of_head(number: int, *, zh: str, en: str) -> Finding:
    return about(HEADS, zh=f"已签账簿头 {number}:{zh}", en=f"signed head {number}: {en}")


def faults_of_balance(account: str, *, computed: Amounts | None, stored: Amounts | None) -> Iterable[Finding]:
    if stored is None:
        if computed is not None:
            yield about(
                BALANCES, zh=f"账户 {account} 有台账行而无余额", en=f"account {account} has entries but no balance"
            )
    elif computed is None:
        if stored != Amounts():
            yield about(
                BALANCES, zh=f"账户 {account} 有余额而无台账行", en=f"account {account} has a balance but no entries"
            )
    elif computed != stored:
        yield about(
            BALANCES,
            zh=f"账户 {account}:余额为 {stored.hours} 学时 {stored.credits} 学分,"
            f"台账行合计 {computed.hours} 与 {computed.credits}",
            en=f"account {account}: the balance says {stored.hours} hours and {stored.credits} credits, "
            f"its entries add up to {computed.hours} and {computed.credits}",
        )


def faults_of_total(total: Amounts) -> Iterable[Finding]:
    if total != Amounts():
        yield about(
            BALANCES,
            zh=f"全部余额合计 {total.hours} 学时 {total.credits} 学分,应为零",
            en=f"all balances together hold {total.hours} hours and {total.credits} credits instead of nothing",
        )
