#!/bin/sh
# What drafting adds to the endpoint's own time, and the built-in composer's time.
# Bars: first byte and wall within 5 ms of bare go-openai, peak memory 30 MiB; built-in
# draft 40 ms cold with 100 articles; three pivot candidates within 1.05 of the server's
# own slowest draft plus slowest translation.
set -eu
cd "$(dirname "$0")/.."
dir=$(mktemp -d)
export CGO_ENABLED=0 LC_ALL=C PARLANCE_CONFIG_DIR="$dir/config" PARLANCE_CACHE_DIR="$dir/cache"
go build -trimpath -ldflags "-s -w" -o "$dir/parlance" .
go build -trimpath -ldflags "-s -w" -o "$dir/bare" ./bench/bare
go build -o "$dir/pair" ./bench/pair
go build -o "$dir/llmtestd" ./llm/llmtest/llmtestd
cat > "$dir/ticket.txt" <<'T'
Hello,

where is my order NL-118273? I ordered the tent two weeks ago and it has not arrived yet.

Kind regards
Ann Miller
T
cat > "$dir/ticket.de.txt" <<'T'
Guten Tag,

wo ist meine Bestellung NL-118273? Ich warte seit zwei Wochen auf das Zelt.

Mit freundlichen Grüßen
Anna Müller
T
cat > "$dir/script.txtar" <<'T'
-- 10-translate --
when-system: bilingual support writer

Guten Tag Anna Müller,

vielen Dank für Ihre Nachricht. Wir prüfen Ihre Bestellung NL-118273 und melden uns bei Ihnen.

Freundliche Grüße
-- 90-draft --
Hello,

thank you for asking about order NL-118273. We are checking where it is and will write to you.

Kind regards
T
"$dir/llmtestd" -addr 127.0.0.1:18431 -script "$dir/script.txtar" >/dev/null &
fast=$!
"$dir/llmtestd" -addr 127.0.0.1:18432 -script "$dir/script.txtar" -delay 300ms >/dev/null &
slow=$!
trap 'kill $fast $slow 2>/dev/null; rm -rf "$dir"' EXIT
sleep 1
"$dir/parlance" draft --base-url http://127.0.0.1:18431/v1 --model m -n 1 --dry-run "$dir/ticket.txt" > "$dir/prompt.txt"

echo "== one candidate, same language, server delay 0"
"$dir/pair" -n "${N:-200}" -first 'delta|Hello' \
	bare "$dir/bare http://127.0.0.1:18431/v1 $dir/prompt.txt" \
	parlance "$dir/parlance draft --engine endpoint --base-url http://127.0.0.1:18431/v1 --model m -n 1 --ndjson $dir/ticket.txt"

echo "== built-in composer, 100 articles, cold"
mkdir -p "$dir/kb"
i=0
while [ $i -lt 100 ]; do
	for f in examples/kb/*.md; do
		[ $i -lt 100 ] || break
		cp "$f" "$dir/kb/$i-$(basename "$f")"
		i=$((i + 1))
	done
done
"$dir/pair" -n "${N:-200}" \
	"no knowledge" "$dir/parlance draft $dir/ticket.de.txt" \
	"100 articles" "$dir/parlance draft --kb $dir/kb $dir/ticket.de.txt"

echo "== three candidates, pivot, 300 ms a call: the server alone needs 600 ms"
"$dir/pair" -n "${N_SLOW:-20}" pivot "$dir/parlance draft --base-url http://127.0.0.1:18432/v1 --model m -n 3 --agent-lang en $dir/ticket.de.txt"
