"""The `xuefen` command: parses, calls, prints."""

import typer

from services.cli import book, description, districts, events, running

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Xuefen 学分: continuing-education credits of teachers.",
)
app.command("up")(running.up)
app.command("env")(running.environment)
app.command("migrate")(running.migrate_database)
app.command("openapi")(description.openapi)
app.command("verify-book")(book.verify_book)
app.command("explain")(book.explain)
app.add_typer(districts.app, name="district")
app.add_typer(districts.imports, name="import")
app.add_typer(events.app, name="events")


def main() -> None:
    """Entry point of the `xuefen` script."""
    app()
