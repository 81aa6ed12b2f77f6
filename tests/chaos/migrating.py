"""A newer release's migrator: `python -m tests.chaos.migrating 2` is two revisions ahead, each of a column more."""

import os
import sys
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic.config import Config

from services.platform import migration
from services.platform.settings import load_settings

# Everybody before the machine writes to one of them.
_TABLES = (
    "registration.enrolment",
    "attendance.check_in",
    "assessment.claim",
    "ledger.entry",
    "directory_private.account",
)


def main() -> None:
    """Add what is not there yet, with the locks and tries of every migration."""
    with TemporaryDirectory(prefix="xuefen-migrations-") as folder:
        before = migration.newest_revision()
        for number in range(1, int(sys.argv[1]) + 1):
            before = _plant(Path(folder), number, after=before)
        config = Config()
        config.set_main_option("script_location", str(files("migrations")))
        config.set_main_option("path_separator", "os")
        config.set_main_option("version_locations", os.pathsep.join((str(files("migrations") / "versions"), folder)))
        migration._configured = lambda: config
        migration.migrate(load_settings())


def _plant(folder: Path, number: int, *, after: str) -> str:
    revision = f"9{number:03}"
    columns = "".join(
        f'    op.execute("ALTER TABLE {table} ADD COLUMN planted_{number} int NOT NULL DEFAULT 0")\n'
        for table in _TABLES
    )
    (folder / f"{revision}_planted.py").write_text(
        f'"""A column more."""\n\nfrom alembic import op\n\nrevision = "{revision}"\ndown_revision = "{after}"\n\n\n'
        f"def upgrade() -> None:\n{columns}"
    )
    return revision


if __name__ == "__main__":
    main()
