#!/bin/sh
# A base backup a night, verified, the last KEEP of them kept; with the archived WAL any moment since can be restored.
# `backup.sh once` makes one and ends, `backup.sh prune` makes none and only removes what is more than KEEP.
# Where: BACKUPS (/backups), and the archive at ARCHIVE (/archive).
set -eu
backups=${BACKUPS:-/backups}
archive=${ARCHIVE:-/archive}
keep=${KEEP:-7}
if [ "$keep" -lt 1 ]; then
    echo "KEEP is $keep: one backup at least is kept" >&2
    exit 1
fi

one() {
    name="$backups/$(date -u +%Y%m%dT%H%M%SZ)"
    pg_basebackup --pgdata "$name.unfinished" --format plain --wal-method stream --checkpoint fast --no-password
    pg_verifybackup --quiet "$name.unfinished"
    mv -T "$name.unfinished" "$name"
    echo "backup $name"
}

# The oldest ones go, and the WAL that only they needed.
prune() {
    find "$backups" -mindepth 1 -maxdepth 1 -type d -name '*T*Z' | sort -r | tail -n "+$((keep + 1))" | while read -r old; do
        rm -rf "$old"
        echo "removed $old"
    done
    oldest=$(find "$backups" -mindepth 1 -maxdepth 1 -type d -name '*T*Z' | sort | head -n 1)
    if [ -z "$oldest" ]; then
        return
    fi
    first=$(sed -n 's/^START WAL LOCATION: .*(file \([0-9A-F]*\))$/\1/p' "$oldest/backup_label")
    if [ -d "$archive" ] && [ -n "$first" ]; then
        pg_archivecleanup "$archive" "$first"
    fi
}

case ${1:-} in
    once)
        exec 9>>"$backups/.lock"
        flock -n 9 || { echo "another backup is being made: waiting for its end" >&2 && flock 9; }
        # What an earlier run did not end is no backup.
        rm -rf "$backups"/*.unfinished
        one
        prune
        exit
        ;;
    prune)
        exec 9>>"$backups/.lock"
        # A disk that is full does not wait; what is being made meanwhile stays.
        if flock -n 9; then rm -rf "$backups"/*.unfinished; fi
        prune
        exit
        ;;
esac
trap 'exit 0' TERM INT
while true; do
    # By a shell of its own, which ends where anything fails: this one would go on, for it asks how that went.
    if "$0" once; then
        sleep "${EVERY:-86400}" &
        wait $!
    else
        # Later the container begins anew, in the network that Postgres has by then: soon where there is no backup yet.
        echo "the backup failed" >&2
        again=30
        for whole in "$backups"/*T*Z; do
            if [ -d "$whole" ]; then again=3600; fi
        done
        sleep "${AGAIN:-$again}" &
        wait $!
        exit 1
    fi
done
