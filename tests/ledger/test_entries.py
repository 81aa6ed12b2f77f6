"""Entries as values: canonical bytes, the chain, amounts, reversals."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

import msgspec
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as some

from services.contracts import AwardLine, OutcomeState
from services.ledger.errors import AmountNotPostable, AwardConflict
from services.ledger.rules import (
    GENESIS,
    Award,
    Link,
    awards_of,
    canonical_bytes,
    chain,
    chained_hash,
    changed_columns,
    content_hash,
    reversal_of,
    school_year_of,
)

AT = datetime(2025, 10, 11, 8, 30, tzinfo=UTC)
TEXTS = some.text(some.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)
AMOUNTS = some.decimals(min_value=0, max_value=10_000, places=4)


def a_line(hours: Decimal = Decimal(24), credits: Decimal = Decimal(0), line: int = 1) -> AwardLine:  # noqa: A002 - as in the book
    return AwardLine(
        line=line,
        hours=hours,
        credits=credits,
        category="KNOWLEDGE_SKILL",
        level="COUNTY",
        original_level=None,
        mode="CENTRALISED",
        nature="COMPULSORY",
        kind="IN_SERVICE",
        tags=("B", "A"),
        organised_by_admin=True,
        earned_from=date(2025, 10, 10),
        earned_to=date(2025, 10, 10),
        rules=("XC-02",),
    )


def an_outcome(
    *lines: AwardLine, revision: int = 1, title: str = "县级学科培训", outcome_id: UUID | None = None
) -> OutcomeState:
    return OutcomeState(
        outcome_id=outcome_id or uuid4(),
        revision=revision,
        teacher_id=UUID(int=1),
        source="class",
        class_id=UUID(int=2),
        program_id=UUID(int=3),
        title=title,
        grade=None,
        school_id=UUID(int=4),
        teacher_title="一级教师",
        title_tier="MIDDLE",
        post="TEACHER",
        pack_id="XC",
        pack_hash="0" * 64,
        issuer="program:3",
        lines=lines,
    )


def linked(awards: list[Award], *, next_seq: int = 1, head_hash: bytes = GENESIS) -> list[Link]:
    ids = [uuid4() for _ in awards]
    return chain(awards, district_id=341825, next_seq=next_seq, head_hash=head_hash, entry_ids=ids, at=AT)


@given(title=TEXTS, hours=AMOUNTS, revision=some.integers(min_value=1, max_value=2**53 - 1))
def test_the_canonical_bytes_are_those_of_rfc_8785(title: str, hours: Decimal, revision: int) -> None:
    awards = awards_of(an_outcome(a_line(hours, Decimal("0.0001")), title=title, revision=revision))

    record = linked(awards)[0].record

    assert canonical_bytes(record) == rfc8785.dumps(msgspec.to_builtins(record, builtin_types=()))


def test_the_same_entry_read_back_from_the_table_has_the_same_bytes() -> None:
    record = linked(awards_of(an_outcome(a_line())))[0].record

    read_back = msgspec.structs.replace(record, hours=Decimal("24.0000"), recorded_at=AT)

    assert canonical_bytes(read_back) == canonical_bytes(record)
    assert changed_columns(read_back, canonical_bytes(record)) == []


def test_every_hash_covers_everything_before_it() -> None:
    links = linked(awards_of(an_outcome(a_line(line=1), a_line(line=2), a_line(line=3))))

    assert [link.record.seq for link in links] == [1, 2, 3]
    assert links[0].hash == chained_hash(GENESIS, links[0].canonical)
    assert links[2].hash == chained_hash(chained_hash(links[0].hash, links[1].canonical), links[2].canonical)


@pytest.mark.parametrize(
    "name", [name for name in Award.__struct_fields__ if name not in ("outcome_id", "class_id", "program_id")]
)
def test_no_column_can_change_without_changing_the_bytes(name: str) -> None:
    record = linked(awards_of(an_outcome(a_line())))[0].record
    old = getattr(record, name)
    other = {
        str: "other",
        UUID: UUID(int=99),
        Decimal: Decimal("23.0000"),
        tuple: ("other",),
        bool: False,
        date: date(2025, 10, 11),
        int: 7,
        type(None): "other",
    }[type(old)]

    changed = msgspec.structs.replace(record, **{name: other})

    assert canonical_bytes(changed) != canonical_bytes(record)
    assert changed_columns(changed, canonical_bytes(record)) == [name]


@pytest.mark.parametrize(
    ("hours", "credits_"),
    [
        ("0", "0"),
        ("0.00001", "0"),
        ("1.00001", "0"),
        ("-1", "0"),
        ("1", "-0.1"),
        ("NaN", "1"),
        ("Infinity", "1"),
        ("10000000000", "0"),
    ],
)
def test_what_the_book_cannot_hold_exactly_is_refused(hours: str, credits_: str) -> None:
    outcome = an_outcome(a_line()).model_copy(
        update={"lines": (a_line().model_copy(update={"hours": Decimal(hours), "credits": Decimal(credits_)}),)}
    )

    with pytest.raises(AmountNotPostable):
        awards_of(outcome)


@pytest.mark.parametrize(("hours", "credits_"), [("0.0001", "0"), ("0", "0.0001"), ("9999999999.9999", "3.25")])
def test_the_smallest_and_the_largest_amounts_stay_exact(hours: str, credits_: str) -> None:
    award = awards_of(an_outcome(a_line(Decimal(hours), Decimal(credits_))))[0]

    assert (award.hours, award.credits) == (Decimal(hours), Decimal(credits_))


def test_one_line_number_twice_in_an_outcome_is_a_conflict() -> None:
    with pytest.raises(AwardConflict):
        awards_of(an_outcome(a_line(line=1), a_line(line=1, hours=Decimal(3))))


def test_a_reversal_takes_back_exactly_what_was_given() -> None:
    given_, cause = linked(awards_of(an_outcome(a_line(Decimal("24.5"), Decimal("2.4501")))))[0].record, uuid4()

    taken = linked([reversal_of(given_, causation_id=cause)])[0].record

    assert (taken.hours, taken.credits) == (-given_.hours, -given_.credits)
    assert (taken.reverses, taken.causation_id) == (given_.entry_id, cause)
    assert (taken.debit_account, taken.credit_account) == (given_.debit_account, given_.credit_account)
    assert (taken.effective_on, taken.school_id) == (given_.effective_on, given_.school_id)
    assert taken.award_key != given_.award_key


def test_the_content_of_an_outcome_does_not_depend_on_who_revised_it_but_on_what_it_gives() -> None:
    outcome_id = uuid4()

    def content(hours: str, revision: int) -> bytes:
        return content_hash(awards_of(an_outcome(a_line(Decimal(hours)), revision=revision, outcome_id=outcome_id)))

    assert content("24", 1) == content("24.0", 2)
    assert content("24", 1) != content("24.0001", 1)


@pytest.mark.parametrize(
    ("day", "label"),
    [(date(2025, 8, 31), "2024-2025"), (date(2025, 9, 1), "2025-2026"), (date(2026, 1, 1), "2025-2026")],
)
def test_a_school_year_begins_in_september(day: date, label: str) -> None:
    assert school_year_of(day) == label
