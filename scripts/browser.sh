#!/bin/sh
# Installs from Debian what the browser tests need, if it is not there: Chromium, and fonts with Arial's measures.
# Asks first, unless CI=true.
set -eu

wanted=""
command -v chromium >/dev/null 2>&1 || wanted="chromium"
if ! dpkg-query --show --showformat='${Status}\n' fonts-liberation2 fonts-liberation 2>/dev/null | grep -q 'install ok installed'; then
    # Newer Debian has the same fonts under the shorter name.
    wanted="$wanted fonts-liberation"
fi
[ -n "$wanted" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "The browser tests need Chromium as 'chromium', and the Liberation fonts; install them and try again." >&2
    exit 1
fi

if [ "${CI:-}" != true ]; then
    printf 'The browser tests need these Debian packages:%s. Install them now? [y/N] ' " $wanted"
    read -r answer || answer=n
    case "$answer" in
        y | Y | yes) ;;
        *)
            echo "Not installed. To do it yourself: apt-get install $wanted" >&2
            exit 1
            ;;
    esac
fi

as_root=""
if [ "$(id -u)" -ne 0 ]; then
    as_root="sudo"
fi
$as_root apt-get update --quiet
# shellcheck disable=SC2086 # several packages are several words
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install --quiet --yes --no-install-recommends $wanted
