#!/bin/sh
# A base backup a night, verified, the last KEEP of them kept; with the archived WAL any moment since can be restored.
# `backup.sh once` makes one and ends. Where: BACKUPS (/backups), and the archive at ARCHIVE (/archive).
set -eu
backups=${BACKUPS:-/backups}
archive=${ARCHIVE:-/archive}
keep=${KEEP:-7}

one() {
    name="$backups/$(date -u +%Y%m%dT%H%M%SZ)"
    pg_basebackup --pgdata "$name.unfinished" --format plain --wal-method stream --checkpoint fast --no-password
    pg_verifybackup --quiet "$name.unfinished"
    mv "$name.unfinished" "$name"
    echo "backup $name"
    # The oldest ones go, and the WAL that only they needed.
    find "$backups" -mindepth 1 -maxdepth 1 -type d -name '*T*Z' | sort -r | tail -n "+$((keep + 1))" | while read -r old; do
        rm -rf "$old"
        echo "removed $old"
    done
    oldest=$(find "$backups" -mindepth 1 -maxdepth 1 -type d -name '*T*Z' | sort | head -n 1)
    first=$(sed -n 's/^START WAL LOCATION: .*(file \([0-9A-F]*\))$/\1/p' "$oldest/backup_label")
    if [ -d "$archive" ] && [ -n "$first" ]; then
        pg_archivecleanup "$archive" "$first"
    fi
}

# What an earlier run did not end is no backup.
rm -rf "$backups"/*.unfinished
if [ "${1:-}" = once ]; then
    one
    exit
fi
trap 'exit 0' TERM INT
while true; do
    # By a shell of its own, which ends where anything fails: this one would go on, for it asks how that went.
    if "$0" once; then
        sleep "${EVERY:-86400}" &
        wait $!
    else
        # An hour later the container begins anew, in the network that Postgres has by then.
        echo "the backup failed" >&2
        sleep "${AGAIN:-3600}" &
        wait $!
        exit 1
    fi
done
