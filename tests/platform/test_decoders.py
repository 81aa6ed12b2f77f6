"""Whatever strangers send, each reader says yes or no in its own words, and never breaks. FUZZ=100 tries longer."""

import json
import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

import pytest
from dramatiq import ActorNotFound, DecodeError, Message
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from services.attendance.rules import Codes, Phase
from services.attendance.rules.codes import CodeRead
from services.attendance.rules.tickets import Ticket, Tickets
from services.contracts.event import EVENTS
from services.directory.rules.documents import normal_document, normal_phone
from services.platform import clock, spreadsheets, strict_json
from services.platform.access import Principal
from services.platform.errors import Malformed, Unauthenticated
from services.platform.pagination import BadCursor, Cursors
from services.platform.spreadsheets import Unreadable
from services.platform.tokens import TokenSigner, TokenVerifier, new_key_pair
from services.platform.types import Amount, Count, Day, Id, Instant, Name
from services.policy.format import PackRefused, load, shipped
from workers.broker import databases
from workers.main import broker
from workers.subscriptions import SUBSCRIPTIONS

LONGER: Final = int(os.environ.get("FUZZ", "1"))


def often(times: int) -> Callable[[Any], Any]:
    return settings(
        max_examples=times * LONGER,
        database=None,
        derandomize=LONGER == 1,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


@st.composite
def spoilt(draw: st.DrawFn, good: bytes, most: int = 4) -> bytes:
    """Something good with a few pieces changed, left out, doubled or cut off."""
    text = bytearray(good)
    for _ in range(draw(st.integers(1, most))):
        at, length = draw(st.integers(0, len(text))), draw(st.integers(0, 8))
        how = draw(st.integers(0, 3))
        if how == 0:
            text[at : at + length] = draw(st.binary(max_size=8))
        elif how == 1:
            del text[at : at + length]
        elif how == 2:
            text[at:at] = text[at : at + length] * draw(st.integers(1, 50))
        else:
            del text[at:]
    return bytes(text)


def spoilt_text(good: str) -> st.SearchStrategy[str]:
    return spoilt(good.encode()).map(lambda text: text.decode("utf-8", "surrogateescape")) | st.text(max_size=300)


AT: Final = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
MEETING: Final = UUID("01981f6e-7a10-7c3e-9d5b-2f4a6c8e0b12")
CODES: Final = Codes(b"k" * 32)
SHOWN: Final = [one.code for one in CODES.codes_from(AT, district_id=341_825, meeting_id=MEETING, phase=Phase.IN)]


@often(600)
@given(spoilt_text(SHOWN[0]))
def test_a_check_in_code(code: str) -> None:
    read = CODES.judge(code, district_id=341_825, meeting_id=MEETING, phase=Phase.IN, at=AT)

    assert not isinstance(read, CodeRead) or code in SHOWN


TICKETS: Final = Tickets(b"k" * 32)
TICKET: Final = Ticket(341_825, MEETING, MEETING, MEETING, AT.replace(hour=9))


@often(400)
@given(spoilt_text(TICKETS.write(TICKET)))
def test_a_ticket(text: str) -> None:
    assert TICKETS.read(text, at=AT) in (None, TICKET)


CURSORS: Final = Cursors(b"k" * 32)
PLACE: Final = f"{MEETING} 12 THEORY"


@often(600)
@given(spoilt_text(CURSORS.write(PLACE)))
def test_a_cursor(cursor: str) -> None:
    try:
        assert CURSORS.read(cursor) == PLACE
    except BadCursor:
        assert cursor != CURSORS.write(PLACE)


PRIVATE, PUBLIC = new_key_pair()
WHO: Final = Principal(account_id=MEETING, district_id=341_825, roles=frozenset({"teacher"}))
TOKEN: Final = TokenSigner(PRIVATE).sign(WHO)
SIGNED_AT: Final = clock.real_now()
VERIFIER: Final = TokenVerifier(PUBLIC)


@pytest.fixture(scope="module", autouse=True)
def as_signed() -> Iterator[None]:
    """The token is of the moment in which the suite was collected, and good for ten minutes: the suite takes longer."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "real_now", lambda: SIGNED_AT)
        yield


@often(400)
@given(spoilt_text(TOKEN))
def test_a_token(token: str) -> None:
    try:
        assert VERIFIER.verify(token) == WHO
    except Unauthenticated:
        assert token != TOKEN


DOCUMENT: Final = json.dumps({"code": "S1", "amount": "2.50", "marks": [1, 2.5, None, True], "教": {"学": "分"}})
_JSON: Final = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**40), 10**40) | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=8), inner, max_size=5),
)
_DEEP: Final = st.integers(1, 3_000).map(lambda deep: b"[" * deep + b"]" * deep)


@often(300)
@given(spoilt(DOCUMENT.encode()) | _JSON.map(lambda value: json.dumps(value).encode()) | _DEEP | st.binary())
def test_json(body: bytes) -> None:
    try:
        value = strict_json.parse(body)
    except Malformed:
        return
    written = json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    assert b"\\u0000" not in written
    assert strict_json.parse(written) == value


@often(100)
@given(st.sampled_from(sorted(EVENTS)), _JSON, st.data())
def test_an_event(topic: str, value: Any, data: st.DataObject) -> None:
    names = list(EVENTS[topic].model_fields)
    payload = {data.draw(st.sampled_from(names)): value, "district_id": data.draw(st.integers() | _JSON)}
    try:
        event = EVENTS[topic].model_validate(payload)
    except ValidationError:
        return
    assert EVENTS[topic].model_validate_json(event.model_dump_json()) == event


class Looked(Exception):
    """What would be looked for in the database."""


class Looking:
    """Sessions that tell what is looked for first, and look for nothing."""

    def __init__(self) -> None:
        self.info: dict[str, Any] = {}

    def begin(self) -> "Looking":
        return self

    __call__ = begin

    async def __aenter__(self) -> "Looking":
        return self

    async def __aexit__(self, *_: object) -> None:
        return None

    async def execute(self, _statement: object, which: dict[str, Any]) -> None:
        raise Looked(which)


def looked_for(rung: bytes) -> dict[str, Any] | None:
    """What a message makes its consumer look for; None where it is no message of ours."""
    try:
        message: Message[Any] = Message.decode(rung)
        receive = broker.get_actor(message.actor_name).fn.__wrapped__  # type: ignore[attr-defined]  # as functools has it
        with pytest.MonkeyPatch.context() as patch:
            for service in ("directory", "registration", "attendance", "assessment", "ledger"):
                patch.setitem(databases.sessions, service, Looking())
            receive(*message.args, **message.kwargs).send(None)
    except Looked as looked:
        return dict(looked.args[0])
    except (DecodeError, ActorNotFound, TypeError, ValueError, AttributeError):
        # The broker gives it up; what it was to ring for the relay rings for again.
        return None
    raise AssertionError("something was done without a look at what waits")


BELL: Final = SUBSCRIPTIONS[min(SUBSCRIPTIONS)].actor
RUNG: Final = BELL.message(341_825, [str(MEETING)])


@often(60)
@given(
    spoilt(RUNG.encode())
    | st.builds(lambda args: RUNG.copy(args=args).encode(), st.tuples(_JSON, _JSON) | st.lists(_JSON, max_size=3))
)
def test_a_bell_of_the_queue(rung: bytes) -> None:
    asked = looked_for(rung)

    assert asked is None or {type(event_id) for event_id in asked["event_ids"]} <= {UUID}


_NUMBERS: Final = st.text(st.sampled_from("0123456789Xx٣３ -+86HMa"), max_size=24) | st.text(max_size=24)
_KINDS: Final = st.sampled_from(["RESIDENT_ID", "HK_MACAU_PERMIT", "TAIWAN_PERMIT", "PASSPORT", "其他"])


@often(600)
@given(_KINDS, _NUMBERS)
def test_a_document_and_a_phone(kind: str, number: str) -> None:
    for normal in (lambda text: normal_document(kind, text), normal_phone):
        found = normal(number)
        # One person has one form, and it is of the characters that the paper has.
        assert found is None or (found.isascii() and found.isalnum() and normal(found) == found)


_ADAPTERS: Final[dict[str, TypeAdapter[Any]]] = {
    name: TypeAdapter(kind)
    for name, kind in {"Id": Id, "Day": Day, "Instant": Instant, "Amount": Amount, "Name": Name, "Count": Count}.items()
}
_GOOD: Final = st.sampled_from([str(MEETING), "2026-10-10", "2026-10-10T08:55:00+08:00", "12.5000", "王·小明", "300"])


@often(250)
@given(st.sampled_from(sorted(_ADAPTERS)), _GOOD.flatmap(spoilt_text) | _JSON)
def test_a_field(name: str, value: Any) -> None:
    try:
        read = _ADAPTERS[name].validate_python(value)
    except ValidationError:
        return
    if isinstance(read, str):
        assert unicodedata.is_normalized("NFC", read)
        assert not [one for one in read if unicodedata.category(one) in ("Cc", "Cs") and one not in "\n\t"]
        read.encode("utf-8")
    if isinstance(read, Decimal):
        assert 0 <= read < 10**10
        assert read == round(read, 4)
    if isinstance(read, date):
        assert 1900 <= read.year <= 2200
    if isinstance(read, int):
        assert type(read) is int
        assert 0 <= read < 2**31


@often(400)
@given(spoilt('姓名,工号\r\n"王·小明",R0001\r\n'.encode()) | spoilt("姓名,工号\n王,R1".encode("gb18030")) | st.binary())
def test_a_csv_file(content: bytes) -> None:
    try:
        rows = list(spreadsheets._rows(spreadsheets._read_csv(content)))
    except Unreadable:
        return
    assert not [cell for row in rows for cell in row.cells.values() if "\x00" in cell]


PACK: Final = shipped("XC")
_YAML: Final = st.text(st.sampled_from("[]{}:,-&*!|>'\"%@`# \n\tabc01~?<"), max_size=120)


@often(25)
@given(_YAML | spoilt(PACK.encode(), most=2).map(lambda text: text.decode("utf-8", "replace")))
def test_a_pack(text: str) -> None:
    try:
        pack = load(text, file="pack.yaml")
    except PackRefused:
        return
    assert load(pack.canonical.decode(), file="again").content_hash == pack.content_hash


@pytest.mark.parametrize(
    "text", ["[" * 5_000, "{a: " * 5_000, "- " * 5_000, "a: &a [*a]", "!!python/object/apply:os.system [ls]"]
)
def test_a_pack_that_is_made_to_hurt(text: str) -> None:
    with pytest.raises(PackRefused):
        load(text, file="pack.yaml")


def test_what_is_spoilt_here_is_good_before() -> None:
    assert isinstance(CODES.judge(SHOWN[0], district_id=341_825, meeting_id=MEETING, phase=Phase.IN, at=AT), CodeRead)
    assert (VERIFIER.verify(TOKEN), CURSORS.read(CURSORS.write(PLACE))) == (WHO, PLACE)
    assert TICKETS.read(TICKETS.write(TICKET), at=AT) == TICKET
    assert strict_json.parse(DOCUMENT.encode())["marks"] == [1, 2.5, None, True]
    assert load(PACK, file="pack.yaml").id == "XC"
    asked = looked_for(RUNG.encode()) or {}
    assert (asked["of_district"], asked["of_consumer"], asked["event_ids"]) == (341_825, BELL.actor_name, [MEETING])
    assert re.fullmatch(r"\d", "٣")  # why a digit has to be asked for by name
