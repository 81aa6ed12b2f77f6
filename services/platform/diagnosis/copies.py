"""What stands for the database when its host is gone: the archive of WAL, and standbys."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from services.platform.diagnosis.findings import Diagnosis
from services.platform.errors import Text

PART: Final = "database"
ARCHIVED_WITHIN: Final = timedelta(minutes=15)

# Of a quiet night nothing is to be archived: what was archived last is then the file before the one that is written.
# How a standby follows is told to few roles, that somebody follows to all.
_COPIES: Final = text(
    """
    SELECT current_setting('archive_mode') <> 'off' AS archives,
           CASE WHEN last_failed_time > coalesce(last_archived_time, '-infinity') THEN last_failed_wal END AS failing,
           CASE WHEN coalesce(substr(last_archived_wal, 9, 16), '') COLLATE "C"
                   < substr(pg_walfile_name(pg_current_wal_lsn()
                            - pg_size_bytes(current_setting('wal_segment_size'))), 9, 16)
               THEN now() - coalesce(last_archived_time, stats_reset) END AS behind,
           current_setting('synchronous_standby_names') AS waits_for,
           (SELECT count(*) FROM pg_stat_replication
               WHERE coalesce(sync_state, 'sync') IN ('sync', 'quorum')) AS followers,
           (SELECT string_agg(slot_name || ' ' || pg_size_pretty(pg_current_wal_lsn() - restart_lsn), ', '
                   ORDER BY slot_name)
               FROM pg_replication_slots WHERE NOT active AND restart_lsn IS NOT NULL) AS left_slots
    FROM pg_stat_archiver WHERE NOT pg_is_in_recovery()
    """
)


async def diagnose_copies(session: AsyncSession, *, in_production: bool) -> list[Diagnosis]:
    """What keeps a second copy from being made, and what waits for one."""
    row = (await session.execute(_COPIES)).mappings().one_or_none()
    if row is None:
        return []
    server = dict(row)
    return [*_archive(server, in_production=in_production), *_standbys(server)]


def _archive(server: Mapping[str, Any], *, in_production: bool) -> Iterator[Diagnosis]:
    if not server["archives"]:
        if in_production:
            yield Diagnosis.warning(
                PART,
                Text(
                    zh="没有 WAL 归档:只能恢复到上次备份", en="no WAL is archived: only the last backup can be restored"
                ),
                Text(
                    zh="设 archive_mode = on 与 archive_command,见 deploy 中的备份说明",
                    en="set archive_mode = on and archive_command, as the notes on backups in deploy say",
                ),
            )
    elif server["failing"]:
        yield Diagnosis.wrong(
            PART,
            Text(
                zh=f"WAL 归档失败({server['failing']}):新近的记录无法恢复,磁盘会写满",
                en=f"WAL is not archived ({server['failing']}): new facts have no copy, and the disk fills up",
            ),
            Text(
                zh="给归档目录腾出空间并检查权限,之后自动继续;Postgres 日志写有原因",
                en="give the archive room and look at its rights; it goes on by itself. Postgres's log says why",
            ),
        )
    elif server["behind"] is not None and server["behind"] > ARCHIVED_WITHIN:
        minutes = server["behind"] // timedelta(minutes=1)
        yield Diagnosis.wrong(
            PART,
            Text(
                zh=f"WAL 归档停了 {minutes} 分钟而没有报错:归档命令卡住了",
                en=f"WAL is not archived for {minutes} minutes, and nothing fails: the archive command hangs",
            ),
            Text(
                zh="恢复归档目录的挂载,然后重启 Postgres,见 runbooks/archiving.md",
                en="bring the mount of the archive back, then restart Postgres: runbooks/archiving.md",
            ),
        )


def _standbys(server: Mapping[str, Any]) -> Iterator[Diagnosis]:
    if server["waits_for"] and not server["followers"]:
        yield Diagnosis.wrong(
            PART,
            Text(
                zh=f"每次提交都在等同步备库 {server['waits_for']},而没有备库连着:写入停住了",
                en=f"each commit waits for the standby {server['waits_for']}, and none follows: writes stand still",
            ),
            Text(
                zh="启动备库,或 ALTER SYSTEM SET synchronous_standby_names = '' 后 pg_reload_conf(),只留一份",
                en="start the standby, or go on with one copy: ALTER SYSTEM SET synchronous_standby_names = '', reload",
            ),
        )
    if server["left_slots"]:
        yield Diagnosis.warning(
            PART,
            Text(
                zh=f"没有备库连着的复制槽留住了 WAL:{server['left_slots']}",
                en=f"slots that no standby uses keep WAL: {server['left_slots']}",
            ),
            Text(
                zh="启动备库;它不再回来就执行 pg_drop_replication_slot('...')",
                en="start the standby; where it does not come back, pg_drop_replication_slot('...')",
            ),
        )
