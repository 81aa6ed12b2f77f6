"""Rotating codes and tickets: what opens, and what never does."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.attendance.rules import (
    CodeRead,
    Codes,
    ExchangedScan,
    ExchangedScans,
    Phase,
    Refusal,
    Ticket,
    Tickets,
)
from services.attendance.rules.numbers import one_time_number

AT = datetime(2026, 10, 10, 1, 0, 3, tzinfo=UTC)
MEETING = UUID("0199a2b4-3c1d-7e55-9a10-5b7c2f6d8e01")
OTHER = UUID("0199a2b4-3c1d-7e55-9a10-5b7c2f6d8e02")
CODES = Codes(b"k" * 32)
TICKETS = Tickets(b"t" * 32)
CODE = CODES.codes_from(AT, district_id=341825, meeting_id=MEETING, phase=Phase.IN)[0].code
EXCHANGES = ExchangedScans(b"e" * 32)
EXCHANGED = ExchangedScan(
    exchange_id=OTHER,
    district_id=341825,
    meeting_id=MEETING,
    phase=Phase.IN,
    roll=0,
    code_age=3,
    scanned_at=AT + timedelta(microseconds=7),
    expires_at=datetime(2026, 10, 10, 1, 15, tzinfo=UTC),
    device_hash=b"d" * 16,
)
TICKET = Ticket(341825, OTHER, MEETING, OTHER, datetime(2026, 10, 10, 1, 15, tzinfo=UTC))


def refusal_of(
    code: str, *, district_id: int = 341825, meeting_id: UUID = MEETING, phase: Phase = Phase.IN, at: datetime = AT
) -> Refusal | None:
    read = CODES.judge(code, district_id=district_id, meeting_id=meeting_id, phase=phase, at=at)
    return read if isinstance(read, Refusal) else None


def test_a_code_opens_its_meeting_and_phase() -> None:
    assert refusal_of(CODE) is None


def test_the_code_is_the_one_that_openssl_makes() -> None:
    # printf %s "$MEETING|IN" | openssl dgst -sha256 -mac HMAC -macopt key:..., and once more under that key.
    assert f"c1.{MEETING}.IN.179159400.a-a9mCbfbsMnDbCJ3wUHxA" == CODE


def test_the_screen_gets_the_code_of_now_and_the_next_five() -> None:
    codes = CODES.codes_from(AT, district_id=341825, meeting_id=MEETING, phase=Phase.IN)

    assert len({code.code for code in codes}) == 6
    assert codes[0].valid_from <= AT < codes[0].valid_from + timedelta(seconds=10)
    assert [code.valid_from - codes[0].valid_from for code in codes] == [timedelta(seconds=10 * n) for n in range(6)]
    for code in codes:
        assert refusal_of(code.code, at=code.valid_from) is None
        assert refusal_of(code.code, at=code.valid_until - timedelta(seconds=1)) is None
        assert refusal_of(code.code, at=code.valid_until) is Refusal.STALE_CODE


@given(st.integers(-5, 5))
def test_a_code_is_good_for_its_own_step_and_the_two_after(steps: int) -> None:
    refusal = refusal_of(CODE, at=AT + timedelta(seconds=10 * steps))

    expected = {True: None, False: Refusal.STALE_CODE if steps > 0 else Refusal.EARLY_CODE}
    assert refusal is expected[0 <= steps <= 2]


@given(st.integers(0, len(CODE) * 8 - 1))
def test_no_flipped_bit_passes(bit: int) -> None:
    raw = bytearray(CODE.encode())
    raw[bit // 8] ^= 1 << bit % 8

    assert refusal_of(raw.decode("utf-8", errors="replace")) is Refusal.FORGED_CODE


@given(st.text(max_size=100))
def test_no_text_at_all_passes(text: str) -> None:
    assert refusal_of(text) is Refusal.FORGED_CODE


def test_a_code_of_elsewhere_does_not_open() -> None:
    elsewhere = CODES.codes_from(AT, district_id=341826, meeting_id=MEETING, phase=Phase.IN)[0].code

    assert refusal_of(elsewhere) is Refusal.FORGED_CODE
    assert refusal_of(CODE, meeting_id=OTHER) is Refusal.WRONG_MEETING
    assert refusal_of(CODE, phase=Phase.OUT) is Refusal.WRONG_PHASE
    assert (
        Codes(b"x" * 32).judge(CODE, district_id=341825, meeting_id=MEETING, phase=Phase.IN, at=AT)
        is Refusal.FORGED_CODE
    )


def test_a_code_that_opened_once_is_judged_anew_in_another_district_and_later() -> None:
    for _ in range(2):
        assert refusal_of(CODE) is None
        assert refusal_of(CODE, district_id=341826) is Refusal.FORGED_CODE
        assert refusal_of(CODE, at=AT + timedelta(minutes=1)) is Refusal.STALE_CODE


def test_two_servers_whose_clocks_stand_two_seconds_apart_agree() -> None:
    starts = CODES.codes_from(AT, district_id=341825, meeting_id=MEETING, phase=Phase.IN)[0].valid_from

    assert refusal_of(CODE, at=starts - timedelta(seconds=2)) is None
    assert refusal_of(CODE, at=starts - timedelta(seconds=2, microseconds=1)) is Refusal.EARLY_CODE


@pytest.mark.parametrize(("seconds", "age"), [(-2, 0), (0, 0), (9, 9), (29, 29)])
def test_a_code_tells_how_old_it_is(seconds: int, age: int) -> None:
    starts = datetime(2026, 10, 10, 1, tzinfo=UTC)

    read = CODES.judge(
        CODE, district_id=341825, meeting_id=MEETING, phase=Phase.IN, at=starts + timedelta(seconds=seconds)
    )

    assert read == CodeRead(MEETING, Phase.IN, 0, age)


def test_a_roll_call_has_codes_of_its_own() -> None:
    first, second = (
        CODES.codes_from(AT, district_id=341825, meeting_id=MEETING, phase=Phase.ROLL, roll=roll)[0].code
        for roll in (1, 12)
    )

    assert ".ROLL1." in first
    assert ".ROLL12." in second
    judged = [
        CODES.judge(first, district_id=341825, meeting_id=MEETING, phase=phase, roll=roll, at=AT)
        for phase, roll in ((Phase.ROLL, 1), (Phase.ROLL, 12), (Phase.IN, 0))
    ]
    assert judged == [CodeRead(MEETING, Phase.ROLL, 1, 3), Refusal.WRONG_PHASE, Refusal.WRONG_PHASE]
    for unspeakable in (".ROLL.", ".ROLL0.", ".ROLL01.", ".ROLL21.", ".IN1."):
        assert refusal_of(first.replace(".ROLL1.", unspeakable)) is Refusal.FORGED_CODE


# RFC 6238, appendix B: the SHA-256 rows, whose secret is twenty digits carried on to 32.
@pytest.mark.parametrize(
    ("seconds", "number"),
    [
        (59, "46119246"),
        (1_111_111_109, "68084774"),
        (1_111_111_111, "67062674"),
        (1_234_567_890, "91819424"),
        (2_000_000_000, "90698825"),
        (20_000_000_000, "77737706"),
    ],
)
def test_numbers_are_those_of_the_rfc(seconds: int, number: str) -> None:
    assert one_time_number(b"12345678901234567890123456789012", seconds // 30, digits=8) == number
    assert one_time_number(b"12345678901234567890123456789012", seconds // 30) == number[-6:]


def number_refusal(number: str, *, at: datetime = AT, **changes: Any) -> Refusal | None:
    where = {"district_id": 341825, "meeting_id": MEETING, "phase": Phase.IN, "roll": 0, **changes}
    read = CODES.judge_number(number, at=at, **where)
    return read if isinstance(read, Refusal) else None


def test_a_number_opens_as_long_as_the_code_beside_it_and_nothing_else() -> None:
    (shown, *_) = CODES.codes_from(AT, district_id=341825, meeting_id=MEETING, phase=Phase.IN)

    assert number_refusal(shown.number, at=shown.valid_from) is None
    assert number_refusal(shown.number, at=shown.valid_until - timedelta(microseconds=1)) is None
    assert number_refusal(shown.number, at=shown.valid_until) is Refusal.WRONG_NUMBER
    assert number_refusal(shown.number, at=shown.valid_from - timedelta(seconds=3)) is Refusal.WRONG_NUMBER
    elsewhere = ({"district_id": 341826}, {"meeting_id": OTHER}, {"phase": Phase.OUT}, {"phase": Phase.ROLL, "roll": 1})
    for changes in elsewhere:
        assert number_refusal(shown.number, **changes) is Refusal.WRONG_NUMBER, changes
    assert len({code.number for code in CODES.codes_from(AT, district_id=1, meeting_id=OTHER, phase=Phase.IN)}) == 6


@given(st.integers(0, 999_999))
def test_three_numbers_of_a_million_are_good_at_a_time(number: int) -> None:
    good = {
        CODES.codes_from(AT - timedelta(seconds=10 * back), district_id=341825, meeting_id=MEETING, phase=Phase.IN)[
            0
        ].number
        for back in range(3)
    }

    assert (number_refusal(f"{number:06d}") is None) == (f"{number:06d}" in good)


def judged_exchange(text: str, *, at: datetime = AT, **changes: Any) -> ExchangedScan | Refusal:
    where = {"district_id": 341825, "meeting_id": MEETING, "phase": Phase.IN, "roll": 0, **changes}
    return EXCHANGES.judge(text, real_at=at, **where)


def test_an_exchanged_scan_keeps_its_moment_for_its_meeting_and_phase_until_it_expires() -> None:
    text = EXCHANGES.write(EXCHANGED)

    assert judged_exchange(text) == EXCHANGED
    assert judged_exchange(text, at=EXCHANGED.expires_at - timedelta(seconds=1)) == EXCHANGED
    assert judged_exchange(text, at=EXCHANGED.expires_at) is Refusal.STALE_EXCHANGE
    assert judged_exchange(text, district_id=341826) is Refusal.FORGED_EXCHANGE
    assert judged_exchange(text, meeting_id=OTHER) is Refusal.WRONG_MEETING
    assert judged_exchange(text, phase=Phase.OUT) is Refusal.WRONG_PHASE
    assert ExchangedScans(b"x" * 32).read(text) is None
    # The same key must not make a ticket of it, nor the other way round.
    assert Tickets(b"e" * 32).read(text.replace("s1.", "t1."), at=AT) is None
    of_a_roll = replace(EXCHANGED, phase=Phase.ROLL, roll=20, code_age=29)
    assert EXCHANGES.read(EXCHANGES.write(of_a_roll)) == of_a_roll


@given(st.integers(0, len(EXCHANGES.write(EXCHANGED)) * 8 - 1))
def test_no_flipped_bit_of_an_exchanged_scan_passes(bit: int) -> None:
    raw = bytearray(EXCHANGES.write(EXCHANGED).encode())
    raw[bit // 8] ^= 1 << bit % 8

    assert judged_exchange(raw.decode("latin-1")) is Refusal.FORGED_EXCHANGE


@given(st.text(max_size=130))
def test_no_text_at_all_is_an_exchanged_scan(text: str) -> None:
    assert EXCHANGES.read(text) is None
    assert EXCHANGES.read("s1." + text) is None


def test_a_second_spelling_of_a_code_does_not_open() -> None:
    swapped = {"g": "h", "w": "x", "A": "B", "Q": "R"}
    # The last character of 22 carries four bits that no byte needs.
    assert refusal_of(CODE[:-1] + swapped[CODE[-1]]) is Refusal.FORGED_CODE
    assert refusal_of(CODE.replace(".IN.", ".IN.0")) is Refusal.FORGED_CODE


def test_a_ticket_says_whom_and_where_until_it_expires() -> None:
    text = TICKETS.write(TICKET)

    assert TICKETS.read(text, at=AT) == TICKET
    assert TICKETS.read(text, at=TICKET.expires_at - timedelta(seconds=1)) == TICKET
    assert TICKETS.read(text, at=TICKET.expires_at) is None
    assert Tickets(b"x" * 32).read(text, at=AT) is None


@given(st.integers(0, len(TICKETS.write(TICKET)) * 8 - 1))
def test_no_flipped_bit_of_a_ticket_passes(bit: int) -> None:
    raw = bytearray(TICKETS.write(TICKET).encode())
    raw[bit // 8] ^= 1 << bit % 8

    assert TICKETS.read(raw.decode("latin-1"), at=AT) is None


@given(st.text(max_size=120))
def test_no_text_at_all_is_a_ticket(text: str) -> None:
    assert TICKETS.read(text, at=AT) is None
    assert TICKETS.read("t1." + text, at=AT) is None
