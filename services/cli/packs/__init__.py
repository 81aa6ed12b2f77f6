"""`xuefen packs`: checks, explains and compares packs of rules. Needs no database."""

import json
import os
import sys
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console, Group
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from services.cli.packs import advice, changes, reading, serving, vocabulary, words
from services.cli.terminal import fail
from services.policy import telling
from services.policy.format import Pack, PackRefused, load, shipped, shipped_ids
from services.policy.format.clauses import AnyClause
from services.policy.format.schema import pack_schema
from services.policy.format.words import Switch

app = typer.Typer(no_args_is_help=True, help="Packs of rules: check, explain, diff, list, schema, vocabulary. 政策包")

_NARROW: Final = 12
# Redirected output has no width of its own; COLUMNS may give it one.
console = Console(highlight=False, width=None if sys.stdout.isatty() or "COLUMNS" in os.environ else 120)


@app.command()
def check(
    file: Annotated[Path, typer.Argument(help="The pack, in YAML")],
    base: Annotated[str | None, typer.Option(help="Pack that it builds on: a file, or the id of a shipped one")] = None,
) -> None:
    """Tell everything that is wrong with a pack at once, and exit 1; else print what was understood."""
    pack = _read(file, base=base)
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    _print_understood(pack, text)


@app.command()
def explain(
    pack: Annotated[str, typer.Argument(help="Id of a shipped pack, or a file")],
    clause: Annotated[str | None, typer.Argument(help="One clause only, for example XC-07")] = None,
    base: Annotated[str | None, typer.Option(help="Pack that it builds on: a file, or the id of a shipped one")] = None,
) -> None:
    """Print a pack as a person reads it: words of the source, how it is judged, parameters, switches and why."""
    found = _find(pack, base=base)
    if clause is None:
        _print_header(found)
    chosen = [one for one in found.clauses if clause in {None, one.id}]
    if not chosen:
        fail(f"没有条款 {clause} {found.id} has no such clause: {', '.join(one.id for one in found.clauses)}")
    for one in chosen:
        console.print(_clause_panel(found, one))


@app.command()
def diff(
    old: Annotated[str, typer.Argument(help="Id of a shipped pack, or a file")],
    new: Annotated[str, typer.Argument(help="Id of a shipped pack, or a file")],
) -> None:
    """Print what changed, clause by clause; nothing when nothing changed in meaning."""
    before, after = _find(old, base=None), _find(new, base=None)
    for line in changes.told(before, after):
        style = "red" if line.startswith("    -") else "green" if line.startswith("    +") else ""
        console.print(Text(line, style=style), soft_wrap=True)


@app.command("list")
def list_packs() -> None:
    """List the packs that come with the system."""
    table = _table("id", "title", "jurisdiction", "version", "clauses")
    for pack_id in shipped_ids():
        pack = load(shipped(pack_id), file=f"{pack_id}.yaml")
        on = f"\n[dim]on {pack.builds_on.pack}[/dim]" if pack.builds_on else ""
        table.add_row(
            pack.id + on,
            f"{escape(pack.title.zh)}\n[dim]{escape(pack.title.en)}[/dim]",
            escape(pack.jurisdiction.zh),
            pack.version,
            str(len(pack.clauses)),
        )
    console.print(table)


@app.command("schema")
def print_schema() -> None:
    """Print the JSON Schema of packs, for editors."""
    # Written as it is: a console would fold long lines.
    typer.echo(json.dumps(pack_schema(), ensure_ascii=False, indent=2, sort_keys=True))


@app.command("vocabulary")
def print_vocabulary() -> None:
    """Print the words of conditions and of target expressions, with their types and meanings."""
    for title, known in vocabulary.CONDITIONS.items():
        table = _table("word", "type", "meaning", title=title)
        for word, (kind, meaning) in known.items():
            table.add_row(word, kind, f"{vocabulary.CHINESE[word]} {meaning}")
        console.print(table)
    table = _table("word", "meaning", title="目标算式 Target expressions (amounts)")
    for word, meaning in vocabulary.AMOUNTS.items():
        table.add_row(word, f"{vocabulary.CHINESE[word]} {meaning}")
    console.print(table)
    console.print(vocabulary.REMARKS, markup=False)


def _table(*columns: str, title: str | None = None) -> Table:
    table = Table(title=title, title_justify="left")
    for column in columns:
        # Nothing is cut off: what does not fit goes on in the next line.
        table.add_column(column, overflow="fold")
    return table


def _find(name: str, *, base: str | None) -> Pack:
    """Read a file if there is one of that name, else the shipped pack of that id."""
    if name in shipped_ids() and not Path(name).is_file():
        return load(shipped(name), file=f"{name}.yaml")
    return _read(Path(name), base=base)


def _read(file: Path, *, base: str | None) -> Pack:
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        fail(f"{file} 不是 UTF-8 文本 is not UTF-8 text")
    except OSError:
        known = ", ".join(shipped_ids())
        fail(f"没有文件 {file}，随附的方案里也没有 there is no such file, and no shipped pack of that id: {known}")
    below = _find(base, base=None) if base is not None else None
    try:
        return load(text, file=str(file), base=below)
    except PackRefused as refused:
        for problem in refused.problems:
            console.print(telling.told(problem), markup=False, soft_wrap=True)
        count = len(refused.problems)
        fail(f"{count} problem{'s' if count > 1 else ''}, the pack was not read (共{count}处问题)")


def _print_understood(pack: Pack, text: str) -> None:
    _print_title(pack)
    console.print(Group(*(Text(line) for line in serving.told(pack))))
    _print_people(pack)
    table = Table(show_lines=True)
    table.add_column("clause", max_width=_NARROW, overflow="fold")
    table.add_column("kind", max_width=_NARROW, overflow="fold")
    table.add_column("understood 读作", overflow="fold")
    for clause in pack.clauses:
        table.add_row(
            f"{clause.id}\n[dim]{escape(clause.title.zh)}[/dim]",
            "\n".join(_kind_lines(pack, clause)),
            Group(*(Text(line) for line in _understood(pack, clause))),
        )
    console.print(table)
    _print_parameters(pack)
    lost = [(clause.id, name) for clause in pack.clauses for name in reading.lost_numbers(pack, clause)]
    for clause_id, name in lost:
        console.print(f"缺失的数值 lost number: {clause_id} {name} → UNDETERMINED", style="yellow", markup=False)
    for clause in pack.clauses:
        for name in reading.unknown_parameters(pack, clause):
            words_ = (
                f"未知的参数 unknown parameter: {clause.id} {name} → "
                "启用时不给就不能判定 UNDETERMINED unless the assignment gives it"
            )
            console.print(words_, style="yellow", markup=False, soft_wrap=True)
    lines = advice.lines_of(text)
    for line in (*advice.advice(pack), *advice.quotes_cut(text)):
        console.print(
            f"请再看看 look again: {advice.placed(line, lines)}", style="yellow", markup=False, soft_wrap=True
        )
    shown = sum(1 for clause in pack.clauses if clause.kind in reading.NOT_JUDGED)
    console.print(
        f"条款 {len(pack.clauses)} clauses（只展示 {shown} shown only），开关 {len(pack.all_switches())} switches，"
        f"参数 {len(pack.parameters)} parameters，缺失的数值 {len(lost)} lost numbers。"
        "可以发布 The pack can be published.",
        style="green",
    )


def _print_title(pack: Pack) -> None:
    on = f"  on {pack.builds_on.pack} {pack.builds_on.version}" if pack.builds_on else ""
    console.print(f"[bold]{pack.id}[/bold] {escape(words.both(pack.title))}  version {escape(pack.version)}{on}")
    console.print(f"{escape(words.both(pack.jurisdiction))}  sha256 {pack.content_hash[:16]}…", style="dim")


def _kind_lines(pack: Pack, clause: AnyClause) -> list[str]:
    severity = words.said(pack, clause.severity, str)
    lines = [clause.kind, f"[dim]{escape(severity)}[/dim]"]
    return lines if clause.scope == "teacher" else [*lines, f"[dim]{clause.scope}[/dim]"]


def _understood(pack: Pack, clause: AnyClause) -> list[str]:
    lines = [] if clause.who is None else [f"对象 who: {_who(pack, clause)}"]
    lines += reading.judged(pack, clause)
    return [*lines, *(f"开关 switch {name} = {one.default}" for name, one in clause.switches.items())]


def _who(pack: Pack, clause: AnyClause) -> str:
    return words.said(pack, clause.who, lambda who: words.who(pack, who))


def _print_parameters(pack: Pack) -> None:
    if not pack.parameters:
        return
    table = _table("parameter", "type", "default", "meaning", title="Parameters 参数")
    for name, parameter in pack.parameters.items():
        default = "[red]required 必填[/red]" if parameter.required else "[yellow]unknown 未知[/yellow]"
        table.add_row(
            name,
            parameter.type,
            default if parameter.default is None else escape(str(parameter.default)),
            escape(words.both(parameter.title)) + (f"\n[dim]{escape(parameter.why.zh)}[/dim]" if parameter.why else ""),
        )
    console.print(table)


def _print_header(pack: Pack) -> None:
    _print_title(pack)
    console.print(f"来源 source: {escape(pack.source.document)} {escape(pack.source.section)}")
    if pack.note:
        console.print(Text(pack.note, style="italic"))
    kept = {"hours": "只记学时 hours only", "hours_and_credits": "学时与学分 hours and credits"}[pack.units.keeps]
    console.print(
        Text(
            f"单位 units: 每学时 {words.amount(pack.units.minutes_per_hour)} 分钟 minutes，每天 "
            f"{words.amount(pack.units.hours_per_day)} 学时 hours a day，{kept}"
        )
    )
    console.print(Group(*(Text(line) for line in serving.told(pack))))
    _print_parameters(pack)
    for dimension in ("category", "level", "mode", "nature", "kind", "tag", "fact", "school_fact"):
        known = getattr(pack.dimensions, dimension)
        if known:
            named = "、".join(f"{name.zh} {code}" for code, name in known.items())
            console.print(Text(f"{dimension}: {named}"))
    _print_people(pack)
    for name, switch in pack.switches.items():
        console.print(Group(*_switch(name, switch)))


def _print_people(pack: Pack) -> None:
    people = pack.population
    when = f"：{people.when}（{words.MOMENTS[people.at]}）" if people.when else ""
    console.print(Text(f"对象 for: {words.both(people.title)}{when}"))
    for code in pack.groups:
        console.print(_group(pack, code))


def _group(pack: Pack, code: str) -> Text:
    group = pack.groups[code]
    condition = words.said(pack, group.when, str)
    at = words.said(pack, group.at, lambda moment: words.MOMENTS[moment])
    return Text(f"人群 group {code} {words.both(group.title)}: {condition}（{at}）")


def _clause_panel(pack: Pack, clause: AnyClause) -> Panel:
    source = clause.source or pack.source
    lines = [Text(f"「{quote}」", style="italic") for quote in clause.quotes]
    lines += [Text(f"{source.document} {source.section}", style="dim"), Text(clause.formal)]
    if clause.who is not None:
        lines.append(Text(f"对象 who: {_who(pack, clause)}"))
    lines += [_group(pack, code) for code in reading.groups_of(pack, clause)]
    if clause.scope != "teacher":
        lines.append(Text(f"针对 asked of: {words.SCOPES[clause.scope]}"))
    lines += [Text(line, style="cyan") for line in reading.judged(pack, clause)]
    for name in sorted(reading.parameters_of(pack, clause)):
        parameter = pack.parameters[name]
        value = "未知 unknown" if parameter.default is None else str(parameter.default)
        lines.append(Text(f"参数 parameter {name} ({words.both(parameter.title)}): {value}"))
    for name in reading.lost_numbers(pack, clause):
        lines.append(Text(f"缺失的数值 lost number: {name} → UNDETERMINED", style="yellow"))
    for name, switch in clause.switches.items():
        lines += _switch(name, switch)
    if clause.note:
        lines.append(Text(clause.note, style="dim"))
    title, severity = escape(words.both(clause.title)), words.said(pack, clause.severity, str)
    return Panel(
        Group(*lines),
        title=f"[bold]{clause.id}[/bold] {title} [dim]{clause.kind}, {escape(severity)}[/dim]",
        title_align="left",
    )


def _switch(name: str, switch: Switch) -> list[Text]:
    lines = [Text(f"开关 switch {name}: {words.both(switch.question)}", style="magenta")]
    for value, meaning in switch.values.items():
        mark = "●" if value == switch.default else "○"
        lines.append(Text(f"  {mark} {value}: {words.both(meaning)}"))
    return [*lines, Text(f"  缘由 why: {words.both(switch.why)}", style="dim")]
