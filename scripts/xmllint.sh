#!/usr/bin/env bash
# The witness of the schema check of statutory returns: Debian's xmllint, installed if it can be.
set -uo pipefail
command -v xmllint >/dev/null 2>&1 && exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "xmllint is needed: not found, and there is no apt-get to install libxml2-utils" >&2
    exit 1
fi
as_root=""
[ "$(id -u)" -eq 0 ] || as_root="sudo"
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install --quiet --yes --no-install-recommends libxml2-utils
