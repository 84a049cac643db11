#!/bin/sh
# Kills a batch with signal 9 at random moments until it is done: no ticket may be lost,
# none have two lines, no line be broken.
# Bar: 200 kills of a run over 2,000 tickets.
# Usage: bench/crash.sh [KILLS] [TICKETS]
set -eu
cd "$(dirname "$0")/.."
dir=$(mktemp -d)
server=
trap 'kill $server 2>/dev/null || true; rm -rf "$dir"' EXIT
export CGO_ENABLED=0 LC_ALL=C PARLANCE_CONFIG_DIR="$dir/config" PARLANCE_CACHE_DIR="$dir/cache"
go build -trimpath -ldflags "-s -w" -o "$dir/parlance" .
go build -o "$dir/llmtestd" ./llm/llmtest/llmtestd
"$dir/llmtestd" -addr 127.0.0.1:18434 -delay "${DELAY:-50ms}" > /dev/null &
server=$!
cat > "$dir/crash.py" <<'P'
import json, os, random, subprocess, sys, time
program, folder, kills, tickets, together = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), 8
source, out = folder + "/in.jsonl", folder + "/out.jsonl"
with open(source, "w") as f:
    for i in range(tickets):
        f.write(json.dumps({"id": f"T{i}", "text": f"Hello, where is my order NL-{100000+i}? I have waited for two weeks. Ann Miller", "customer": {"country": "GB"}}) + "\n")
command = [program, "batch", source, "-o", out, "-q", "--agent-lang", "en", "--no-gloss", "-n", "1",
           "--concurrency", str(together), "--base-url", "http://127.0.0.1:18434/v1", "--model", "m"]

def lines():
    return open(out, "rb").read().count(b"\n") if os.path.exists(out) else 0

random.seed(os.environ.get("SEED"))
done = 0
for kill in range(kills):
    left = tickets - lines()
    if left <= 0:
        break
    run = subprocess.Popen(command)
    # Enough lines for the kills to be spread over the whole run, then a random moment.
    share = left / (kills - kill)
    aim, until = lines() + int(random.uniform(0, 2 * share)), time.time() + 20
    while run.poll() is None and lines() < aim and time.time() < until:
        time.sleep(0.002)
    time.sleep(random.uniform(0, 0.06))
    run.kill()
    run.wait()
    done += 1
code = subprocess.run(command).returncode
ids, broken = {}, 0
for line in open(out, "rb").read().split(b"\n")[:-1]:
    try:
        ids[json.loads(line)["id"]] = ids.get(json.loads(line)["id"], 0) + 1
    except ValueError:
        broken += 1
lost = tickets - len(ids)
twice = sum(1 for n in ids.values() if n > 1)
print(f"{done} kills, {tickets} tickets: exit {code}, {lost} lost, {twice} with two lines, {broken} broken lines")
sys.exit(lost or twice or broken or code)
P
python3 "$dir/crash.py" "$dir/parlance" "$dir" "${1:-200}" "${2:-2000}"
