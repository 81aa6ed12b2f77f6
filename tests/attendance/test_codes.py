"""Rotating codes and tickets: what opens, and what never does."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.attendance.rules import Codes, Phase, Refusal, Ticket, Tickets

AT = datetime(2026, 10, 10, 1, 0, 3, tzinfo=UTC)
MEETING = UUID("0199a2b4-3c1d-7e55-9a10-5b7c2f6d8e01")
OTHER = UUID("0199a2b4-3c1d-7e55-9a10-5b7c2f6d8e02")
CODES = Codes(b"k" * 32)
TICKETS = Tickets(b"t" * 32)
CODE = CODES.codes_from(AT, district_id=341825, meeting_id=MEETING, phase=Phase.IN)[0].code
TICKET = Ticket(341825, OTHER, MEETING, OTHER, datetime(2026, 10, 10, 1, 15, tzinfo=UTC))


def refusal_of(
    code: str, *, district_id: int = 341825, meeting_id: UUID = MEETING, phase: Phase = Phase.IN, at: datetime = AT
) -> Refusal | None:
    return CODES.refusal_of(code, district_id=district_id, meeting_id=meeting_id, phase=phase, at=at)


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
        Codes(b"x" * 32).refusal_of(CODE, district_id=341825, meeting_id=MEETING, phase=Phase.IN, at=AT)
        is Refusal.FORGED_CODE
    )


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
