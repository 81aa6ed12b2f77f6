"""Settings and secrets: whether all are there, fit together, and suit a production deployment."""

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from services.platform.diagnosis.findings import Diagnosis
from services.platform.errors import Text
from services.platform.settings import Settings
from services.platform.signing import KeyRing, NoKeys

PART: Final = "settings"
_NEEDED: Final = (
    "role_secret", "token_private_key", "token_public_keys", "data_key", "index_key", "code_key", "cursor_key",
    "book_private_key", "book_public_keys", "webhook_key",
)  # fmt: skip
_OTHERS_READ: Final = stat.S_IRWXO


def diagnose_settings(settings: Settings, *, in_production: bool) -> Iterator[Diagnosis]:
    """What a deployment's settings lack. Values are compared, never told."""
    found = [*_missing(settings), *_pairs(settings), *_open_files()]
    if in_production:
        found += _unfit(settings)
    yield from found or [Diagnosis.good(PART, "设置与密钥齐全,公钥与私钥相符", "all settings are there, and keys fit")]


def _missing(settings: Settings) -> Iterator[Diagnosis]:
    for name in _NEEDED:
        value = getattr(settings, name)
        if value is None or not value.get_secret_value():
            yield Diagnosis.wrong(
                PART,
                Text(zh=f"缺少 {name.upper()}", en=f"{name.upper()} is missing"),
                Text(
                    zh=f"在 SECRETS_DIR 下放置名为 {name} 的文件",
                    en=f"put a file named {name} into the folder SECRETS_DIR names",
                ),
            )


def _pairs(settings: Settings) -> Iterator[Diagnosis]:
    """What is signed must be verifiable by what everybody holds."""
    for purpose in ("token", "book"):
        private, public = (getattr(settings, f"{purpose}_{half}") for half in ("private_key", "public_keys"))
        if private is None or public is None:
            continue
        try:
            KeyRing.read(public.get_secret_value())
            known = {key.get("x") for key in json.loads(public.get_secret_value())["keys"]}
            fits = json.loads(private.get_secret_value())["x"] in known
        except (NoKeys, ValueError, KeyError, TypeError):
            fits = False
        if not fits:
            names = f"{purpose.upper()}_PRIVATE_KEY", f"{purpose.upper()}_PUBLIC_KEYS"
            yield Diagnosis.wrong(
                PART,
                Text(
                    zh=f"{names[1]} 中没有与 {names[0]} 相配的 Ed25519 公钥",
                    en=f"no Ed25519 key in {names[1]} belongs to {names[0]}",
                ),
                Text(
                    zh=f"把 {names[0]} 的公钥部分加入 {names[1]},旧公钥保留",
                    en=f"add the public half of {names[0]} to {names[1]}, and keep the former ones there",
                ),
            )


def _open_files() -> Iterator[Diagnosis]:
    folder = Path(os.environ.get("SECRETS_DIR", ""))
    if not os.environ.get("SECRETS_DIR") or not folder.is_dir():
        return
    # A link, as orchestrators make them, says nothing; what it points to does.
    readable = sorted(path.name for path in folder.iterdir() if path.is_file() and path.stat().st_mode & _OTHERS_READ)
    # Where the folder itself is closed to others, so is what lies in it.
    if readable and folder.stat().st_mode & _OTHERS_READ:
        listed = ", ".join(readable)
        yield Diagnosis.warning(
            PART,
            Text(zh=f"任何用户都能读取密钥文件: {listed}", en=f"everybody may read the files of secrets: {listed}"),
            Text(zh="执行 chmod o= 去掉其他用户的权限", en="take the rights of others away: chmod o="),
        )


def _unfit(settings: Settings) -> Iterator[Diagnosis]:
    if settings.webhooks_anywhere:
        yield Diagnosis.wrong(
            PART,
            Text(
                zh="WEBHOOKS_ANYWHERE 已打开:回调可以访问内部网络",
                en="WEBHOOKS_ANYWHERE is on: webhooks may call into the private network",
            ),
            Text(zh="正式环境去掉这一设置", en="take this setting away in production"),
        )
    if not settings.totp_required:
        yield Diagnosis.wrong(
            PART,
            Text(
                zh="TOTP_REQUIRED 已关闭:管理员只凭密码即可登录",
                en="TOTP_REQUIRED is off: a password alone lets an administrator in",
            ),
            Text(zh="正式环境去掉这一设置", en="take this setting away in production"),
        )
    if not settings.rate_factor:
        yield Diagnosis.wrong(
            PART,
            Text(
                zh="RATE_FACTOR 为 0:请求次数不受限制,登录和短信也不受",
                en="RATE_FACTOR is 0: nobody's requests are limited, logins and text messages neither",
            ),
            Text(zh="正式环境去掉这一设置", en="take this setting away in production"),
        )
    if not settings.allowed_hosts.strip(" ,"):
        yield Diagnosis.warning(
            PART,
            Text(
                zh="ALLOWED_HOSTS 为空:以任何域名来的请求都会受理",
                en="ALLOWED_HOSTS is empty: whoever calls the gateway by another name is answered too",
            ),
            Text(
                zh="设为公众访问网关所用的域名,逗号分隔",
                en="set it to the names by which the gateway is called, separated by commas",
            ),
        )
    if not settings.public_url.startswith("https://"):
        yield Diagnosis.warning(
            PART,
            Text(
                zh="PUBLIC_URL 不是 https 地址:证书二维码指向它",
                en="PUBLIC_URL is no https address: the QR codes of certificates lead there",
            ),
            Text(zh="设为公众访问网关的 https 地址", en="set it to the https address by which the public comes"),
        )
    if "://" not in settings.file_store and not Path(settings.file_store).is_absolute():
        yield Diagnosis.warning(
            PART,
            Text(
                zh="FILE_STORE 是相对路径:各进程可能各存一处",
                en="FILE_STORE is a relative path: processes may each keep their own",
            ),
            Text(
                zh="设为各进程共用的绝对路径或存储桶", en="set it to one absolute path, or a bucket, for all processes"
            ),
        )
