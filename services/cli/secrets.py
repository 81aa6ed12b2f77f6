"""Secrets of a machine's own deployment: made once, kept in files that only their owner reads."""

import secrets
from pathlib import Path
from typing import Annotated, Final

import typer

from services.platform.tokens import new_key_pair

_RANDOM: Final = ("role_secret", "data_key", "index_key", "code_key", "cursor_key", "webhook_key")


def make_secrets(
    folder: Annotated[Path, typer.Argument(help="Where they are kept, a file each")],
    database: Annotated[
        str, typer.Option(help="HOST:PORT/NAME of a Postgres that is made with the password made here")
    ] = "postgres:5432/xuefen",
) -> None:
    """Make the secrets of a deployment that are not there yet; what stands in the folder is never changed."""
    keep_secrets(folder)
    password = folder / "postgres_password"
    _write_new(password, secrets.token_hex(24))
    _write_new(folder / "database_url", f"postgresql://postgres:{password.read_text(encoding='utf-8')}@{database}")
    # Empty until there is a mini-program, and a gateway of text messages: these secrets come from others.
    for name in ("wechat_app_secret", "sms_token"):
        _write_new(folder / name, "")
    typer.echo(f"{folder}: {len(list(folder.iterdir()))} secrets; keep a copy where the backups are not")


def keep_secrets(folder: Path) -> Path:
    """Make what is missing in the folder and return it; what stands there is never changed."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in _RANDOM:
        _write_new(folder / name, secrets.token_hex(32))
    for purpose in ("token", "book"):
        if not (folder / f"{purpose}_private_key").exists():
            private, public = new_key_pair()
            _write_new(folder / f"{purpose}_public_keys", public)
            _write_new(folder / f"{purpose}_private_key", private)
    return folder


def _write_new(path: Path, content: str) -> None:
    if path.exists():
        return
    fresh = path.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text(content, encoding="utf-8")
    fresh.rename(path)
