#!/bin/sh
# Makes the page that checks returns as one file: build/check-returns.html. It needs Rust's library for WebAssembly.
set -eu
cd "$(dirname "$0")/.."

cargo=${CARGO:-cargo}
target=wasm32-wasip1
page=build/check-returns.html

there() { [ -d "$(rustc --print target-libdir --target $target)" ]; }
if ! there && [ "${CI:-}" = true ] && command -v rustup >/dev/null 2>&1; then
    rustup target add $target >&2 || true
fi
if ! there; then
    echo "Rust's library for WebAssembly is needed: not found. With rustup: rustup target add $target" >&2
    echo "On Debian, with Debian's Rust: apt-get install libstd-rust-dev-wasm32" >&2
    exit 3
fi
# The program first, then what puts it into the page.
"$cargo" build --locked --package offline --bin offline --target $target --profile offline
mkdir -p build
"$cargo" run --quiet --locked --package offline --bin offline-page -- \
    "${CARGO_TARGET_DIR:-target}/$target/offline/offline.wasm" "$page"
echo "$page"
