"""What stands around the database: the files, and the services' own word."""

import shutil
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from typing import Final

import httpx
from obstore.exceptions import BaseError

from services.platform.diagnosis.findings import Diagnosis
from services.platform.errors import Text
from services.platform.files import FileStore
from services.platform.ids import new_id
from services.platform.settings import Settings

PART: Final = "files"
_NO_DISTRICT: Final = 0
_LITTLE, _TOO_LITTLE = 0.2, 0.1


async def diagnose_files(settings: Settings) -> AsyncIterator[Diagnosis]:
    """Whether a file can be kept and read back, and how much room is left."""
    name, content = f"doctor-{new_id()}", b"x"
    try:
        store = FileStore.open(settings.file_store)
        await store.put_passing(_NO_DISTRICT, name, content)
        kept = await store.get_passing(_NO_DISTRICT, name) == content
        await store.remove_passing(_NO_DISTRICT, [name])
    except (OSError, BaseError, ValueError) as fault:
        kept, kind = False, type(fault).__name__
    else:
        kind = ""
    if not kept:
        yield Diagnosis.wrong(
            PART,
            Text(zh=f"文件存不进去({kind})", en=f"a file cannot be kept ({kind})"),
            Text(
                zh="检查 FILE_STORE 的路径、权限、空间或存储桶的密钥",
                en="look at FILE_STORE: its path, rights and room, or the bucket's keys",
            ),
        )
        return
    if "://" in settings.file_store:
        yield Diagnosis.good(PART, "文件可存可取", "files are kept and read back")
        return
    usage = shutil.disk_usage(settings.file_store)
    free = usage.free / usage.total
    told = Text(
        zh=f"文件所在磁盘剩余 {free:.0%}({usage.free // 2**30} GiB)",
        en=f"{free:.0%} of the files' disk is free ({usage.free // 2**30} GiB)",
    )
    remedy = Text(zh="扩容或清理磁盘", en="make room, or give it a larger disk")
    if free < _TOO_LITTLE:
        yield Diagnosis.wrong(PART, told, remedy)
    elif free < _LITTLE:
        yield Diagnosis.warning(PART, told, remedy)
    else:
        yield Diagnosis.good(PART, f"文件可存可取;{told.zh}", f"files are kept and read back; {told.en}")


async def diagnose_services(addresses: Sequence[tuple[str, str]]) -> AsyncIterator[Diagnosis]:
    """What each service says of itself at `/readyz`; (name, address of its root)."""
    async with httpx.AsyncClient(trust_env=False, timeout=timedelta(seconds=5).total_seconds()) as client:
        for name, address in addresses:
            try:
                answer = await client.get(f"{address.rstrip('/')}/readyz")
                state = answer.json()
            except (httpx.HTTPError, ValueError) as fault:
                answer, state = None, {"error": type(fault).__name__}
            if answer is not None and answer.status_code == 200 and state.get("queue") == "ready":
                yield Diagnosis.good(name, "服务就绪", "it is ready")
                continue
            told = ", ".join(f"{key} {value}" for key, value in state.items() if key in {"database", "queue", "error"})
            grade = Diagnosis.warning if answer is not None and answer.status_code == 200 else Diagnosis.wrong
            yield grade(
                name,
                Text(zh=f"服务未就绪:{told}", en=f"it is not ready: {told}"),
                Text(zh="看该服务的日志,以及上面关于数据库和队列的结论", en="read its log, and what is said above"),
            )
