"""`xuefen rotate-key`: another key in the place of one while the services go on: announced, used, the old one gone.

Between two steps every process is started anew, one after the other; the old and the new key are both good meanwhile.
"""

import json
import secrets
import time
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from services.cli.terminal import console, fail
from services.platform.tokens import new_key_pair

_HOUR: Final = 3600


class Kind(StrEnum):
    """What is signed by the key, or found; or who gets into the database by it."""

    TOKEN = "token"  # noqa: S105 - the kind of key, not a secret
    BOOK = "book"
    CODE = "code"
    CURSOR = "cursor"
    INDEX = "index"
    ROLE = "role"


# Whoever checks what these sign has the public half alone.
_PAIRS: Final = (Kind.TOKEN, Kind.BOOK)
# How long what the old key made is still good: access tokens; nothing of the book's ends; tickets, and what telephones
# hand in the day after; pages that somebody still turns; secrets of clients, and people who log in by WeChat meanwhile;
# passwords of roles, until every process was started anew.
_GOOD_FOR: Final = {
    Kind.TOKEN: 900,
    Kind.CODE: 48 * _HOUR,
    Kind.CURSOR: 24 * _HOUR,
    Kind.INDEX: 90 * 24 * _HOUR,
    Kind.ROLE: 900,
}


_ANEW: Final = "Start every process anew"
_SWITCHED: Final = {
    Kind.INDEX: f"{_ANEW}, then run `xuefen rewrap-keys`",
    Kind.ROLE: "Run `xuefen migrate`, which sets the new passwords, then start every process anew",
}


@dataclass(frozen=True, slots=True)
class _Rotation:
    """Where a rotation stands; kept beside the keys, away when it is over."""

    path: Path
    step: str
    since: float
    new: str
    """The new key: a line of its own, or the private half of a pair."""
    new_public: str = ""

    @classmethod
    def found(cls, path: Path) -> "_Rotation | None":
        if not path.exists():
            return None
        return cls(path, **json.loads(path.read_text(encoding="utf-8")))

    def keep(self) -> None:
        kept = {name: value for name, value in asdict(self).items() if name != "path"}
        _write(self.path, json.dumps(kept))


def rotate_key(
    kind: Annotated[
        Kind,
        typer.Argument(
            help="Which key: token, book, code, cursor or index; role is the secret of the database's roles"
        ),
    ],
    folder: Annotated[Path, typer.Argument(help="Where the secrets are, a file each", exists=True, file_okay=False)],
    at_once: Annotated[
        bool, typer.Option("--at-once", help="The old key is known to others: it is good no more from now on")
    ] = False,
) -> None:
    """Take the next step and say what comes after: announce a new key, make it the one that signs, drop the old one.

    The key of personal data has `xuefen rewrap-keys`. A cursor key signs calendar addresses, too: when the old one is
    dropped, calendars that were subscribed to before it was replaced are subscribed to again. By the index key persons
    are found: --at-once ends its waiting, after `xuefen rewrap-keys`, and begins nothing.
    """
    console.print(rotate(kind, folder, at_once=at_once, now=time.time()), markup=False, soft_wrap=True)


def rotate(kind: Kind, folder: Path, *, at_once: bool, now: float) -> str:
    """The next step, and the sentence that says what it was; one that was broken off is taken to its end."""
    place = folder / f"rotation_of_{kind}_key.json"
    standing = _Rotation.found(place)
    if at_once and kind is Kind.INDEX:
        if standing is None or standing.step != "switched":
            fail("index: nobody would be found without the old key: switch first, then run `xuefen rewrap-keys`")
    elif at_once:
        place.unlink(missing_ok=True)
        _replace(kind, folder)
        migrated = "Run `xuefen migrate`. " if kind is Kind.ROLE else ""
        return f"{kind}: replaced. {migrated}Start every process anew now: what the old key made is good no more."
    if standing is None:
        standing = _begun(kind, place, now)
        standing.keep()
    if standing.step == "begun":
        _announce(kind, folder, standing)
        replace(standing, step="announced").keep()
        return f"{kind}: announced. Start every process anew, then run this again: the new key signs from then on."
    if standing.step == "announced":
        _switch(kind, folder, standing)
        if kind is Kind.BOOK:
            place.unlink()
            return (
                "book: switched. Start ledger and worker anew. The old public key stays: old heads are checked by it."
            )
        replace(standing, step="switched", since=now).keep()
        return (
            f"{kind}: switched. {_SWITCHED.get(kind, _ANEW)}; run this again in {_told(_GOOD_FOR[kind])}, when "
            "nothing that the old key made is good any more."
        )
    waits = standing.since + _GOOD_FOR[kind] - now
    if waits > 0 and not at_once:
        fail(f"{kind}: what the old key made is good for another {_told(waits)}; run this again then")
    _retire(kind, folder, standing)
    place.unlink()
    return f"{kind}: done. Start every process anew; the old key is gone."


def _begun(kind: Kind, place: Path, now: float) -> _Rotation:
    if kind in _PAIRS:
        private, public = new_key_pair()
        return _Rotation(place, "begun", now, private, public)
    return _Rotation(place, "begun", now, secrets.token_hex(32))


def _announce(kind: Kind, folder: Path, rotation: _Rotation) -> None:
    """The new key is good from now on; nobody signs by it yet."""
    if kind in _PAIRS:
        new = json.loads(rotation.new_public)["keys"]
        others = [key for key in _publics(kind, folder) if key not in new]
        _write(folder / f"{kind}_public_keys", _jwks([*others, *new]))
        return
    _write_lines(kind, folder, [*_others(kind, folder, rotation), rotation.new])


def _switch(kind: Kind, folder: Path, rotation: _Rotation) -> None:
    if kind in _PAIRS:
        _write(folder / f"{kind}_private_key", rotation.new)
        return
    _write_lines(kind, folder, [rotation.new, *_others(kind, folder, rotation)])


def _retire(kind: Kind, folder: Path, rotation: _Rotation) -> None:
    if kind is Kind.TOKEN:
        _write(folder / "token_public_keys", rotation.new_public)
        return
    _write_lines(kind, folder, [rotation.new])


def _replace(kind: Kind, folder: Path) -> None:
    if kind not in _PAIRS:
        _write_lines(kind, folder, [secrets.token_hex(32)])
        return
    private, public = new_key_pair()
    # What stands in a book was signed before, and by whom else is told by the heads that others kept.
    kept = _publics(kind, folder) if kind is Kind.BOOK else []
    _write(folder / f"{kind}_public_keys", _jwks([*kept, *json.loads(public)["keys"]]))
    _write(folder / f"{kind}_private_key", private)


def _publics(kind: Kind, folder: Path) -> list[dict[str, str]]:
    keys: list[dict[str, str]] = json.loads(_read(folder / f"{kind}_public_keys"))["keys"]
    return keys


def _jwks(keys: list[dict[str, str]]) -> str:
    return json.dumps({"keys": keys})


def _file(kind: Kind, folder: Path) -> Path:
    return folder / ("role_secret" if kind is Kind.ROLE else f"{kind}_key")


def _lines(kind: Kind, folder: Path) -> list[str]:
    return _read(_file(kind, folder)).split()


def _others(kind: Kind, folder: Path, rotation: _Rotation) -> list[str]:
    return [line for line in _lines(kind, folder) if line != rotation.new]


def _write_lines(kind: Kind, folder: Path, lines: list[str]) -> None:
    _write(_file(kind, folder), "\n".join(lines))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        fail(f"{path} is not there: `xuefen secrets` makes it")


def _write(path: Path, content: str) -> None:
    """In one moment, and for the owner of what stood there: a process that starts meanwhile reads one or the other."""
    fresh = path.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text(content, encoding="utf-8")
    if path.exists():
        fresh.chmod(path.stat().st_mode & 0o777)
    fresh.rename(path)


def _told(seconds: float) -> str:
    if seconds >= 4 * 24 * _HOUR:
        return f"{seconds / 24 / _HOUR:.0f} days"
    return f"{seconds / _HOUR:.0f} hours" if seconds >= 2 * _HOUR else f"{max(1, round(seconds / 60))} minutes"
