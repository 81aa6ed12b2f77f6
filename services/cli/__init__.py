"""The `xuefen` command: parses, calls, prints."""

import gc
import sys
from importlib import import_module
from typing import Any, Final

import typer

# Where each command stands. Only the one asked for is imported: the services take seconds, `xuefen packs` needs none.
_COMMANDS: Final = {
    "up": "running:up",
    "env": "running:environment",
    "migrate": "running:migrate_database",
    "doctor": "doctor:doctor",
    "secrets": "secrets:make_secrets",
    "openapi": "description:openapi",
    "verify-book": "book:verify_book",
    "verify-audit": "audit:verify_audit",
    "rewrap-keys": "keys:rewrap_keys",
    "rotate-key": "rotation:rotate_key",
    "verify-certificate": "certificates:verify_certificate",
    "export-book": "proofs:export_book",
    "verify-statement": "proofs:verify_statement",
    "explain": "book:explain",
}
_GROUPS: Final = {
    "district": "districts:app",
    "import": "districts:imports",
    "events": "events:app",
    "packs": "packs:app",
}


def command(asked: str | None = None) -> typer.Typer:
    """The command with the one subcommand asked for, or with all of them."""
    app = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        help="Xuefen 学分: continuing-education credits of teachers.",
    )
    app.callback()(_nothing)  # so that a single subcommand keeps its name
    known = asked in {*_COMMANDS, *_GROUPS}
    for name, place in _COMMANDS.items():
        if name == asked or not known:
            app.command(name)(_found(place))
    for name, place in _GROUPS.items():
        if name == asked or not known:
            app.add_typer(_found(place), name=name)
    return app


def _nothing() -> None:
    pass


def _found(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(import_module(f"services.cli.{module}"), name)


def main() -> None:
    """Entry point of the `xuefen` script."""
    # What is imported stays to the end: the collector need not look through it again and again while it comes.
    gc.disable()
    app = command(sys.argv[1] if len(sys.argv) > 1 else None)
    gc.freeze()
    gc.enable()
    app()
