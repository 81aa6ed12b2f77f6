"""`xuefen doctor`: a deployment looked over, and what is wrong with it in plain words."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Annotated, Final

import typer
from pydantic import ValidationError
from rich.markup import escape
from rich.table import Table
from sqlalchemy.exc import SQLAlchemyError

from services.cli.terminal import console, run, sentence_of
from services.composed import FACTORIES
from services.ledger import operations
from services.platform import clock
from services.platform.database import district_sessions, open_engine
from services.platform.diagnosis import (
    Diagnosis,
    Grade,
    diagnose_database,
    diagnose_files,
    diagnose_queue,
    diagnose_services,
    diagnose_settings,
)
from services.platform.diagnosis.database import read_kind
from services.platform.errors import Text
from services.platform.settings import Settings, load_settings

_MARKS: Final = {Grade.GOOD: "[green]✓[/green]", Grade.WARNING: "[yellow]![/yellow]", Grade.WRONG: "[red]✗[/red]"}
_VERIFIED_WITHIN: Final = timedelta(days=8)
_STANDINGS_WITHIN: Final = timedelta(hours=1)
BOOKS: Final = "books"


def doctor(
    at: Annotated[
        str, typer.Option("--at", help="How the services are reached, e.g. http://{service}:8000; not asked without")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="For programs: one JSON document")] = False,
) -> None:
    """Look a deployment over: settings, database, queue, relay, worker, events, books, files; exit 1 if it is wrong."""
    found = run(_look(at))
    if as_json:
        typer.echo(json.dumps([_as_document(one) for one in found], ensure_ascii=False, indent=2))
    else:
        _print(found)
    raise SystemExit(1 if any(one.grade is Grade.WRONG for one in found) else 0)


async def _look(at: str) -> list[Diagnosis]:
    try:
        settings = load_settings()
    except ValidationError as fault:
        return [
            Diagnosis.wrong(
                "settings",
                Text(zh=f"设置不完整:{sentence_of(fault)}", en=f"the settings are not whole: {sentence_of(fault)}"),
                Text(zh="按 README 的设置表补齐", en="complete them by the table in the README"),
            )
        ]
    in_production = await read_kind(settings) == "production"
    found = list(diagnose_settings(settings, in_production=in_production))
    addresses = [(name, at.format(service=name)) for name in FACTORIES] if at else []
    for looked in (diagnose_database(settings), diagnose_queue(settings), _books(settings), diagnose_files(settings)):
        found += [one async for one in looked]
    return found + [one async for one in diagnose_services(addresses)]


async def _books(settings: Settings) -> AsyncIterator[Diagnosis]:
    """When each book was verified last, and whether kept verdicts keep up."""
    engine = open_engine(settings, "ledger")
    try:
        books = await operations.see_books(district_sessions(engine))
    except (SQLAlchemyError, OSError, TimeoutError):
        # Said already, of the database.
        return
    finally:
        await engine.dispose()
    now, good = clock.now(), True
    for book in books:
        name = str(book.district_id)
        if book.findings:
            good = False
            yield Diagnosis.wrong(
                BOOKS,
                Text(
                    zh=f"{name}: 上次核验发现 {book.findings} 处不符",
                    en=f"{name}: the last verification found {book.findings} things that do not hold",
                ),
                Text(
                    zh=f"xuefen verify-book --district {name} 逐条列出;先停止对外出证并保留备份",
                    en=f"xuefen verify-book --district {name} names them; issue nothing meanwhile, keep the backups",
                ),
            )
        elif book.seq and (book.verified_at is None or now - book.verified_at > _VERIFIED_WITHIN):
            good = False
            when = "never" if book.verified_at is None else f"{(now - book.verified_at).days} days ago"
            zh_when = "从未核验" if book.verified_at is None else f"{(now - book.verified_at).days} 天前核验"
            yield Diagnosis.warning(
                BOOKS,
                Text(zh=f"{name}: 台账{zh_when}", en=f"{name}: the book was verified {when}"),
                Text(zh="每周执行 xuefen verify-book", en="run xuefen verify-book every week"),
            )
        if book.standings_since is not None and now - book.standings_since > _STANDINGS_WITHIN:
            good = False
            yield Diagnosis.warning(
                BOOKS,
                Text(
                    zh=f"{name}: {book.standings} 处变化一小时后仍未重新判定",
                    en=f"{name}: {book.standings} changes were not judged within an hour",
                ),
                Text(
                    zh="看 worker 日志中 ledger.go_on_judging", en="look for ledger.go_on_judging in the worker's log"
                ),
            )
        if book.webhooks_parked:
            good = False
            yield Diagnosis.warning(
                BOOKS,
                Text(
                    zh=f"{name}: {book.webhooks_parked} 次回调已放弃",
                    en=f"{name}: {book.webhooks_parked} calls of webhooks were given up",
                ),
                Text(
                    zh="请接收方查看 GET .../webhooks 的投递记录并重发",
                    en="have the receiver look at the deliveries under GET .../webhooks, and replay them",
                ),
            )
    if good:
        yield Diagnosis.good(BOOKS, f"{len(books)} 本台账均已核验", f"all {len(books)} books were verified")


def _as_document(one: Diagnosis) -> dict[str, str | None]:
    remedy = one.remedy
    return {
        "part": one.part,
        "grade": one.grade,
        "zh": one.told.zh,
        "en": one.told.en,
        "remedy_zh": None if remedy is None else remedy.zh,
        "remedy_en": None if remedy is None else remedy.en,
    }


def _print(found: list[Diagnosis]) -> None:
    table = Table("", "部分 part", "情况 how it is", "怎么办 what to do", show_lines=True)
    for one in found:
        remedy = "" if one.remedy is None else f"{escape(one.remedy.zh)}\n[dim]{escape(one.remedy.en)}[/dim]"
        table.add_row(_MARKS[one.grade], one.part, f"{escape(one.told.zh)}\n[dim]{escape(one.told.en)}[/dim]", remedy)
    console.print(table)
    wrong, warned = (sum(one.grade is grade for one in found) for grade in (Grade.WRONG, Grade.WARNING))
    if wrong:
        console.print(f"[red]{wrong} 处有问题,{warned} 处需留意。 {wrong} wrong, {warned} to be looked at.[/red]")
    else:
        console.print(f"[green]没有发现问题,{warned} 处需留意。 Nothing is wrong, {warned} to be looked at.[/green]")
