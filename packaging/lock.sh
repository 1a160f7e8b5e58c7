#!/bin/sh
# Writes packaging/requirements.lock anew from pyproject.toml, with hashes, for every
# system and every Python from 3.10 on.
#
#   sh packaging/lock.sh                        keeps the versions that still fit
#   sh packaging/lock.sh --upgrade              takes the newest
#   sh packaging/lock.sh --upgrade-package av   takes the newest of one
#
# It needs uv: python3 -m pip install uv
set -eu
cd "$(dirname "$0")/.."

if command -v uv >/dev/null; then
    uv=uv
elif python3 -c "import uv" 2>/dev/null; then
    uv="python3 -m uv"
else
    echo "lock.sh needs uv. Install it: python3 -m pip install uv" >&2
    exit 1
fi

# The lock names no index, so that it works behind any mirror. hatchling and editables
# are in it (group dev) because camsetup itself is installed without build isolation.
$uv pip compile pyproject.toml --group dev \
    --universal --python-version 3.10 --generate-hashes \
    --no-emit-index-url --no-emit-find-links \
    --custom-compile-command "sh packaging/lock.sh" \
    --quiet --output-file packaging/requirements.lock "$@"

if grep -E '://|^--|file:' packaging/requirements.lock; then
    echo "The lock names a place (above). It must not." >&2
    exit 1
fi
echo "packaging/requirements.lock holds $(grep -c '^[a-z]' packaging/requirements.lock) pins."
