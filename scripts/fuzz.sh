#!/usr/bin/env bash
# Feeds hostile input to parsers, led by which code it reaches:  scripts/fuzz.sh SECONDS NAME...
#
# The names are those of fuzz/Cargo.toml. Each run begins from fuzz/corpus/NAME, which is committed, and from what earlier runs
# found, which is kept in target/fuzz/found/NAME. An input that breaks something is left in target/fuzz/broken.
# The compiler of this repository is enough: it can instrument by itself, and libFuzzer is built from its source. There is no
# unsafe code here to watch the memory of.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:?how many seconds each}
shift
target=$(rustc -vV | sed -n 's/^host: //p')
into=${CARGO_TARGET_DIR:-target}/fuzz
# The same libraries as everywhere here, and libFuzzer beside them.
cp Cargo.lock fuzz/Cargo.lock
# With a target named, build scripts and macros are not instrumented.
RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares -Cllvm-args=-simplifycfg-branch-fold-threshold=0" \
  CARGO_TARGET_DIR=$into cargo build --release --manifest-path fuzz/Cargo.toml --target "$target"
mkdir -p "$into/broken"
for name in "$@"; do
  mkdir -p "$into/found/$name"
  "$into/$target/release/$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=65536 \
    -print_final_stats=1 -artifact_prefix="$into/broken/$name-" "$into/found/$name" "fuzz/corpus/$name"
done
