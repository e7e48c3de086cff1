#!/bin/sh
# Names every tool that is missing or too old, one line each.
set -eu

# The oldest that the code is written for: Cargo.toml (rust-version) and package.json (engines) say the same.
rust_least=1.95
node_least=20
missing=0

lacks() {
    echo "$1" >&2
    missing=1
}

# Whether dotted number $1 is at least $2.
at_least() {
    [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

if ! command -v cc >/dev/null 2>&1; then
    lacks "A C compiler is needed: not found. On Debian: apt-get install gcc libc6-dev"
fi

if ! command -v cargo >/dev/null 2>&1 || ! command -v rustc >/dev/null 2>&1; then
    lacks "Rust $rust_least or later is needed: not found. See https://rustup.rs"
else
    rust_found=$(rustc --version | awk '{ print $2 }')
    at_least "$rust_found" "$rust_least" ||
        lacks "Rust $rust_least or later is needed: found $rust_found. With rustup: rustup update"
fi

if ! command -v node >/dev/null 2>&1; then
    lacks "Node $node_least or later is needed: not found. See https://nodejs.org"
else
    node_found=$(node --version | sed 's/^v//')
    at_least "$node_found" "$node_least" ||
        lacks "Node $node_least or later is needed: found $node_found. See https://nodejs.org"
fi

if ! command -v npm >/dev/null 2>&1; then
    lacks "npm is needed: not found. It comes with Node; on Debian: apt-get install npm"
fi

if ! command -v git >/dev/null 2>&1; then
    lacks "git is needed: not found. On Debian: apt-get install git"
fi

exit "$missing"
