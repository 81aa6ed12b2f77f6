#!/bin/sh
# Puts the newest fitting base backup where Postgres's data lies, to be replayed from the archive when Postgres starts:
# `restore.sh '2026-11-23 09:30:00+08'` up to that moment, `restore.sh latest` as far as the archive reaches.
# Where: PGDATA, BACKUPS (/backups), ARCHIVE (/archive). Postgres has to be stopped. What stood there is kept beside.
set -eu
to=${1:?say up to when: a moment with its zone, or latest}
data=${PGDATA:?}
backups=${BACKUPS:-/backups}
archive=${ARCHIVE:-/archive}

if [ -e "$data/postmaster.pid" ]; then
    echo "Postgres runs in $data, or was killed there: stop it first; after a kill remove postmaster.pid" >&2
    exit 1
fi
found=
for backup in "$backups"/*T*Z; do
    # A backup can be replayed from its end on: that is when its manifest was written.
    if [ -f "$backup/backup_manifest" ] && { [ "$to" = latest ] || [ "$(date -u -r "$backup/backup_manifest" +%s)" -le "$(date -u -d "$to" +%s)" ]; }; then
        found=$backup
    fi
done
if [ -z "$found" ]; then
    echo "no backup in $backups ended before $to" >&2
    exit 1
fi
pg_verifybackup --quiet "$found"
if [ -e "$data" ] && [ -n "$(ls -A "$data")" ]; then
    kept="$data.before-$(date -u +%Y%m%dT%H%M%SZ)"
    mkdir "$kept"
    find "$data" -mindepth 1 -maxdepth 1 -exec mv {} "$kept" \;
    echo "what stood in $data is in $kept"
fi
mkdir -p "$data"
chmod 700 "$data"
cp -a "$found/." "$data"
settings="$data/postgresql.auto.conf"
# A backup carries on where an earlier restore was to end, whom its server followed and for whom it waited: that is over.
left=$(sed -E '/^(recovery_target[a-z_]*|restore_command|primary_[a-z_]+|synchronous_standby_names) *=/d' "$settings")
{
    printf '%s\n' "$left"
    echo "synchronous_standby_names = ''"
    echo "restore_command = 'cp $archive/%f %p'"
    echo "recovery_target_action = 'promote'"
    if [ "$to" != latest ]; then
        echo "recovery_target_time = '$to'"
    fi
} >"$settings"
touch "$data/recovery.signal"
echo "$found is to be replayed up to $to: start Postgres, which waits for no standby until you name one anew"
