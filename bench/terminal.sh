#!/bin/sh
# What the chooser and the draft view cost those who never see them: instructions of
# `version` and of a piped draft, and the stripped size, now and at the commit before the
# chooser (or the one named). Medians of N runs, interleaved. Needs valgrind.
set -eu
cd "$(dirname "$0")/.."
rev=${1:-2a9045b}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
export CGO_ENABLED=0 LC_ALL=C PARLANCE_CONFIG_DIR="$dir/config" PARLANCE_CACHE_DIR="$dir/cache" GOMAXPROCS=1
mkdir "$dir/before"
git archive "$rev" | tar -x -C "$dir/before"
(cd "$dir/before" && go build -trimpath -ldflags "-s -w" -o "$dir/then" .)
go build -trimpath -ldflags "-s -w" -o "$dir/now" .
count() { valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 >/dev/null | awk '/Collected/ {print $4}'; }
median() { sort -n "$1" | awk '{v[NR]=$1} END {print v[int((NR+1)/2)]}'; }
for _ in $(seq "${N:-7}"); do
	for b in then now; do
		count "$dir/$b" version >> "$dir/$b.version"
		count "$dir/$b" draft examples/late-parcel.ja.txt >> "$dir/$b.draft"
	done
done
printf '%-6s %14s %20s %14s\n' "" "version" "piped draft" "bytes"
for b in then now; do
	printf '%-6s %14s %20s %14s\n' "$b" "$(median "$dir/$b.version")" "$(median "$dir/$b.draft")" "$(wc -c < "$dir/$b")"
done
