#!/bin/sh
# How much `version` costs over an empty Go program. Bar: 5 ms.
set -eu
cd "$(dirname "$0")/.."
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
export CGO_ENABLED=0
go build -trimpath -ldflags "-s -w" -o "$dir/parlance" .
go build -trimpath -ldflags "-s -w" -o "$dir/empty" ./bench/empty
go build -o "$dir/pair" ./bench/pair
"$dir/pair" -n "${N:-300}" empty "$dir/empty" version "$dir/parlance version"
ls -l "$dir/parlance" | awk '{printf "binary %.1f MB stripped\n", $5/1e6}'
