#!/bin/sh
# Installs PostgreSQL's programs from Debian if they are not there: the tests make a server of their own with them.
# Asks first, unless CI=true.
set -eu

command -v initdb >/dev/null 2>&1 && exit 0
for folder in /usr/lib/postgresql/*/bin; do
    [ -x "$folder/initdb" ] && exit 0
done

if ! command -v apt-get >/dev/null 2>&1; then
    echo "The tests need PostgreSQL's programs (initdb, postgres, psql); install them and try again." >&2
    exit 1
fi

if [ "${CI:-}" != true ]; then
    printf 'The tests need the Debian package postgresql. Install it now? [y/N] '
    read -r answer || answer=n
    case "$answer" in
        y | Y | yes) ;;
        *)
            echo "Not installed. To do it yourself: apt-get install postgresql" >&2
            exit 1
            ;;
    esac
fi

as_root=""
if [ "$(id -u)" -ne 0 ]; then
    as_root="sudo"
fi
$as_root apt-get update --quiet
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install --quiet --yes --no-install-recommends postgresql
