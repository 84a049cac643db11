#!/bin/sh
# Prints how long the knowledge base takes, each figure beside its bar: indexing, first
# question, warm questions and questions by meaning, with 1,000 and 10,000 articles of
# 1 kB. Then the whole program side by side with `parlance version`: the difference is
# opening the base and the first answer (bars 15 and 40 ms). Run it on a quiet machine;
# the processor times hold on a busy one too.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export CGO_ENABLED=0 PARLANCE_CONFIG_DIR="$work/config" PARLANCE_CACHE_DIR="$work/cache"
go build -trimpath -ldflags "-s -w" -o "$work/parlance" .
go build -o "$work/kb" ./bench/kb
go build -o "$work/pair" ./bench/pair
for n in 1000 10000; do
	echo "== $n articles"
	"$work/kb" -dir "$work/$n" -articles "$n"
	"$work/parlance" kb index "$work/$n/articles" > "$work/indexed"
	"$work/pair" -n "${N:-60}" version "$work/parlance version" \
		"kb search" "$work/parlance -q kb search --kb $work/$n/articles --country DE battorsta"
done
