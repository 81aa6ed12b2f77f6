"""Keys are replaced while the services go on: at every step the old and the new are good, then the old one is gone."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from secrets import token_hex

import pytest

from services.attendance.rules import CodeRead, Codes, Phase, Ticket, Tickets
from services.cli import rotation
from services.cli.rotation import Kind, rotate
from services.cli.secrets import keep_secrets
from services.directory.operations import Keys
from services.platform import clock
from services.platform.access import Principal
from services.platform.errors import NotFound, Unauthenticated
from services.platform.ids import new_id
from services.platform.pagination import BadCursor, Cursors
from services.platform.settings import Settings
from services.platform.signing import KeyRing, Signer
from services.platform.tokens import TokenSigner, TokenVerifier
from services.registration.rules import feed_token, read_feed_token

NOW = 1_800_000_000.0
WHO = Principal(account_id=new_id(), district_id=341825, roles=frozenset({"teacher"}))


def started(folder: Path) -> Settings:
    """What a process reads that starts now; the keys of the tests' own environment are others."""
    kept = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    return Settings.model_validate({**kept, "database_url": "postgresql://nobody@nowhere/nothing"})


def token_of(settings: Settings) -> str:
    return TokenSigner(settings.secret("token_private_key")).sign(WHO)


def verifies(settings: Settings, token: str) -> bool:
    try:
        return TokenVerifier(settings.secret("token_public_keys")).verify(token) == WHO
    except Unauthenticated:
        return False


def cursor_of(settings: Settings) -> str:
    return Cursors(*(key.encode() for key in settings.secret_lines("cursor_key"))).of("list_accounts").write("here")


def reads(settings: Settings, cursor: str) -> bool:
    cursors = Cursors(*(key.encode() for key in settings.secret_lines("cursor_key"))).of("list_accounts")
    try:
        return cursors.read(cursor) == "here"
    except BadCursor:
        return False


def codes_of(settings: Settings) -> Codes:
    return Codes(*(key.encode() for key in settings.secret_lines("code_key")))


MEETING = new_id()


def code_of(settings: Settings) -> str:
    shown = codes_of(settings).codes_from(clock.real_now(), district_id=341825, meeting_id=MEETING, phase=Phase.IN)
    return f"{shown[0].code} {shown[0].number}"


def opens(settings: Settings, shown: str) -> bool:
    code, number = shown.split()
    codes, at = codes_of(settings), clock.real_now()
    by_code = codes.judge(code, district_id=341825, meeting_id=MEETING, phase=Phase.IN, at=at)
    by_number = codes.judge_number(number, district_id=341825, meeting_id=MEETING, phase=Phase.IN, at=at)
    assert isinstance(by_code, CodeRead) is isinstance(by_number, CodeRead)
    return isinstance(by_code, CodeRead)


def tickets_of(settings: Settings) -> Tickets:
    return Tickets(*(key.encode() for key in settings.secret_lines("code_key")))


def ticket_of(settings: Settings) -> str:
    expires_at = clock.real_now() + timedelta(minutes=15)
    return tickets_of(settings).write(
        Ticket(341825, WHO.account_id, WHO.account_id, MEETING, expires_at.replace(microsecond=0))
    )


def lets_in(settings: Settings, ticket: str) -> bool:
    return isinstance(tickets_of(settings).read(ticket, at=clock.real_now()), Ticket)


def feed_of(settings: Settings) -> str:
    return feed_token(settings.secret_lines("cursor_key")[0].encode(), district_id=341825, feed_id=MEETING)


def shows_feed(settings: Settings, token: str) -> bool:
    try:
        keys = [key.encode() for key in settings.secret_lines("cursor_key")]
        return read_feed_token(keys, token) == (341825, MEETING)
    except NotFound:
        return False


def index_of(settings: Settings) -> str:
    return Keys.of(settings).index("RESIDENT_ID|11010519491231002X").hex()


def finds(settings: Settings, index: str) -> bool:
    return index in [one.hex() for one in Keys.of(settings).ever_index("RESIDENT_ID|11010519491231002X")]


def password_of(settings: Settings) -> str:
    return settings.role_password("ledger")


def tries(settings: Settings, password: str) -> bool:
    return password in settings.role_passwords("ledger")


_HOUR = 3600


@pytest.mark.parametrize(
    ("kind", "make", "takes", "good_for"),
    [
        (Kind.TOKEN, token_of, verifies, _HOUR // 4),
        (Kind.CODE, code_of, opens, 48 * _HOUR),
        (Kind.CODE, ticket_of, lets_in, 48 * _HOUR),
        (Kind.CURSOR, cursor_of, reads, 24 * _HOUR),
        (Kind.CURSOR, feed_of, shows_feed, 24 * _HOUR),
        (Kind.INDEX, index_of, finds, 90 * 24 * _HOUR),
        (Kind.ROLE, password_of, tries, _HOUR // 4),
    ],
)
def test_processes_of_any_two_neighbouring_steps_understand_each_other(
    tmp_path: Path,
    kind: Kind,
    make: Callable[[Settings], str],
    takes: Callable[[Settings, str], bool],
    good_for: int,
) -> None:
    folder = keep_secrets(tmp_path)
    steps = [started(folder)]
    for later in (0, 60, 60 + good_for):
        rotate(kind, folder, at_once=False, now=NOW + later)
        steps.append(started(folder))
    made = [make(one) for one in steps]

    understood = [[takes(reader, one) for one in made] for reader in steps]

    assert understood == [
        [True, True, False, False],
        [True, True, True, True],
        [True, True, True, True],
        [False, False, True, True],
    ]
    assert list(folder.glob("rotation_*")) == []
    assert [path.name for path in folder.iterdir() if path.stat().st_mode & 0o077] == []


def test_the_old_key_stays_until_nothing_that_it_signed_is_good(tmp_path: Path) -> None:
    folder = keep_secrets(tmp_path)
    rotate(Kind.TOKEN, folder, at_once=False, now=NOW)
    rotate(Kind.TOKEN, folder, at_once=False, now=NOW)
    standing = {path.name: path.read_text() for path in folder.iterdir()}

    with pytest.raises(SystemExit):
        rotate(Kind.TOKEN, folder, at_once=False, now=NOW + 899)

    assert {path.name: path.read_text() for path in folder.iterdir()} == standing


@pytest.mark.parametrize(
    ("kind", "make", "takes"),
    [
        (Kind.TOKEN, token_of, verifies),
        (Kind.CODE, code_of, opens),
        (Kind.CURSOR, cursor_of, reads),
        (Kind.ROLE, password_of, tries),
    ],
)
def test_a_key_that_is_known_to_others_is_good_no_more_at_once(
    tmp_path: Path, kind: Kind, make: Callable[[Settings], str], takes: Callable[[Settings, str], bool]
) -> None:
    folder = keep_secrets(tmp_path)
    rotate(kind, folder, at_once=False, now=NOW)
    old = started(folder)
    rotate(kind, folder, at_once=True, now=NOW)
    new = started(folder)

    assert (takes(new, make(old)), takes(old, make(new)), takes(new, make(new))) == (False, False, True)


def test_the_key_by_which_persons_are_found_goes_at_once_only_when_the_new_one_finds_them(tmp_path: Path) -> None:
    folder = keep_secrets(tmp_path)
    place = folder / "index_key"
    held = [place.read_text()]
    for _ in range(2):
        with pytest.raises(SystemExit):
            rotate(Kind.INDEX, folder, at_once=True, now=NOW)
        assert place.read_text() == held[-1]
        rotate(Kind.INDEX, folder, at_once=False, now=NOW)
        held.append(place.read_text())

    rotate(Kind.INDEX, folder, at_once=True, now=NOW)

    assert [place.read_text()] == held[-1].split("\n")[:1] != held[:1]
    assert list(folder.glob("rotation_*")) == []


@pytest.mark.parametrize("at_once", [False, True], ids=["in steps", "at once"])
def test_what_stands_in_the_book_is_checked_by_the_key_that_signed_it(tmp_path: Path, at_once: bool) -> None:  # noqa: FBT001 - a table
    folder = keep_secrets(tmp_path)
    before = Signer(started(folder).secret("book_private_key"))
    for _ in range(1 if at_once else 2):
        rotate(Kind.BOOK, folder, at_once=at_once, now=NOW)
    after = Signer(started(folder).secret("book_private_key"))
    ring = KeyRing.read(started(folder).secret("book_public_keys"))

    assert before.key_id != after.key_id
    for signer in (before, after):
        assert ring.holds(key_id=signer.key_id, content=b"head", signature=signer.sign(b"head"))


class Broken(Exception):
    """The machine went out."""


# After the third and the fifth file a step is done: what comes then is the next one.
@pytest.mark.parametrize("written", [1, 2, 3, 4, 6, 7, 8, 10, 11])
@pytest.mark.parametrize(
    ("kind", "make", "takes"),
    [(Kind.TOKEN, token_of, verifies), (Kind.CODE, code_of, opens), (Kind.CURSOR, cursor_of, reads)],
)
def test_a_step_that_is_broken_off_is_taken_again_to_the_same_end(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: Kind,
    make: Callable[[Settings], str],
    takes: Callable[[Settings, str], bool],
    written: int,
) -> None:
    folder, write, count = keep_secrets(tmp_path), rotation._write, 0
    if kind is not Kind.TOKEN:
        # Somebody has put one there by hand before.
        place = folder / f"{kind}_key"
        place.write_text(f"{place.read_text()}\n{token_hex(32)}")
    first = started(folder)

    def write_or_break(path: Path, content: str) -> None:
        nonlocal count
        count += 1
        # Right before a file is there, or (the odd ones) right after.
        if count == written // 2 + 1 and not written % 2:
            raise Broken
        write(path, content)
        if count == written // 2 + 1:
            raise Broken

    monkeypatch.setattr(rotation, "_write", write_or_break)
    steps = [first]
    for later in (0, 60, 60 + 48 * _HOUR):
        try:
            rotate(kind, folder, at_once=False, now=NOW + later)
        except Broken:
            steps.append(started(folder))
            rotate(kind, folder, at_once=False, now=NOW + later)
        steps.append(started(folder))

    assert len(steps) == 5
    for before, after in pairwise(steps):
        assert takes(after, make(before))
        assert takes(before, make(after))
    assert not takes(steps[-1], make(first))
    assert list(folder.glob("rotation_*")) == []
