#!/usr/bin/env bash
# Every test, one suite after another, and in the end a line for each. A suite that fails does not stop the next.
set -uo pipefail
cd "$(dirname "$0")/.."

cargo=${CARGO:-cargo}
results=()
failed=0

suite() {
    local name=$1 began=$SECONDS
    shift
    printf '\n── %s\n' "$name"
    if "$@"; then
        results+=("passed  $name ($((SECONDS - began)) s)")
    else
        results+=("FAILED  $name ($((SECONDS - began)) s)")
        failed=1
    fi
}

browser_tests() {
    scripts/browser.sh && "$cargo" build --locked --package alongside && npm run --silent test:browser
}

suite "the witness of returns" scripts/xmllint.sh
export ALONGSIDE_XMLLINT=wanted
# The packages of Node are installed with the assets, which come before: a bucket for the tests is among them.
export ALONGSIDE_S3=wanted
rust_tests() {
    scripts/postgresql.sh && "$cargo" test --workspace --locked --quiet --no-fail-fast
}

suite "assets" make --no-print-directory assets
suite "form of the code" "$cargo" fmt --all --check
suite "warnings" "$cargo" clippy --workspace --all-targets --locked --quiet -- --deny warnings
suite "unit, property and page tests" rust_tests
suite "browser and accessibility tests" browser_tests

printf '\n'
printf '%s\n' "${results[@]}"
exit "$failed"
