"""Every setting of every process; secrets come as files from SECRETS_DIR or from the environment."""

import hashlib
import hmac
import os
from pathlib import Path
from typing import Self
from urllib.parse import quote, urlsplit, urlunsplit

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROLES = ("directory", "registration", "attendance", "assessment", "ledger", "relay")
_SECRETS = ("role_secret", "data_key", "index_key", "code_key", "cursor_key", "webhook_key")
# The first line is what is used; what another made is known again.
_IN_LINES = ("role_secret", "data_key", "index_key", "code_key", "cursor_key")
_SHORTEST_SECRET = 32
# Of 32 hexadecimal digits drawn by chance one in a billion has fewer different ones.
_FEWEST_CHARACTERS = 8
_OF_EXAMPLES = ("changeme", "change-me", "change_me", "password", "example", "secret", "default", "xuefen")


class SettingMissing(Exception):
    """A process was started without something it needs; the sentence names it."""


class QueueSettings(BaseSettings):
    """What the broker needs, which is made when its module is imported."""

    # What is wrong with a secret is told without the secret.
    model_config = SettingsConfigDict(extra="ignore", hide_input_in_errors=True)

    redis_url: SecretStr = Field(default=SecretStr("redis://127.0.0.1:6379/0"), description="Redis or Valkey: the bell")


class Settings(QueueSettings):
    """Read once at start-up and handed down; nothing reads the environment later."""

    database_url: SecretStr = Field(description="Postgres; the migrator's login for `migrate`, a service's own else")
    role_secret: SecretStr | None = Field(
        default=None,
        description="Derives the password of each service's database role; without it DATABASE_URL is it. Of further "
        "lines the passwords are tried where that of the first is refused",
    )
    token_private_key: SecretStr | None = Field(default=None, description="Ed25519 JWK; the directory signs with it")
    token_public_keys: SecretStr | None = Field(default=None, description="JWKS by which every service verifies")
    data_key: SecretStr | None = Field(
        default=None,
        description="Wraps the keys of personal data, one of each district; on a second line the one before, until "
        "`xuefen rewrap-keys` has been run",
    )
    index_key: SecretStr | None = Field(
        default=None,
        description="Keyed hash by which persons are found; on a second line the other while it changes",
    )
    code_key: SecretStr | None = Field(
        default=None, description="Signs rotating check-in codes and tickets; what further lines signed is good, too"
    )
    cursor_key: SecretStr | None = Field(
        default=None, description="Signs page cursors and calendar addresses; further lines as of CODE_KEY"
    )
    book_private_key: SecretStr | None = Field(default=None, description="Ed25519 JWK; the ledger signs with it")
    book_public_keys: SecretStr | None = Field(
        default=None, description="JWKS by which heads and statements are verified, former keys included"
    )
    webhook_key: SecretStr | None = Field(default=None, description="Encrypts the secrets by which webhooks are signed")
    webhooks_anywhere: bool = Field(
        default=False, description="Of demos and tests only: webhooks may go by http and into private networks"
    )
    totp_required: bool = Field(
        default=True, description="Administrators and auditors log in with a second factor; only demos and tests do not"
    )
    wechat_url: str = Field(default="https://api.weixin.qq.com", description="Base address of code2session")
    wechat_app_id: str = Field(default="", description="The mini-program; empty switches WeChat login off")
    wechat_app_secret: SecretStr = Field(default=SecretStr(""), description="The mini-program's secret")
    sms_url: str = Field(
        default="",
        description="Where text messages are handed in: POST {phone, code, minutes}; empty switches them off",
    )
    sms_token: SecretStr = Field(default=SecretStr(""), description="Bearer token of the gateway of text messages")
    public_url: str = Field(
        default="http://127.0.0.1:8080", description="Where the public reaches the gateway; printed in QR codes"
    )
    file_store: str = Field(
        default="var/files", description="Where files lie: a folder, or an address such as s3://bucket/prefix"
    )
    allowed_hosts: str = Field(
        default="", description="Names by which the gateway is called, separated by commas; empty asks nobody's name"
    )
    cors_origins: str = Field(
        default="", description="Origins whose pages may call us in a browser, separated by commas; empty is none"
    )
    docs: bool = Field(default=False, description="Shows the interactive documentation in production too")
    rate_factor: float = Field(
        default=1.0, ge=0, description="Times the limits of how often somebody may ask; 0 switches them off"
    )
    pool_size: int = Field(default=8, description="Database connections per process")
    metrics_port: int = Field(
        default=0, ge=0, le=65535, description="Where worker and relay tell /metrics and /livez; 0 is nowhere"
    )
    otel_exporter_otlp_endpoint: str = Field(
        default="", description="An OpenTelemetry collector, OTLP over HTTP; empty switches traces off"
    )
    log_level: str = Field(default="INFO", description="Threshold of the log")

    @model_validator(mode="after")
    def refuse_weak_secrets(self) -> Self:
        known: dict[str, str] = {}
        for name in _SECRETS:
            secret: SecretStr | None = getattr(self, name)
            if secret is None:
                continue
            told = secret.get_secret_value()
            for value in told.split("\n") if name in _IN_LINES else [told]:
                if len(value) < _SHORTEST_SECRET:
                    raise ValueError(f"{name.upper()} is shorter than {_SHORTEST_SECRET} characters")
                if len(set(value)) < _FEWEST_CHARACTERS or any(word in value.lower() for word in _OF_EXAMPLES):
                    raise ValueError(f"{name.upper()} is no secret but the example of one")
                if value in known:
                    raise ValueError(f"{name.upper()} is the same as {known[value]}: each has a value of its own")
                known[value] = name.upper()
        return self

    def secret(self, name: str) -> str:
        """The secret of that name, or a sentence saying that it is missing."""
        value: SecretStr | None = getattr(self, name)
        if value is None or not value.get_secret_value():
            raise SettingMissing(f"{name.upper()} is not set: put it into the environment or a file in SECRETS_DIR")
        return value.get_secret_value()

    def secret_lines(self, name: str) -> list[str]:
        """The secret that is used, and after it those of which something may still be about."""
        return self.secret(name).split("\n")

    def role_password(self, role: str) -> str:
        return self.role_passwords(role)[0]

    def role_passwords(self, role: str) -> list[str]:
        """What `xuefen migrate` sets, and what it has set before or will next; none where DATABASE_URL has it."""
        lines = [] if self.role_secret is None else self.secret_lines("role_secret")
        return [hmac.new(line.encode(), role.encode(), hashlib.sha256).hexdigest() for line in lines]

    def url_of(self, role: str) -> str:
        """The address by which a process of that role reaches Postgres, with the asyncpg driver."""
        url = self.database_url.get_secret_value()
        if self.role_secret is not None:
            parts = urlsplit(url)
            login = f"xuefen_{role}:{quote(self.role_password(role))}"
            url = urlunsplit(parts._replace(netloc=f"{login}@{parts.netloc.rpartition('@')[2]}"))
        return with_driver(url)


def with_driver(url: str) -> str:
    return url.replace("postgresql://", "postgresql+asyncpg://", 1)


def load_settings() -> Settings:
    """Settings from the environment and, where SECRETS_DIR is set, from its files (the environment wins)."""
    folder = os.environ.get("SECRETS_DIR")
    return Settings(_secrets_dir=Path(folder) if folder else None)
