"""`xuefen export-book` and `xuefen verify-statement`, and the exported book verified without a database."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from services.cli.terminal import console, fail, run, settings
from services.ledger import operations
from services.platform import clock
from services.platform.database import check_deployment, district_sessions, district_transaction, open_engine
from services.platform.settings import Settings
from services.platform.signing import KeyRing, NoKeys

Keys = Annotated[
    Path | None,
    typer.Option(help="JWKS that you trust (`/ledger/v1/book-keys` kept earlier); else the file's own are believed"),
]


def export_book(
    district: Annotated[int, typer.Option(help="Code of the district")],
    to: Annotated[Path, typer.Option(help="The file to write")],
) -> None:
    """Write a district's whole book to a file that `xuefen verify-book --file` verifies without the database."""
    lines = run(_export(settings(), district, to))
    console.print(f"{district}: {lines} lines in {to}", markup=False, soft_wrap=True)


async def _export(chosen: Settings, district: int, to: Path) -> int:
    engine = open_engine(chosen, "ledger")
    try:
        sessions = district_sessions(engine, clock_moves=await check_deployment(engine))
        keys = KeyRing.read(chosen.secret("book_public_keys"))
        count = 0
        with to.open("wb") as file:
            async for line in operations.export_book(
                lambda: district_transaction(sessions, district), district_id=district, keys=keys, at=clock.now()
            ):
                file.write(line)
                count += 1
        return count
    finally:
        await engine.dispose()


def verify_exported(file: Path, keys: Path | None) -> bool:
    """Print whether an exported book holds, and what does not."""
    book, verification = operations.verify_exported(_lines_of(file), keys=_keys_in(keys))
    for finding in verification.findings:
        console.print(finding, markup=False, soft_wrap=True)
    if verification.findings or book.book is None:
        return False
    console.print(
        f"{book.book.district_id}: the exported book of {book.book.entries} entries and {book.heads} signed heads holds"
        f"{'' if keys else ', by the keys that the file brought along: compare them with those that you trust'}",
        soft_wrap=True,
    )
    return True


def verify_statement(
    file: Annotated[Path, typer.Argument(help="The answer of `.../statement/proof`, kept as a file")],
    keys: Keys = None,
) -> None:
    """Check a teacher's statement without any connection: its signature, and each entry against a signed book."""
    try:
        content = file.read_bytes()
    except OSError as unread:
        fail(f"{file}: {unread.strerror}")
    stated, faults = operations.verify_statement(content, keys=_keys_in(keys))
    for fault in faults:
        console.print(f"{fault.zh} {fault.en}", markup=False, soft_wrap=True)
    if faults or stated is None:
        raise SystemExit(1)
    console.print(
        f"对账单有效 the statement holds: {stated.staff_number} {stated.name}, "
        f"{stated.hours.normalize():f} 学时 hours, "
        f"{stated.credits.normalize():f} 学分 credits, {len(stated.entries)} entries as of {stated.as_of}, "
        f"known at entry {stated.known_at_seq} of district {stated.district_id}"
        f"{'' if keys else '; by the keys that the file brought along'}",
        markup=False,
        soft_wrap=True,
    )


def _lines_of(file: Path) -> Iterator[bytes]:
    try:
        with file.open("rb") as lines:
            yield from lines
    except OSError as fault:
        fail(f"{file}: {fault.strerror}")


def _keys_in(file: Path | None) -> KeyRing | None:
    if file is None:
        return None
    try:
        return KeyRing.read(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, NoKeys) as fault:
        fail(f"{file}: {fault}")
