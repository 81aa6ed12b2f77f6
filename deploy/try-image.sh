#!/bin/sh
# Builds the image on a Debian host without Docker, and tries it: every process of docker-compose.yml, one after the other,
# in the image as it is, read-only, as user 10001, with its own secrets alone (tests/deploy/image.py).
# As root, where `make` has made .venv: sh deploy/try-image.sh [options of `buildah bud`, as -v /etc/pip.conf:/etc/pip.conf:ro].
# It installs buildah, the oldest builder that we promise (1.28): that one builds it means that a newer one does.
# Where no registry can be reached, it makes a base of Debian's own packages in the name of the one that the recipe wants.
set -eu
cd "$(dirname "$0")/.."
base=$(sed -n 's/^ARG BASE=//p' deploy/Dockerfile)
# Neither an engine nor user namespaces are needed like this.
export BUILDAH_ISOLATION=chroot

if ! command -v buildah >/dev/null; then
    apt-get install -y --no-install-recommends buildah
fi
if ! buildah inspect --type image "$base" >/dev/null 2>&1 && ! buildah pull --quiet "$base"; then
    echo "no registry answers: a base of Debian's packages takes the place of $base"
    apt-get install -y --no-install-recommends mmdebstrap
    made=$(mktemp -d)
    # Python with pip below /usr/local, as in the official one.
    mmdebstrap --variant=minbase --include=ca-certificates,python3,python3-venv \
        --customize-hook='chroot "$1" python3 -m venv /usr/local' bookworm "$made/base.tar"
    container=$(buildah from scratch)
    buildah add --quiet "$container" "$made/base.tar" /
    buildah config --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$container"
    buildah commit --quiet --rm "$container" "docker.io/library/$base"
    rm -r "$made"
fi
buildah bud --layers --pull-never --file deploy/Dockerfile --tag xuefen:latest "$@" .
buildah images xuefen

container=$(buildah from --pull-never xuefen:latest)
root=$(buildah mount "$container")
# What an engine makes of a mount's place before it closes the rest.
mkdir -p "$root/run/secrets"
IMAGE_ROOT=$(mktemp -d)
export root IMAGE_ROOT
trap 'buildah rm "$container" >/dev/null; rm -r "$IMAGE_ROOT" "$IMAGE_ROOT.json"' EXIT
buildah inspect --type image xuefen:latest >"$IMAGE_ROOT.json"
unshare --mount --net sh -eu -c '
    ip link set lo up
    mount --bind "$root" "$IMAGE_ROOT"
    mount -o remount,bind,ro "$IMAGE_ROOT"
    mount -t tmpfs -o size=128m,mode=1777 tmpfs "$IMAGE_ROOT/tmp"
    mount -t tmpfs -o size=64m,uid=10001 tmpfs "$IMAGE_ROOT/files"
    mount -t tmpfs -o size=1m,mode=755 tmpfs "$IMAGE_ROOT/run/secrets"
    mount -t proc proc "$IMAGE_ROOT/proc"
    mount --rbind /dev "$IMAGE_ROOT/dev"
    .venv/bin/python -m pytest --noconftest -n 0 -s --tb=short tests/deploy/image.py'
