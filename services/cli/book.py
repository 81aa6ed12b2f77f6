"""`xuefen verify-book` and `xuefen explain`: the book recomputed, and where a teacher stands, clause by clause."""

from datetime import date
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table

from services.cli.proofs import Keys, verify_exported
from services.cli.terminal import console, run, settings
from services.directory import queries as directory
from services.ledger import operations
from services.ledger.operations import Explanation, Verification
from services.platform import clock
from services.platform.audit import OPERATOR
from services.platform.database import check_deployment, district_sessions, district_transaction, open_engine
from services.platform.settings import Settings
from services.platform.signing import KeyRing
from services.policy.engine import ClauseResult

_COLOURS: Final = {"MET": "green", "NOT_MET": "red", "EXEMPT": "cyan", "UNDETERMINED": "yellow"}


def verify_book(
    district: Annotated[int | None, typer.Option(help="Only this district; all of them else")] = None,
    file: Annotated[Path | None, typer.Option(help="A book that `xuefen export-book` wrote; no database then")] = None,
    keys: Keys = None,
) -> None:
    """Recompute the book from its tables, or from an exported file; name what does not hold, and exit 1."""
    if file is not None:
        raise SystemExit(0 if verify_exported(file, keys) else 1)
    chosen = settings()
    districts = [district] if district is not None else run(list_district_ids(chosen))
    sound = True
    for code in districts:
        findings = run(verify(chosen, code)).findings
        for finding in findings:
            console.print(f"{code}: {finding}", markup=False, soft_wrap=True)
        if not findings:
            console.print(f"{code}: the book holds: numbers, chain, signed heads, outcomes, adjustments and balances")
        sound = sound and not findings
    raise SystemExit(0 if sound else 1)


async def verify(settings: Settings, district: int) -> Verification:
    """Recompute the book of one district as the ledger's own role, and keep what came of it."""
    engine = open_engine(settings, "ledger")
    try:
        sessions = district_sessions(engine, clock_moves=await check_deployment(engine))
        async with district_transaction(sessions, district) as session:
            verified = await operations.verify_book(session, district_id=district, keys=keys_of(settings))
            await operations.keep_verification(
                session, district_id=district, found=verified.found, asked_by=OPERATOR, at=clock.now()
            )
            return verified
    finally:
        await engine.dispose()


def keys_of(settings: Settings) -> KeyRing:
    """The public keys of the deployment."""
    return KeyRing.read(settings.secret("book_public_keys"))


async def list_district_ids(settings: Settings) -> list[int]:
    """The districts of the deployment."""
    engine = open_engine(settings, "ledger")
    try:
        async with district_transaction(district_sessions(engine), None) as session:
            return [found.district_id for found in await directory.list_districts(session)]
    finally:
        await engine.dispose()


def explain(
    district: Annotated[int, typer.Option(help="Code of the district")],
    teacher: Annotated[str, typer.Option(help="Staff number of the teacher")],
    as_of: Annotated[str | None, typer.Option(help="YYYY-MM-DD; today by default")] = None,
) -> None:
    """Print each clause with its Chinese words, what was counted, what was not and why, and the gap."""
    told = run(_explain(settings(), district, teacher, date.fromisoformat(as_of) if as_of else None))
    _print_explanation(told)


async def _explain(settings: Settings, district: int, staff_number: str, as_of: date | None) -> Explanation:
    engine = open_engine(settings, "ledger")
    try:
        sessions = district_sessions(engine, clock_moves=await check_deployment(engine))
        async with district_transaction(sessions, district) as session:
            return await operations.explain(
                session, district_id=district, staff_number=staff_number, as_of=as_of or clock.today()
            )
    finally:
        await engine.dispose()


def _print_explanation(told: Explanation) -> None:
    judged, teacher = told.standing.judged, told.standing.teacher
    several = len(judged.packs) > 1
    console.print(
        f"[bold]{escape(teacher.staff_number)} {escape(teacher.name)}[/bold]  {escape(told.school or '')}  "
        f"as of {told.standing.as_of}  "
        f"[bold {_COLOURS.get(judged.verdict, 'white')}]{judged.verdict}[/]  {judged.progress}"
    )
    for pack in judged.packs:
        corrected = f"  corrected: {escape(pack.assigned.reason or '')}" if pack.assigned.revision > 1 else ""
        console.print(
            f"pack {pack.assigned.pack_id} {escape(pack.assigned.version)}  "
            f"{pack.span.first} – {pack.span.last}{corrected}"
        )
    entries = {str(entry.entry_id): f"#{entry.seq}" for entry, _ in told.statement.lines}
    entries |= {fact_id: fact.title for fact_id, fact in judged.person.records.items()}
    for pack, clause in judged.by_pack:
        console.print(_clause_panel(clause, entries, of=f"{pack.assigned.pack_id} " if several else ""))
    table = Table(
        "seq", "earned", "hours", "credits", "category", "level", "mode", "kind", "taken back", title="Entries 台账"
    )
    for entry, reversed_by in told.statement.lines:
        table.add_row(
            str(entry.seq),
            f"{entry.earned_from} – {entry.earned_to}",
            f"{entry.hours.normalize():f}",
            f"{entry.credits.normalize():f}",
            entry.category,
            entry.level,
            entry.mode,
            entry.kind,
            f"by {reversed_by}" if reversed_by else "",
        )
    console.print(table)


def _clause_panel(clause: ClauseResult, entries: dict[str, str], *, of: str) -> Panel:
    colour = _COLOURS.get(clause.result, "white")
    lines = [
        f"[italic]「{escape(clause.quote)}」[/italic]  {escape(clause.source)}",
        escape(clause.sentence_zh),
        f"[dim]{escape(clause.sentence_en)}[/dim]",
    ]
    if clause.calculation:
        lines.append(f"计算 {escape(clause.calculation)}")
    if clause.counted_entries:
        counted = ", ".join(
            f"{entries.get(one.entry_id, one.entry_id)} {one.amount.normalize():f}" for one in clause.counted_entries
        )
        lines.append(f"计入 counted: {escape(counted)}")
    lines += [
        f"未计入 not counted: {escape(entries.get(one.entry_id, one.entry_id))} {one.amount.normalize():f} "
        f"{escape(one.reason_zh)} [dim]{escape(one.reason_en)}[/dim]"
        for one in clause.not_counted
    ]
    period = f" {clause.period}" if clause.period else ""
    result = f"[{colour}]{clause.result}[/{colour}] {clause.progress}"
    return Panel(
        "\n".join(lines),
        title=f"{of}{clause.clause_id}{period} {escape(clause.title_zh)} {result}",
        title_align="left",
    )
