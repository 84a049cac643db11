#!/bin/sh
# What other programs get wrong: cut streams, garbage with status 200, redirects, hostile
# error pages. Every scenario of the fake endpoint, against the built program.
# Usage: bench/failures.sh [SCENARIO...]
set -eu
cd "$(dirname "$0")/.."
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
go build -o "$dir/parlance" .
go build -o "$dir/failures" ./bench/failures
"$dir/failures" "$dir/parlance" "$@"
