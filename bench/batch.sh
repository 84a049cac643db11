#!/bin/sh
# What a batch adds to the endpoint's own time, how well it keeps the endpoint busy, how
# much memory it takes, and what a bad day of the endpoint costs.
# Bars: 60 tickets, 8 at a time, 200 ms a call: 1.65 s in all (ideal 1.6). 64 at a time,
# 500 ms, mask and checks on, 1,000 articles: 95 % of the ideal. 100,000 tickets: 150 MiB,
# no more than 10,000 take. Faults: every ticket ends drafted.
# Usage: bench/batch.sh [overhead|saturation|builtin|memory|faults]...
# N is how many tickets saturation and faults take (the bar says 10,000).
set -eu
cd "$(dirname "$0")/.."
dir=$(mktemp -d)
servers=
trap 'for s in $servers; do kill "$s" 2>/dev/null || true; done; rm -rf "$dir"' EXIT
export CGO_ENABLED=0 LC_ALL=C PARLANCE_CONFIG_DIR="$dir/config" PARLANCE_CACHE_DIR="$dir/cache"
go build -trimpath -ldflags "-s -w" -o "$dir/parlance" .
go build -o "$dir/pair" ./bench/pair
go build -o "$dir/llmtestd" ./llm/llmtest/llmtestd
mkdir -p "$dir/config"
echo 'privacy: {mask: always}' > "$dir/config/config.yaml"
url=http://127.0.0.1:18433/v1

tickets() { # N: so many letters to one shop, in three languages
	awk -v n="$1" 'BEGIN { for (i = 0; i < n; i++) {
		order = "NL-" (100000 + i)
		if (i % 3 == 0) printf "{\"id\":\"T%d\",\"subject\":\"Order %s\",\"text\":\"Hello,\\n\\nwhere is my order %s? I ordered the tent two weeks ago and it has not arrived. You can reach me at ann%d@example.com or +44 20 7946 %04d.\\n\\nKind regards\\nAnn Miller\",\"customer\":{\"name\":\"Ann Miller\",\"country\":\"GB\"}}\n", i, order, order, i, i % 10000
		else if (i % 3 == 1) printf "{\"id\":\"T%d\",\"text\":\"Hi, the zip of my jacket is broken after three weeks (%s). I would like a replacement. Thanks, Tom\",\"customer\":{\"country\":\"US\"}}\n", i, order
		else printf "{\"id\":\"T%d\",\"text\":\"Hello, which size of the rain jacket should I take? I am 1.80 m tall and wear a fleece below. My last order was %s.\",\"customer\":{\"country\":\"IE\"}}\n", i, order
	} }'
}

serve() { # DELAY [SCRIPT]
	"$dir/llmtestd" -addr 127.0.0.1:18433 -delay "$1" ${2:+-script "$2"} > /dev/null &
	servers=$!
	until curl -s -o /dev/null "$url/models"; do sleep 0.1; done
}

unserve() { kill "$servers"; wait "$servers" 2>/dev/null || true; servers=; }

batch() { "$dir/parlance" batch --json -q --agent-lang en --no-gloss -n 1 "$@"; }
endpoint() { batch --base-url "$url" --model m "$@"; }
peak() { # runs a command and prints its peak memory
	python3 -c 'import resource, subprocess, sys
r = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)
print("exit", r.returncode, "peak %.0f MiB" % (resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024))' "$@"
}
field() { sed -n "s/^  \"$1\": \(.*[^,]\),*$/\1/p" "$2"; }

overhead() {
	echo "== 60 tickets, 8 at a time, 200 ms a call, one candidate, same language: ideal 1.6 s"
	tickets 60 > "$dir/60.jsonl"
	serve 200ms
	cat > "$dir/overhead.sh" <<T
rm -f "$dir/60.out"
exec "$dir/parlance" batch "$dir/60.jsonl" -o "$dir/60.out" -q --agent-lang en --no-gloss -n 1 --concurrency 8 --base-url $url --model m
T
	"$dir/pair" -n "${RUNS:-5}" batch "sh $dir/overhead.sh"
	unserve
}

saturation() {
	n=${N:-2000}
	echo "== $n tickets, 64 at a time, 500 ms a call, 1,000 articles, mask and checks on"
	mkdir -p "$dir/kb"
	i=0
	while [ $i -lt 1000 ]; do
		for f in examples/kb/*.md; do
			[ $i -lt 1000 ] || break
			sed "s/^title: \(.*\)$/title: \1/" "$f" > "$dir/kb/$i-$(basename "$f")"
			i=$((i + 1))
		done
	done
	tickets "$n" > "$dir/in.jsonl"
	serve 500ms
	endpoint "$dir/in.jsonl" -o "$dir/out.jsonl" --concurrency 64 --kb "$dir/kb" > "$dir/run.json" || true
	unserve
	requests=$n
	awk -v n="$requests" -v took="$(field seconds "$dir/run.json")" 'BEGIN { ideal = int((n + 63) / 64) * 0.5; printf "%d tickets in %.1f s, ideal %.1f s: %.1f %%\n", n, took, ideal, 100 * ideal / took }'
}

builtin() {
	n=${N:-2000}
	echo "== $n tickets, built-in composer, 30 articles: 2,000 a minute is the bar"
	tickets "$n" > "$dir/in.jsonl"
	batch "$dir/in.jsonl" -o "$dir/builtin.out" --engine builtin --kb examples/kb > "$dir/run.json"
	echo "$(field per_minute "$dir/run.json") a minute"
}

memory() {
	for n in ${SIZES:-10000 100000}; do
		tickets "$n" > "$dir/in.jsonl"
		rm -f "$dir/out.jsonl"
		echo "== $n tickets, built-in composer"
		peak "$dir/parlance" batch "$dir/in.jsonl" -o "$dir/out.jsonl" -q --engine builtin -n 1 --agent-lang en
		echo "   again, all of them done"
		peak "$dir/parlance" batch "$dir/in.jsonl" -o "$dir/out.jsonl" -q --engine builtin -n 1 --agent-lang en
		echo "   report"
		peak "$dir/parlance" batch -o "$dir/out.jsonl" -q --report "$dir/report.html"
	done
}

faults() {
	n=${N:-1000}
	echo "== $n tickets on a bad day: 5 % 429 (with and without Retry-After), 2 % 500, 1 % cut, 0.5 % hang, each once"
	tickets "$n" > "$dir/in.jsonl"
	mkdir -p "$dir/rules"
	awk -v n="$n" -v dir="$dir/rules" 'function rule(name, text) { file = dir "/" name; print text > file; close(file) }
	BEGIN { for (i = 0; i < n; i++) {
		order = "NL-" (100000 + i); when = "when-user: " order "\ntimes: 1\n"; r = i % 200
		if (r < 5) rule("a" i, when "status: 429\nheader: Retry-After: 1\n\nslow down")
		else if (r < 10) rule("a" i, when "status: 429\n\nslow down")
		else if (r < 14) rule("a" i, when "status: 500\n\ninternal error")
		else if (r < 16) rule("a" i, when "cut: 20\n\nHello, we are checking where your order is and will write to you.")
		else if (r < 17) rule("a" i, when "scenario: header-stall")
	} }'
	serve 50ms "$dir/rules"
	export PARLANCE_ENDPOINT_HEADER_TIMEOUT=3s PARLANCE_PRIVACY_MASK=never
	endpoint "$dir/in.jsonl" -o "$dir/faults.out" --concurrency 32 > "$dir/run.json" || true
	unset PARLANCE_ENDPOINT_HEADER_TIMEOUT PARLANCE_PRIVACY_MASK
	unserve
	echo "drafted $(field drafted "$dir/run.json"), failed $(field failed "$dir/run.json"), left $(field left "$dir/run.json"), $(field seconds "$dir/run.json") s"
}

for what in "${@:-all}"; do
	case $what in
	all) overhead; builtin; saturation; memory; faults ;;
	overhead | saturation | builtin | memory | faults) $what ;;
	*) echo "batch.sh: no $what; there are overhead, saturation, builtin, memory, faults" >&2; exit 2 ;;
	esac
done
