#!/bin/sh
# Prints how long the knowledge base takes: indexing, first question, warm questions,
# with 1,000 and 10,000 articles of 1 kB.
set -eu
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
go build -o "$work/kb" ./bench/kb
for n in 1000 10000; do
	echo "== $n articles"
	"$work/kb" -dir "$work/$n" -articles "$n"
done
