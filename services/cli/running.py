"""`xuefen up`: everything on one machine, and `xuefen migrate`."""

import asyncio
import json
import os
import secrets
import shlex
import signal
import sys
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

import httpx
import typer
from rich.table import Table

from services import demo
from services.cli.book import verify
from services.cli.districts import create_district
from services.cli.secrets import keep_secrets
from services.cli.terminal import EXPECTED, console, fail, sentence_of
from services.composed import FACTORIES
from services.platform import clock
from services.platform.embedded import Server, start_postgres, start_valkey
from services.platform.migration import (
    has_database,
    mark_deployment,
    migrate,
    move_clock,
    newest_revision,
    read_demo_state,
    recreate_database,
    write_demo_state,
)
from services.platform.settings import load_settings
from services.platform.supervisor import Child, Interrupted, Supervisor

DATABASE: Final = "xuefen"
DISTRICTS: Final = {
    341825: "宣城示范县",
    231083: "海林市",
    341824: "青溪示范县",
    310104: "云锦示范区",
    341881: "白鹭示范县",
}


def migrate_database() -> None:
    """Bring the database at DATABASE_URL to the newest schema and set the roles' passwords.

    A newer schema than this release's is left as it is; exit 1 only where this release does not run on it.
    """
    try:
        ahead = migrate(load_settings())
    except EXPECTED as fault:
        fail(sentence_of(fault))
    if ahead is None:
        console.print("the database is at the newest schema")
    else:
        console.print(
            f"the schema is {ahead}, newer than this release's {newest_revision()}, which runs on it: "
            "nothing is to be migrated",
            soft_wrap=True,
        )


def up(
    demonstration: Annotated[bool, typer.Option("--demo", help="Play a school term and show its summaries")] = False,
    once: Annotated[bool, typer.Option("--once", help="Stop when everything is ready and shown")] = False,
    composed: Annotated[bool, typer.Option("--composed", help="All services on one port")] = False,
    port: Annotated[int, typer.Option(help="First of the ports; the services take the ones after it")] = 8100,
    folder: Annotated[Path, typer.Option(help="Where data, secrets and logs are kept")] = Path("var"),
) -> None:
    """Start Postgres and Valkey (unless DATABASE_URL and REDIS_URL name real ones), the services, worker and relay."""
    folder = folder.resolve()
    try:
        with ExitStack() as servers:
            machine = _Machine(folder, port, servers)
            machine.prepare(demonstration=demonstration)
            asyncio.run(machine.serve(demonstration=demonstration, once=once, composed=composed))
    except Interrupted:
        fail("stopped before everything was ready")
    except KeyboardInterrupt:
        fail("stopped before everything was ready")
    except EXPECTED as fault:
        fail(sentence_of(fault))


class _Machine:
    """One machine's deployment: its folder, its servers, its processes."""

    def __init__(self, folder: Path, port: int, servers: ExitStack) -> None:
        self._folder = folder
        self._port = port
        self._servers = servers
        self._adopted: list[tuple[str, Server]] = []
        self._url = ""

    def prepare(self, *, demonstration: bool) -> None:
        """Servers and schema; before any event loop runs."""
        os.environ["SECRETS_DIR"] = str(keep_secrets(self._folder / "secrets"))
        os.environ.setdefault("FILE_STORE", str((self._folder / "files").resolve()))
        # One's own machine: the documentation of the interface is what one came for.
        os.environ.setdefault("DOCS", "true")
        if demonstration:
            # The records system of the demonstration listens on this machine.
            os.environ["WEBHOOKS_ANYWHERE"] = "true"
            # Its administrators have no telephones.
            os.environ["TOTP_REQUIRED"] = "false"
        self._start_valkey()
        server_url = self._start_postgres()
        if server_url is not None:
            if not asyncio.run(has_database(server_url, DATABASE)):
                asyncio.run(recreate_database(server_url, DATABASE))
            os.environ["DATABASE_URL"] = server_url.rpartition("/")[0] + "/" + DATABASE
        self._url = os.environ["DATABASE_URL"]
        self._note_environment()
        self._migrate()
        if not demonstration:
            return
        if asyncio.run(read_demo_state(self._url)) == "playing":
            if server_url is None:
                fail("the last run was broken off while it played the term: give it an empty database")
            console.print("The last run was broken off while it played the term: starting afresh.")
            asyncio.run(recreate_database(server_url, DATABASE))
            self._migrate()
        asyncio.run(mark_deployment(self._url, "demo"))

    def _note_environment(self) -> None:
        """Keep, readable by its owner only, how other commands reach this deployment."""
        names = {name: os.environ[name] for name in ("SECRETS_DIR", "DATABASE_URL", "REDIS_URL", "FILE_STORE")}
        path = self._folder / "environment.json"
        path.touch(mode=0o600)
        path.write_text(json.dumps(names), encoding="utf-8")

    def _migrate(self) -> None:
        migrate(load_settings())

    def _start_valkey(self) -> None:
        if "REDIS_URL" in os.environ:
            return
        valkey = start_valkey(self._folder / "valkey", persistent=True)
        self._servers.callback(valkey.stop)
        self._adopted.append(("valkey", valkey))
        os.environ["REDIS_URL"] = valkey.url

    def _start_postgres(self) -> str | None:
        """The address of an embedded server, or None where a real one is named."""
        if "DATABASE_URL" in os.environ:
            return None
        postgres = start_postgres(self._folder / "postgres", durable=True)
        self._servers.callback(postgres.stop)
        self._adopted.append(("postgres", postgres))
        return postgres.url

    async def serve(self, *, demonstration: bool, once: bool, composed: bool) -> None:
        """Start the processes, show what there is to see, and serve until told to stop."""
        addresses = self._addresses(composed=composed)
        async with Supervisor(self._folder) as supervisor:
            for name, server in self._adopted:
                supervisor.adopt(name, server.process, server.log)
            await supervisor.start(self._children(composed=composed))
            await supervisor.wait_ready()
            if demonstration:
                played = await supervisor.alongside(self._demonstrate(demo.Addresses(addresses)))
                self._tell(played)
                await self._tell_clock(addresses)
            self._tell_addresses(addresses)
            if once:
                return
            console.print("\nServing; Ctrl-C stops everything. 服务运行中,按 Ctrl-C 停止。")
            if await supervisor.watch() is signal.SIGINT:
                console.print("stopping ...")

    def _addresses(self, *, composed: bool) -> dict[str, str]:
        return {
            name: f"http://127.0.0.1:{self._port if composed else self._port + number}"
            for number, name in enumerate(FACTORIES, start=1)
        }

    def _children(self, *, composed: bool) -> list[Child]:
        """Five services (or one of all), the worker and the relay, each a process of its own."""

        def served(name: str, factory: str, port: int) -> Child:
            server = [sys.executable, "-m", "uvicorn", factory, "--factory", "--host", "127.0.0.1", "--port", str(port)]
            manner = ["--no-access-log", "--http", "services.platform.admission:Admission"]
            return Child(
                name=name,
                argv=[*server, *manner, "--timeout-graceful-shutdown", "30"],
                port=port,
                stop_seconds=35.0,
            )

        if composed:
            services = [served("services", "services.composed:create_app", self._port)]
        else:
            services = [
                served(name, f"services.{name}.app:create_app", self._port + number)
                for number, name in enumerate(FACTORIES, start=1)
            ]
        worker = Child(
            name="worker",
            argv=[sys.executable, "-m", "dramatiq", "workers.main", "--processes", "1", "--threads", "8"],
            env={"dramatiq_queue_prefetch": "64", "dramatiq_worker_timeout": "100", "dramatiq_restart_delay": "1000"},
        )
        relay = Child(name="relay", argv=[sys.executable, "-m", "workers.relay"])
        return [*services, worker, relay]

    async def _demonstrate(self, addresses: demo.Addresses) -> demo.Played:
        """Play the term, or show it again where it was played before, and verify the books either way."""
        kept = self._folder / "demo"
        kept.mkdir(exist_ok=True)
        admins = await self._administrators(kept)

        async def travel(moment: datetime) -> None:
            offset = moment - clock.real_now()
            await move_clock(self._url, offset.total_seconds())

        if await read_demo_state(self._url) == "played":
            played = await demo.show(addresses, admins=admins, folder=kept, console=console)
        else:
            await write_demo_state(self._url, "playing")
            settings = load_settings()
            for district, admin in admins.items():
                await create_district(
                    settings,
                    district,
                    DISTRICTS[district],
                    admin=admin.username,
                    password=admin.password,
                    level="COUNTY",
                    parent=None,
                )
            played = await demo.play(addresses, admins=admins, travel=travel, folder=kept, console=console)
            await write_demo_state(self._url, "played")
        # A folder that an earlier version has played holds fewer districts.
        for district, told in played.summary["districts"].items():
            wrong = {finding.part for finding in (await verify(load_settings(), int(district))).found}
            told.update(ledger_equals_balances="BALANCES" not in wrong, chain_verified=not wrong - {"BALANCES"})
        text = json.dumps(played.summary, ensure_ascii=False, indent=2, sort_keys=True)
        (kept / "summary.json").write_text(text + "\n", encoding="utf-8")
        return played

    async def _administrators(self, kept: Path) -> dict[int, demo.Login]:
        """The first administrator of each district; the passwords are made once and stay beside the demo's files."""
        path = kept / "administrators.json"
        passwords = {str(district): secrets.token_urlsafe(18) for district in DISTRICTS}
        if path.exists():
            passwords |= json.loads(path.read_text(encoding="utf-8"))
        else:
            path.touch(mode=0o600)
            path.write_text(json.dumps(passwords), encoding="utf-8")
        return {
            district: demo.Login(district, "district_admin", "admin", passwords[str(district)], name)
            for district, name in DISTRICTS.items()
        }

    def _tell(self, played: demo.Played) -> None:
        demo.print_summary(console, played.summary)
        for code, district in played.summary["districts"].items():
            sound = district["ledger_equals_balances"] and district["chain_verified"]
            console.print(f"{code}: book verified" if sound else f"[red]{code}: the book does not verify[/red]")
        logins = Table("district", "role", title="Logins 登录账号")
        # Folded, never cut: these are to be copied.
        for name in ("username", "password", "who"):
            logins.add_column(name, overflow="fold")
        for login in played.logins:
            logins.add_row(str(login.district_id), login.role, login.username, login.password, login.note)
        console.print(logins)
        for hint in played.hints:
            console.rule(hint.title, align="left")
            console.print(hint.command, markup=False, soft_wrap=True)
        console.print(f"summary: {self._folder / 'demo' / 'summary.json'}", soft_wrap=True)

    async def _tell_clock(self, addresses: dict[str, str]) -> None:
        """Where the services' time stands after the demo, how to look, and how to begin in one's own."""
        ready = f"{addresses['directory']}/readyz"
        async with httpx.AsyncClient(trust_env=False) as client:
            at = (await client.get(ready)).json()["at"]
        console.rule("时钟 the clock", align="left")
        for sentence in (
            f"各服务的时间从演示的最后一刻继续走,现在是 {at},不是今天;随时可看:",
            f"The services' time goes on from the demo's last moment: there it is {at}, not today. To look:",
            f"curl -s {ready}",
            "停止之后,用真实时间另起一个新县区: When this is stopped, a fresh district in real time:",
            "xuefen up --folder var/own",
            'eval "$(xuefen env --folder var/own)"; xuefen district create 341802 某某区',
        ):
            console.print(sentence, markup=False, soft_wrap=True)

    def _tell_addresses(self, addresses: dict[str, str]) -> None:
        table = Table("service", "interactive API docs 接口文档", title="Addresses 地址")
        for name, base in addresses.items():
            table.add_row(name, f"{base}/{name}/v1/docs")
        console.print(table)


def environment(folder: Annotated[Path, typer.Option(help="Where data and secrets are kept")] = Path("var")) -> None:
    """Print the variables by which other commands reach what `xuefen up` has started: eval "$(xuefen env)"."""
    folder = folder.resolve()
    try:
        names = json.loads((folder / "environment.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        fail("nothing has been started here: run `make run` first")
    for name, value in names.items():
        typer.echo(f"export {name}={shlex.quote(value)}")
