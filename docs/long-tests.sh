#!/usr/bin/env bash
# Every check for so many seconds (600), from a seed (the date), failures kept in target/failures.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-600}
seed=${2:-$(date +%Y%m%d)000}
cargo build --quiet --profile fuzz --features fuzzing --example fuzz
status=0
for check in tiers deopt trace regalloc gc session calls record oom asm parse python; do
    "${CARGO_TARGET_DIR:-target}"/fuzz/examples/fuzz "$check" --count 1000000000 --seed "$seed" --time "$seconds" \
        --jobs "$(nproc)" --keep target/failures || status=1
done
exit $status
